"""The sign of the slope is that of kp/(p-q) - t; and both candidates are terms of the maximum."""

import sympy as sp

from lqtheory import Integer, Proof, Real, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import lemma
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.worst_case_argmax import THEOREM, D, at_high, at_low, high, low, peak

n, k, q, p = D.symbols
m = sp.Symbol("m", integer=True, positive=True)
t = sp.Symbol("t", positive=True)
value = lambda s: (s - k) ** (1 / p) * s ** (-1 / q)  # noqa: E731
factor = p * q * t * (t - k) / (value(t) * (p - q))
maximum = MaxOver(value(m), m, k + 1, n)
W, candidates = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs


def candidate(label: str, at: sp.Expr, rounded: sp.Expr, term: sp.Expr) -> list[Step]:
    """One of the two clipped integers is admissible, so its value is at most the maximum."""
    clip = {"value": rounded, "low": k + 1, "high": n}
    return [
        Step(f"{label}_above", Relation(k + 1, "<=", at), lemma("clipped_above_low", **clip)),
        Step(f"{label}_below", Relation(at, "<=", n), lemma("clipped_below_high", **clip)),
        Step(
            label,
            Relation(term, "<=", W),
            lemma("max_member", maximum=maximum, at=at),
            [f"{label}_above", f"{label}_below"],
        ),
    ]


PROOF = Proof(
    "worst_case_argmax",
    extra={"m": Integer("k+1", "n"), "t": Real("k")},
    steps=[
        Step(
            "every_m",
            Relation(value(m), "<=", candidates),
            lemma("unimodal_maximum", value=value(t), variable=t, index=m, peak=peak, factor=factor),
        ),
        Step(
            "at_most",
            Relation(W, "<=", candidates),
            lemma("max_least", body=value(m), index=m, bound=candidates),
            ["every_m"],
        ),
        *candidate("floor", low, sp.floor(peak), at_low),
        *candidate("ceiling", high, sp.ceiling(peak), at_high),
        Step(
            "at_least",
            Relation(candidates, "<=", W),
            lemma("larger_of_two", a=at_low, b=at_high, bound=W),
            ["floor", "ceiling"],
        ),
        Step("equal", THEOREM.claim, lemma("antisymmetry", a=W, b=candidates), ["at_most", "at_least"]),
    ],
)
