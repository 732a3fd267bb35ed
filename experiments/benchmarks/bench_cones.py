"""Cones as values: projection onto the cone of an ellipsoid in many dimensions, sampled statistical dimensions, balls.

The conventions are those of :mod:`bench_norms`. Passes are counted by time:
processor time over that of a dot product of each vector with itself, the fastest thing that reads all of it. A
projection from compressed sums reads the vectors twice, for its moments and for the points, and writes the points once;
the arithmetic of moments and points costs several passes more. The target of 20 is for batches; a vector that
is projected alone is shown beside them, since the eigenvalues are then read for it alone.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory.balls import ball, ball_vector, precision
from lqtheory.cones import (
    Cone,
    circular,
    ellipsoid_cone,
    generated,
    group_descent,
    l1_descent,
    linf_descent,
    nonnegative_l1_descent,
    nuclear_descent,
    orthant,
    polyhedral,
    psd,
    sampled_statistical_dimension,
    weighted_l1_descent,
    weyl_chamber,
)
from lqtheory.quantities import find_quantity
from lqtheory.quantities.reference import descent_intrinsic_volumes
from lqtheory.quantities.reference.volume_sequences import ball_l1_recovery_probability
from lqtheory.rng import generator_for

#: Vectors that are projected together, and eigenvalues from which on sums are compressed.
ROWS, LEAST = 8, 1 << 15

#: Closed forms whose enclosures are timed, with their arguments.
CLOSED_FORMS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("chi_mean", (100,)),
    ("chi_mean_excess", (100,)),
    ("psd_statistical_dimension", (20,)),
    ("half_space_statistical_dimension", (100,)),
    ("statistical_dimension_of_chamber_a", (100,)),
    ("statistical_dimension_of_chamber_bc", (100,)),
    ("statistical_dimension_of_chamber_d", (100,)),
    ("variance_of_chamber_a", (100,)),
    ("variance_of_chamber_d", (100,)),
    ("circular_statistical_dimension", (10, Fraction(3, 5))),
    ("circular_statistical_dimension", (1000, Fraction(3, 5))),
    ("circular_statistical_dimension", (1_000_000, Fraction(3, 5))),
    ("nonnegative_descent_share", (Fraction(1, 10),)),
    ("l1_descent_gap_bound", (Fraction(1, 10),)),
    ("nonnegative_descent_gap_bound", (Fraction(1, 10),)),
    ("saturated_statistical_dimension", (100, 30)),
    ("group_descent_share", (Fraction(1, 10), 4)),
    ("nuclear_descent_share", (Fraction(1, 10), 1)),
    ("weighted_descent_dimension", ([1, 1, 0.5], [1] * 5 + [2] * 12)),
    ("orthant_meets_subspace", (100, 40)),
    ("orthant_meets_subspace", (1000, 400)),
    ("volume_upper_tail_bound", (100, 1000, 40)),
    ("transition_width", (Fraction(1, 20), 500)),
    ("escape_probability", (50, 5)),
    ("quadratic_cone_second_order", ([1, 0.5, 0.25], [1, 1, 1], Fraction(1, 20))),
    ("ellipsoid_width", ([9, 4, 1],)),
)
#: Single points whose integrals are elliptic or reach far, and sums, products or roots over many terms, with how many.
SLOWER_FORMS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("nuclear_descent_share", (Fraction(1, 10), Fraction(1, 2))),
    ("group_descent_share", (Fraction(1, 10), 64)),
    ("circular_statistical_dimension", (1000, Fraction(1, 10))),
)
MANY_TERMS: tuple[tuple[str, tuple[Any, ...], int], ...] = (
    ("weighted_descent_dimension", ([1, 2, 3], [1 + i / 16 for i in range(17)]), 20),
    ("quadratic_cone_second_order", ([i**-1.5 for i in range(1, 101)], [0.6] * 100, Fraction(1, 20)), 100),
    ("ellipsoid_width", ([i**-2 for i in range(1, 21)],), 20),
)


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """Eight Gaussian vectors of a tenth of the size each, and a power law of eigenvalues, falling and shuffled."""
    d = max(LEAST, size // 10)
    eigenvalues = np.arange(1, d + 1) ** -1.5
    rng = generator_for(0, "bench_cones")
    g = rng.standard_normal((ROWS, d))
    one, every = (np.where(mask, 0.0, eigenvalues) for mask in (np.arange(d) == d // 2, np.arange(d) % 2 == 1))
    return {
        "cone": ellipsoid_cone(eigenvalues, np.full(d, 1.0), 0.05),
        "flat": [ellipsoid_cone(lam, np.full(d, 1.0), 0.05) for lam in (one, rng.permutation(one), every)],
        "shuffled": ellipsoid_cone(rng.permutation(eigenvalues), np.full(d, 1.0), 0.05),
        "g": g,
        "seed": 0,
    }


def _pass(g: np.ndarray) -> np.ndarray:
    return np.einsum("ij,ij->i", g, g)


def _passes(data: dict[str, Any], project: Callable[[np.ndarray], Any]) -> float:
    """Processor time of projections over that of passes over the same vectors, the median of seven turns.

    Vectors that are projected one after the other are not in the cache when their turn comes, as those of a pass.
    """
    g, ratios = data["g"], []
    for _ in range(8):
        start = time.process_time()
        _pass(g)
        middle = time.process_time()
        project(g)
        ratios.append((time.process_time() - middle) / (middle - start))
    return statistics.median(ratios[1:])


def track_passes(data: dict[str, Any]) -> float:
    """Passes over the data for exact projections."""
    return _passes(data, data["cone"].project)


def track_passes_alone(data: dict[str, Any]) -> float:
    """The same, one vector after the other."""
    return _passes(data, lambda g: [data["cone"].project(row) for row in g])


def track_passes_torch(data: dict[str, Any]) -> float:
    """The same as the first, with tensors."""
    import torch

    return _passes(data, lambda g: data["cone"].project(torch.as_tensor(g)))


def track_passes_shuffled(data: dict[str, Any]) -> float:
    """Passes where the eigenvalues come in any order."""
    return _passes(data, data["shuffled"].project)


def track_passes_shuffled_alone(data: dict[str, Any]) -> float:
    """The same, one vector after the other."""
    return _passes(data, lambda g: [data["shuffled"].project(row) for row in g])


def track_passes_flat(data: dict[str, Any]) -> float:
    """Passes with flat directions: one where the eigenvalues fall or are shuffled, or every other one; the most."""
    return max(_passes(data, cone.project) for cone in data["flat"])


def track_moreau_residual(data: dict[str, Any]) -> float:
    """Largest of |<p, g - p>|/‖g‖²."""
    g = data["g"]
    found = (data[name].project(g) for name in ("cone", "shuffled"))
    return max(float((np.abs((p * (g - p)).sum(-1)) / (g * g).sum(-1)).max()) for p in found)


def _cones() -> list[Cone]:
    d, rng = 200, generator_for(0, "bench_cones", "cones")
    sparse = np.r_[np.ones(20), np.zeros(d - 20)]
    low_rank = rng.standard_normal((10, 2)) @ rng.standard_normal((2, 20))
    return [
        ellipsoid_cone(np.arange(1, d + 1) ** -1.5, np.full(d, 10.0 / d**0.5), 0.05),
        l1_descent(sparse),
        weighted_l1_descent(sparse, rng.uniform(0.5, 2.0, d)),
        nonnegative_l1_descent(sparse),
        group_descent(sparse, 4),
        linf_descent(sparse),
        nuclear_descent(low_rank),
        psd(19),
        circular(d, 0.5),
        orthant(d),
        weyl_chamber("A", d),
        weyl_chamber("D", d),
        polyhedral(rng.standard_normal((d, d))),
        generated(rng.standard_normal((d, d))),
    ]


def track_sampling_seconds(data: dict[str, Any]) -> float:
    """Seconds for 4000 samples in 200 dimensions (190 for symmetric matrices), the slowest of fourteen cones."""
    seconds = []
    for cone in _cones():
        start = time.process_time()
        sampled_statistical_dimension(cone, rng=np.random.default_rng(data["seed"]), samples=4000)
        seconds.append(time.process_time() - start)
    return max(seconds)


def _microseconds(name: str, arguments: tuple[Any, ...]) -> float:
    """Of one enclosure at 128 bits, the best of five rounds."""
    quantity = find_quantity(name)
    assert quantity.ball is not None
    pairs = zip(quantity.arguments, arguments, strict=True)
    values = [
        ball_vector(v) if isinstance(v, list) else v if letter in quantity.integer_arguments else ball(v)
        for letter, v in pairs
    ]
    rounds = []
    for _ in range(5):
        start = time.process_time()
        for _ in range(4):
            quantity.ball(*values)
        rounds.append((time.process_time() - start) / 4)
    return min(rounds) * 1e6


def track_ball_microseconds(data: dict[str, Any]) -> float:
    """Microseconds for an enclosure at 128 bits, the slowest of the closed forms."""
    with precision(128):
        return max(_microseconds(*form) for form in CLOSED_FORMS)


def track_slower_microseconds(data: dict[str, Any]) -> float:
    """The same for the points that take longer."""
    with precision(128):
        return max(_microseconds(*form) for form in SLOWER_FORMS)


def track_term_microseconds(data: dict[str, Any]) -> float:
    """Microseconds a term for an enclosure of what is a sum, a product or a root over d terms, the slowest."""
    with precision(128):
        return max(_microseconds(*form) / terms for *form, terms in MANY_TERMS)


def track_whole_microseconds(data: dict[str, Any]) -> float:
    """The same for all terms together: no point in the sense of the target, for it grows with their number."""
    with precision(128):
        return max(_microseconds(*form) for *form, _ in MANY_TERMS)


def track_recovery_microseconds(data: dict[str, Any]) -> float:
    """The same for the probability of recovery (20, 3, 8), whose six volumes are not remembered from before."""
    best = math.inf
    with precision(128):
        for _ in range(5):
            for cached in (descent_intrinsic_volumes._volume, descent_intrinsic_volumes._orthant):
                cached.cache_clear()
            start = time.process_time()
            ball_l1_recovery_probability(20, 3, 8)
            best = min(best, time.process_time() - start)
    return best * 1e6


RATIOS: dict[str, tuple[str, str, float, str]] = {}

LIMITS = {
    "passes of a projection, by time": ("track_passes", 20.0),
    "passes under torch, by time": ("track_passes_torch", 20.0),
    "passes, shuffled spectrum, by time": ("track_passes_shuffled", 20.0),
    "passes, flat directions among the others, by time": ("track_passes_flat", 20.0),
    "passes by time, one vector alone (no batch)": ("track_passes_alone", 20.0),
    "passes by time, shuffled, one vector alone (no batch)": ("track_passes_shuffled_alone", 20.0),
    "Moreau residual of the projections": ("track_moreau_residual", 1e-10),
    "seconds of 4000 samples in 200 dimensions": ("track_sampling_seconds", 2.0),
    "microseconds of an enclosure at 128 bits": ("track_ball_microseconds", 200.0),
    "microseconds, the points that take longer": ("track_slower_microseconds", 200.0),
    "microseconds a term, sums or products over 20 or 100 terms": ("track_term_microseconds", 200.0),
    "microseconds of all their terms (no point, grows with d)": ("track_whole_microseconds", 200.0),
    "microseconds, probability of recovery (no closed form: twelve integrals)": ("track_recovery_microseconds", 200.0),
}
