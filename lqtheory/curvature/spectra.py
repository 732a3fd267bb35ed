"""Whole spectra: exact ones of small networks, distribution functions with bounds, and smoothed densities for plots."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from scipy.special import ndtr

from lqtheory.curvature.krylov import LanczosRun
from lqtheory.curvature.operators import SymmetricOperator
from lqtheory.errors import DomainError

__all__ = ["MAX_DENSE", "dense_matrix", "dense_spectrum", "smoothed_density", "spectral_distribution"]

#: Largest D for which all eigenvalues are computed: 25 million entries, some minutes.
MAX_DENSE = 5000
#: Vectors multiplied at a time.
BLOCK = 64


def dense_matrix(
    operator: SymmetricOperator,
    *,
    max_dimension: int = MAX_DENSE,
    on_progress: Callable[[int, int], None] | None = None,
    checkpoint: str | os.PathLike[str] | None = None,
) -> np.ndarray:
    """The operator as a matrix.

    Parameters
    ----------
    operator : SymmetricOperator
        A.
    max_dimension : int
        Largest D that is accepted.
    on_progress : callable, optional
        ``on_progress(done, total)`` in products.
    checkpoint : path, optional
        File in which to keep the rows, one by one; rows found there are not computed again. It must not be used for
        another operator.

    Returns
    -------
    array of float64, shape (D, D)
        (A + Aᵀ)/2, which differs from A by rounding.

    Raises
    ------
    DomainError
        If D is too large.

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> dense_matrix(matrix_operator([[0.0, 1.0], [1.0, 0.0]])).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    dimension = operator.dimension
    if dimension > max_dimension:
        raise DomainError(
            f"{operator.name} has dimension {dimension}, above {max_dimension} (dense_matrix); use probe_runs and "
            "spectral_mean, or raise max_dimension"
        )
    rows = np.empty((dimension, dimension))
    known = 0 if checkpoint is None else _read_rows(checkpoint, rows)
    size = BLOCK if checkpoint is None else 1
    for first in range(known, dimension, size):
        count = min(size, dimension - first)
        block = torch.zeros(count, dimension, dtype=operator.dtype, device=operator.device)
        block[torch.arange(count), torch.arange(first, first + count)] = 1.0
        rows[first : first + count] = operator(block).double().cpu().numpy()
        if checkpoint is not None:
            _keep_row(checkpoint, first, rows[first])
        if on_progress is not None:
            on_progress(first + count, dimension)
    return 0.5 * (rows + rows.T)


