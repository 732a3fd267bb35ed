"""Kolmogorov widths of l_q balls: what a subspace fixed in advance cannot do (``lq.lower.kolmogorov``)."""

from __future__ import annotations

import math

import numpy as np

from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.widths import ball_fourier_projection_error, ball_kolmogorov_width

__all__ = ["QUANTITIES", "fourier_projection_error", "fourier_projector", "kolmogorov_width", "log_kolmogorov_width"]


def kolmogorov_width(k: int, n: int) -> float:
    r"""Kolmogorov width of the unit l_q ball in l_2, the same for all 0 < q <= 1.

    d_k(b_q^n, l_2^n) = inf_{dim L = k} sup_{x in b_q} dist(x, L) = sqrt(1 - k/n).

    Parameters
    ----------
    k : int
        Dimension of the subspaces, in {0, ..., n}.
    n : int
        Dimension of the space, at least 1.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError
        If an argument is not an integer.
    DomainError
        If it is out of range.

    Notes
    -----
    Cost O(1). Attained by :func:`fourier_projector`.

    References
    ----------
    pinkus_1985, chapter VI (Stechkin 1954); dossier lq.lower.kolmogorov.

    Examples
    --------
    >>> round(kolmogorov_width(30, 100), 15), kolmogorov_width(0, 5), kolmogorov_width(5, 5)
    (0.836660026534076, 1.0, 0.0)
    """
    n = check_count(n, "n", 1, None, "kolmogorov_width")
    k = check_count(k, "k", 0, n, "kolmogorov_width")
    return math.sqrt((n - k) / n)


def log_kolmogorov_width(k: int, n: int) -> float:
    r"""Natural logarithm of the Kolmogorov width.

    ln(1 - k/n)/2, and -inf at k = n.

    Parameters
    ----------
    k : int
        Dimension of the subspaces, in {0, ..., n}.
    n : int
        Dimension of the space, at least 1.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        As :func:`kolmogorov_width`.

    Notes
    -----
    Cost O(1); no cancellation for small k/n.

    References
    ----------
    Dossier lq.lower.kolmogorov.

    Examples
    --------
    >>> log_kolmogorov_width(5, 5), log_kolmogorov_width(0, 5)
    (-inf, 0.0)
    """
    n = check_count(n, "n", 1, None, "log_kolmogorov_width")
    k = check_count(k, "k", 0, n, "log_kolmogorov_width")
    return -math.inf if k == n else 0.5 * math.log1p(-k / n)


def fourier_projector(k: int, n: int) -> np.ndarray:
    r"""Orthogonal projector of rank k whose diagonal is constant: the best fixed subspace for the l_q ball.

    Rows of the real Fourier basis: pairs (cos, sin) of the frequencies 1, 2, ..., and the constant row if k is odd.

    Parameters
    ----------
    k : int
        Rank, in {0, ..., n}.
    n : int
        Dimension, at least 1.

    Returns
    -------
    array of float64, shape (n, n)
        Symmetric, idempotent, with diagonal k/n.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`kolmogorov_width`.

    Notes
    -----
    Cost O(k n^2). Each pair adds (2/n)(cos^2 + sin^2) = 2/n to every diagonal entry, the constant row 1/n.

    References
    ----------
    Dossier lq.lower.kolmogorov.

    Examples
    --------
    >>> import numpy as np
    >>> np.allclose(np.diag(fourier_projector(3, 8)), 3 / 8)
    True
    """
    n = check_count(n, "n", 1, None, "fourier_projector")
    k = check_count(k, "k", 0, n, "fourier_projector")
    if k == n:
        return np.eye(n)
    pairs, odd = divmod(k, 2)
    # Angles modulo n first: the argument of cos and sin stays within one turn, whatever the frequency.
    angles = 2 * np.pi / n * (np.outer(np.arange(1, pairs + 1), np.arange(n)) % n)
    rows = math.sqrt(2 / n) * np.concatenate([np.cos(angles), np.sin(angles)])
    return rows.T @ rows + odd / n


def fourier_projection_error(k: int, n: int) -> float:
    r"""Largest distance of a unit vector from the span of the Fourier rows; worst over every l_q ball with q <= 1.

    max_j dist(e_j, L) = max_j (1 - P_jj)^{1/2}, P as in :func:`fourier_projector`.

    Parameters
    ----------
    k : int
        Dimension of the span, in {0, ..., n}.
    n : int
        Dimension of the space, at least 1.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        As :func:`kolmogorov_width`.

    Notes
    -----
    Cost O(k n^2): the projector is formed and measured. Equals :func:`kolmogorov_width`.

    References
    ----------
    Dossier lq.lower.kolmogorov.

    Examples
    --------
    >>> abs(fourier_projection_error(3, 8) - kolmogorov_width(3, 8)) < 1e-15
    True
    """
    diagonal = np.diag(fourier_projector(k, n))
    return float(np.sqrt(np.maximum(1.0 - diagonal, 0.0)).max())


_KN = ("k", "n")

QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "kolmogorov_width",
        _KN,
        kolmogorov_width,
        ball_kolmogorov_width,
        r"d_{{{k}}}(b_q^{{{n}}},\ell_2^{{{n}}})",
        "lq.lower.kolmogorov",
        sign="nonnegative",
    ),
    Quantity(
        "fourier_projection_error",
        _KN,
        fourier_projection_error,
        ball_fourier_projection_error,
        r"\max_j \operatorname{{dist}}(e_j,L_{{{k},{n}}})",
        "lq.lower.kolmogorov",
        sign="nonnegative",
    ),
)
