"""A subspace fixed beforehand against the k largest entries of each point, over the l_q ball: dossier lq.balls, (vi).

``measured`` is what attains either: the largest distance of the coordinate vectors from the subspace of the real
Fourier basis (of the whole ball, by convexity for q <= 1), and the largest best k-term error of flat vectors of l_q
norm one with 1, ..., n entries. Both are computed from vectors, not from the formulas they are compared with.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments._runner import Experiment
from lqtheory import balls
from lqtheory.quantities import find_quantity
from lqtheory.quantities.best_k_term import best_k_term_error
from lqtheory.quantities.fixed_subspaces import fourier_projector, kolmogorov_width
from lqtheory.quantities.worst_case import worst_case

P = 2.0
#: Shares of the dimension that are kept.
SHARES = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
BITS = 96


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for all k of one dimension and exponent; nothing is random.

    Parameters
    ----------
    point : dict
        Dimension ``n`` and exponent ``q``.
    rng : numpy.random.Generator
        Unused.

    Returns
    -------
    list of dict
    """
    n, q = point["n"], point["q"]
    flat = np.tril(np.ones((n, n))) * (np.arange(1, n + 1) ** (-1.0 / q))[:, None]
    rows = []
    for k in sorted({max(1, round(share * n)) for share in SHARES}):
        left = np.eye(n) - fourier_projector(k, n)
        with balls.precision(BITS):
            adapted = find_quantity("worst_case").ball(k, n, balls.ball(q), balls.ball(P))
            fixed = find_quantity("kolmogorov_width").ball(k, n)
            holds = balls.compare(adapted, "<=", fixed)
        rows.append(
            {
                "k": k,
                "measured_fixed": float(np.linalg.norm(left, axis=0).max()),
                "fixed": kolmogorov_width(k, n),
                "measured": float(best_k_term_error(flat, k, P).max()),
                "predicted": worst_case(k, n, q, P),
                "holds": holds,
            }
        )
    return rows


EXPERIMENT = Experiment(
    name="fixed_and_adapted_subspaces",
    title="worst error over the l_q ball of a subspace fixed beforehand, and of the k largest entries",
    grid={"n": [100, 1000], "q": [0.25, 0.5, 1.0]},
    run=run,
    version=1,
    row_keys=("k",),
    small=[{"n": 100, "q": 0.5}],
    sources=("lqtheory.quantities.worst_case", "lqtheory.quantities.fixed_subspaces"),
)