def _read_rows(path: str | os.PathLike[str], rows: np.ndarray) -> int:
    """Fill in the rows that a file holds completely, and return their number."""
    if not os.path.exists(path):
        return 0
    found = np.fromfile(path, dtype=np.float64)
    count = min(int(found.size) // int(rows.shape[1]), len(rows))
    rows[:count] = found[: count * rows.shape[1]].reshape(count, -1)
    return count


def _keep_row(path: str | os.PathLike[str], index: int, row: np.ndarray) -> None:
    """Write a row at its place; what a killed process left of it before is overwritten."""
    with open(path, "r+b" if os.path.exists(path) else "wb") as file:
        file.seek(index * row.nbytes)
        file.write(row.tobytes())


def dense_spectrum(
    operator: SymmetricOperator,
    *,
    max_dimension: int = MAX_DENSE,
    on_progress: Callable[[int, int], None] | None = None,
    checkpoint: str | os.PathLike[str] | None = None,
) -> np.ndarray:
    """All eigenvalues, from the whole matrix.

    Parameters
    ----------
    operator : SymmetricOperator
        A.
    max_dimension : int
        Largest D that is accepted.
    on_progress : callable, optional
        ``on_progress(done, total)`` in products.
    checkpoint : path, optional
        As in :func:`dense_matrix`.

    Returns
    -------
    array of float64, shape (D,)
        In ascending order.

    Raises
    ------
    DomainError
        If D is too large.

    Notes
    -----
    D products and O(D³): exact to the accuracy of the products. For D = 3466 about 20 seconds on one core.

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> dense_spectrum(matrix_operator([[0.0, 1.0], [1.0, 0.0]])).round(12).tolist()
    [-1.0, 1.0]
    """
    matrix = dense_matrix(operator, max_dimension=max_dimension, on_progress=on_progress, checkpoint=checkpoint)
    return np.linalg.eigvalsh(matrix)


def spectral_distribution(run: LanczosRun, points: Any) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of the distribution function F(x) = Σ over λ_i <= x of (u_iᵀv)² of a run, for every x.

    Chebyshev-Markov-Stieltjes: Σ over θ_j < x of ω, less the last one, <= F(x) <= Σ over θ_j <= x, and the next one.

    Parameters
    ----------
    run : LanczosRun
        Reorthogonalised; for a square the points are those of λ².
    points : array, shape (...)
        x.

    Returns
    -------
    low, high : array, shape (...)

    Raises
    ------
    DomainError
        If the run was not reorthogonalised: its weights belong to copies of Ritz values.

    References
    ----------
    Dossier geom.spec.cms, geom.spec.density.

    Examples
    --------
    >>> from lqtheory.curvature import lanczos, matrix_operator
    >>> run = lanczos(matrix_operator(np.diag([1.0, 2.0, 3.0, 4.0])), np.ones(4), 2)
    >>> low, high = spectral_distribution(run, [2.5])
    >>> low.round(9).tolist(), high.round(9).tolist()
    ([0.0], [1.0])
    """
    if not run.reorthogonalised:
        raise DomainError("the run was not reorthogonalised (spectral_distribution); its weights prove nothing")
    nodes, weights = run.rule()
    points = np.asarray(points, dtype=np.float64)
    total = np.concatenate([[0.0], np.cumsum(weights)])
    until = np.searchsorted(nodes, points, side="right")
    if run.invariant:
        return total[until], total[until]
    return total[np.maximum(until - 1, 0)], total[np.minimum(until + 1, len(nodes))]


def smoothed_density(runs: Sequence[LanczosRun], grid: Any, width: float) -> np.ndarray:
    """Density of the spectrum, smoothed by a Gaussian kernel. For plots alone: means come from :func:`spectral_mean`.

    Parameters
    ----------
    runs : sequence of LanczosRun
        Of random probes.
    grid : array, shape (n,)
        Ascending cell edges of the plot, n >= 2.
    width : float
        Standard deviation of the kernel, at least twice the largest spacing of the grid: a narrower kernel falls
        between the points and distorts the mass of every peak.

    Returns
    -------
    array of float64, shape (n - 1,)
        Mean density in each cell, the kernel integrated exactly, so that density times cell lengths sums to the mass
        on the grid.

    Raises
    ------
    DomainError
        If the kernel is too narrow, the grid does not ascend, or there is no run.

    References
    ----------
    Dossier geom.spec.density, geom.prune.audit.

    Examples
    --------
    >>> from lqtheory.curvature import lanczos, matrix_operator
    >>> run = lanczos(matrix_operator(np.diag([1.0, 2.0])), np.ones(2), 2)
    >>> grid = np.linspace(0.0, 3.0, 61)
    >>> round(float(smoothed_density([run], grid, 0.1) @ np.diff(grid)), 9)
    1.0
    """
    grid = np.asarray(grid, dtype=np.float64)
    spacing = np.diff(grid)
    if grid.ndim != 1 or len(grid) < 2 or not (spacing > 0).all():
        raise DomainError("grid does not ascend (smoothed_density); give at least two ascending points")
    if not (math.isfinite(width) and width >= 2.0 * spacing.max() * (1 - 1e-9)):
        raise DomainError(
            f"width={width} is below twice the grid spacing {spacing.max():.3g} (smoothed_density); use a "
            "finer grid or a wider kernel"
        )
    if not runs:
        raise DomainError("there is no run (smoothed_density); give those of probe_runs")
    total = math.fsum(run.norm**2 for run in runs)
    mass = np.zeros(len(spacing))
    for run in runs:
        nodes, weights = run.rule()
        mass += run.norm**2 / total * (weights @ np.diff(ndtr((grid - nodes[:, None]) / width), axis=1))
    density: np.ndarray = mass / spacing
    return density
