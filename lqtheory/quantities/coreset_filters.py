"""Sensitivities of the input channels of a layer, and how many of them to draw (dossier ``coreset.pfp``).

Input channel j of one layer is the output of filter j of the layer before: what is not drawn is removed from both.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, check_count, check_real, namespace
from lqtheory.quantities.coreset_inputs import as_points
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_filters import ball_channel_sample_bound

__all__ = [
    "QUANTITIES",
    "ChannelSensitivities",
    "channel_sample_bound",
    "channel_sensitivities",
    "released_channel_sensitivities",
]

#: Points whose part of a filter is smaller than this share of the largest one are taken for zero.
ZERO_SHARE = 1e-12


class ChannelSensitivities(NamedTuple):
    """Sensitivities s of the channels, their sum S, and s/S (0 for all channels where S = 0)."""

    sensitivities: Array
    total: float
    probabilities: Array


def channel_sensitivities(W: Any, patches: Any) -> ChannelSensitivities:
    r"""Largest share of every channel in a positive or negative part of any filter, over all points and patches.

    s_j = max_{x,p,i,±} Σ_κ W^±_{ijκ} a_{jκ} / Σ_{j'κ} W^±_{ij'κ} a_{j'κ}: the *sum* over the kernel entries κ.

    Parameters
    ----------
    W : array-like, shape (η, c, k)
        Weights of η filters on c channels with k kernel entries; k = 1 for a linear layer.
    patches : array-like, shape (N, c, k)
        Non-negative inputs; every patch of every point is one row.

    Returns
    -------
    ChannelSensitivities
        1 <= S <= c, unless all parts vanish.

    Raises
    ------
    DomainError
        If an input is negative or not finite, or there are no patches.
    InputTypeError, ShapeError
        If an argument has the wrong type or shape.

    Notes
    -----
    Drawing m channels with probabilities s/S and multiplying all weights of channel j by c_j/(m s_j/S) leaves every
    part of every filter unbiased, with factors of at most S, for all filters at once. Parts below 10^-12 of the largest
    part of their filter are skipped. Memory is O(N c + η c k): the patches are taken one filter at a time.

    References
    ----------
    liebenwein_2020; dossier coreset.pfp.

    Examples
    --------
    >>> W = [[[0.5], [0.2], [0.3]], [[0.1], [0.6], [0.4]]]
    >>> found = channel_sensitivities(W, [[[1], [2], [1]], [[3], [0], [1]]])
    >>> found.sensitivities.round(9).tolist(), round(found.total, 12)
    ([0.833333333, 0.705882353, 0.571428571], 2.110644257703)
    """
    W, patches = _checked(W, patches, "channel_sensitivities")
    xp = namespace(W, patches)
    largest = xp.zeros_like(patches[0, :, 0])
    for i in range(W.shape[0]):
        for sign in (1.0, -1.0):
            part = xp.where(sign * W[i] > 0, sign * W[i], xp.zeros_like(W[i]))
            largest = xp.maximum(largest, _largest_shares(xp, xp.sum(patches * part, axis=-1)))
    return _result(xp, largest)


def released_channel_sensitivities(W: Any, patches: Any) -> ChannelSensitivities:
    r"""The rule of the released code: the *maximum* over the kernel entries in place of their sum.

    max_κ W^±_{ijκ} a_{jκ} / Σ_{j'κ} W^±_{ij'κ} a_{j'κ}. Its sum S may be less than 1, so that no bound with S holds.

    Parameters
    ----------
    W, patches
        As in :func:`channel_sensitivities`.

    Returns
    -------
    ChannelSensitivities

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        As :func:`channel_sensitivities`.

    References
    ----------
    liebenwein_2020 (released code); dossier coreset.pfp.

    Examples
    --------
    >>> kernel, ones = [[[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]], [[[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]]
    >>> round(released_channel_sensitivities(kernel, ones).total, 12), channel_sensitivities(kernel, ones).total
    (0.333333333333, 1.0)
    """
    W, patches = _checked(W, patches, "released_channel_sensitivities")
    xp = namespace(W, patches)
    largest = xp.zeros_like(patches[0, :, 0])
    for i in range(W.shape[0]):
        for sign in (1.0, -1.0):
            part = xp.where(sign * W[i] > 0, sign * W[i], xp.zeros_like(W[i]))
            products = patches * part
            shares = _largest_shares(xp, xp.max(products, axis=-1), xp.sum(products, axis=(1, 2)))
            largest = xp.maximum(largest, shares)
    return _result(xp, largest)


def _largest_shares(xp: Any, channels: Array, totals: Array | None = None) -> Array:
    """Largest shares over all rows, shape (c,), of the contributions of channels, shape (N, c)."""
    totals = xp.sum(channels, axis=-1) if totals is None else totals
    used = totals > ZERO_SHARE * xp.max(totals)
    shares = channels / xp.where(used, totals, xp.ones_like(totals))[:, None]
    return xp.max(xp.where(used[:, None], shares, xp.zeros_like(shares)), axis=0)


def _checked(W: Any, patches: Any, where: str) -> tuple[Array, Array]:
    W, patches = as_points(W, "W", where), as_points(patches, "patches", where)
    if W.ndim != 3 or patches.ndim != 3 or tuple(W.shape[1:]) != tuple(patches.shape[1:]):
        raise ShapeError(
            f"W has shape {tuple(W.shape)} and patches {tuple(patches.shape)} ({where}); (η, c, k), (N, c, k)"
        )
    if not 0 < patches.shape[0] or bool(namespace(patches).any(patches < 0)):
        raise DomainError(f"patches must be at least one, >= 0 ({where}); stack positive and negative parts of others")
    return W, patches


def _result(xp: Any, sensitivities: Array) -> ChannelSensitivities:
    total = float(xp.sum(sensitivities))
    return ChannelSensitivities(sensitivities, total, sensitivities / total if total > 0 else sensitivities)


def channel_sample_bound(s: float, epsilon: float, delta: float, n: int, d: int, k: int) -> float:
    r"""Channels to draw so that all filters are accurate at all patches of a point of the sample.

    (6 + 2ε)(S - 1)/(3ε²) · ln(2kηP/δ), for η filters, P patches and k parts of a filter.

    Parameters
    ----------
    s : float
        S >= 1; where S < 2 the bound is that of S = 2, for which Bernstein's two tails are both covered.
    epsilon : float
        ε > 0.
    delta : float
        Failure probability in (0, 1).
    n, d : int
        η and P, at least 1.
    k : int
        Parts of a filter that are estimated apart: 1 if all weights are non-negative, 2 if not, 4 if the inputs have
        both signs, too.

    Returns
    -------
    float
        A real number; round it up.

    Raises
    ------
    DomainError, InputTypeError
        If an argument is out of range or has the wrong type.

    References
    ----------
    liebenwein_2020; dossier coreset.pfp.

    Examples
    --------
    >>> [round(channel_sample_bound(2.110644257703, 0.5, 0.05, 2, 1, k), 6) for k in (1, 2)]
    [45.424145, 52.609318]
    """
    where = "channel_sample_bound"
    s = check_real(s, "s", where, 1.0, math.inf, "left")
    epsilon = check_real(epsilon, "epsilon", where, 0.0, math.inf, "neither")
    delta = check_real(delta, "delta", where, 0.0, 1.0, "neither")
    n, d = check_count(n, "n", 1, None, where), check_count(d, "d", 1, None, where)
    k = check_count(k, "k", 1, None, where)
    events = math.log(2.0 * k) + math.log(n) + math.log(d) - math.log(delta)
    return (6.0 + 2.0 * epsilon) * max(s - 1.0, 1.0) / 3.0 / epsilon / epsilon * events


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "channel_sample_bound", ("s", "epsilon", "delta", "n", "d", "k"), channel_sample_bound,
        ball_channel_sample_bound, r"m({s},{epsilon},{delta};{n},{d},{k})", "coreset.pfp", sign="positive",
    ),
)  # fmt: skip
