"""The gap is the mean of 2 + t^2 - y^2 over |y| < t: at t = 0 it vanishes, and its slope in t is 2tP + 2(phi + phi)."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.soft_threshold_risk_at_most_limit import THEOREM, D, density, gap, inside

t, mu = D.symbols
v = sp.Symbol("v", real=True)
most, least = THEOREM.relations
ends = density(t + mu) + density(t - mu)
rest = (2 + t**2) * inside - gap


def by_slope(right):
    """Nonnegative because it is 0 at t = 0 and rises."""
    return lemma("ordered_derivatives", left=sp.Integer(0), right=right, variable=t)


PROOF = Proof(
    "soft_threshold_risk_at_most_limit",
    steps=[
        Step("inside", Relation(0, "<=", inside), by_slope(inside)),
        Step("sum", Relation(2 * ends, "<=", 2 * t * inside + 2 * ends), monotone(v, 2 * t * v + 2 * ends), ["inside"]),
        Step("two", Relation(0, "<=", 2 * ends), sign()),
        Step("slope", Relation(0, "<=", sp.diff(gap, t)), chain(), ["two", "sum"]),
        Step("gap", Relation(0, "<=", gap), by_slope(gap), ["slope"]),
        Step("most", most, monotone(v, 1 + t**2 - v), ["gap"]),
        Step("part", Relation(0, "<=", t**2 * ends), sign()),
        Step("steep", Relation(0, "<=", sp.diff(rest, t)), chain(), ["part"]),
        Step("rest", Relation(0, "<=", rest), by_slope(rest), ["steep"]),
        Step("least", least, monotone(v, least.lhs + v), ["rest"]),
        Step("claim", THEOREM.claim, chain(), ["most", "least"]),
    ],
)
