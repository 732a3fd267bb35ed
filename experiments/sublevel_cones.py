"""True statistical dimension of the cone of a sublevel set, against the published local width and the sharper theory.

The cone of {x : ½ Σ λ_i (x_i - y_i)² <= ε} seen from the origin, at distance R = ‖y‖ from the minimum. Gaussian vectors
are projected on it exactly.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from experiments._cones import rounded
from experiments._runner import Experiment
from lqtheory import balls
from lqtheory.balls import Truth
from lqtheory.cones import ellipsoid_cone, sampled_statistical_dimension
from lqtheory.quantities import find_quantity
from lqtheory.quantities.ellipsoid_cones import local_width, quadratic_level

D, SAMPLES, BITS = 200, 100_000, 128
#: The interval of every row holds with this probability or more, all rows (fewer than a hundred) together.
FALSE_ALARM, ROWS = 1e-9, 100


def marchenko_pastur(n: int, gamma: float) -> np.ndarray:
    """Quantiles at (i + 1/2)/n of the law of Marchenko and Pastur with ratio γ < 1 and mean 1, in ascending order."""
    low, high = (1 - math.sqrt(gamma)) ** 2, (1 + math.sqrt(gamma)) ** 2
    angles = np.linspace(0.0, math.pi, 20_001)
    x = 0.5 * (low + high) - 0.5 * (high - low) * np.cos(angles)
    density = np.sin(angles) ** 2 / x  # of the angle, up to a factor
    shares = np.concatenate([[0.0], np.cumsum(0.5 * (density[1:] + density[:-1]))])
    return np.interp((np.arange(n) + 0.5) / n, shares / shares[-1], x)


#: Eigenvalues and level ε by name; those of a power law in descending order.
SPECTRA: dict[str, tuple[np.ndarray, float]] = {
    "isotropic": (np.ones(D), 0.5),
    "isotropic_50": (np.ones(50), 0.5),
    "power_law": (np.arange(1.0, D + 1.0) ** -1.5, 0.05),
    "outliers": (np.concatenate([np.ones(10), 0.01 * marchenko_pastur(D - 10, 0.5)]), 0.05),
    "marchenko_pastur": (marchenko_pastur(D, 0.5), 0.5),
}


def center(direction: str, distance: float, size: int = D) -> np.ndarray:
    """The minimum: spread evenly over the eigenvectors ("even"), or on the first ("first") or last one ("last")."""
    y = np.zeros(size)
    y[{"even": slice(None), "first": 0, "last": -1}[direction]] = 1.0
    return distance * y / np.linalg.norm(y)


def run(point: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    """One row.

    Parameters
    ----------
    point : dict
        ``spectrum``, ``direction`` of the minimum, and its ``distance`` R.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    dict
        ``measured`` is the mean over the samples with ‖g‖² as control variate, ``standard_error`` its error; [``low``,
        ``high``] contains δ with probability 1 - 1e-9 over all rows together. [``lower``, ``upper``] = [N_M, N_M + 1]
        contains it by theorem; ``second_order`` is a formal expansion, a heuristic, ``published`` the local width.
        ``holds`` decides in balls that the local width is at most N(s) <= δ + 1; ``holds_sampled`` compares the two
        intervals.
    """
    eigenvalues, epsilon = SPECTRA[point["spectrum"]]
    y = center(point["direction"], point["distance"], eigenvalues.size)
    level = quadratic_level(eigenvalues, y, epsilon, "sublevel_cones")
    published = local_width(eigenvalues, y, epsilon)
    found = sampled_statistical_dimension(
        ellipsoid_cone(eigenvalues, y, epsilon), rng=rng, samples=SAMPLES, confidence=1 - FALSE_ALARM / ROWS
    )
    with balls.precision(BITS):
        exact = balls.ball_vector(eigenvalues), balls.ball_vector(y), balls.ball(epsilon)
        count = find_quantity("effective_count").ball(exact[0], find_quantity("cone_level").ball(*exact))
        lower = find_quantity("quadratic_cone_width").ball(*exact)
        holds = balls.compare(find_quantity("local_width").ball(*exact), "<=", count)
        holds_sampled = _nested(balls.ball(found.low), balls.ball(found.high), lower, lower + 1)
    numbers = {
        "epsilon": epsilon,
        "measured": found.value,
        "standard_error": found.standard_error,
        "low": found.low,
        "high": found.high,
        "count": level.count,
        "lower": level.lower,
        "upper": level.lower + 1.0,
        "second_order": level.second_order,
        "variance": level.variance,
        "published": published,
        "ratio": published / found.value,
        "deviation": (found.value - level.second_order) / found.standard_error,
    }
    return {
        "samples": SAMPLES,
        **{name: rounded(value, 10) for name, value in numbers.items()},
        "holds": holds,
        "holds_sampled": holds_sampled,
    }


def _nested(low: Any, high: Any, lower: Any, upper: Any) -> Truth:
    """NO if the sampled interval misses the one of the theorem, YES if it lies inside."""
    if Truth.NO in (balls.compare(low, "<=", upper), balls.compare(lower, "<=", high)):
        return Truth.NO
    inside = {balls.compare(lower, "<=", low), balls.compare(high, "<=", upper)}
    return Truth.YES if inside == {Truth.YES} else Truth.UNDECIDED


EXPERIMENT = Experiment(
    name="sublevel_cones",
    title="true statistical dimension of cones of sublevel sets, the published local width, and the sharper theory",
    grid=[
        {"spectrum": "isotropic_50", "direction": "even", "distance": 1.5},
        {
            "spectrum": "isotropic",
            "direction": "even",
            "distance": [1.02, 1.05, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 6.0],
        },
        {
            "spectrum": "power_law",
            "direction": "even",
            "distance": [2.9, 3.2, 4.0, 5.0, 7.0, 10.0, 14.0, 20.0, 30.0, 50.0, 80.0],
        },
        {"spectrum": "power_law", "direction": "first", "distance": 3.0},
        {"spectrum": "power_law", "direction": "last", "distance": 30.0},
        {
            "spectrum": "outliers",
            "direction": "even",
            "distance": [1.4, 1.7, 2.2, 3.0, 3.6, 4.2, 5.0, 6.0, 8.0, 11.0, 16.0],
        },
        {
            "spectrum": "marchenko_pastur",
            "direction": "even",
            "distance": [1.02, 1.05, 1.1, 1.2, 1.35, 1.6, 2.0, 2.5, 3.2, 5.0, 8.0],
        },
    ],
    run=run,
    version=1,
    small=[{"spectrum": "isotropic_50", "direction": "even", "distance": 1.5}],
    long=True,
    heuristic={
        "second_order": "formal expansion of the statistical dimension (geom.ell.statdim): no bound",
        "variance": "the same of the variance of the intrinsic volumes: no bound",
        "deviation": "distance of the samples from second_order, in standard errors",
    },
    sources=(
        "experiments._cones",
        "lqtheory.cones.quadratic",
        "lqtheory.cones.quadratic_projection",
        "lqtheory.cones.sampling",
    ),
)
