"""Weyl chambers: exact intrinsic volumes, statistical dimensions, variances (dossier ``geom.statdim.chambers``).

A: {x_1 <= ... <= x_d}; BC: {0 <= x_1 <= ... <= x_d}; D: {|x_1| <= x_2 <= ... <= x_d}, d >= 2. The generating
polynomial Σ v_k t^k is a product of (t + e)/(1 + e) over the exponents e of the reflection group, so the dimension of
the face is a sum of independent indicators with probabilities 1/(1 + e).
"""

from __future__ import annotations

import functools
import math
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import weyl_chambers as balls

__all__ = [
    "QUANTITIES",
    "chamber_intrinsic_volumes",
    "chamber_polynomial",
    "chamber_statistical_dimension",
    "chamber_variance",
    "chamber_volume",
]

CHAMBERS = ("A", "BC", "D")
#: Up to here sums are exact; beyond, digamma and trigamma functions.
_EXACT = 400


def _checked(kind: str, d: int, where: str) -> int:
    if not isinstance(kind, str) or kind not in CHAMBERS:
        raise DomainError(f"kind={kind!r} is no Weyl chamber ({where}); use one of {', '.join(CHAMBERS)}")
    return check_count(d, "d", 2 if kind == "D" else 1, None, where)


def _exponents(kind: str, d: int) -> list[int]:
    if kind == "A":
        return list(range(d))
    return [*range(1, 2 * (d if kind == "BC" else d - 1), 2), *([d - 1] if kind == "D" else [])]


def chamber_polynomial(kind: str, d: int) -> tuple[Fraction, ...]:
    r"""Exact intrinsic volumes of a Weyl chamber: coefficients of its generating polynomial.

    A: Π_{k=1}^d (t+k-1)/k; BC: Π_{k=1}^d (t+2k-1)/(2k); D: (t+d-1)/d Π_{k=1}^{d-1} (t+2k-1)/(2k).

    Parameters
    ----------
    kind : {"A", "BC", "D"}
        Type of the chamber.
    d : int
        Dimension, >= 1; >= 2 for D.

    Returns
    -------
    tuple of fractions.Fraction, length d + 1
        v_0, ..., v_d, with sum 1.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer.
    DomainError
        If the type is unknown or ``d`` out of range.

    Notes
    -----
    Cost O(d²) operations on integers of O(d log d) digits.

    References
    ----------
    Dossier geom.statdim.chambers.

    Examples
    --------
    >>> [str(v) for v in chamber_polynomial("A", 3)]
    ['0', '1/3', '1/2', '1/6']
    """
    exponents = _exponents(kind, _checked(kind, d, "chamber_polynomial"))
    coefficients = [1]
    for e in exponents:
        shifted = [0, *coefficients]
        coefficients = [s + e * c for s, c in zip(shifted, [*coefficients, 0], strict=True)]
    order = math.prod(1 + e for e in exponents)
    return tuple(Fraction(c, order) for c in coefficients)


def chamber_intrinsic_volumes(kind: str, d: int) -> np.ndarray:
    r"""Intrinsic volumes of a Weyl chamber as floats.

    Probabilities of a sum of independent indicators with probabilities 1/(1+e), e the exponents.

    Parameters
    ----------
    kind : {"A", "BC", "D"}
        Type of the chamber.
    d : int
        Dimension, >= 1; >= 2 for D.

    Returns
    -------
    array of float64, shape (d + 1,)
        v_0, ..., v_d.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer.
    DomainError
        If the type is unknown or ``d`` out of range.

    Notes
    -----
    Cost O(d²) at first and O(d) where most volumes are below the smallest float: a second at d = 10^6. Only nonnegative
    numbers are multiplied and added, so nothing cancels.

    References
    ----------
    Dossier geom.statdim.chambers.

    Examples
    --------
    >>> chamber_intrinsic_volumes("BC", 2).tolist()
    [0.375, 0.5, 0.125]
    """
    law = _law(kind, _checked(kind, d, "chamber_intrinsic_volumes"))
    volumes = np.zeros(d + 1)
    volumes[: law.size] = law
    return volumes


@functools.lru_cache(maxsize=16)
def _law(kind: str, d: int) -> np.ndarray:
    """The volumes without the zeros at their end."""
    exponents = np.array(_exponents(kind, d), dtype=np.float64)
    rise = 1.0 / (1.0 + exponents)
    return _sum_of_indicators(exponents * rise, rise)


def _sum_of_indicators(stay: np.ndarray, rise: np.ndarray) -> np.ndarray:
    """Law of a sum of independent indicators: of pairs, of pairs of pairs, and so on, without the zeros at its end."""
    laws = np.stack([stay, rise], axis=1)
    while len(laws) > 1:
        if len(laws) % 2:
            laws = np.concatenate([laws, np.eye(1, laws.shape[1])])
        first, second = laws[::2], laws[1::2]
        longer = np.zeros((len(first), 2 * laws.shape[1] - 1))
        for k in range(laws.shape[1]):
            longer[:, k : k + laws.shape[1]] += first[:, k : k + 1] * second
        laws = longer[:, : int(np.nonzero(longer.any(axis=0))[0][-1]) + 1]
    return np.asarray(laws[0])


def _harmonic(d: int) -> float:
    """H_d."""
    if d <= _EXACT:
        return math.fsum(1.0 / k for k in range(1, d + 1))
    import scipy.special

    return float(scipy.special.digamma(d + 1.0) + np.euler_gamma)


