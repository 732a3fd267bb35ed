"""The dossier's tables of sublevel-set cones and slices whose directions it does not tell: what any of them must obey.

The published width does not depend on the direction y. The other columns do: for a random direction of the same length
they must be typical values. The rows "10 outliers" do not tell their spectrum either. Taken here: a bulk of 190 from
the exponential law of mean 0.06 ε, and ten outliers from 20 ε to 200 ε. Among uniform, exponential and chi-square bulks
the exponential one alone has the published widths of all three rows; the other columns then follow.
"""

import math

import numpy as np
import pytest
from scipy.stats import norm

from experiments.sublevel_cones import marchenko_pastur
from lqtheory.quantities.ellipsoid_cones import local_width, quadratic_level
from lqtheory.quantities.planted_regression import marchenko_pastur_share
from lqtheory.quantities.slice_levels import SliceLevel, slice_of

D = 200
OUTLIERS = np.r_[-0.03 * np.log1p(-(np.arange(190) + 0.5) / 190), 10.0 * np.arange(1, 11)]
SPECTRA = {
    "10 outliers": (OUTLIERS, 0.5),
    "power law": (np.arange(1, D + 1) ** -1.5, 0.05),
    "Marchenko-Pastur": (marchenko_pastur(D, 0.5), 0.5),
}
ALLOWED = {"Marchenko-Pastur": 0.2, "10 outliers": 2.5, "power law": 0.0051}
CONES = [
    ("power law", 4.0, 195.88, 151.515),  # 151.5148, which the dossier prints as 151.52
    ("power law", 10.0, 123.20, 89.48),
    ("power law", 30.0, 24.41, 21.23),
    ("Marchenko-Pastur", 1.2, 154.88, 96.56),
    ("Marchenko-Pastur", 2.0, 72.40, 56.18),
    ("Marchenko-Pastur", 5.0, 15.88, 14.02),
    ("10 outliers", 1.0, 194.10, 185.08),
    ("10 outliers", 3.0, 188.41, 157.38),
    ("10 outliers", 10.0, 96.84, 73.35),
]
SLICES = [
    ("Marchenko-Pastur", 1.2, 80.2, 96.7, (0.978, 0.845, 0.507, 0.164, 0.024), (0.975, 0.860, 0.518, 0.188, 0.038)),
    ("power law", 5.0, 186.7, 139.1, (0.970, 0.818, 0.471, 0.146, 0.021), (0.973, 0.788, 0.480, 0.120, 0.010)),
    ("10 outliers", 1.0, 192.6, 184.7, (0.966, 0.794, 0.427, 0.118, 0.014), (0.978, 0.820, 0.378, 0.105, 0.008)),
    ("10 outliers", 3.0, 187.3, 155.2, (0.985, 0.827, 0.551, 0.138, 0.029), (0.983, 0.845, 0.628, 0.135, 0.008)),
    ("power law", 10.0, 63.8, 89.5, (0.975, 0.847, 0.488, 0.167, 0.022), (0.980, 0.858, 0.490, 0.163, 0.018)),
]


def directions(distance: float, count: int) -> np.ndarray:
    y = np.random.default_rng(11).standard_normal((count, D))
    return distance * y / np.linalg.norm(y, axis=1, keepdims=True)


@pytest.mark.parametrize(("spectrum", "distance", "second_order", "published"), CONES)
def test_rows_of_the_table_of_cones(spectrum: str, distance: float, second_order: float, published: float) -> None:
    omega, epsilon = SPECTRA[spectrum]
    width = local_width(omega, directions(distance, 1)[0], epsilon)
    # The dossier's random spectra are samples (those with outliers have 157.38 here and 155.2 below), ours quantiles.
    assert width == pytest.approx(published, abs=ALLOWED[spectrum])
    if spectrum == "Marchenko-Pastur":
        assert D * marchenko_pastur_share(0.5, 2 * epsilon / distance**2) == pytest.approx(width, abs=0.003)
    levels = [quadratic_level(omega, y, epsilon, "test") for y in directions(distance, 100)]
    values = [level.second_order for level in levels if level.kind == "cone"]
    low, high = np.quantile(values, [0.005, 0.995])
    assert low <= second_order <= high
    assert high - low < 0.35 * second_order  # the range says something
    assert published < min(values)  # low for every direction


@pytest.mark.parametrize(("spectrum", "distance", "threshold", "published", "predicted", "measured"), SLICES)
def test_rows_of_the_table_of_slices(
    spectrum: str,
    distance: float,
    threshold: float,
    published: float,
    predicted: tuple[float, ...],
    measured: tuple[float, ...],
) -> None:
    omega, epsilon = SPECTRA[spectrum]
    assert local_width(omega, directions(distance, 1)[0], epsilon) == pytest.approx(
        published, abs=max(0.2, ALLOWED[spectrum])
    )
    level = nearest(omega, epsilon, distance, threshold)
    assert level.threshold == pytest.approx(threshold, abs=1.5)
    sigma = math.sqrt(level.variance)
    for k, curve, share in zip((-2, -1, 0, 1, 2), predicted, measured, strict=True):
        m = round(threshold + k * sigma)
        assert norm.cdf((threshold - m) / sigma) == pytest.approx(curve, abs=0.055)
        # The acceptance of the dossier, for its own 400 rotations.
        assert abs(share - curve) <= 3 * math.sqrt(curve * (1 - curve) / 400) + 0.05


def nearest(omega: np.ndarray, epsilon: float, distance: float, threshold: float) -> SliceLevel:
    """The slice of a random direction whose threshold is nearest to the one printed."""
    found = [slice_of(omega, epsilon, weights=y * y) for y in directions(distance, 300)]
    return min((v for v in found if v.kind == "slice"), key=lambda v: abs(v.threshold - threshold))
