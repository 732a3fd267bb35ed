"""Lanczos' method, with full reorthogonalisation or with three vectors."""

from __future__ import annotations

import logging
import math
import os
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from lqtheory.curvature.checkpoints import Checkpoint
from lqtheory.curvature.krylov import LanczosRun
from lqtheory.curvature.memory import plan_lanczos, refuse_unfit
from lqtheory.curvature.operators import SymmetricOperator, inner
from lqtheory.errors import DomainError, ShapeError

__all__ = ["lanczos"]

log = logging.getLogger("lqtheory")

#: β_m below this fraction of the norm of T counts as zero.
INVARIANT = {torch.float64: 1e-12, torch.float32: 1e-6}
#: A second pass of Gram-Schmidt is made if the first leaves less than this fraction of a vector: then, and only then,
#: rounding errors of the first pass count (Daniel, Gragg, Kaufman, Stewart 1976).
SECOND_PASS = 0.7
#: From this many seconds on a run is announced: as a warning, which Python prints unless logging is set up otherwise.
LONG = 60.0


def lanczos(
    operator: SymmetricOperator,
    start: Any,
    steps: int,
    *,
    reorthogonalise: bool = True,
    keep_basis: bool = False,
    memory_limit: int | None = None,
    checkpoint: str | os.PathLike[str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    negligible: float | None = None,
) -> LanczosRun:
    """Steps of Lanczos' method: the Jacobi matrix of the spectral measure of ``start``.

    β_j q_{j+1} = A q_j - α_j q_j - β_{j-1} q_{j-1}.

    Parameters
    ----------
    operator : SymmetricOperator
        A.
    start : array, shape (D,)
        v, not zero; it need not have length 1.
    steps : int
        m >= 1; the run ends before where the Krylov space is invariant, at D steps at the latest.
    reorthogonalise : bool
        Keep all vectors and make each orthogonal to them by classical Gram-Schmidt, twice where that is needed. Without
        it three vectors suffice; Ritz values then come in copies and about twice the steps are needed.
    keep_basis : bool
        Return the vectors; only with ``reorthogonalise``.
    memory_limit : int, optional
        Bytes for vectors; by default what the device has free.
    checkpoint : path, optional
        Where to keep the run after every step. A run found there is continued, with more steps if more are asked for.
    on_progress : callable, optional
        ``on_progress(done, total)`` in steps.
    negligible : float, optional
        Fraction of the norm of T below which β_m counts as zero; by default 1e-12, in float32 1e-6.

    Returns
    -------
    LanczosRun

    Raises
    ------
    DomainError
        If ``start`` is zero or not finite, a product is not finite, an argument is out of range, or the vectors do
        not fit; the text then says what would.
    ShapeError
        If ``start`` has another shape.
    DataError
        If the checkpoint is damaged or belongs to another run.

    Notes
    -----
    One product per step, and reading 2jD numbers for the j-th reorthogonalisation. α and β are float64 whatever the
    dtype of the vectors.

    References
    ----------
    Dossier geom.spec.lanczos, geom.spec.memory.

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> run = lanczos(matrix_operator(torch.diag(torch.arange(1.0, 11.0))), torch.ones(10), 3)
    >>> run.alpha.round(5).tolist()
    [5.5, 5.5, 5.5]
    """
    if keep_basis and not reorthogonalise:
        raise DomainError("keep_basis=True without reorthogonalise (lanczos); three vectors are no basis")
    plan = plan_lanczos(operator, steps, reorthogonalise=reorthogonalise, memory_limit=memory_limit)
    refuse_unfit(plan, operator)
    if plan.seconds > LONG:
        log.warning("Lanczos on %s: %s", operator.name, plan)
    vector, norm = _unit(operator, start)
    if negligible is None:
        negligible = INVARIANT.get(operator.dtype, 1e-3)
    state = _State(operator, plan.steps, reorthogonalise, vector, negligible)
    kept = None if checkpoint is None else _checkpoint(checkpoint, operator, vector, norm, reorthogonalise)
    del vector, start  # nothing but the state holds vectors from here on
    state.begin(kept)
    while len(state.alpha) < plan.steps and not state.invariant:
        state.step()
        if kept is not None:
            kept.save(state.alpha, state.beta, state.invariant, state.vector)
        if on_progress is not None:
            on_progress(len(state.alpha), plan.steps)
    done = min(plan.steps, len(state.alpha))
    return LanczosRun(
        np.array(state.alpha[:done]),
        np.array(state.beta[:done]),
        operator.dimension,
        norm,
        state.invariant and done == len(state.alpha),
        reorthogonalise,
        operator.semidefinite,
        operator.is_square,
        float(torch.finfo(operator.dtype).eps) / 2,
        done * (2 if operator.is_square else 1),
        state.basis[:done].clone() if keep_basis and state.basis is not None else None,
    )


def _unit(operator: SymmetricOperator, start: Any) -> tuple[torch.Tensor, float]:
    vector = torch.as_tensor(start, dtype=operator.dtype, device=operator.device)
    if tuple(vector.shape) != (operator.dimension,):
        raise ShapeError(f"start has shape {tuple(vector.shape)}, not ({operator.dimension},) (lanczos)")
    norm = math.sqrt(inner(vector, vector))
    if not math.isfinite(norm) or norm == 0.0:
        raise DomainError(f"start has the norm {norm} (lanczos); give a finite vector that is not zero")
    return vector / norm, norm


def _checkpoint(
    path: str | os.PathLike[str],
    operator: SymmetricOperator,
    vector: torch.Tensor,
    norm: float,
    reorthogonalise: bool,
) -> Checkpoint:
    identity = {
        "operator": operator.name,
        "fingerprint": operator.fingerprint,
        "dtype": str(operator.dtype),
        "start": zlib.crc32(vector.cpu().contiguous().view(torch.uint8).numpy().data),
        "norm": norm,
        "reorthogonalised": reorthogonalise,
    }
    parallel = torch.distributed.is_available() and torch.distributed.is_initialized()
    writes = not parallel or torch.distributed.get_rank() == 0
    return Checkpoint(Path(path), identity, reorthogonalise, writes)


@dataclass
class _State:
    """Vectors and coefficients between two steps; ``vector`` is q_{j+1}, ``before`` is q_j."""

    operator: SymmetricOperator
    steps: int
    reorthogonalise: bool
    vector: torch.Tensor
    negligible: float
    before: torch.Tensor | None = None
    basis: torch.Tensor | None = None
    invariant: bool = False

    def __post_init__(self) -> None:
        self.alpha: list[float] = []
        self.beta: list[float] = []
        self.norm = 0.0

    def begin(self, kept: Checkpoint | None) -> None:
        """From the start, or from where the checkpoint stands."""
        found = None if kept is None else kept.resume(self.vector)
        given: Iterable[torch.Tensor] = [self.vector]
        if found is not None:
            self.alpha, self.beta, self.invariant, given = found
        elif kept is not None:
            kept.start(self.vector)
        if self.reorthogonalise:
            places = max(self.steps, len(self.alpha)) + 1
            self.basis = self.vector.new_empty((places, self.operator.dimension))
            rows = [place.copy_(row) for row, place in zip(given, self.basis, strict=False)]
        else:
            rows = list(given)
        self.vector, self.before = rows[-1], rows[-2] if len(rows) > 1 else None
        for j, alpha in enumerate(self.alpha):
            self._widen(alpha, j)

    def _widen(self, alpha: float, j: int) -> None:
        before, after = self.beta[j - 1] if j else 0.0, self.beta[j] if j < len(self.beta) else 0.0
        self.norm = max(self.norm, abs(alpha) + before + after)

    def step(self) -> None:
        """One product, α and β, and the next vector."""
        j = len(self.alpha)
        rest = self.operator(self.vector)
        if self.before is not None:
            rest.sub_(self.before, alpha=self.beta[-1])
        alpha = inner(rest, self.vector)
        rest.sub_(self.vector, alpha=alpha)
        if self.basis is None:
            beta = math.sqrt(inner(rest, rest))
        else:
            correction, beta = _orthogonalise(rest, self.basis[: j + 1])
            alpha += correction
        if not math.isfinite(alpha + beta):
            raise DomainError(
                f"product {j + 1} of {self.operator.name} is not finite (lanczos); check weights and data"
            )
        self.alpha.append(alpha)
        self.beta.append(beta)
        self._widen(alpha, j)
        small = beta <= self.negligible * self.norm
        self.invariant = small or (self.reorthogonalise and j + 1 == self.operator.dimension)
        self._advance(rest, beta)

    def _advance(self, rest: torch.Tensor, beta: float) -> None:
        self.before = self.vector
        if beta > 0:
            rest.div_(beta)
        if self.basis is None:
            self.vector = rest
            return
        j = len(self.alpha)
        self.basis[j].copy_(rest)
        self.vector = self.basis[j]


def _orthogonalise(rest: torch.Tensor, basis: torch.Tensor) -> tuple[float, float]:
    """Take the components along the rows out of ``rest``, in place; what was left along the last row, and the norm."""
    corrections = 0.0
    size = math.sqrt(inner(rest, rest))
    for _ in range(2):
        coefficients = basis @ rest
        rest.sub_(coefficients @ basis)
        corrections += float(coefficients[-1])
        before, size = size, math.sqrt(inner(rest, rest))
        if size >= SECOND_PASS * before:
            break
    return corrections, size
