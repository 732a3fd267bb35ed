"""E(|g|-t)_+^2 <= E(|g|-t)^2 at t = (1-rho) sqrt(2/pi); at rho = 1 both sides are 1."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, cases, chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import l1_descent_share
from lqtheory.theorems.statistical_dimension.l1_curve_below_quadratic_bound import THEOREM, D

(rho,) = D.symbols
v = sp.Symbol("v", real=True)
goal = THEOREM.relations[0]
psi, mean = l1_descent_share(rho), sp.sqrt(2 / sp.pi)
t = (1 - rho) * mean
density, tail = sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi), sp.erfc(t / sp.sqrt(2)) / 2
square = 2 * ((1 + t**2) * tail - t * density)
parabola = 1 + t**2 - 2 * t * mean
first = rho * (1 + t**2)
below, at_one = Relation(rho, "<", 1), Relation(1, "<=", rho)


def under(*then):
    """What holds for rho < 1."""
    return Claim(given=[below], then=then)


def at_end(*then):
    """What holds for rho = 1."""
    return Claim(given=[at_one], then=then)


PROOF = Proof(
    "l1_curve_below_quadratic_bound",
    steps=[
        Step("least", Relation(psi, "<=", first + (1 - rho) * square), lemma("descent_share_is_least", rho=rho, t=t)),
        Step("there", under(Relation(square, "<=", parabola)), apply("excess_square_below_parabola", {"t": t})),
        Step(
            "bound",
            under(Relation(first + (1 - rho) * square, "<=", goal.rhs)),
            monotone(v, first + (1 - rho) * v),
            ["there"],
        ),
        Step("inside", under(goal), chain(), ["least", "bound"]),
        # rho = 1
        Step("one", at_end(Relation(rho, "=", 1)), lemma("antisymmetry", a=rho, b=1)),
        Step("zero", Relation(psi, "<=", rho + (1 - rho)), lemma("descent_share_is_least", rho=rho, t=0)),
        Step("end", at_end(Relation(1, "=", goal.rhs)), identity(), ["one"]),
        Step("outside", at_end(goal), chain(), ["zero", "end"]),
        Step("claim", THEOREM.claim, cases(), ["inside", "outside"]),
    ],
)
