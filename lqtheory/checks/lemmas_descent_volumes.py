"""Foundation lemmas on the faces of l_1 descent cones and their angles (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _q
from lqtheory.checks.lemmas_sums import _number
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.relations import Relation

__all__: list[str] = []


def _counts(name: str, domain: Domain, *values: Any) -> list[sp.Expr]:
    """The values as expressions that are known to be integers."""
    found = _number(name, domain, *values)
    for value in found:
        if not value.is_integer:
            raise DomainError(f"{value} is not known to be an integer ({name})")
    return found


@_lemma(
    "affentranger_schneider_1992",
    "formula (5) at the quantity l1_descent_volume",
    "An intrinsic volume is the sum over faces of internal times external angles: v_{s-1+j} = C(n,j) 2^j E_j iota_j "
    "with n = d - s, E_j = erf_power_mean(n-j, s+j), iota_j = equicorrelated_orthant(s, j).",
)
def _descent_volume_is_product(domain: Domain, d: Any, s: Any, j: Any) -> Application:
    """``j`` is a number, and so is d - s unless j = 0, so that the binomial coefficient is a number."""
    d, s, j = _counts("descent_volume_is_product", domain, d, s, j)
    n = sp.expand(d - s)
    if not (j.is_Integer and j >= 0) or not (j == 0 or n.is_Integer):
        raise DomainError(f"j={j}, d-s={n} must be numbers, or j = 0 (descent_volume_is_product)")
    faces = sp.Integer(1) if j == 0 else sp.binomial(n, j) * 2**j
    value = faces * _q("erf_power_mean")(n - j, s + j) * _q("equicorrelated_orthant")(s, j)
    premises = (_at_most(1, s), _at_most(j, n))
    return Application(premises, Relation(_q("l1_descent_volume")(d, s, s - 1 + j), "=", value))


@_lemma(
    "olver_lozier_boisvert_clark_2010", "7.2(i) (Gaussian integral)", "Half of the Gaussian integral: E(0, r) = 1/2."
)
def _erf_mean_without_power(domain: Domain, r: Any) -> Application:
    (r,) = _counts("erf_mean_without_power", domain, r)
    return Application((_at_most(1, r),), Relation(_q("erf_power_mean")(0, r), "=", sp.Rational(1, 2)))


@_lemma(
    "ng_geller_1969",
    "section 4.3 (erf times a Gaussian)",
    "The integral of erf(t/sqrt 2) exp(-r t^2/2) over t > 0 is sqrt(2/(pi r)) atan(1/sqrt r), so that E(1, r) = "
    "atan(1/sqrt r)/pi.",
)
def _erf_mean_of_first_power(domain: Domain, r: Any) -> Application:
    (r,) = _counts("erf_mean_of_first_power", domain, r)
    return Application((_at_most(1, r),), Relation(_q("erf_power_mean")(1, r), "=", sp.atan(1 / sp.sqrt(r)) / sp.pi))


@_lemma(
    "rudin_1976",
    "Theorem 6.19 (change of variables y = erf(t/sqrt 2))",
    "Where the density is that of the error function: E(m, 1) = 1/(2(m+1)).",
)
def _erf_mean_at_unit_variance(domain: Domain, m: Any) -> Application:
    (m,) = _counts("erf_mean_at_unit_variance", domain, m)
    return Application((_at_most(0, m),), Relation(_q("erf_power_mean")(m, 1), "=", 1 / (2 * (m + 1))))


@_lemma("feller_1968", "section VII.1 at the quantity equicorrelated_orthant", "Without variables: iota_0 = 1.")
def _orthant_of_nothing(domain: Domain, s: Any) -> Application:
    (s,) = _counts("orthant_of_nothing", domain, s)
    return Application((_at_most(1, s),), Relation(_q("equicorrelated_orthant")(s, 0), "=", sp.Integer(1)))


@_lemma("feller_1968", "section VII.1 (symmetry of the normal density)", "One Gaussian variable: iota_1 = 1/2.")
def _orthant_of_one(domain: Domain, s: Any) -> Application:
    (s,) = _counts("orthant_of_one", domain, s)
    return Application((_at_most(1, s),), Relation(_q("equicorrelated_orthant")(s, 1), "=", sp.Rational(1, 2)))


@_lemma(
    "sheppard_1899",
    "theorem on median dichotomies",
    "Two Gaussian variables of correlation -1/(s+1) are both positive with probability 1/4 - asin(1/(s+1))/(2 pi), and "
    "asin(1/(s+1)) = atan(1/sqrt(s(s+2))).",
)
def _orthant_of_two(domain: Domain, s: Any) -> Application:
    (s,) = _counts("orthant_of_two", domain, s)
    value = sp.Rational(1, 4) - sp.atan(1 / sp.sqrt(s * (s + 2))) / (2 * sp.pi)
    return Application((_at_most(1, s),), Relation(_q("equicorrelated_orthant")(s, 2), "=", value))
