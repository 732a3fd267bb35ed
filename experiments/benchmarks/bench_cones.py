"""Cones as values: projection onto the cone of an ellipsoid in many dimensions, sampled statistical dimensions, balls.

The conventions are those of :mod:`bench_norms`. One pass over the data is a dot product of each vector with itself.
"""

from __future__ import annotations

import time
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory.balls import ball, precision
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
from lqtheory.rng import generator_for

#: Vectors that are projected together, and eigenvalues from which on sums are compressed.
ROWS, LEAST = 8, 1 << 15

#: Arguments of the closed forms whose enclosures are timed.
CLOSED_FORMS: dict[str, tuple[Any, ...]] = {
    "chi_mean": (100,),
    "chi_mean_excess": (100,),
    "psd_statistical_dimension": (20,),
    "half_space_statistical_dimension": (100,),
    "statistical_dimension_of_chamber_a": (100,),
    "statistical_dimension_of_chamber_bc": (100,),
    "statistical_dimension_of_chamber_d": (100,),
    "variance_of_chamber_a": (100,),
    "variance_of_chamber_d": (100,),
    "circular_statistical_dimension": (10, Fraction(3, 5)),
    "nonnegative_descent_share": (Fraction(1, 10),),
    "l1_descent_gap_bound": (Fraction(1, 10),),
    "nonnegative_descent_gap_bound": (Fraction(1, 10),),
    "saturated_statistical_dimension": (100, 30),
    "group_descent_share": (Fraction(1, 10), 4),
    "orthant_meets_subspace": (100, 40),
    "volume_upper_tail_bound": (100, 1000, 40),
    "transition_width": (Fraction(1, 20), 500),
    "escape_probability": (50, 5),
}


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """Eight Gaussian vectors of a tenth of the size each, and a power law of eigenvalues."""
    d = max(LEAST, size // 10)
    eigenvalues = np.arange(1, d + 1) ** -1.5
    return {
        "cone": ellipsoid_cone(eigenvalues, np.full(d, 1.0), 0.05),
        "g": generator_for(0, "bench_cones").standard_normal((ROWS, d)),
        "seed": 0,
    }


def time_pass(data: dict[str, Any]) -> np.ndarray:
    """One pass over the data: their squared norms."""
    return np.einsum("ij,ij->i", data["g"], data["g"])


def time_projection(data: dict[str, Any]) -> np.ndarray:
    """Exact projections."""
    return data["cone"].project(data["g"])


def track_moreau_residual(data: dict[str, Any]) -> float:
    """Largest of |<p, g - p>|/‖g‖²."""
    g = data["g"]
    p = time_projection(data)
    return float((np.abs((p * (g - p)).sum(-1)) / (g * g).sum(-1)).max())


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


def track_ball_microseconds(data: dict[str, Any]) -> float:
    """Microseconds for an enclosure at 128 bits, the slowest of the closed forms; the best of five rounds for each."""
    slowest = 0.0
    with precision(128):
        for name, arguments in CLOSED_FORMS.items():
            function = find_quantity(name).ball
            assert function is not None
            counts = find_quantity(name).integer_arguments
            pairs = zip(find_quantity(name).arguments, arguments, strict=True)
            values = [v if letter in counts else ball(v) for letter, v in pairs]
            rounds = []
            for _ in range(5):
                start = time.process_time()
                for _ in range(4):
                    function(*values)
                rounds.append((time.process_time() - start) / 4)
            slowest = max(slowest, min(rounds))
    return slowest * 1e6


RATIOS = {
    "projection / pass": ("time_projection", "time_pass", 20.0, "at most"),
}

LIMITS = {
    "Moreau residual of the projections": ("track_moreau_residual", 1e-10),
    "seconds of 4000 samples in 200 dimensions": ("track_sampling_seconds", 2.0),
    "microseconds of an enclosure at 128 bits": ("track_ball_microseconds", 200.0),
}
