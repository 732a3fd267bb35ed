"""Best k-term error of points drawn from the l_q sphere, of a typical one by theory, and of the worst one.

Points have the cone measure: w/‖w‖_q with independent w_i of density proportional to exp(-|w|^q). The interval
``low`` to ``high`` is that of the theorem ``typical_point_near_limit``; its failure of 1/20 is shared evenly by its two
terms. It says nothing (empty cells) where k is not between j and n - j, j = √(n ln 240/2) rounded up.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from scipy import optimize

from experiments._runner import Experiment
from lqtheory.balls import Truth
from lqtheory.quantities.best_k_term import best_k_term_error
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.random_weight_limits import typical_best_k_term_error
from lqtheory.quantities.random_weights import threshold, truncated_moment
from lqtheory.quantities.worst_case import worst_case

P = 2.0
SHARES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)
DRAWS = 200
FAILURE = 0.05
#: Share of the draws below and above the ends of bars.
TAIL = 0.05


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for all k of one dimension and exponent.

    Parameters
    ----------
    point : dict
        Dimension ``n`` and exponent ``q``.
    rng : numpy.random.Generator
        Draws the points.

    Returns
    -------
    list of dict
    """
    n, q = point["n"], point["q"]
    drawn = rng.standard_gamma(1.0 / q, (DRAWS, n)) ** (1.0 / q)
    points = drawn / lq_norm(drawn, q)[:, None]
    rows = []
    for k in sorted({max(1, round(share * n)) for share in SHARES}):
        errors, worst = best_k_term_error(points, k, P), worst_case(k, n, q, P)
        ends = interval(k, n, q, FAILURE)
        inside = None if ends is None else float(((ends[0] <= errors) & (errors <= ends[1])).mean())
        least, middle, most = np.quantile(errors, (TAIL, 0.5, 1 - TAIL))
        rows.append(
            {
                "k": k,
                "measured": float(middle),
                "measured_low": float(least),
                "measured_high": float(most),
                "largest": float(errors.max()),
                "predicted": typical_best_k_term_error(k, n, q, P),
                "low": None if ends is None else ends[0],
                "high": None if ends is None else ends[1],
                "inside": inside,
                "worst": worst,
                "holds": Truth.YES if errors.max() <= worst else Truth.NO,
                "draws": DRAWS,
            }
        )
    return rows


def interval(k: int, n: int, q: float, failure: float) -> tuple[float, float] | None:
    """Where the best k-term error in l_2 of a point of the sphere is, but for a share of them.

    Parameters
    ----------
    k, n : int
        Entries kept, and the dimension.
    q : float
        Exponent of the sphere.
    failure : float
        The share, at most; half of it for each of the two terms of the theorem.

    Returns
    -------
    (float, float) or None
        ``None`` where the theorem does not speak of k.

    Examples
    --------
    >>> interval(10, 1000, 0.5, 0.05) is None, [round(1e5 * end, 2) for end in interval(200, 1000, 0.5, 0.05)]
    (True, [1.66, 3.92])
    """
    j = math.ceil(math.sqrt(n * math.log(12.0 / failure) / 2.0))
    if not j < k < n - j:
        return None
    wanted = q / n * math.log(4.0 / failure)
    r = float(optimize.brentq(lambda r: r - math.log1p(r) - wanted, 0.0, 1.0))
    level, first, last = (float(threshold("ggd", m / n, beta=q)) ** P for m in (k, k - j, k + j))
    mass, scale = float(truncated_moment("ggd", k / n, P, beta=q)), n ** (1 - P / q)
    low = scale * (q / (1 + r)) ** (P / q) * max(mass - j / n * level, 0.0)
    high = scale * (q / (1 - r)) ** (P / q) * (mass + j / n * (level + first - last))
    return math.sqrt(low), math.sqrt(high)


EXPERIMENT = Experiment(
    name="typical_and_worst_points",
    title="best k-term error of points drawn from the l_q sphere, of a typical point, and of the worst one",
    grid={"n": [20_000], "q": [0.5, 1.0]},
    run=run,
    version=1,
    row_keys=("k",),
    small=[{"n": 20_000, "q": 0.5}],
    sources=("lqtheory.quantities.random_weight_limits", "lqtheory.quantities.worst_case"),
)
