"""Chernoff's bound at r = 1/lam, where the assumption makes its exponent 1 - epsilon/lam <= -epsilon/(2 lam)."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, assumed, chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import draw_exponential_moment
from lqtheory.theorems.coresets.sub_exponential_tail_far import THEOREM, D

n, m, lam, epsilon, v, s = D.symbols
x, w = sp.Symbol("x", real=True), sp.Symbol("w", nonnegative=True)
r, moment = 1 / lam, sp.E
factor = sp.exp(-r * epsilon)
(above, below), (high, low, weaker) = THEOREM.claim.given, THEOREM.claim.then
exponent = Relation(m * (1 - epsilon / lam), "<=", -m * epsilon / (2 * lam))


def steps(name: str, side: int, given: Relation, tail: sp.Expr) -> list[Step]:
    """One tail."""
    product = sp.exp(-side * r * (1 + side * epsilon)) * draw_exponential_moment(v, s, side * r)
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
    "sub_exponential_tail_far",
    steps=[
        Step("exponents", exponent, sign()),
        Step("weaker", weaker, monotone(x, sp.exp(x)), ["exponents"]),
        *steps("above", 1, above, high.lhs),
        *steps("below", -1, below, low.lhs),
        Step(
            "claim",
            THEOREM.claim,
            chain(),
            ["above_chernoff", "above_power", "below_chernoff", "below_power", "weaker"],
        ),
    ],
)
