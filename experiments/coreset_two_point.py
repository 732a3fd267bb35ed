"""The instance on which the bounds on sampling are nearly attained: exact failure probability against every bound.

B points with disjoint blocks of edges: the estimate over the true value is (B/m) Bin(m, 1/B), so the failure
probability is exact; epsilon is the decimal number, so that ties m (1 ± epsilon)/B count. Bounds: Bernstein and the
divergence (certified), Bentkus (heuristic here: recalled, checked on examples only).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from experiments._runner import Experiment

COUNTS = (25, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600)


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for all numbers of draws.

    Parameters
    ----------
    point : dict
        B and epsilon.
    rng : numpy.random.Generator
        Unused; nothing is random.

    Returns
    -------
    list of dict
    """
    from lqtheory.quantities.coreset_tails import bernstein_tails, kl_tails
    from lqtheory.quantities.coreset_two_point import bentkus_tails, two_point_tails

    B, epsilon = point["B"], point["epsilon"]
    rows = []
    for m in COUNTS:
        exact = two_point_tails(m, B, Fraction(str(epsilon)))
        tails = {"bernstein": bernstein_tails(m, B, epsilon), "kl": kl_tails(m, B, epsilon)}
        tails["bentkus"] = bentkus_tails(m, B, epsilon)
        rows.append(
            {
                "m": m,
                "exact": float(exact.upper + exact.lower),
                **{name: float(min(1.0, both.upper + both.lower)) for name, both in tails.items()},
            }
        )
    return rows


EXPERIMENT = Experiment(
    heuristic={"bentkus": "Bentkus's bound as recalled, checked on examples only"},
    name="coreset_two_point",
    title="exact failure probability of the two-point instance against the bounds",
    grid={"B": [3, 10, 50], "epsilon": [0.1, 0.2, 0.5]},
    run=run,
    version=2,
    row_keys=("m",),
    small=[{"B": 10, "epsilon": 0.5}],
    sources=("lqtheory.quantities.coreset_tails", "lqtheory.quantities.coreset_two_point"),
)
