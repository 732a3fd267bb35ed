"""What a report of limits will take, before it starts."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lqtheory.errors import DomainError
from lqtheory.limits.paths import MagnitudePath, crossing

if TYPE_CHECKING:
    from lqtheory.limits.predictions import LimitSettings

__all__ = ["LimitPlan", "plan_limit", "refuse_unfit"]

#: Seconds that all eigenvalues of a matrix take on one core, over D³: a cautious guess.
EIGENVALUES = 1e-9
#: Steps below which a run says nothing of a spectrum.
LEAST = 4


@dataclass(frozen=True)
class LimitPlan:
    """Products, time and memory of a report.

    Parameters
    ----------
    products : int
        With curvature matrices, at most.
    seconds : float
        Of the products, orthogonalisation and eigenvalues; the measured losses, which are passes over the data, not.
    bytes : int
        Vectors and matrices held at a time, beyond the network and its graphs.
    free : int, optional
        Bytes that the device has free; None where the system does not say.

    Examples
    --------
    >>> str(LimitPlan(2000, 1500.0, 3_000_000))
    'at most 2000 products with curvature matrices, about 25 min, and 3 MB for vectors'
    """

    products: int
    seconds: float
    bytes: int
    free: int | None = None

    def __str__(self) -> str:
        from lqtheory.curvature.memory import duration_text, size_text

        return (
            f"at most {self.products} products with curvature matrices, about {duration_text(self.seconds)}, and "
            f"{size_text(self.bytes)} for vectors"
        )


def plan_limit(path: MagnitudePath, h: Any, g: Any, chosen: LimitSettings) -> LimitPlan:
    """Time and memory of all stages.

    Parameters
    ----------
    path : MagnitudePath
        Of the network.
    h, g : SymmetricOperator
        Hessian and Gauss-Newton matrix, with their measured seconds for a product.
    chosen : LimitSettings
        What is asked for.

    Returns
    -------
    LimitPlan

    References
    ----------
    Dossier geom.spec.cost, geom.spec.memory.
    """
    from lqtheory.curvature import plan_lanczos
    from lqtheory.curvature.memory import available_bytes
    from lqtheory.limits.displacements import GRID, block_of

    d, vector = h.dimension, 8 * h.dimension
    if d <= chosen.dense:
        single = plan_lanczos(h, min(chosen.steps, d))
        products, memory = 2 * d + single.products, max(3 * d * vector, single.bytes)
        seconds = d * (h.seconds + g.seconds) + 2 * EIGENVALUES * d**3 + single.seconds
    else:
        plans = [plan_lanczos(operator, chosen.steps) for operator in (h, g)]
        products = chosen.probes * sum(plan.products for plan in plans)
        seconds = chosen.probes * math.fsum(plan.seconds for plan in plans)
        memory = max(plan.bytes for plan in plans)
    halvings = math.ceil(math.log2(max(path.prunable, 2))) + 1
    if chosen.own_steps:
        own = plan_lanczos(h, chosen.own_steps)
        products, seconds, memory = products + 10 * own.products, seconds + 10 * own.seconds, max(memory, own.bytes)
    every = d <= chosen.every_form
    at_once = path.prunable + 1 if every else GRID
    along = at_once + (0 if every else 2 * halvings)  # with and without the gradient
    masks = halvings * (chosen.mask_steps + 1) if chosen.mask_steps else 0
    rows = min(chosen.zero_rows, d)
    memory = max(memory, 6 * block_of(d, at_once) * vector)
    seconds += (along + rows) * h.seconds + masks * g.seconds
    return LimitPlan(products + along + rows + masks, seconds, memory, available_bytes(h.device))


def refuse_unfit(plan: LimitPlan, memory: int | None, shorter: Callable[[int], LimitPlan], steps: int) -> None:
    """Refuse a report that needs more memory for vectors than it may take.

    Parameters
    ----------
    plan : LimitPlan
        Of the report.
    memory : int or None
        Bytes for vectors; None for what is free.
    shorter : callable
        ``shorter(m)``, the plan with no run of more than m steps.
    steps : int
        Steps of the longest run of the plan.

    Raises
    ------
    DomainError
        If it does not fit; the text says with how many steps it would.

    Examples
    --------
    >>> refuse_unfit(LimitPlan(10, 1.0, 800), 1000, lambda m: LimitPlan(m, 1.0, 80 * m), 10)
    """
    from lqtheory.curvature.memory import size_text

    known = [limit for limit in (memory, plan.free) if limit is not None]
    room = min(known, default=plan.bytes)
    if plan.bytes <= room:
        return
    fewest = shorter(LEAST)
    if fewest.bytes <= room:
        most = LEAST + crossing(lambda more: shorter(LEAST + more).bytes <= room, max(steps - LEAST, 0))
        hint = f"at most {most} Lanczos steps fit"
    else:
        hint = f"{size_text(fewest.bytes)} are needed however few Lanczos steps are taken"
    raised = ", or allow more memory (LimitSettings.memory, --memory)" if room == memory else ""
    raise DomainError(
        f"vectors take {size_text(plan.bytes)}, more than the {size_text(room)} that "
        f"{'they may take' if room == memory else 'are free'} (limit); {hint}{raised}"
    )
