"""Samples of many classes shared out by one multiplier against a general convex solver.

The baseline is the same problem with the errors as variables, in the form that disciplined convex programming knows,
handed to cvxpy with its default solver: minimise sum c e over sum A (2/e^2 + 2/(3e)) <= M and the errors at floors and
caps. It needs the extra ``bench``; without cvxpy only our own accuracy is measured. The conventions are those of
:mod:`bench_norms`.
"""

from __future__ import annotations

import importlib.util
from typing import Any

import numpy as np

from lqtheory.quantities.coreset_allocation import SampleAllocation, allocate_samples
from lqtheory.quantities.coreset_class_errors import BernsteinErrors, bernstein_samples
from lqtheory.rng import generator_for

#: Entries of the data for each class: 10^7 make 820 classes, as many as a 784-300-100-10 network has.
ENTRIES_PER_CLASS = 12_195


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """Classes of a network: (S - 1) ln(2/delta) with delta of a union, numbers of edges as caps, a third asked for."""
    rng = generator_for(0, "bench_coreset_allocation")
    r = max(4, size // ENTRIES_PER_CLASS)
    caps = rng.integers(20, 400, r).astype(np.float64)
    A = rng.gamma(4.0, 2.0, r) * np.log(2 * 2 * r / 0.05)
    costs = rng.gamma(1.0, 1.0, r) + 0.05
    return {"A": A, "costs": costs, "caps": caps, "M": float(np.floor(caps.sum() / 3))}


def time_dual(data: dict[str, Any]) -> SampleAllocation:
    """One multiplier for all classes."""
    return allocate_samples(BernsteinErrors(data["A"], data["costs"]), data["M"], 1.0, data["caps"])


def time_cvxpy(data: dict[str, Any]) -> np.ndarray:
    """The default solver of cvxpy."""
    import cvxpy as cp

    A, caps = data["A"], data["caps"]
    errors = BernsteinErrors(A)
    e = cp.Variable(len(A), pos=True)
    spent = cp.sum(cp.multiply(2 * A, cp.power(e, -2)) + cp.multiply(2 * A / 3, cp.inv_pos(e)))
    limits = [spent <= data["M"], e >= errors.values(caps), e <= errors.values(np.ones(len(A)))]
    cp.Problem(cp.Minimize(data["costs"] @ e), limits).solve()
    return np.asarray(e.value)


def track_excess_over_cvxpy(data: dict[str, Any]) -> float:
    """Relative excess of our objective over that of cvxpy, its counts brought into the budget first; 0 if lower."""
    counts = np.clip(bernstein_samples(time_cvxpy(data), data["A"]), 1.0, data["caps"])
    counts = 1.0 + (counts - 1.0) * min(1.0, (data["M"] - len(counts)) / (counts - 1.0).sum())
    theirs = float(BernsteinErrors(data["A"], data["costs"]).values(counts).sum())
    return max(0.0, time_dual(data).value / theirs - 1.0)


def track_overspending(data: dict[str, Any]) -> float:
    """What our counts exceed the budget by."""
    return max(0.0, float(time_dual(data).counts.sum()) - data["M"])


def track_residual(data: dict[str, Any]) -> float:
    """Largest relative violation of the optimality conditions."""
    return time_dual(data).residual


RATIOS = {"allocation by cvxpy / by one multiplier": ("time_dual", "time_cvxpy", 5.0, "at least")}
LIMITS = {
    "excess of the objective over that of cvxpy": ("track_excess_over_cvxpy", 1e-9),
    "samples beyond the budget": ("track_overspending", 0.0),
    "violation of the optimality conditions": ("track_residual", 1e-9),
}
if importlib.util.find_spec("cvxpy") is None:
    RATIOS = {}
    LIMITS.pop("excess of the objective over that of cvxpy")
