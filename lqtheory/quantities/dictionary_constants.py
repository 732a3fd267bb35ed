"""Constants of sparse linear approximation in a general dictionary (dossier ``lq.dict.*``).

An error bound has the form: constant times m^{1/2-1/q} ‖v‖_q, with m atoms and v_j = |θ_j| ‖f_j‖. All constants are
free of the dictionary and of the dimension.
"""

from __future__ import annotations

import math
from typing import Any

from lqtheory.errors import DomainError, NormOverflowError
from lqtheory.quantities.arrays import check_exponent
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import dictionary_constants as reference
from lqtheory.quantities.stechkin import stechkin_constant

__all__ = [
    "KINDS",
    "QUANTITIES",
    "class_exponent",
    "dictionary_constant",
    "published_dictionary_constant",
    "published_oracle_constant",
    "sharp_dictionary_constant",
    "uniform_dictionary_constant",
]

#: What the constants of :func:`dictionary_constant` hold for.
KINDS = ("orthonormal", "sharp", "uniform", "paper")
LARGEST_LOG = 709.78


def class_exponent(q: Any, where: str) -> float:
    """An exponent in (0, 1]: for larger ones no rate holds for every dictionary.

    Parameters
    ----------
    q : float
        The exponent.
    where : str
        Name to put in error texts.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError
        If ``q`` is not a number.
    DomainError
        If ``q`` is not in (0, 1].

    Examples
    --------
    >>> class_exponent(0.5, "demo")
    0.5
    """
    number = check_exponent(q, "q", where)
    if number > 1.0:
        raise DomainError(f"q={number} is outside (0, 1] ({where}): no rate holds for every dictionary; use q <= 1")
    return number


def dictionary_constant(q: float, kind: str) -> float:
    r"""Constant c in the error bound c m^{1/2-1/q} ‖v‖_q for m atoms.

    ``orthonormal`` C_{q,2}, exact for orthonormal atoms; ``sharp`` K*_q, the sharp constant over all dictionaries as m
    grows; ``uniform`` 2C_{q,2}, for all dictionaries and all m; ``paper`` 2^{1/q-1/2}, the published one.

    Parameters
    ----------
    q : float
        Exponent of the class, in (0, 1].
    kind : {"orthonormal", "sharp", "uniform", "paper"}
        Which constant.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError
        If ``q`` is not a number.
    DomainError
        If ``q`` is not in (0, 1] or the kind is unknown.
    NormOverflowError
        If the published constant exceeds the largest float64 (q below 1/1024.5).

    Notes
    -----
    C_{q,2} <= K*_q <= 2C_{q,2} <= 1 < 2^{1/q-1/2}.

    References
    ----------
    Dossier lq.dict.lower (table), lq.dict.combined, lq.dict.threshold.

    Examples
    --------
    >>> [round(dictionary_constant(1, kind), 6) for kind in KINDS]
    [0.5, 1.0, 1.0, 1.414214]
    """
    q = class_exponent(q, "dictionary_constant")
    if kind == "orthonormal":
        return stechkin_constant(q, 2)
    if kind == "sharp":
        return sharp_dictionary_constant(q)
    if kind == "uniform":
        return uniform_dictionary_constant(q)
    if kind == "paper":
        return published_dictionary_constant(q)
    raise DomainError(f"kind={kind!r} is not one of {', '.join(KINDS)} (dictionary_constant)")


def uniform_dictionary_constant(q: float) -> float:
    r"""Constant of the error bound for every dictionary and every number of atoms.

    2C_{q,2} = √(2q) (1 - q/2)^{1/q-1/2}, twice the constant of orthonormal atoms.

    Parameters
    ----------
    q : float
        Exponent of the class, in (0, 1].

    Returns
    -------
    float
        In (0, 1]; 1 at ``q = 1``.

    Raises
    ------
    InputTypeError, DomainError
        If ``q`` is not a number in (0, 1].

    Notes
    -----
    Cost O(1). Behaves like √(2q/e) as q → 0.

    References
    ----------
    Dossier lq.dict.combined.

    Examples
    --------
    >>> uniform_dictionary_constant(1)
    1.0
    """
    q = class_exponent(q, "uniform_dictionary_constant")
    return 1.0 if q == 1.0 else math.exp(0.5 * math.log(2.0 * q) + (1.0 / q - 0.5) * math.log1p(-0.5 * q))


