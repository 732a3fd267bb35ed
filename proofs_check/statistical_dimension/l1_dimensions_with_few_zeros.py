"""By Gauss-Bonnet every second volume adds up to 1/2, so that the known ones suffice."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import l1_descent_volume
from lqtheory.theorems.statistical_dimension.l1_dimensions_with_few_zeros import THEOREM, D, first, second, third

(s,) = D.symbols
v = sp.Symbol("v", real=True)
one, two = THEOREM.relations
TEXT = "Gauss-Bonnet and delta = sum k v_k: the volumes with even index add up to 1/2, and so do those with odd index"
GAUSS_BONNET = cited(Source("amelunxen_lotz_mccoy_tropp_2014", "facts 5.3 and 5.5"), TEXT)


def volume(n, k):
    """v_k with n zeros."""
    return l1_descent_volume(s + n, s, k)


# one zero: (s-1) v_{s-1} + s/2 + (s+1)(1/2 - v_{s-1}); two: the same with both pairs
of_one = s + sp.Rational(1, 2) - 2 * volume(1, s - 1)
of_two = s + sp.Rational(1, 2) + 2 * volume(2, s + 1) - 2 * volume(2, s)
half_way = s + sp.Rational(3, 2) - 2 * second - 2 * volume(2, s)

PROOF = Proof(
    "l1_dimensions_with_few_zeros",
    steps=[
        Step("one", Relation(one.lhs, "=", of_one), GAUSS_BONNET),
        Step("angle", Relation(volume(1, s - 1), "=", first), apply("l1_volumes_with_one_zero")),
        Step("first", Relation(of_one, "=", one.rhs), monotone(v, s + sp.Rational(1, 2) - 2 * v), ["angle"]),
        Step("two", Relation(two.lhs, "=", of_two), GAUSS_BONNET),
        Step("top", Relation(volume(2, s + 1), "=", sp.Rational(1, 2) - second), apply("l1_volumes_with_two_zeros")),
        Step("next", Relation(volume(2, s), "=", 2 * third), apply("l1_volumes_with_two_zeros")),
        Step("upper", Relation(of_two, "=", half_way), monotone(v, of_two - 2 * volume(2, s + 1) + 2 * v), ["top"]),
        Step("second", Relation(half_way, "=", two.rhs), monotone(v, half_way + 2 * volume(2, s) - 2 * v), ["next"]),
        Step("claim", THEOREM.claim, chain(), ["one", "first", "two", "upper", "second"]),
    ],
)
