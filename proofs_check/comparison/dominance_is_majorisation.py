"""The largest k shares are what the tail leaves of 1; the two maxima bound each other."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import majorisation_defect, mass_shares, power_sum, tail_power_sum
from lqtheory.theorems.comparison.dominance_is_majorisation import THEOREM, D, error, j

n, p, x, y = D.symbols
i = sp.Symbol("i", integer=True, nonnegative=True)
v = sp.Symbol("v", real=True)


def head(z, k):
    """Sum of the k largest shares."""
    return power_sum(mass_shares(z, p), 1) - tail_power_sum(mass_shares(z, p), k, 1)


def by_heads(k):
    """By how much the k largest shares of y exceed those of x."""
    return head(y, k) - head(x, k)


def by_errors(k):
    """By how much the error of x exceeds that of y."""
    return error(x, k) - error(y, k)


defect = majorisation_defect(x, y, p)
heads, errors = (MaxOver(body(j), j, 0, n) for body in (by_heads, by_errors))


def of_vector(name, z):
    """The k largest shares of one vector are what its tail leaves of 1."""
    shares, tail = mass_shares(z, p), error(z, i)
    return [
        Step(f"{name}_sum", Relation(power_sum(shares, 1), "=", 1), lemma("power_sum_of_shares", x=z, p=p, a=1)),
        Step(f"{name}_tail", Relation(tail_power_sum(shares, i, 1), "=", tail), lemma("tail_of_shares", x=z, p=p, k=i)),
        Step(
            f"{name}_whole",
            Relation(head(z, i), "=", 1 - tail_power_sum(shares, i, 1)),
            monotone(v, v - tail_power_sum(shares, i, 1)),
            [f"{name}_sum"],
        ),
        Step(
            f"{name}_left",
            Relation(1 - tail_power_sum(shares, i, 1), "=", 1 - tail),
            monotone(v, 1 - v),
            [f"{name}_tail"],
        ),
        Step(f"{name}_head", Relation(head(z, i), "=", 1 - tail), chain(), [f"{name}_whole", f"{name}_left"]),
    ]


PROOF = Proof(
    "dominance_is_majorisation",
    extra={"i": Integer(0, "n")},
    steps=[
        Step("definition", Relation(defect, "=", heads), lemma("defect_of_heads", x=x, y=y, p=p, index=j)),
        *of_vector("x", x),
        *of_vector("y", y),
        Step("of_y", Relation(by_heads(i), "=", 1 - error(y, i) - head(x, i)), monotone(v, v - head(x, i)), ["y_head"]),
        Step(
            "of_x",
            Relation(1 - error(y, i) - head(x, i), "=", by_errors(i)),
            monotone(v, 1 - error(y, i) - v),
            ["x_head"],
        ),
        Step("same", Relation(by_heads(i), "=", by_errors(i)), chain(), ["of_y", "of_x"]),
        Step("error_member", Relation(by_errors(i), "<=", errors), lemma("max_member", maximum=errors, at=i)),
        Step("below_errors", Relation(by_heads(i), "<=", errors), chain(), ["same", "error_member"]),
        Step(
            "at_most",
            Relation(heads, "<=", errors),
            lemma("max_least", body=by_heads(i), index=i, bound=errors),
            ["below_errors"],
        ),
        Step("head_member", Relation(by_heads(i), "<=", heads), lemma("max_member", maximum=heads, at=i)),
        Step("below_heads", Relation(by_errors(i), "<=", heads), chain(), ["same", "head_member"]),
        Step(
            "at_least",
            Relation(errors, "<=", heads),
            lemma("max_least", body=by_errors(i), index=i, bound=heads),
            ["below_heads"],
        ),
        Step("equal", Relation(heads, "=", errors), lemma("antisymmetry", a=heads, b=errors), ["at_most", "at_least"]),
        Step("together", THEOREM.claim, chain(), ["definition", "equal"]),
    ],
)