def _squares(d: int) -> float:
    """Sum of 1/k² up to d."""
    if d <= _EXACT:
        return math.fsum(1.0 / k**2 for k in range(1, d + 1))
    import scipy.special

    return float(math.pi**2 / 6 - scipy.special.polygamma(1, d + 1.0))


def chamber_statistical_dimension(kind: str, d: int) -> float:
    r"""Statistical dimension of a Weyl chamber.

    A: H_d = 1 + 1/2 + ... + 1/d; BC: H_d/2; D: H_{d-1}/2 + 1/d.

    Parameters
    ----------
    kind : {"A", "BC", "D"}
        Type of the chamber.
    d : int
        Dimension, >= 1; >= 2 for D.

    Returns
    -------
    float
        Positive.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer.
    DomainError
        If the type is unknown or ``d`` out of range.

    Notes
    -----
    Cost O(1) beyond d = 400, by the digamma function.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, Proposition 3.5; dossier geom.statdim.chambers.

    Examples
    --------
    >>> chamber_statistical_dimension("A", 2)
    1.5
    """
    d = _checked(kind, d, "chamber_statistical_dimension")
    if kind == "D":
        return _harmonic(d - 1) / 2 + 1 / d
    return _harmonic(d) / (1 if kind == "A" else 2)


def chamber_variance(kind: str, d: int) -> float:
    r"""Variance of the dimension of the face of a Weyl chamber on which a Gaussian vector projects.

    A: H_d - H_d^(2); BC: H_d/2 - H_d^(2)/4; D: H_{d-1}/2 - H_{d-1}^(2)/4 + 1/d - 1/d², H_d^(2) = Σ 1/k².

    Parameters
    ----------
    kind : {"A", "BC", "D"}
        Type of the chamber.
    d : int
        Dimension, >= 1; >= 2 for D.

    Returns
    -------
    float
        Nonnegative; 0 for A and d = 1, a line.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer.
    DomainError
        If the type is unknown or ``d`` out of range.

    Notes
    -----
    Cost O(1) beyond d = 400.

    References
    ----------
    Dossier geom.statdim.chambers.

    Examples
    --------
    >>> chamber_variance("BC", 1)
    0.25
    """
    d = _checked(kind, d, "chamber_variance")
    if kind == "A":
        return _harmonic(d) - _squares(d)
    if kind == "BC":
        return _harmonic(d) / 2 - _squares(d) / 4
    return _harmonic(d - 1) / 2 - _squares(d - 1) / 4 + (d - 1) / d**2


def chamber_volume(kind: str, d: int, k: int) -> float:
    r"""One intrinsic volume of a Weyl chamber.

    The coefficient of t^k in the generating polynomial, see :func:`chamber_polynomial`.

    Parameters
    ----------
    kind : {"A", "BC", "D"}
        Type of the chamber.
    d : int
        Dimension, >= 1; >= 2 for D.
    k : int
        Index, in {0, ..., d}.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError
        If a number is not an integer.
    DomainError
        If the type is unknown or a number out of range.

    References
    ----------
    Dossier geom.statdim.chambers.

    Examples
    --------
    >>> chamber_volume("BC", 2, 1)
    0.5
    """
    d = _checked(kind, d, "chamber_volume")
    return float(chamber_intrinsic_volumes(kind, d)[check_count(k, "k", 0, d, "chamber_volume", "d")])


def _fixed(function: Any, kind: str) -> Any:
    """The function for one type, with its documentation."""

    @functools.wraps(function)
    def of_dimension(d: int, *index: int) -> float:
        return float(function(kind, d, *index))

    return of_dimension


def _of_chamber(name: str, kind: str, array: Any, letter: str, sign: str) -> Quantity:
    """A quantity of the chambers of one type."""
    latex = rf"{letter}(\mathcal{{{{C}}}}_{{{{\mathrm{{{{{kind}}}}},{{d}}}}}})"
    return Quantity(
        name, ("d",), _fixed(array, kind), getattr(balls, f"ball_{name}"), latex, "geom.statdim.chambers", sign=sign
    )


_DIMENSION, _VARIANCE = chamber_statistical_dimension, chamber_variance


def _volume_of(name: str, kind: str) -> Quantity:
    return Quantity(
        name,
        ("d", "k"),
        _fixed(chamber_volume, kind),
        getattr(balls, f"ball_{name}"),
        rf"v_{{{{{{k}}}}}}(\mathcal{{{{C}}}}_{{{{\mathrm{{{{{kind}}}}},{{d}}}}}})",
        "geom.statdim.chambers.volumes",
        sign="nonnegative",
    )


QUANTITIES: tuple[Quantity, ...] = (
    _of_chamber("statistical_dimension_of_chamber_a", "A", _DIMENSION, r"\delta", "positive"),
    _of_chamber("statistical_dimension_of_chamber_bc", "BC", _DIMENSION, r"\delta", "positive"),
    _of_chamber("statistical_dimension_of_chamber_d", "D", _DIMENSION, r"\delta", "positive"),
    _of_chamber("variance_of_chamber_a", "A", _VARIANCE, r"\sigma^2", "nonnegative"),
    _of_chamber("variance_of_chamber_bc", "BC", _VARIANCE, r"\sigma^2", "nonnegative"),
    _of_chamber("variance_of_chamber_d", "D", _VARIANCE, r"\sigma^2", "nonnegative"),
    _volume_of("volume_of_chamber_a", "A"),
    _volume_of("volume_of_chamber_bc", "BC"),
    _volume_of("volume_of_chamber_d", "D"),
)
