"""Foundation lemmas on projections onto cones: trial points, and Moreau's energies (see :mod:`lqtheory.checks.lemmas`).

|P g|² is the largest 2<g, x> - |x|² over the points x of a cone, so that any choice of x(g) in it bounds the
statistical dimension from below by the mean of that; and |g|² = |P g|² + |P' g|² with P' for the polar.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.checks.lemmas_spectra import _set, _whole_powers
from lqtheory.checks.lemmas_statistical_dimension import _between_zero_and, _dimension_from_two
from lqtheory.checks.lemmas_sums import _number
from lqtheory.cones.classes import QUADRATIC
from lqtheory.definitions import is_vector
from lqtheory.domain import Domain, Real
from lqtheory.errors import DomainError
from lqtheory.quantities.cone_weights import quadratic_quantity
from lqtheory.relations import Relation

__all__: list[str] = []

LARGEST = "section 31 (the nearest point x of a cone to g has the largest 2<g,x> - |x|^2)"
MOREAU = "Theorem 31.5 (Moreau)"


@_lemma(
    "rockafellar_1970",
    f"{LARGEST} at the quantity quadratic_dimension",
    "Trial point x_i = c_i g_i, c_i = c a_i^p/(1+a_i)^q, x_1 = |x'|_a in {x_1 >= |x'|_a}, g_1 centred and independent "
    "of it: sum(2 c_i - c_i^2 - a_i c_i^2) <= delta.",
)
def _trial_point_in_quadratic_cone(domain: Domain, K: Any, c: Any, p: Any, q: Any) -> Application:
    name, at = "trial_point_in_quadratic_cone", quadratic_quantity("quadratic_sum")
    _set(name, domain, K, QUADRATIC)
    (c,), (p, q) = _number(name, domain, c), _whole_powers(name, p, q)
    gain = 2 * c * at(K, p, q) - c**2 * at(K, 2 * p, 2 * q) - c**2 * at(K, 2 * p + 1, 2 * q)
    return Application((), _at_most(gain, quadratic_quantity("quadratic_dimension")(K)))


@_lemma(
    "rockafellar_1970",
    f"{LARGEST} at the quantity quadratic_polar_dimension",
    "Trial point z_i = c_i g_i, c_i = c a_i^p/(1+a_i)^q, p >= 1, in the polar {-z_1 >= root of sum z_i^2/a_i} of a "
    "quadratic cone: sum(2 c_i - c_i^2 - c_i^2/a_i) <= delta of the polar.",
)
def _trial_point_in_quadratic_polar(domain: Domain, K: Any, c: Any, p: Any, q: Any) -> Application:
    name, at = "trial_point_in_quadratic_polar", quadratic_quantity("quadratic_sum")
    _set(name, domain, K, QUADRATIC)
    (c,), (p, q) = _number(name, domain, c), _whole_powers(name, p, q)
    if p < 1:
        raise DomainError(f"p={p} must be >= 1 ({name}): directions of weight 0 are not in the polar")
    gain = 2 * c * at(K, p, q) - c**2 * at(K, 2 * p, 2 * q) - c**2 * at(K, 2 * p - 1, 2 * q)
    return Application((), _at_most(gain, quadratic_quantity("quadratic_polar_dimension")(K)))


@_lemma(
    "rockafellar_1970",
    f"{MOREAU} at the quantity quadratic_dimension",
    "The mean of |g|^2 = |P g|^2 + |P' g|^2, P' for the polar: both statistical dimensions add up to S_00 + 1.",
)
def _energies_of_quadratic_cone(domain: Domain, K: Any) -> Application:
    _set("energies_of_quadratic_cone", domain, K, QUADRATIC)
    own, polar = (quadratic_quantity(f"quadratic_{word}")(K) for word in ("dimension", "polar_dimension"))
    return Application((), Relation(own + polar, "=", quadratic_quantity("quadratic_sum")(K, 0, 0) + 1))


@_lemma(
    "rockafellar_1970",
    f"{LARGEST} at the quantity elliptic_cone_dimension",
    "Trial point x_2 = c g_2, x_3 = e g_3, x_1 the root of a x_2^2 + b x_3^2, g_1 centred and independent of it: "
    "2c - c^2 - a c^2 + 2e - e^2 - b e^2 <= delta.",
)
def _trial_point_in_elliptic_cone(domain: Domain, a: Any, b: Any, c: Any, e: Any) -> Application:
    a, b, c, e = _number("trial_point_in_elliptic_cone", domain, a, b, c, e)
    gain = 2 * c - c**2 - a * c**2 + 2 * e - e**2 - b * e**2
    return Application((_less(0, a), _less(0, b)), _at_most(gain, _q("elliptic_cone_dimension")(a, b)))


@_lemma(
    "rockafellar_1970",
    f"{MOREAU} at the quantity elliptic_cone_dimension",
    "The mean of |g|^2 = |P g|^2 + |P' g|^2, P' for the polar, minus the cone of the weights 1/a and 1/b: both "
    "statistical dimensions add up to 3.",
)
def _energies_of_elliptic_cone(domain: Domain, a: Any, b: Any) -> Application:
    a, b = _number("energies_of_elliptic_cone", domain, a, b)
    own, polar = _q("elliptic_cone_dimension")(a, b), _q("elliptic_cone_dimension")(1 / a, 1 / b)
    return Application((_less(0, a), _less(0, b)), Relation(own + polar, "=", sp.Integer(3)))


@_lemma(
    "rockafellar_1970",
    f"{LARGEST} at the quantity circular_statistical_dimension",
    "Trial point x' = c g', x_1 = |x'| cot(alpha) in the circular cone, g_1 centred and independent of it: "
    "(d-1)(2c - c^2 - c^2 cot^2(alpha)) <= delta.",
)
def _trial_point_in_circular_cone(domain: Domain, d: Any, alpha: Any, c: Any) -> Application:
    name = "trial_point_in_circular_cone"
    d, alpha, c = _number(name, domain, d, alpha, c)
    _dimension_from_two(name, d)
    gain = (d - 1) * (2 * c - c**2 - c**2 * sp.cos(alpha) ** 2 / sp.sin(alpha) ** 2)
    premises = (_at_most(2, d), _less(0, alpha), _less(alpha, sp.pi / 2))
    return Application(premises, _at_most(gain, _q("circular_statistical_dimension")(d, alpha)))


@_lemma(
    "rudin_1976",
    "Theorems 6.12 (c) and 6.19 at the quantity circular_energy",
    "Integrals are additive, and pi - b may be put for b: E|P g|^2 is d E cos^2(b-alpha) over all angles b, plus the "
    "tail below alpha, where cos^2 is 1, less that beyond alpha + pi/2, where it is 0; and E cos^2(b) = 1/d, E sin(b) "
    "cos(b) = 0.",
)
def _circular_energy_in_parts(domain: Domain, d: Any, alpha: Any) -> Application:
    name, tail = "circular_energy_in_parts", _q("circular_tail")
    d, alpha = _number(name, domain, d, alpha)
    _dimension_from_two(name, d)
    mean = sp.cos(alpha) ** 2 / d + sp.sin(alpha) ** 2 * (1 - 1 / d)
    value = d * mean + tail(d, alpha) - tail(d, sp.pi / 2 - alpha)
    premises = (_at_most(2, d), _at_most(0, alpha), _at_most(alpha, sp.pi / 2))
    return Application(premises, Relation(_q("circular_energy")(d, 1, alpha), "=", value))


@_lemma(
    "rudin_1976",
    "Theorem 6.12 (b) at the quantities circular_tail and cap_share",
    "Integrals keep the order of their integrands: with the density f >= 0, T_d(a) = d int_0^a sin^2(a-b) f(b) db is "
    "at most d sin^2(a) S_d(a) if sin^2(a-b) <= sin^2(a) for all 0 < b < a.",
)
def _tail_below_cap(domain: Domain, d: Any, alpha: Any, b: Any) -> Application:
    """``b`` is a variable of the proof with the range (0, alpha) that occurs nowhere else."""
    name = "tail_below_cap"
    d, alpha = _number(name, domain, d, alpha)
    _dimension_from_two(name, d)
    _between_zero_and(name, domain, b, alpha, d, alpha)
    order = _at_most(sp.sin(alpha - b) ** 2, sp.sin(alpha) ** 2)
    premises = (_at_most(2, d), _less(0, alpha), _at_most(alpha, sp.pi / 2), order)
    bound = d * sp.sin(alpha) ** 2 * _q("cap_share")(d, alpha)
    return Application(premises, _at_most(_q("circular_tail")(d, alpha), bound), (b,))


@_lemma(
    "rudin_1976",
    "Theorems 6.19 and 6.12 (b) at the quantity cap_share",
    "With sin(b) = u sin(a) the integral of sin^(d-2) over [0, a] is sin^(d-1)(a) times that of u^(d-2) (1 - u^2 "
    "sin^2(a))^(-1/2) over [0, 1], at a = pi/2 half of the sphere: S_d(a) <= sin^(d-1)(a)/2 if the integrand is at "
    "most that at pi/2.",
)
def _cap_below_half_of_power(domain: Domain, d: Any, alpha: Any, u: Any) -> Application:
    """``u`` is a variable of the proof with the range (0, 1) that occurs nowhere else."""
    name = "cap_below_half_of_power"
    d, alpha = _number(name, domain, d, alpha)
    _dimension_from_two(name, d)
    _between_zero_and(name, domain, u, sp.Integer(1), d, alpha)
    order = _at_most((1 - u**2 * sp.sin(alpha) ** 2) ** sp.Rational(-1, 2), (1 - u**2) ** sp.Rational(-1, 2))
    premises = (_at_most(2, d), _less(0, alpha), _less(alpha, sp.pi / 2), order)
    share = _q("cap_share")(d, alpha)
    return Application(premises, _at_most(share, sp.sin(alpha) ** (d - 1) / 2), (u,))


@_lemma(
    "rudin_1976",
    "Theorems 6.19 and 6.12 (b) at the quantity circular_tail",
    "With sin(b) = u sin(a), r^2 = 1 - u^2 sin^2(a), T_d(a) is sin^(d+1)(a) times the integral over [0, 1] of d c "
    "u^(d-2) (r - u cos(a))^2/r, 1/2 at a = pi/2: T_d(a) <= sin^(d+1)(a)/2 if the integrand is at most that at pi/2.",
)
def _tail_below_half_of_power(domain: Domain, d: Any, alpha: Any, u: Any) -> Application:
    """``u`` is a variable of the proof with the range (0, 1) that occurs nowhere else."""
    name = "tail_below_half_of_power"
    d, alpha = _number(name, domain, d, alpha)
    _dimension_from_two(name, d)
    _between_zero_and(name, domain, u, sp.Integer(1), d, alpha)
    root = sp.sqrt(1 - u**2 * sp.sin(alpha) ** 2)
    order = _at_most((root - u * sp.cos(alpha)) ** 2 / root, sp.sqrt(1 - u**2))
    premises = (_at_most(2, d), _less(0, alpha), _less(alpha, sp.pi / 2), order)
    return Application(premises, _at_most(_q("circular_tail")(d, alpha), sp.sin(alpha) ** (d + 1) / 2), (u,))


@_lemma(
    "rudin_1976",
    "Theorems 6.12 (a) and 6.20 at the quantities circular_tail and cap_share",
    "Integrals are linear: if sin^2(alpha-b) = x + y sin(b) cos(b) + z sin^2(b) for all b then T_d(alpha) is d x S_d "
    "+ y c sin^d(alpha) + z (d-1) S_(d+2), with the density c at the equator: sin^(d-1) cos has the integral sin^d/d, "
    "and c is (d-1)/d times that of R^(d+2).",
)
def _tail_from_powers(domain: Domain, d: Any, alpha: Any, b: Any, x: Any, y: Any, z: Any) -> Application:
    """``b`` is a variable of the proof that ranges from 0 to alpha or beyond and that occurs nowhere else."""
    name = "tail_from_powers"
    d, alpha, x, y, z = _number(name, domain, d, alpha, x, y, z)
    _dimension_from_two(name, d)
    end = domain.bound(str(b), "high")
    _between_zero_and(name, domain, b, end, d, alpha, x, y, z)
    square = Relation(sp.sin(alpha - b) ** 2, "=", x + y * sp.sin(b) * sp.cos(b) + z * sp.sin(b) ** 2)
    premises = (_at_most(2, d), _at_most(0, alpha), _at_most(alpha, sp.pi / 2), _at_most(alpha, end), square)
    density, share = sp.gamma(d / 2) / (sp.sqrt(sp.pi) * sp.gamma((d - 1) / 2)), _q("cap_share")
    value = d * x * share(d, alpha) + y * density * sp.sin(alpha) ** d + z * (d - 1) * share(d + 2, alpha)
    return Application(premises, Relation(_q("circular_tail")(d, alpha), "=", value), (b,))


@_lemma(
    "rudin_1976",
    "Theorems 6.12 (c) and 6.19 at the quantity cap_share",
    "A cap of angle 0 is empty, and one of angle pi/2 is half of the sphere: S_d = 0 and 1/2 for d >= 2.",
)
def _cap_share_at_end(domain: Domain, d: Any, half: bool) -> Application:
    (d,) = _number("cap_share_at_end", domain, d)
    _dimension_from_two("cap_share_at_end", d)
    angle, share = (sp.pi / 2, sp.Rational(1, 2)) if half else (sp.S.Zero, sp.S.Zero)
    return Application((_at_most(2, d),), Relation(_q("cap_share")(d, angle), "=", share))


@_lemma(
    "rudin_1976",
    "definition of a finite sum, at the quantity circular_statistical_dimension",
    "Definition: in R^1 the cone is the ray x >= 0 at every angle, and delta = E (g)_+^2 = 1/2.",
)
def _circular_cone_on_the_line(domain: Domain, alpha: Any) -> Application:
    (alpha,) = _number("circular_cone_on_the_line", domain, alpha)
    premises = (_at_most(0, alpha), _at_most(alpha, sp.pi / 2))
    value = _q("circular_statistical_dimension")(sp.S.One, alpha)
    return Application(premises, Relation(value, "=", sp.Rational(1, 2)))


def _axes(name: str, domain: Domain, omega: Any) -> tuple[Any, Any]:
    """The Gaussian width E sqrt(Q), Q = sum omega_i g_i^2, and the mean sum omega of Q, for positive entries."""
    omega = sp.sympify(omega)
    if not omega.is_positive or not is_vector(omega, domain):
        raise DomainError(f"{omega} is no vector of positive entries ({name}); declare Vector(..., sign='positive')")
    return _q("ellipsoid_width")(omega), _q("power_sum")(omega, 1)


@_lemma(
    "rudin_1976",
    "Theorem 6.12 (b) at the quantity ellipsoid_width",
    "Integrals keep the order of their integrands: if sqrt(v) <= x + y v for all v > 0 then E sqrt(Q) <= x + y sum "
    "omega, the mean of Q = sum omega_i g_i^2.",
)
def _width_below_line(domain: Domain, omega: Any, v: Any, x: Any, y: Any) -> Application:
    """``v`` is a positive variable of the proof that occurs nowhere else."""
    name = "width_below_line"
    (width, total), (x, y) = _axes(name, domain, omega), _number(name, domain, x, y)
    member = domain.parameters.get(str(v))
    if not isinstance(member, Real) or [domain.bound(str(v), end) for end in ("low", "high")] != [0, sp.oo]:
        raise DomainError(f"{v} does not range over all numbers > 0 ({name})")
    if domain.symbol(str(v)) != v or sp.Tuple(x, y).has(v):
        raise DomainError(f"{v} is no variable of the proof that occurs nowhere else ({name})")
    return Application((_at_most(sp.sqrt(v), x + y * v),), _at_most(width, x + y * total), (v,))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 204 (Jensen) at the quantity ellipsoid_width",
    "The root is concave: sqrt(sum omega_i g_i^2) >= sum omega_i |g_i| / sqrt(sum omega), and E|g_i| = sqrt(2/pi).",
)
def _width_above_axes(domain: Domain, omega: Any) -> Application:
    width, total = _axes("width_above_axes", domain, omega)
    return Application((), _at_most(sp.sqrt(2 / sp.pi) * sp.sqrt(total), width))


@_lemma(
    "boucheron_lugosi_massart_2013",
    "Theorem 3.20 (Gaussian Poincare inequality) at the quantity ellipsoid_width",
    "sqrt(Q) is Lipschitz with the constant sqrt(max omega), so that its variance sum omega - w^2 is at most max "
    "omega.",
)
def _variance_of_ellipsoid_width(domain: Domain, omega: Any) -> Application:
    width, total = _axes("variance_of_ellipsoid_width", domain, omega)
    return Application((), _at_most(total - width**2, _q("peak")(omega)))