def sharp_dictionary_constant(q: float) -> float:
    r"""Sharp constant over all dictionaries as the number of atoms grows.

    K*_q = [β (1-β)^{1/β-1}]^{1/2}, β = q/(2-q).

    Parameters
    ----------
    q : float
        Exponent of the class, in (0, 1].

    Returns
    -------
    float
        In (0, 1]; 1 at ``q = 1``.

    Raises
    ------
    InputTypeError, DomainError
        If ``q`` is not a number in (0, 1].

    Notes
    -----
    Cost O(1). Between C_{q,2} and 2C_{q,2}; the ratio to C_{q,2} tends to 1 as q → 0.

    References
    ----------
    Dossier lq.dict.threshold, lq.dict.lower.

    Examples
    --------
    >>> round(sharp_dictionary_constant(0.5), 9)
    0.384900179
    """
    q = class_exponent(q, "sharp_dictionary_constant")
    if q == 1.0:
        return 1.0
    beta, rest = q / (2.0 - q), 2.0 * (1.0 - q) / (2.0 - q)
    log_rest = math.log1p(-beta) if beta < 0.5 else math.log(rest)
    return math.exp(0.5 * (math.log(beta) + 2.0 * (1.0 - q) / q * log_rest))


def published_dictionary_constant(q: float) -> float:
    r"""Published constant of the error bound for every dictionary, larger than ours for every q.

    2^{1/q-1/2}.

    Parameters
    ----------
    q : float
        Exponent of the class, in (0, 1].

    Returns
    -------
    float
        At least √2.

    Raises
    ------
    InputTypeError, DomainError
        If ``q`` is not a number in (0, 1].
    NormOverflowError
        If the value exceeds the largest float64 (q below 1/1024.5).

    Notes
    -----
    The square root of the constant 2^{2/q-1} of the squared oracle inequality.

    References
    ----------
    wang_paterlini_gao_yang_2014 (recalled); dossier lq.dict.oracle.

    Examples
    --------
    >>> round(published_dictionary_constant(0.5), 6)
    2.828427
    """
    return _power_of_two(q, 1.0, 0.5, "published_dictionary_constant")


def published_oracle_constant(q: float) -> float:
    r"""Published constant of the squared oracle inequality; ours is 2 for every q.

    2^{2/q-1}.

    Parameters
    ----------
    q : float
        Exponent of the class, in (0, 1].

    Returns
    -------
    float
        At least 2, with equality at ``q = 1``.

    Raises
    ------
    InputTypeError, DomainError
        If ``q`` is not a number in (0, 1].
    NormOverflowError
        If the value exceeds the largest float64 (q below 2/1025).

    References
    ----------
    wang_paterlini_gao_yang_2014 (recalled); dossier lq.dict.oracle.

    Examples
    --------
    >>> published_oracle_constant(0.25) / 2
    64.0
    """
    return _power_of_two(q, 2.0, 1.0, "published_oracle_constant")


def _power_of_two(q: Any, numerator: float, less: float, where: str) -> float:
    q = class_exponent(q, where)
    exponent = numerator / q - less
    if exponent * math.log(2.0) > LARGEST_LOG:
        raise NormOverflowError(f"the published constant exceeds 1.8e308 at q={q} ({where}); use a larger q")
    return 2.0**exponent


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "uniform_dictionary_constant",
        ("q",),
        uniform_dictionary_constant,
        reference.ball_uniform_dictionary_constant,
        r"2C_{{{q},2}}",
        "lq.dict.combined",
        sign="positive",
    ),
    Quantity(
        "sharp_dictionary_constant",
        ("q",),
        sharp_dictionary_constant,
        reference.ball_sharp_dictionary_constant,
        r"K^*_{{{q}}}",
        "lq.dict.threshold",
        sign="positive",
    ),
    Quantity(
        "published_dictionary_constant",
        ("q",),
        published_dictionary_constant,
        reference.ball_published_dictionary_constant,
        r"2^{{1/{q}-1/2}}",
        "lq.dict.published",
        sign="positive",
    ),
    Quantity(
        "published_oracle_constant",
        ("q",),
        published_oracle_constant,
        reference.ball_published_oracle_constant,
        r"2^{{2/{q}-1}}",
        "lq.dict.oracle.published",
        sign="positive",
    ),
)
