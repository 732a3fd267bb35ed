"""Foundation lemmas on sums over a spectrum: finite sums, term by term (see :mod:`lqtheory.checks.lemmas`).

P(K, s; a, b, c) is the sum of λ_i^a y_i^{2b} (s + λ_i)^{-c} over the directions of a sublevel set.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _lemma, _less
from lqtheory.checks.lemmas_sums import _number
from lqtheory.cones.classes import GENERIC_SUBLEVEL, NEGATIVE, QUADRATIC, SLICE, SUBLEVEL
from lqtheory.domain import Domain, Object, Real
from lqtheory.errors import DomainError
from lqtheory.quantities.cone_weights import quadratic_quantity
from lqtheory.quantities.negative_forms import negative_quantity
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation

__all__: list[str] = []


def _set(name: str, domain: Domain, K: Any, *kinds: Object) -> None:
    kinds, member = kinds or (SUBLEVEL,), domain.parameters.get(str(K))
    if not isinstance(member, Object) or not any(map(member.is_a, kinds)) or domain.symbol(str(K)) != K:
        raise DomainError(f"{K} is not declared as {' or '.join(kind.description for kind in kinds)} ({name})")


def _whole_powers(name: str, *powers: Any) -> list[int]:
    if not all(isinstance(p, (int, sp.Integer)) and p >= 0 for p in powers):
        raise DomainError(f"the powers {powers} are no integers >= 0 ({name})")
    return [int(p) for p in powers]


def _nonnegative(name: str, domain: Domain, *variables: Any) -> None:
    """Variables that stand for an eigenvalue and a squared coordinate: each any value from 0 on."""
    if len(set(variables)) < len(variables):
        raise DomainError(f"{', '.join(map(str, variables))} must be different variables ({name})")
    for variable in variables:
        member = domain.parameters.get(str(variable))
        if not isinstance(member, Real) or domain.symbol(str(variable)) != variable or not member.includes_low:
            raise DomainError(f"{variable} is no real variable of the proof with its lower end ({name})")
        if domain.bound(str(variable), "low") != 0 or domain.bound(str(variable), "high") != sp.oo:
            raise DomainError(f"{variable} does not range over all numbers from 0 on ({name})")


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Sums over a spectrum are linear and monotone: if sum_j c_j lam^a w^b/(s+lam)^c >= 0 (or = 0) for all lam, w >= 0 "
    "then the same holds of the sums over all directions.",
)
def _spectral_sums(domain: Domain, K: Any, terms: Any, lam: Any, w: Any, equal: bool = False) -> Application:
    """``terms`` holds (coefficient, level, a, b, c); lam and w are variables of the proof that occur nowhere else."""
    name = "spectral_sums"
    _set(name, domain, K, SUBLEVEL, SLICE)
    _nonnegative(name, domain, lam, w)
    term, total, levels = sp.S.Zero, sp.S.Zero, []
    for coefficient, level, *powers in terms:
        coefficient, level = _number(name, domain, coefficient, level)
        a, b, c = _whole_powers(name, *powers)
        if coefficient.has(lam, w) or level.has(lam, w):
            raise DomainError(f"{coefficient} or {level} depends on the direction ({name})")
        term += coefficient * lam**a * w**b * (level + lam) ** (-c)
        total += coefficient * sublevel_quantity("sublevel_sum")(K, level, a, b, c)
        levels.append(_less(0, level))
    operator = "=" if equal else "<="
    premises = (*dict.fromkeys(levels), Relation(sp.S.Zero, operator, term))
    return Application(premises, Relation(sp.S.Zero, operator, total), (lam, w))


@_lemma(
    "rudin_1976",
    "definition of a finite sum, at the quantities of sublevel sets",
    "Definitions: N = s P_001, N_M = N - s P_213/P_212, the published width and level, the excess c, the secular sum.",
)
def _sublevel_definition(domain: Domain, K: Any, word: str) -> Application:
    """``word`` ends the name of the quantity; the level may be any positive number where it does not matter."""
    _set("sublevel_definition", domain, K)
    q = lambda word: sublevel_quantity(f"sublevel_{word}")(K)  # noqa: E731
    s, at = q("level"), sublevel_quantity("sublevel_sum")
    formulas = {
        "count": s * at(K, s, 0, 0, 1),
        "width": s * at(K, s, 0, 0, 1) - s * at(K, s, 2, 1, 3) / at(K, s, 2, 1, 2),
        "local_width": q("published_level") * at(K, q("published_level"), 0, 0, 1),
        "published_level": q("tolerance") / at(K, s, 0, 1, 0),
        "excess": at(K, s, 1, 1, 0) - q("tolerance"),
        "secular": at(K, s, 2, 1, 1) / q("excess"),
        "size": at(K, s, 0, 0, 0),
    }
    if word not in formulas:
        raise DomainError(f"there is no definition of {word} here; there are {', '.join(formulas)}")
    return Application((), Relation(q(word), "=", formulas[word]))


@_lemma("rudin_1976", "Theorem 4.23 (the level is a root)", "The level of a sublevel set solves s P_111 = 2 epsilon.")
def _level_equation(domain: Domain, K: Any) -> Application:
    _set("level_equation", domain, K)
    s = sublevel_quantity("sublevel_level")(K)
    left = s * sublevel_quantity("sublevel_sum")(K, s, 1, 1, 1)
    return Application((), Relation(left, "=", sublevel_quantity("sublevel_tolerance")(K)))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "y'Hy > 0 for a sublevel set without the origin, so that sums with y, or with y and eigenvalues, are positive.",
)
def _spectral_sum_positive(domain: Domain, K: Any, s: Any, a: Any, c: Any) -> Application:
    name = "spectral_sum_positive"
    _set(name, domain, K)
    (s,) = _number(name, domain, s)
    a, c = _whole_powers(name, a, c)
    return Application((_less(0, s),), _less(0, sublevel_quantity("sublevel_sum")(K, s, a, 1, c)))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "All y_i^2 alike: D P_{a,1,c} = P_{0,1,0} P_{a,0,c}.",
)
def _generic_direction(domain: Domain, K: Any, s: Any, a: Any, c: Any) -> Application:
    name = "generic_direction"
    _set(name, domain, K, GENERIC_SUBLEVEL)
    (s,) = _number(name, domain, s)
    a, c = _whole_powers(name, a, c)
    at, size = sublevel_quantity("sublevel_sum"), sublevel_quantity("sublevel_size")(K)
    return Application((_less(0, s),), Relation(size * at(K, s, a, 1, c), "=", at(K, s, 0, 1, 0) * at(K, s, a, 0, c)))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Sums over the axes of a quadratic cone are linear: if sum_j c_j a^p/(1+a)^q = 0 for all a >= 0 then the same "
    "holds of the sums over all weights.",
)
def _sums_over_axes(domain: Domain, K: Any, terms: Any, a: Any) -> Application:
    """``terms`` holds (rational coefficient, p, q); a is a variable of the proof that occurs nowhere else."""
    name = "sums_over_axes"
    _set(name, domain, K, QUADRATIC)
    _nonnegative(name, domain, a)
    term, total, at = sp.S.Zero, sp.S.Zero, quadratic_quantity("quadratic_sum")
    for coefficient, *powers in terms:
        coefficient, (p, q) = sp.Rational(coefficient), _whole_powers(name, *powers)
        term += coefficient * a**p * (1 + a) ** (-q)
        total += coefficient * at(K, p, q)
    return Application((Relation(sp.S.Zero, "=", term),), Relation(sp.S.Zero, "=", total), (a,))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "The weights of a form with the eigenvalues -mu and lam are lam/mu: S_01 is the sum of mu/(mu + lam).",
)
def _negative_count_by_weights(domain: Domain, K: Any) -> Application:
    _set("negative_count_by_weights", domain, K, NEGATIVE)
    count = negative_quantity("negative_form_count")(K)
    return Application((), Relation(count, "=", quadratic_quantity("quadratic_sum")(K, 0, 1)))


@_lemma(
    "horn_johnson_2013",
    "sections 0.8.5 (determinant of a rank-one update) and 1.2.15 (characteristic polynomials)",
    "det(nu - M/c) is p = E (1 - beta), E = prod (nu + lambda_i), beta = sum b_i^2/(c (nu + lambda_i)); at a simple "
    "root s, where beta = 1, the sum of 1/(s - nu_i) over the other roots nu_i = -a_i s is p''/(2p').",
)
def _axes_by_secular_roots(domain: Domain, K: Any) -> Application:
    """S_01 is s times that sum; p' and p'' are written over E, with E'/E = P_001."""
    _set("axes_by_secular_roots", domain, K)
    s, c, at = (sublevel_quantity(f"sublevel_{word}") for word in ("level", "excess", "sum"))
    s, c = s(K), c(K)
    inner, slope, bend = at(K, s, 0, 0, 1), -at(K, s, 2, 1, 2) / c, 2 * at(K, s, 2, 1, 3) / c
    first, second = -slope, -2 * inner * slope - bend
    value = s * second / (2 * first)
    premise = Relation(sublevel_quantity("sublevel_secular")(K), "=", sp.S.One)
    return Application((premise,), Relation(quadratic_quantity("quadratic_sum")(K, 0, 1), "=", value))
