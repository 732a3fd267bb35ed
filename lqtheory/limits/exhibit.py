"""What the public implementation of the published predictor computes, as the dossier describes it: an exhibit.

Kept so that its numerical bias can be measured beside the correct number on the same Ritz values; not a recommendation.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.limits.displacements import GRID, block_of, product
from lqtheory.limits.epsilons import checked_tolerance
from lqtheory.limits.paths import MagnitudePath
from lqtheory.limits.records import Prediction
from lqtheory.limits.resuming import Kept
from lqtheory.quantities.arrays import check_count, check_real

__all__ = ["published_pipeline", "smoothed_share", "zero_row_share"]

GRID_POINTS, RATIOS, OVERHEAD, KERNEL = 100_000, 1000, 0.01, 1e-10
#: Below this a row counts as zero; the public code divides it by the number of examples, not of batches.
ZERO_ROW = 1e-7


def zero_row_share(
    operator: Any, rows: int, *, rng: np.random.Generator, batch_size: int = 128, kept: Kept | None = None
) -> float:
    r"""z, the share of sampled rows of the Hessian that the public code takes for zero.

    A row counts if \(\|He_i\|_1 / b < 10^{-7}\) with batches of b examples: the public code adds the absolute rows of
    all batches and divides by the number of examples, where the number of batches would be right.

    Parameters
    ----------
    operator : SymmetricOperator
        The Hessian of the mean loss.
    rows : int
        How many rows are drawn, without repetition, >= 1; all of a matrix that has no more.
    rng : numpy.random.Generator
        Draws them.
    batch_size : int
        b.
    kept : Kept, optional
        Where the numbers are kept, block by block.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError, DomainError
        If a number is out of range.

    Notes
    -----
    Absolute values are taken after the sum over batches here: only rows of batches that cancel are told apart by that.
    A zero row is a direction without curvature; most of those are no single weight. The runs of the spectrum know all
    of them already, so that z counts them twice.

    References
    ----------
    Dossier geom.prune.audit (2).

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> flat = matrix_operator(np.diag([0.0, 1.0, 2.0, 0.0]))
    >>> zero_row_share(flat, 100, rng=np.random.default_rng(0))
    0.5
    """
    d = operator.dimension
    rows = min(check_count(rows, "rows", 1, None, "zero_row_share"), d)
    threshold = ZERO_ROW * check_count(batch_size, "batch_size", 1, None, "zero_row_share")
    drawn, size, zeros = rng.choice(d, rows, replace=False), block_of(d, GRID), 0
    for first in range(0, rows, size):

        def count(block: np.ndarray = drawn[first : first + size]) -> int:
            units = np.zeros((block.size, d))
            units[np.arange(block.size), block] = 1.0
            return int((np.abs(product(operator, units)).sum(axis=1) < threshold).sum())

        zeros += count() if kept is None else kept.number(f"zero-rows-{first}-{rows}", count)
    return zeros / rows


def smoothed_share(nodes: np.ndarray, weights: np.ndarray, s: float) -> float:
    r"""Mean of s/(s + |λ|) over a density smoothed on a grid, as the public code takes it.

    10^5 grid points from min θ - 0.01 to max θ + 0.01, Gaussian kernels of variance 10^{-10} max(1, range) at the Ritz
    values, normalised afterwards. For a range above 10 the kernels fall between the grid points.

    Parameters
    ----------
    nodes, weights : array, shape (J,)
        Gauss rule of one run.
    s : float
        Level, > 0.

    Returns
    -------
    float
        NaN if every kernel underflows on the grid.

    References
    ----------
    Dossier geom.prune.audit (1).

    Examples
    --------
    >>> round(smoothed_share(np.array([0.5]), np.array([1.0]), 0.5), 4)
    0.5
    """
    low, high = float(nodes.min()) - OVERHEAD, float(nodes.max()) + OVERHEAD
    grid = np.linspace(low, high, GRID_POINTS)
    variance = KERNEL * max(1.0, high - low)
    density = np.zeros(GRID_POINTS)
    reach = 40.0 * np.sqrt(variance)
    for node, weight in zip(nodes, weights, strict=True):
        near = slice(*np.searchsorted(grid, (node - reach, node + reach)))
        density[near] += weight * np.exp(-((grid[near] - node) ** 2) / (2.0 * variance))
    total = density.sum()
    return float(density @ (1.0 / (1.0 + np.abs(grid) / s)) / total) if total > 0 else float("nan")


def published_pipeline(path: MagnitudePath, run: Any, epsilon: float, zero_share: float = 0.0) -> Prediction:
    r"""The published predictor with the numerics of its public code, as recalled.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    run : LanczosRun
        One run of the Hessian; the public code starts it at a Rademacher vector.
    epsilon : float
        Tolerated loss, > 0; the public code takes :func:`batch_deviation`.
    zero_share : float
        z, the share of zero rows that the public code adds to the spectrum a second time, of :func:`zero_row_share`,
        in [0, 1].

    Returns
    -------
    Prediction
        The one of 1000 ratios at which |F(R) - p| is least, R rounded to an integer.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is out of range.

    Notes
    -----
    Against :func:`published` on the same run: density on a grid, R rounded (F = 1 for R < 1/2), zeros counted twice
    (:mod:`zeros_counted_twice`), arg min instead of the crossing. The code itself could not be read here; the
    description is the dossier's.

    References
    ----------
    Dossier geom.prune.audit.
    """
    epsilon = checked_tolerance(epsilon, "published_pipeline")
    z = check_real(zero_share, "zero_share", "published_pipeline", 0.0, 1.0)
    if epsilon == 0.0:
        raise DomainError("epsilon=0 (published_pipeline); the public code divides by it")
    if run.is_square:
        raise DomainError("run is of a square (published_pipeline); give a run of the Hessian itself")
    nodes, weights = run.rule()
    shares: dict[float, float] = {0.0: 1.0}
    ratios, gaps = np.linspace(0.0, 1.0, RATIOS), np.empty(RATIOS)
    for i, p in enumerate(ratios):
        radius = float(np.round(np.sqrt(path.energies[int(p * path.prunable)])))
        if radius not in shares:
            shares[radius] = smoothed_share(nodes, weights, 2.0 * epsilon / radius**2)
        gaps[i] = abs(z + (1.0 - z) * shares[radius] - p)
    count = int(ratios[int(np.nanargmin(gaps))] * path.prunable)
    return Prediction(
        "public pipeline (exhibit)", count, count, count, path.prunable, "estimated", "as recalled", "smoothed density"
    )
