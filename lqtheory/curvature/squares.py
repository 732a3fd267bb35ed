"""What a run of Lanczos' method for A says of A²: brackets of functions of |λ| without a further product."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lqtheory.curvature.constructions import matrix_operator, squared
from lqtheory.curvature.krylov import LanczosRun
from lqtheory.curvature.recurrence import lanczos
from lqtheory.errors import DomainError

__all__ = ["squared_run"]


def squared_run(run: LanczosRun) -> LanczosRun:
    """The run of half as many steps for A² from the same vector.

    The Jacobi matrix T of m steps, with β_m, knows the moments of the spectral measure of v up to the degree 2m. Those
    of A² up to the degree 2⌊m/2⌋ are among them, and they are all that ⌊m/2⌋ steps for A² depend on. With T bordered by
    β_m (and any last diagonal entry, which is never reached) these are the steps for T² from e_1.

    Parameters
    ----------
    run : LanczosRun
        Of A, with m >= 2 steps or an invariant Krylov space.

    Returns
    -------
    LanczosRun
        ⌊m/2⌋ steps for A² (up to m if the Krylov space is invariant: then the measure of A² is known).

    Raises
    ------
    DomainError
        If the run is one of a square already, or has a single step that is not all.

    Notes
    -----
    The same products spent on ``squared(A)`` give as many steps for A², and no run for A. Rounding of the vectors
    moves the eigenvalues of A by m u ‖A‖ before they are squared; in products with A² it moves λ² by m u ‖A‖², and
    |λ| by the root of that, which single precision does not stand.

    References
    ----------
    Dossier geom.spec.bracket; moments and Jacobi matrices: Golub and Meurant (2010), chapter 5.

    Examples
    --------
    >>> operator = matrix_operator(np.diag([-3.0, -1.0, 1.0, 2.0, 4.0]))
    >>> run, direct = lanczos(operator, np.ones(5), 4), lanczos(squared(operator), np.ones(5), 2)
    >>> bool(np.allclose(squared_run(run).alpha, direct.alpha) and np.allclose(squared_run(run).beta, direct.beta))
    True
    """
    if run.is_square:
        raise DomainError("run is of a square already (squared_run); give the run of the operator itself")
    size, steps = (run.steps, run.steps) if run.invariant else (run.steps + 1, run.steps // 2)
    if steps == 0:
        raise DomainError("run has one step, which says nothing of the square (squared_run); make two steps at least")
    beside = run.beta[: size - 1]
    bordered = np.diag(np.append(run.alpha, 0.0)[:size]) + np.diag(beside, 1) + np.diag(beside, -1)
    first = np.zeros(size)
    first[0] = 1.0
    # The usual threshold would take eigenvalues below 1e-6 of the largest for one and the same.
    made = lanczos(squared(matrix_operator(bordered)), first, steps, negligible=steps * 2.0**-53)
    return replace(
        made,
        dimension=run.dimension,
        norm=run.norm,
        reorthogonalised=run.reorthogonalised,
        unit=run.unit,
        products=run.products,
        displaced=run.displacement + made.displacement,
    )
