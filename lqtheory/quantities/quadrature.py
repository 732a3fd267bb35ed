"""Nodes of quadrature that are computed once: they are eigenvalues of a matrix, a few milliseconds each time."""

from __future__ import annotations

import functools

import numpy as np

__all__ = ["legendre_rule"]


@functools.cache
def legendre_rule(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Nodes and weights of the Gauss-Legendre rule on [-1, 1].

    Parameters
    ----------
    count : int
        Number of nodes, >= 1.

    Returns
    -------
    nodes, weights : array, shape (count,)
        Read-only, because they are shared.

    Raises
    ------
    ValueError
        If there is no node.

    References
    ----------
    numpy.polynomial.legendre.leggauss.

    Examples
    --------
    >>> nodes, weights = legendre_rule(2)
    >>> round(float(nodes[1] ** 2), 12), float(weights.sum()), nodes.flags.writeable
    (0.333333333333, 2.0, False)
    """
    nodes, weights = np.polynomial.legendre.leggauss(count)
    nodes.flags.writeable = weights.flags.writeable = False
    return nodes, weights
