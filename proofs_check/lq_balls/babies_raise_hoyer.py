"""1 minus the index is (||x||_1/||x||_2 - 1)/(sqrt(n) - 1), and the numerator is positive."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import append_zero, hoyer, order_statistic, power_sum, tail_power_sum
from lqtheory.theorems.lq_balls.babies_raise_hoyer import THEOREM, D

n, x = D.symbols
t, u = sp.Symbol("t", positive=True), sp.Symbol("u", real=True)
S, y = power_sum, append_zero(x)
X, second = order_statistic(x, 1), order_statistic(x, 2)
tail = {e: tail_power_sum(x, 1, e) for e in (1, 2)}
ratio = S(x, 1) / sp.sqrt(S(x, 2))


def head(e):
    """The power sum as its largest term and the rest."""
    whole = tail_power_sum(x, 0, e)
    return [
        Step(f"begins_{e}", Relation(whole, "=", X**e + tail[e]), lemma("tail_begins", x=x, k=0, p=e)),
        Step(f"whole_{e}", Relation(whole, "=", S(x, e)), lemma("tail_of_everything", x=x, p=e)),
        Step(f"head_{e}", Relation(S(x, e), "=", X**e + tail[e]), chain(), [f"whole_{e}", f"begins_{e}"]),
    ]


def same(e):
    """The power sum is not changed, and it is positive."""
    return [
        Step(f"same_{e}", Relation(S(y, e), "=", S(x, e)), lemma("zero_adds_nothing", x=x, r=e)),
        Step(f"before_{e}", Relation(0, "<", S(x, e)), sign()),
        Step(f"after_{e}", Relation(0, "<", S(y, e)), chain(), [f"before_{e}", f"same_{e}"]),
    ]


def value(root, b, d):
    """Hoyer's index from sqrt(n) and the two power sums."""
    return root / (root - 1) - b / sp.sqrt(d) / (root - 1)


after = sp.sqrt(n + 1)

PROOF = Proof(
    "babies_raise_hoyer",
    steps=[
        *head(1),
        Step("head_1_back", Relation(X + tail[1], "=", S(x, 1)), chain(), ["head_1"]),
        *head(2),
        Step("second", Relation(0, "<", second), sign()),
        Step("decrease", Relation(second, "<=", X), lemma("order_statistics_decrease", x=x, i=1, j=2)),
        Step("largest", Relation(0, "<", X), chain(), ["second", "decrease"]),
        Step(
            "tail_begins", Relation(tail[1], "=", second + tail_power_sum(x, 2, 1)), lemma("tail_begins", x=x, k=1, p=1)
        ),
        Step("tail_sum", Relation(0, "<", second + tail_power_sum(x, 2, 1)), sign(), ["second"]),
        Step("tail_positive", Relation(0, "<", tail[1]), chain(), ["tail_sum", "tail_begins"]),
        Step("interpolated", Relation(tail[2], "<=", X * tail[1]), lemma("tail_interpolation", x=x, k=1, q=1, p=2)),
        Step("added", Relation(X**2 + tail[2], "<=", X**2 + X * tail[1]), monotone(u, u + X**2), ["interpolated"]),
        Step("completed", Relation(X**2 + X * tail[1], "<", (X + tail[1]) ** 2), sign(), ["largest", "tail_positive"]),
        Step(
            "square",
            Relation((X + tail[1]) ** 2, "=", S(x, 1) ** 2),
            monotone(t, t**2),
            ["head_1_back", "largest", "tail_positive"],
        ),
        Step("squares", Relation(S(x, 2), "<", S(x, 1) ** 2), chain(), ["head_2", "added", "completed", "square"]),
        Step("above_1", Relation(1, "<", ratio), monotone(t, sp.sqrt(t / S(x, 2))), ["squares"]),
        Step("size_2", Relation(1, "<", n), sign()),
        Step("root", Relation(1, "<", sp.sqrt(n)), monotone(t, sp.sqrt(t)), ["size_2"]),
        Step("longer", Relation(n, "<", n + 1), sign()),
        Step("roots", Relation(sp.sqrt(n), "<", after), monotone(t, sp.sqrt(t)), ["longer"]),
        Step("root_after", Relation(1, "<", after), chain(), ["root", "roots"]),
        Step("shifted", Relation(sp.sqrt(n) - 1, "<", after - 1), monotone(u, u - 1), ["roots"]),
        Step(
            "gain",
            Relation(1 - (ratio - 1) / (sp.sqrt(n) - 1), "<", 1 - (ratio - 1) / (after - 1)),
            monotone(t, 1 - (ratio - 1) / t),
            ["shifted", "above_1", "root", "root_after"],
        ),
        Step("form", Relation(hoyer(x), "=", 1 - (ratio - 1) / (sp.sqrt(n) - 1)), identity(), ["root"]),
        Step(
            "form_after",
            Relation(value(after, S(x, 1), S(x, 2)), "=", 1 - (ratio - 1) / (after - 1)),
            identity(),
            ["root_after"],
        ),
        *same(1),
        *same(2),
        Step(
            "sum_1",
            Relation(value(after, S(y, 1), S(y, 2)), "=", value(after, S(x, 1), S(y, 2))),
            monotone(t, value(after, t, S(y, 2))),
            ["same_1", "after_1"],
        ),
        Step(
            "sum_2",
            Relation(value(after, S(x, 1), S(y, 2)), "=", value(after, S(x, 1), S(x, 2))),
            monotone(t, value(after, S(x, 1), t)),
            ["same_2", "after_2"],
        ),
        Step("unfolded", Relation(hoyer(y), "=", value(after, S(y, 1), S(y, 2))), identity(), ["root_after"]),
        Step("claim", THEOREM.claim, chain(), ["form", "gain", "form_after", "sum_2", "sum_1", "unfolded"]),
    ],
)
