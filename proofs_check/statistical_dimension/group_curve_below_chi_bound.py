"""J at the threshold (1-rho) lambda_b, with the square in place of the square of the positive part."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Source, Step
from lqtheory.proof import apply, cases, chain, cited, identity, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import block_excess_square, chi_mean, group_descent_share
from lqtheory.theorems.statistical_dimension.group_curve_below_chi_bound import THEOREM, D

b, rho = D.symbols
mean, psi = chi_mean(b), b * group_descent_share(rho, b)
t, v = sp.Symbol("t", nonnegative=True), sp.Symbol("v", real=True)
whole = b - 2 * t * mean + t**2
best = (1 - rho) * mean
bound = THEOREM.relations[0].rhs
first = rho * (b + t**2)
goal = THEOREM.relations[0]


def under(*relations):
    """Claimed for fewer than all blocks active."""
    return Claim(given=[Relation(rho, "<", 1)], then=list(relations))


def at_end(*relations):
    """Claimed for all blocks active."""
    return Claim(given=[Relation(1, "<=", rho)], then=list(relations))


PROOF = Proof(
    "group_curve_below_chi_bound",
    extra={"t": Real(0, closed="left")},
    steps=[
        Step(
            "curve",
            under(Relation(psi, "<=", first + (1 - rho) * block_excess_square(t, b))),
            apply("group_curve_at_its_threshold"),
        ),
        Step(
            "square",
            Relation(block_excess_square(t, b), "<=", whole),
            cited(
                Source("rudin_1976", "Theorem 6.12 (b)"),
                "(r-t)_+^2 is at most (r-t)^2, whose mean is b - 2t lambda_b + t^2 as E r^2 = b",
            ),
        ),
        Step(
            "weighed",
            Relation(first + (1 - rho) * block_excess_square(t, b), "<=", first + (1 - rho) * whole),
            monotone(v, first + (1 - rho) * v),
            ["square"],
        ),
        Step("both", under(Relation(psi, "<=", first + (1 - rho) * whole)), chain(), ["curve", "weighed"]),
        Step(
            "there",
            under(Relation(psi, "<=", rho * (b + best**2) + (1 - rho) * (b - 2 * best * mean + best**2))),
            substitute({t: best}),
            ["both"],
        ),
        Step("some", under(goal), chain(), ["there"]),
        # rho = 1
        Step("one", at_end(Relation(rho, "=", 1)), lemma("antisymmetry", a=rho, b=1)),
        Step(
            "most",
            Relation(psi, "<=", b),
            cited(Source("rudin_1976", "Definition 1.8"), "an infimum is a lower bound: inf J/M <= J(0)/M = b"),
        ),
        Step("end", at_end(Relation(b, "=", bound)), identity(), ["one"]),
        Step("all", at_end(goal), chain(), ["most", "end"]),
        Step("claim", THEOREM.claim, cases(), ["some", "all"]),
    ],
)
