"""What loss is tolerated: the choices of epsilon, which every prediction depends on."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import as_vector, check_real

__all__ = ["batch_deviation", "checked_tolerance", "relative_tolerance", "standard_error"]


def checked_tolerance(epsilon: float, where: str) -> float:
    """The tolerance of a predictor, if it is one.

    Parameters
    ----------
    epsilon : float
        Loss that may be added, >= 0.
    where : str
        Function that is named in errors.

    Returns
    -------
    float

    Raises
    ------
    DomainError
        If it is negative or infinite.
    """
    return check_real(epsilon, "epsilon", where, 0.0, math.inf, "left")


def relative_tolerance(share: float, untrained: float, trained: float) -> float:
    """A share of what training gained: ε = share (L(0) - L(w*)).

    Parameters
    ----------
    share : float
        In (0, 1].
    untrained, trained : float
        Losses of all weights zero and of the trained weights.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If an argument is no number or training gained nothing.

    References
    ----------
    Dossier geom.prune.eps.

    Examples
    --------
    >>> relative_tolerance(0.25, 2.5, 0.5)
    0.5
    """
    share = check_real(share, "share", "relative_tolerance", 0.0, 1.0, "right")
    gain = check_real(untrained, "untrained", "relative_tolerance") - check_real(
        trained, "trained", "relative_tolerance"
    )
    if not gain > 0:
        raise DomainError(
            f"untrained={untrained} is not above trained={trained} (relative_tolerance); give the loss of zero weights "
            "and that of the trained network"
        )
    return share * gain


def batch_deviation(losses: Any, batch_size: int = 128) -> float:
    """Population standard deviation of mean losses over consecutive mini-batches, as the published code takes it.

    Parameters
    ----------
    losses : array-like, shape (N,)
        Loss of each example, in a fixed order.
    batch_size : int
        Examples in a batch; the last, shorter batch is left out.

    Returns
    -------
    float
        Falls like the inverse root of the batch size: not a property of the network.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If the losses are no finite vector or there are not two batches.

    References
    ----------
    zhang_zhang_sun_liu_2024 (public code); dossier geom.prune.eps.

    Examples
    --------
    >>> batch_deviation([0.0, 2.0, 4.0, 6.0], batch_size=2)
    2.0
    """
    values = np.asarray(as_vector(losses, "losses", "batch_deviation"), dtype=np.float64)
    number = values.size // batch_size if batch_size >= 1 else 0
    if values.ndim != 1 or number < 2:
        raise DomainError(
            f"losses of shape {values.shape} make {number} batches of {batch_size} (batch_deviation); give at least two"
        )
    return float(values[: number * batch_size].reshape(number, batch_size).mean(axis=1).std())


def standard_error(losses: Any) -> float:
    """Standard error of the mean loss: the deviation over the examples over the root of their number.

    Parameters
    ----------
    losses : array-like, shape (N,)
        Loss of each example.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If the losses are no finite vector of at least two.

    References
    ----------
    Dossier geom.prune.eps.

    Examples
    --------
    >>> standard_error([0.0, 2.0])
    1.0
    """
    values = np.asarray(as_vector(losses, "losses", "standard_error"), dtype=np.float64)
    if values.ndim != 1 or values.size < 2:
        raise DomainError(f"losses has shape {values.shape} (standard_error); give the losses of two examples or more")
    return float(values.std(ddof=1) / math.sqrt(values.size))
