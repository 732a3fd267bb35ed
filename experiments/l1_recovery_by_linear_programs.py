"""How often l_1 minimisation recovers sparse vectors from Gaussian measurements: linear programs and exact kinematics.

Solved by HiGHS's dual simplex method. The exact probability 1 - 2(v_{m+1} + v_{m+3} + ...) is not fitted to anything;
an exact binomial test with a number of trials fixed beforehand judges every cell.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.optimize
import scipy.stats

from experiments._cones import meeting_probabilities, rounded
from experiments._runner import Experiment
from lqtheory.balls import Truth
from lqtheory.errors import DataError
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_intrinsic_volumes
from lqtheory.quantities.volume_operations import volume_mean, volume_variance

#: A vector counts as recovered if no entry is further off; nonzero entries are between 1 and 2 in size.
TOLERANCE = 1e-5
CONFIDENCE = 0.95
#: Probability that a true formula is rejected in any cell of the table; there are fewer than a thousand.
FALSE_ALARM, CELLS = 1e-9, 1000
#: Curves are shown where the exact probability is between this and one minus this.
EDGE = 1e-3
_SAMPLED = {10: 1, 20: 1, 50: 2, 100: 3}


def is_recovered(A: np.ndarray, x: np.ndarray) -> bool:
    """Whether x is the vector of least l_1 norm among those with the same measurements.

    Parameters
    ----------
    A : array of float64, shape (m, d)
        Measurements.
    x : array of float64, shape (d,)
        What is measured.

    Returns
    -------
    bool

    Raises
    ------
    DataError
        If the linear program is not solved.
    """
    d = x.size
    found = scipy.optimize.linprog(np.ones(2 * d), A_eq=np.hstack([A, -A]), b_eq=A @ x, method="highs-ds")
    if found.status != 0:
        raise DataError(f"a linear program with {A.shape} measurements was not solved: {found.message}")
    return bool(np.abs(found.x[:d] - found.x[d:] - x).max() <= TOLERANCE)


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for several numbers m of measurements at one sparsity.

    Parameters
    ----------
    point : dict
        ``panel`` ("map": every other m; else where the probability changes), dimension ``d``, nonzero entries
        ``s``, number of ``trials`` for each m; with 0 there is the exact probability alone.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    list of dict
        ``measured`` success frequency with its 95 % interval of Clopper and Pearson, ``predicted`` the exact
        probability, ``approximate`` the heuristic normal curve; ``holds`` is NO where the exact binomial test rejects
        the formula at level 1e-9 over all cells together, and otherwise UNDECIDED: no sample proves an equality.
    """
    d, s, trials = point["d"], point["s"], point["trials"]
    volumes = l1_descent_intrinsic_volumes(d, s)
    hit, missed = meeting_probabilities(volumes)
    center, spread = volume_mean(volumes), math.sqrt(volume_variance(volumes))
    if point["panel"] == "map":
        counts, sampled = list(range(2, d + 1, 2)), set(range(d + 1))
    else:
        counts = [m for m in range(d + 1) if missed[m] >= EDGE and hit[m] >= EDGE]
        sampled = set(counts[:: _SAMPLED[d]]) if trials else set()
    rows = []
    for m in counts:
        row = {"m": m, "predicted": rounded(float(missed[m]))}
        row["approximate"] = rounded(float(scipy.stats.norm.cdf((m - center) / spread)))
        rows.append({**row, **_sampled(d, s, m, trials if m in sampled else 0, float(missed[m]), rng)})
    return rows


def _sampled(d: int, s: int, m: int, trials: int, exact: float, rng: np.random.Generator) -> dict[str, Any]:
    """Successes among the trials, each with new measurements and a new vector."""
    if not trials:
        return dict.fromkeys(("successes", "measured", "low", "high", "p_value", "holds"))
    successes = 0
    for _ in range(trials):
        x = np.zeros(d)
        x[rng.choice(d, s, replace=False)] = rng.uniform(1.0, 2.0, s) * rng.choice([-1.0, 1.0], s)
        successes += is_recovered(rng.standard_normal((m, d)), x)
    return {"successes": successes, **judged(successes, trials, exact)}


def judged(successes: int, trials: int, exact: float) -> dict[str, Any]:
    """A success frequency, its interval, and the exact binomial test of a probability.

    Parameters
    ----------
    successes, trials : int
        Counts.
    exact : float
        Probability that is tested, in [0, 1].

    Returns
    -------
    dict
    """
    test = scipy.stats.binomtest(successes, trials, min(exact, 1.0))
    interval = test.proportion_ci(CONFIDENCE, method="exact")
    return {
        "measured": successes / trials,
        "low": rounded(float(interval.low), 6),
        "high": rounded(float(interval.high), 6),
        "p_value": rounded(float(test.pvalue), 6),
        "holds": Truth.NO if test.pvalue < FALSE_ALARM / CELLS else Truth.UNDECIDED,
    }


EXPERIMENT = Experiment(
    heuristic={"approximate": "normal curve with the mean and variance of the volumes (geom.kin.clt): no bound"},
    name="l1_recovery_by_linear_programs",
    title="success of l_1 minimisation by linear programs against its exact probability",
    grid=[
        {"panel": "map", "d": 50, "s": list(range(1, 50, 2)), "trials": 100},
        *({"panel": "curve", "d": d, "s": d // 10, "trials": 1000} for d in (20, 50, 100)),
        {"panel": "curve", "d": 400, "s": 40, "trials": 0},
        {"panel": "small", "d": 10, "s": 1, "trials": 50},
    ],
    run=run,
    version=1,
    row_keys=("m",),
    small=[{"panel": "small", "d": 10, "s": 1, "trials": 50}],
    long=True,
    sources=("experiments._cones", "lqtheory.quantities.descent_intrinsic_volumes"),
)
