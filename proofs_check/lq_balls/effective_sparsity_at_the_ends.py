"""No entry exceeds the first, and k of them are at least the k-th."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, chain, cited, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, tail_power_sum
from lqtheory.theorems.lq_balls.effective_sparsity_at_the_ends import THEOREM, D, s, top

n, k, q, p, x = D.symbols
t, w, v = sp.Symbol("t", positive=True), sp.Symbol("w", real=True), sp.Symbol("v", nonnegative=True)
limit, low, below, rate, high = THEOREM.claim.then
S, tail, level = power_sum, tail_power_sum, rate.lhs


def split(r):
    """Steps for sum|x|^r = |x|_(1)^r + the rest."""
    return [
        Step(f"all_{r}", Relation(tail(x, 0, r), "=", S(x, r)), lemma("tail_of_everything", x=x, p=r)),
        Step(f"begins_{r}", Relation(tail(x, 0, r), "=", top**r + tail(x, 1, r)), lemma("tail_begins", x=x, k=0, p=r)),
        Step(f"split_{r}", Relation(S(x, r), "=", top**r + tail(x, 1, r)), chain(), [f"all_{r}", f"begins_{r}"]),
    ]


PROOF = Proof(
    "effective_sparsity_at_the_ends",
    steps=[
        Step(
            "limit",
            limit,
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 4 (the largest magnitude as a limit of norms)"),
                "(sum|x|^q)^(p/(p-q)) (sum|x|^p)^(-q/(p-q)) tends to sum|x|^q max|x|^(-q) as p tends to infinity",
            ),
        ),
        *split(q),
        *split(p),
        Step("head", Relation(0, "<", S(x, q) - tail(x, 1, q)), lemma("head_positive", x=x, k=1, p=q)),
        Step("first", Relation(S(x, q) - tail(x, 1, q), "=", top**q), monotone(w, w - tail(x, 1, q)), ["split_q"]),
        Step("some", Relation(0, "<", top**q), chain(), ["head", "first"]),
        Step("top", Relation(0, "<", top), monotone(v, v ** (1 / q)), ["some"]),
        Step("rest", Relation(top**q, "<=", top**q + tail(x, 1, q)), sign()),
        Step("member", Relation(top**q, "<=", S(x, q)), chain(), ["rest", "split_q"]),
        Step("unit", Relation(1, "<=", limit.rhs), monotone(w, w * top ** (-q)), ["member", "top"]),
        Step("low", low, chain(), ["unit", "limit"]),
        Step(
            "tails",
            Relation(tail(x, 1, p), "<=", top ** (p - q) * tail(x, 1, q)),
            lemma("tail_interpolation", x=x, k=1, q=q, p=p),
        ),
        Step(
            "added",
            Relation(top**p + tail(x, 1, p), "<=", top**p + top ** (p - q) * tail(x, 1, q)),
            monotone(w, top**p + w),
            ["tails"],
        ),
        Step(
            "common",
            Relation(top ** (p - q) * S(x, q), "=", top**p + top ** (p - q) * tail(x, 1, q)),
            monotone(w, top ** (p - q) * w),
            ["split_q", "top"],
        ),
        Step("powers", Relation(S(x, p), "<=", top ** (p - q) * S(x, q)), chain(), ["split_p", "added", "common"]),
        Step(
            "below_s",
            Relation(limit.rhs, "<=", s),
            monotone(t, S(x, q) ** (p / (p - q)) * t ** (-q / (p - q))),
            ["powers", "top"],
        ),
        Step("below", below, chain(), ["limit", "below_s"]),
        Step("kept", Relation(level + tail(x, k, q), "<=", S(x, q)), lemma("head_at_least", x=x, k=k, q=q)),
        Step("all_kept", Relation(level, "<=", S(x, q)), sign(), ["kept"]),
        Step("form", Relation(S(x, q), "=", rate.rhs), identity()),
        Step("rate", rate, chain(), ["all_kept", "form"]),
        Step("range", high, apply("effective_sparsity_range")),
        Step("claim", THEOREM.claim, chain(), ["limit", "low", "below", "rate", "range"]),
    ],
)
