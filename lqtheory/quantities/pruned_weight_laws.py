"""What pruning removes from random weights, as quantities of one law each (dossier ``lq.stoch``).

The functions of :mod:`lqtheory.quantities.random_weights` take the law by name; claims and the calculator want a
quantity for each law, whose arguments are numbers. They are made here from one table. The keep fraction is the density
``rho``, the shape is ``s`` (β of the generalised Gaussian, ν of Student's law, α of Pareto's), the scale ``a``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError, NormOverflowError
from lqtheory.quantities.arrays import check_exponent
from lqtheory.quantities.finite_expectations import finite_n_expectation
from lqtheory.quantities.laws import LAWS
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.random_weight_limits import typical_best_k_term_error
from lqtheory.quantities.random_weight_shares import share
from lqtheory.quantities.random_weights import clt_variance
from lqtheory.quantities.reference.pruned_masses import (
    ball_clt_variance_of,
    ball_expected_power_of,
    ball_gaussian_expected_tail,
    ball_pruned_share_of,
    ball_typical_best_k_term_error,
)

__all__ = ["NAMED_LAWS", "QUANTITIES", "NamedLaw"]


class NamedLaw(NamedTuple):
    """A law by its name in :data:`lqtheory.quantities.laws.LAWS`, and what it is called in names, texts and LaTeX.

    ``examples`` are values for the documentation, where the expectation is known exactly three, otherwise two.
    """

    law: str
    prefix: str
    title: str
    latex: str
    examples: tuple[float, ...]

    @property
    def shape(self) -> tuple[str, ...]:
        """The letter of its shape parameter, if it has one."""
        return ("s",) if LAWS[self.law].shape else ()

    def parameters(self, shape: tuple[float, ...], a: float = 1.0) -> dict[str, float]:
        """Parameters by the names of the table of laws."""
        found = LAWS[self.law]
        return {found.scale: a, **({found.shape: shape[0]} if shape else {})}


NAMED_LAWS = (
    NamedLaw("gauss", "gaussian", "Gaussian", r"\mathrm{{N}}", (0.203452, 0.196871)),
    NamedLaw("laplace", "laplace", "Laplace", r"\mathrm{{Laplace}}", (0.153426, 0.227411, 3.713095)),
    NamedLaw("ggd", "generalised_gaussian", "generalised Gaussian", r"\mathrm{{GG}}({s})", (0.215056, 0.090911)),
    NamedLaw("uniform", "uniform", "uniform", r"\mathrm{{U}}", (0.25, 0.104167, 2.545455)),
    NamedLaw("student", "student", "Student", r"\mathrm{{t}}({s})", (0.152322, 0.273948)),
    NamedLaw("pareto", "pareto", "Pareto", r"\mathrm{{Pareto}}({s})", (0.340246, 0.050737, 8.792471)),
)
_SHAPE = """
    s : float
        Shape, > 0."""
_RAISES = """
    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range{more}.
    NormOverflowError
        If a moment exceeds the largest float.
