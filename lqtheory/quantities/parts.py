"""Parts of a vector: the shares of its mass, and what lies outside another vector's support."""

from __future__ import annotations

from typing import Any

from lqtheory.errors import ShapeError
from lqtheory.quantities.arrays import Array, as_magnitudes, check_exponent, namespace, require_nonzero
from lqtheory.quantities.norms import log_over_peak
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.parts import ball_mass_shares, ball_off_support_power_sum

__all__ = ["QUANTITIES", "mass_shares", "off_support_power_sum"]


def mass_shares(x: Any, p: float) -> Array:
    r"""Shares of the entries in the p-mass.

    π_i = |x_i|^p / Σ_j |x_j|^p.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries, not all zero.
    p : float
        Exponent, positive and finite.

    Returns
    -------
    array of float64, shape (..., n)
        In [0, 1], with sum 1.

    Raises
    ------
    InputTypeError, ShapeError
        If ``x`` is not a nonempty numeric array.
    DomainError
        If ``x`` is zero or not finite, or ``p`` is out of range.

    Notes
    -----
    Cost O(n). Powers are taken relative to the largest entry, so nothing overflows.

    References
    ----------
    Dossier lq.effs.

    Examples
    --------
    >>> mass_shares([3, -1, 0], 1).tolist()
    [0.75, 0.25, 0.0]
    """
    magnitudes = as_magnitudes(x, "x", "mass_shares")
    p = check_exponent(p, "p", "mass_shares")
    require_nonzero(magnitudes, "mass_shares")
    xp = namespace(magnitudes)
    zeros = 0.0 * magnitudes
    logs = xp.where(magnitudes > 0, p * log_over_peak(magnitudes), zeros)
    powers = xp.where(magnitudes > 0, xp.exp(logs), zeros)
    return powers / xp.sum(powers, axis=-1, keepdims=True)


def off_support_power_sum(x: Any, z: Any, p: float) -> Array:
    r"""Power sum of the entries at which another vector vanishes.

    Σ_{i : z_i = 0} |x_i|^p.

    Parameters
    ----------
    x, z : array-like, shape (..., n)
        Real or complex entries.
    p : float
        Exponent, positive and finite.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError
        If ``x`` or ``z`` is not a nonempty numeric array, or their last axes differ.
    DomainError
        If an entry is not finite, or ``p`` is out of range.

    Notes
    -----
    Cost O(n).

    References
    ----------
    Dossier lq.sigma.

    Examples
    --------
    >>> float(off_support_power_sum([3, -2, 1], [5, 0, 0], 2))
    5.0
    """
    values, other = as_magnitudes(x, "x", "off_support_power_sum"), as_magnitudes(z, "z", "off_support_power_sum")
    p = check_exponent(p, "p", "off_support_power_sum")
    if values.shape[-1] != other.shape[-1]:
        raise ShapeError(
            f"x has {values.shape[-1]} entries and z has {other.shape[-1]} (off_support_power_sum); "
            "give them equal lengths"
        )
    xp = namespace(values)
    powers = values**p
    return xp.sum(xp.where(other == 0, powers, xp.zeros_like(powers)), axis=-1)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "mass_shares", ("x", "p"), mass_shares, ball_mass_shares, r"\pi({x})_{{{p}}}", sign="nonnegative", vector=True
    ),
    Quantity(
        "off_support_power_sum",
        ("x", "z", "p"),
        off_support_power_sum,
        ball_off_support_power_sum,
        r"\sum_{{{z}_i=0}}|{x}_i|^{{{p}}}",
        sign="nonnegative",
    ),
)
