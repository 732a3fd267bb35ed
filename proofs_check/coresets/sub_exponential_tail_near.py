"""Chernoff's bound at r = epsilon/(2 lam^2), where the assumption makes its exponent -epsilon^2/(4 lam^2)."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, assumed, chain, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import draw_exponential_moment
from lqtheory.theorems.coresets.sub_exponential_tail_near import THEOREM, D, moment, r

n, m, lam, epsilon, v, s = D.symbols
x, w = sp.Symbol("x", real=True), sp.Symbol("w", nonnegative=True)
factor = sp.exp(-r * epsilon)
(above, below), (high, low) = THEOREM.claim.given, THEOREM.claim.then


def steps(name: str, sign: int, given: Relation, tail: sp.Expr) -> list[Step]:
    """One tail."""
    product = sp.exp(-sign * r * (1 + sign * epsilon)) * draw_exponential_moment(v, s, sign * r)
    scaled = Claim([given], [Relation(product, "<=", factor * moment)])
    power = Claim([given], [Relation(product**m, "<=", (factor * moment) ** m)])
    return [
        Step(
            f"{name}_chernoff",
            Relation(tail, "<=", product**m),
            apply("estimate_tails_below_exponential_moment", {"t": r}),
        ),
        Step(f"{name}_given", Claim([given], [given]), assumed()),
        Step(f"{name}_scaled", scaled, monotone(x, factor * x), [f"{name}_given"]),
        Step(f"{name}_power", power, monotone(w, w**m), [f"{name}_scaled"]),
    ]


PROOF = Proof(
    "sub_exponential_tail_near",
    steps=[
        *steps("above", 1, above, high.lhs),
        *steps("below", -1, below, low.lhs),
        Step(
            "claim",
            THEOREM.claim,
            chain(),
            ["above_chernoff", "above_power", "below_chernoff", "below_power"],
        ),
    ],
)
