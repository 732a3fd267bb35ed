"""The largest subspace in a cone with many generators, which is split off before anything is projected."""

from __future__ import annotations

import numpy as np

__all__ = ["lineality"]

#: What is left of a unit vector where it counts as a member, and below which a product with the rest counts as zero.
MEMBER, ZERO = 1e-12, 1e-9


def lineality(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The lineality space of a generated cone, and the generators of its part in the orthogonal complement.

    If -Σ v lies in the cone of generators v, each -v does: it is the sum of the others and of members. If not, what
    projecting it leaves, w, has <w, v> <= 0 for all v and < 0 for one, and as w is orthogonal to every subspace in the
    cone, those with < 0 do not lie in one. They are set aside, and the others asked again.

    Parameters
    ----------
    rows : array, shape (n, d)
        Generators of norm one (or zero).

    Returns
    -------
    basis : array, shape (k, d)
        Orthonormal basis of the lineality space.
    rest : array, shape (m, d)
        Generators of norm one, orthogonal to it; the cone is the sum of the space and of theirs, which is pointed.

    Notes
    -----
    One non-negative least-squares problem for each time that generators are set aside. Members are told to 1e-12.

    References
    ----------
    Dossier geom.statdim.props.

    Examples
    --------
    >>> basis, rest = lineality(np.array([[1.0, 0.0, 0.0], [-1.0, 0.0, 0.0], [0.6, 0.8, 0.0]]))
    >>> len(basis), rest.tolist()
    (1, [[0.0, 1.0, 0.0]])
    """
    inside = rows
    while len(inside):
        target = -inside.sum(axis=0)
        left = target - _nearest(inside, target)
        if np.linalg.norm(left) <= MEMBER * max(float(len(inside)) ** 0.5, 1.0):
            break
        products = inside @ (left / np.linalg.norm(left))
        keep = products >= -ZERO
        if keep.all():  # nothing that can be told from rounding
            keep = np.arange(len(inside)) != products.argmin()
        inside = inside[keep]
    if not len(inside):
        return rows[:0], rows
    _, sizes, right = np.linalg.svd(inside, full_matrices=False)
    basis = right[sizes > sizes[0] * max(inside.shape) * 2.3e-16] if sizes[0] > 0 else right[:0]
    rest = rows - (rows @ basis.T) @ basis
    rest -= (rest @ basis.T) @ basis
    norms = np.linalg.norm(rest, axis=1)
    beside = norms > ZERO
    return basis, rest[beside] / norms[beside, None]


def _nearest(rows: np.ndarray, target: np.ndarray) -> np.ndarray:
    from scipy.optimize import lsq_linear, nnls

    try:
        weights = nnls(rows.T, target)[0]
    except RuntimeError:  # too many iterations: another active set method, from another start
        weights = np.maximum(lsq_linear(rows.T, target, (0.0, np.inf), method="bvls", tol=1e-15).x, 0.0)
    return np.asarray(weights @ rows)
