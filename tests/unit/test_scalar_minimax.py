"""The heuristic predictor for l_q thresholding: only on request, and against an independent evaluation."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.quantities import all_quantities
from lqtheory.quantities.descent_cones import l1_descent_share
from lqtheory.quantities.scalar_minimax import lq_proximal_map, scalar_minimax_risk

#: What the dossier prints; its last digits are off by up to 6e-4.
PRINTED = {
    0.0: {0.01: 0.0729, 0.05: 0.2677, 0.1: 0.4491, 0.2: 0.7158},
    0.5: {0.01: 0.0620, 0.05: 0.2207, 0.1: 0.3665, 0.2: 0.5801},
}
COMPUTED = {
    0.0: {0.01: 0.07289, 0.05: 0.26757, 0.1: 0.44967, 0.2: 0.71613},
    0.5: {0.01: 0.06204, 0.05: 0.22088, 0.1: 0.36642, 0.2: 0.58029},
}


@pytest.mark.slow
@pytest.mark.parametrize("q", [0.0, 0.5])
def test_values_are_those_computed_and_near_those_printed(q: float) -> None:
    for rho, value in COMPUTED[q].items():
        found = scalar_minimax_risk(rho, q, experimental=True)
        assert found == pytest.approx(value, abs=2e-5)
        assert found == pytest.approx(PRINTED[q][rho], abs=6.5e-4)
        assert found > l1_descent_share(rho)


def hard_risk(t: float, mu: np.ndarray) -> np.ndarray:
    """E(η(μ+Z)-μ)² of hard thresholding in closed form."""
    low, high = -t - mu, t - mu
    inside = norm.cdf(high) - norm.cdf(low)
    return mu**2 * inside + 1 - inside + high * norm.pdf(high) - low * norm.pdf(low)


def test_hard_thresholding_in_closed_form() -> None:
    rho = 0.1
    best = min(
        (1 - rho) * float(hard_risk(t, np.zeros(1))[0]) + rho * float(hard_risk(t, np.linspace(0, t + 4, 2000)).max())
        for t in np.linspace(2.2, 2.6, 81)
    )
    assert scalar_minimax_risk(rho, 0.0, experimental=True) == pytest.approx(best, abs=2e-5)


def test_soft_thresholding_is_the_l1_curve() -> None:
    assert scalar_minimax_risk(0.05, 1.0, experimental=True) == pytest.approx(l1_descent_share(0.05), rel=1e-9)


@pytest.mark.parametrize("q", [0.25, 0.5, 0.9])
def test_the_proximal_map_minimises(q: float) -> None:
    """Against a grid, with the weight recovered from the threshold by the jump condition."""
    threshold = 1.5
    least = threshold * 2 * (1 - q) / (2 - q)
    weight = least ** (2 - q) / (2 * (1 - q))
    grid = np.linspace(0, 5, 200_001)
    for y in (0.5, 1.49, 1.51, 2.0, 4.0):
        wanted = grid[np.argmin((grid - y) ** 2 / 2 + weight * grid**q)]
        assert float(lq_proximal_map(np.array(y), threshold, q)) == pytest.approx(wanted, abs=3e-5)
        assert float(lq_proximal_map(np.array(-y), threshold, q)) == pytest.approx(-wanted, abs=3e-5)


def test_it_is_no_quantity_and_must_be_asked_for() -> None:
    assert "scalar_minimax_risk" not in all_quantities()
    with pytest.raises(UnsupportedError, match=r"heuristic without a theorem .* pass experimental=True"):
        scalar_minimax_risk(0.1, 0.5)
    with pytest.raises(UnsupportedError, match="heuristic"):
        scalar_minimax_risk(0.1, 0.5, experimental=1)  # type: ignore[arg-type]
    for rho, q in ((0.0, 0.5), (1.0, 0.5), (0.5, 1.5), (0.5, -0.1), (math.nan, 0.5)):
        with pytest.raises(DomainError):
            scalar_minimax_risk(rho, q, experimental=True)
