"""Chernoff's bound with the true exponential moment, which the chord of the exponential over [0, B] bounds."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import draw_exponential_moment
from lqtheory.theorems.coresets.estimate_tails_below_two_point_moment import THEOREM, D, chord

n, m, B, e, t, v, s = D.symbols
r, w = sp.Symbol("r", real=True), sp.Symbol("w", nonnegative=True)
given = THEOREM.claim.given


def steps(name: str, sign: int, tail: sp.Expr) -> list[Step]:
    """One tail; the last step links the moment to the chord."""
    under = lambda left, right: Claim(given, [Relation(left, "<=", right)])  # noqa: E731
    moment, factor = draw_exponential_moment(v, s, sign * t), sp.exp(-sign * t * (1 + sign * e))
    product, bound = factor * moment, factor * chord(sign * t)
    return [
        Step(f"{name}_markov", Relation(tail, "<=", product**m), apply("estimate_tails_below_exponential_moment")),
        Step(
            f"{name}_chord",
            under(moment, chord(sign * t)),
            lemma("exponential_moment_below_chord", v=v, s=s, B=B, t=sign * t),
        ),
        Step(
            f"{name}_product",
            under(product, bound),
            monotone(r, factor * r),
            [f"{name}_chord"],
        ),
        Step(
            f"{name}_power",
            under(product**m, bound**m),
            monotone(w, w**m),
            [f"{name}_product"],
        ),
    ]


above, below = THEOREM.claim.then

PROOF = Proof(
    "estimate_tails_below_two_point_moment",
    steps=[
        *steps("above", 1, above.lhs),
        *steps("below", -1, below.lhs),
        Step("claim", THEOREM.claim, chain(), ["above_markov", "above_power", "below_markov", "below_power"]),
    ],
)
