"""Statistical dimension of l_1 descent cones: the vectorised curve against quadrature and a root finder point by point.

The conventions are those of :mod:`bench_norms`.
"""

from __future__ import annotations

import math
import time
from typing import Any

import numpy as np

from lqtheory.balls import ball, precision
from lqtheory.quantities.descent_cones import l1_descent_share
from lqtheory.quantities.reference.descent_cones import ball_l1_descent_share
from lqtheory.rng import generator_for

#: Points of the baseline, which needs most of a millisecond for each, and of the balls.
FEW = 16


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """Fractions from 1e-12 to 1 - 1e-6, spread evenly in the logarithm of their odds; one for every 100 asked for."""
    rng = generator_for(0, "bench_statistical_dimension")
    level = rng.uniform(math.log(1e-12), math.log(1e6), max(FEW, size // 100))
    rho = 1.0 / (1.0 + np.exp(-level))
    l1_descent_share(rho[:1])  # builds the table of starting points
    return {"rho": rho, "few": rho[:FEW]}


def time_curve(data: dict[str, Any]) -> np.ndarray:
    """All points at once."""
    return l1_descent_share(data["rho"])


def _baseline(rho: float) -> float:
    """Stationarity by quadrature and Brent's method, then the mean squared distance by quadrature."""
    from scipy.integrate import quad
    from scipy.optimize import brentq

    def moment(tau: float, power: int) -> float:
        density = math.sqrt(2 / math.pi)
        return quad(lambda u: u**power * density * math.exp(-((u + tau) ** 2) / 2), 0, 9, epsabs=0, epsrel=1e-12)[0]

    tau = brentq(lambda t: (1 - rho) * moment(t, 1) - rho * t, 1e-9, 10, xtol=1e-12, rtol=1e-12)
    return rho * (1 + tau**2) + (1 - rho) * moment(tau, 2)


def time_points(data: dict[str, Any]) -> list[float]:
    """The few points one by one."""
    return [_baseline(float(rho)) for rho in data["few"]]


def track_seconds_per_point(data: dict[str, Any]) -> float:
    """Seconds per point of the curve over seconds per point of the baseline."""
    start = time.perf_counter()
    time_points(data)
    middle = time.perf_counter()
    time_curve(data)
    return (time.perf_counter() - middle) / len(data["rho"]) * FEW / (middle - start)


def track_relative_error(data: dict[str, Any]) -> float:
    """Largest relative error of the few points against balls."""
    values = l1_descent_share(data["few"])
    with precision(128):
        exact = [ball_l1_descent_share(ball(float(rho))) for rho in data["few"]]
        return max(abs(float((ball(float(v)) / e - 1).mid())) for v, e in zip(values, exact, strict=True))


def track_ball_microseconds(data: dict[str, Any]) -> float:
    """Microseconds for an enclosure at 128 bits."""
    with precision(128):
        start = time.process_time()
        for rho in data["few"]:
            ball_l1_descent_share(ball(float(rho)))
        return (time.process_time() - start) / FEW * 1e6


RATIOS: dict[str, tuple[str, str, float, str]] = {}

LIMITS = {
    "seconds per point / quad and brentq": ("track_seconds_per_point", 1 / 200),
    "relative error of the l_1 curve": ("track_relative_error", 1e-12),
    "microseconds of an enclosure at 128 bits": ("track_ball_microseconds", 200.0),
}
