"""A feasible point of the projection problem bounds from below, in the cone and in its polar; both energies add up."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.quadratic_cone_within_half import THEOREM, D, at, count, polar, value

(K,) = D.symbols
a, t = sp.Symbol("a", nonnegative=True), sp.Symbol("t", real=True)
gain, polar_gain = 2 * at(K, 0, 1) - at(K, 0, 2) - at(K, 1, 2), 2 * at(K, 1, 1) - at(K, 2, 2) - at(K, 1, 2)
size, rest = at(K, 0, 0) + 1, at(K, 1, 1)
below, above = THEOREM.relations


def sums(*terms):
    """A sum of terms c a^p/(1+a)^q that is 0 for every weight."""
    return lemma("sums_over_axes", K=K, terms=terms, a=a)


PROOF = Proof(
    "quadratic_cone_within_half",
    extra={"a": Real(0, closed="left")},
    steps=[
        Step("gains", Relation(0, "=", gain - count), sums((2, 0, 1), (-1, 0, 2), (-1, 1, 2), (-1, 0, 1))),
        Step("gain", Relation(count, "=", gain), monotone(t, t + count), ["gains"]),
        Step("feasible", Relation(gain, "<=", value), lemma("trial_point_in_quadratic_cone", K=K, c=1, p=0, q=1)),
        Step("lower", below, chain(), ["gain", "feasible"]),
        Step("polar_gains", Relation(0, "=", polar_gain - rest), sums((2, 1, 1), (-1, 2, 2), (-1, 1, 2), (-1, 1, 1))),
        Step("polar_gain", Relation(rest, "=", polar_gain), monotone(t, t + rest), ["polar_gains"]),
        Step(
            "polar_feasible",
            Relation(polar_gain, "<=", polar),
            lemma("trial_point_in_quadratic_polar", K=K, c=1, p=1, q=1),
        ),
        Step("polar_lower", Relation(rest, "<=", polar), chain(), ["polar_gain", "polar_feasible"]),
        Step("less", Relation(size - polar, "<=", size - rest), monotone(t, size - t), ["polar_lower"]),
        Step("energies", Relation(value + polar, "=", size), lemma("energies_of_quadratic_cone", K=K)),
        Step("rest", Relation(value, "=", size - polar), monotone(t, t - polar), ["energies"]),
        Step("shares", Relation(0, "=", at(K, 0, 0) - count - rest), sums((1, 0, 0), (-1, 0, 1), (-1, 1, 1))),
        Step("split", Relation(count + 1, "=", size - rest), monotone(t, t + count + 1), ["shares"]),
        Step("upper", above, chain(), ["rest", "less", "split"]),
        Step("claim", THEOREM.claim, chain(), ["lower", "upper"]),
    ],
)