"""


def _share(named: NamedLaw) -> Quantity:
    def pruned_share(rho: float, p: float, *shape: float) -> float:
        return _finite(lambda: share(named.law, rho, p, **named.parameters(shape)), name)

    name = f"{named.prefix}_pruned_share"
    example = (0.5, 1, *((2.5,) if named.shape else ()))
    pruned_share.__doc__ = f"""Share of the p-mass that pruning removes from many {named.title} weights.

    ρ_p = E[|w|^p; |w| <= τ] / E|w|^p, P(|w| > τ) = rho: the limit of σ_k^p / ‖w‖_p^p for k/n → rho.

    Parameters
    ----------
    rho : float
        Keep fraction, in [0, 1].
    p : float
        Exponent, > 0.{_SHAPE if named.shape else ""}

    Returns
    -------
    float
        1 at rho = 0, 0 at rho = 1.
{_RAISES.format(more=", or the moment is infinite")}
    References
    ----------
    Dossier lq.stoch.limit and its table of laws ({named.law}).

    Examples
    --------
    >>> round(find_quantity("{name}"){example}, 6)
    {named.examples[0]}
    """
    return _named(
        name, ("rho", "p", *named.shape), pruned_share, partial(ball_pruned_share_of, named.law),
        r"\rho_{{{p}}}^{{" + named.latex + r"}}({rho})", "lq.stoch.limit",
    )  # fmt: skip


def _variance(named: NamedLaw) -> Quantity:
    def variance(rho: float, p: float, *rest: float) -> float:
        *shape, a = rest
        a = check_exponent(a, "a", name)
        if rho == 0:
            raise DomainError(f"rho=0 leaves no threshold ({name}); use a positive keep fraction")
        return _finite(lambda: a ** (2 * p) * clt_variance(named.law, rho, p, **named.parameters(tuple(shape))), name)

    def ball_variance(rho: Any, p: Any, *rest: Any) -> Any:
        *shape, a = map(balls.ball, rest)
        if a <= 0:
            raise DomainError(f"a={a} is not positive (ball of {name})")
        return balls.power(a, 2 * balls.ball(p)) * ball_clt_variance_of(named.law, rho, p, *shape)

    name = f"{named.prefix}_clt_variance"
    example = (0.5, 1, *((2.5,) if named.shape else ()), 2)
    variance.__doc__ = f"""Asymptotic variance of the mass that pruning removes from {named.title} weights.

    V = Var((τ^p - |w|^p)_+): sqrt(n) (σ_k^p/n - D_p) converges in law to N(0, V) for k/n → rho.

    Parameters
    ----------
    rho : float
        Keep fraction, in (0, 1].
    p : float
        Exponent, > 0.{_SHAPE if named.shape else ""}
    a : float
        Scale, > 0.

    Returns
    -------
    float
        0 at rho = 1.
{_RAISES.format(more="")}
    References
    ----------
    Dossier lq.stoch.clt.

    Examples
    --------
    >>> round(find_quantity("{name}"){example}, 6)
    {named.examples[1]}
    """
    return _named(
        name, ("rho", "p", *named.shape, "a"), variance, ball_variance,
        r"V_{{{p}}}^{{" + named.latex + r"}}({rho};{a})", "lq.stoch.clt",
    )  # fmt: skip


def _expectation(named: NamedLaw) -> Quantity:
    def expected_power(k: int, n: int, p: float, *rest: float) -> float:
        *shape, a = rest
        a = check_exponent(a, "a", name)
        value = n * finite_n_expectation(named.law, k, n, p, **named.parameters(tuple(shape)))
        if math.isinf(value):
            raise DomainError(f"the p-th power of the {k + 1}-th largest weight has an infinite mean ({name})")
        return _finite(lambda: a**p * value, name)

    def ball_expected_power(k: int, n: int, p: Any, *rest: Any) -> Any:
        *shape, a = map(balls.ball, rest)
        if a <= 0:
            raise DomainError(f"a={a} is not positive (ball of {name})")
        return balls.power(a, balls.ball(p)) * ball_expected_power_of(named.law, k, n, p, *shape)

    name = f"{named.prefix}_expected_power"
    example = (3, 10, 1, *((2.5,) if named.shape else ()), 1)
    expected_power.__doc__ = f"""Expected sum of the p-th powers outside the k largest of n {named.title} weights.

    E σ_k(w)_p^p = n ∫_0^1 G(u)^p I_u(k, n-k) du for 1 <= k < n, G(u) the upper u-quantile of |w|.

    Parameters
    ----------
    k : int
        Number of weights kept, in {{0, ..., n}}.
    n : int
        Number of weights, >= 1.
    p : float
        Exponent, > 0.{_SHAPE if named.shape else ""}
    a : float
        Scale, > 0.

    Returns
    -------
    float
        0 at k = n, n E|w|^p at k = 0.
{_RAISES.format(more=", or the value is infinite")}
    Notes
    -----
    The ball version adds up the moments of the order statistics.

    References
    ----------
    Dossier lq.stoch.finite.

    Examples
    --------
    >>> round(find_quantity("{name}"){example}, 6)
    {named.examples[2]}
    """
    return _named(
        name, ("k", "n", "p", *named.shape, "a"), expected_power, ball_expected_power,
        r"\mathbb{{E}}_{{" + named.latex + r"({a})^{{{n}}}}}\sigma_{{{k}}}^{{{p}}}", "lq.stoch.finite",
    )  # fmt: skip


def _finite(value: Callable[[], float], where: str) -> float:
    """A value, refused where it or a gamma function on the way to it exceeds the largest float."""
    try:
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            found = float(value())
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise NormOverflowError(f"a moment overflows ({where}); use a larger shape or a smaller exponent")
    return found


def _named(
    name: str, arguments: tuple[str, ...], array: Callable[..., float], ball: Callable[..., Any], latex: str, id: str
) -> Quantity:
    array.__name__ = array.__qualname__ = name
    return Quantity(name, arguments, array, ball, latex, id, sign="nonnegative")


def gaussian_expected_tail(k: int, n: int, a: float) -> float:
    r"""Expected energy outside the k largest of n Gaussian weights.

    E σ_k(w)_2² = n ∫_0^1 G(u)² I_u(k, n-k) du for 1 <= k < n, weights with standard deviation a.

    Parameters
    ----------
    k : int
        Number of weights kept, in {0, ..., n}.
    n : int
        Number of weights, >= 1.
    a : float
        Standard deviation, > 0.

    Returns
    -------
    float
        0 at k = n, n a² at k = 0.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    References
    ----------
    Dossier lq.stoch.finite.

    Examples
    --------
    >>> round(gaussian_expected_tail(3, 10, 1), 12)
    2.602444606278
    """
    a = check_exponent(a, "a", "gaussian_expected_tail")
    return float(a**2 * n * finite_n_expectation("gauss", k, n, 2.0))


QUANTITIES: tuple[Quantity, ...] = (
    *map(_share, NAMED_LAWS),
    *map(_variance, NAMED_LAWS),
    *(_expectation(named) for named in NAMED_LAWS if len(named.examples) == 3),
    Quantity(
        "gaussian_expected_tail", ("k", "n", "a"), gaussian_expected_tail, ball_gaussian_expected_tail,
        r"\mathbb{{E}}_{{\mathrm{{N}}(0,{a}^2)^{{{n}}}}}\sigma_{{{k}}}^2", "lq.stoch.finite", sign="nonnegative",
    ),
    Quantity(
        "typical_best_k_term_error", ("k", "n", "q", "p"), typical_best_k_term_error, ball_typical_best_k_term_error,
        r"\bar\sigma_{{{k}}}(b_{{{q}}}^{{{n}}})_{{{p}}}", "lq.stoch.typical", sign="nonnegative",
    ),
)  # fmt: skip

#: Names made from the table of laws; completion of the command line reads them here without loading anything.
_NAMES = (
    "gaussian_clt_variance",
    "gaussian_pruned_share",
    "generalised_gaussian_clt_variance",
    "generalised_gaussian_pruned_share",
    "laplace_clt_variance",
    "laplace_expected_power",
    "laplace_pruned_share",
    "pareto_clt_variance",
    "pareto_expected_power",
    "pareto_pruned_share",
    "student_clt_variance",
    "student_pruned_share",
    "uniform_clt_variance",
    "uniform_expected_power",
    "uniform_pruned_share",
)
