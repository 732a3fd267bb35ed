"""Gauss and Gauss-Radau rules of measures: the dossier's numbers, nodes by eigenvalues, and balls around floats."""

import numpy as np
import pytest
from scipy.linalg import eigh_tridiagonal

from lqtheory.balls import ball
from lqtheory.errors import DomainError
from lqtheory.quantities.spectral_measures import (
    MEASURE_QUANTITIES,
    FallingSteps,
    SpectralMeasure,
    ball_falling_steps,
    ball_spectral_measure,
    falling_steps,
    measure_quantity,
    real_spectral_measure,
    spectral_measure,
)

TEN = SpectralMeasure([float(i) for i in range(1, 11)], [0.1] * 10)


def value(name: str, *arguments: object) -> float:
    return MEASURE_QUANTITIES[name].array(*arguments)


def test_the_numbers_of_the_dossier() -> None:
    """Eigenvalues 1, ..., 10 of equal weights, s = 1/2."""
    assert value("resolvent_mean", TEN, 0.5) == pytest.approx(0.11808745777786025464, rel=1e-14)
    for J, gauss, radau in (
        (2, 0.10810810810810810811, 0.15597484276729559748),
        (3, 0.11553473848555815769, 0.1283792781994939406),
        (4, 0.11752335003401991712, 0.1206956098747415785),
    ):
        assert value("gauss_rule", TEN, 0.5, J) == pytest.approx(gauss, rel=1e-13)
        assert value("radau_rule", TEN, 0.5, J, 0.0) == pytest.approx(radau, rel=1e-13)


def rule_of(measure: SpectralMeasure, J: int) -> tuple[np.ndarray, np.ndarray]:
    """Nodes and weights by Lanczos' method on the diagonal matrix, and the eigenvalues of what it gives."""
    lam, w = np.array(measure.eigenvalues), np.array(measure.weights)
    basis = [np.sqrt(w / w.sum())]
    for _ in range(J):
        new = lam * basis[-1]
        for v in basis * 2:
            new = new - (v @ new) * v
        basis.append(new / np.linalg.norm(new))
    T = np.array(basis[:J]) @ (lam[:, None] * np.array(basis[:J]).T)
    nodes, vectors = eigh_tridiagonal(np.diag(T), np.diag(T, 1))
    return nodes, w.sum() * vectors[0] ** 2


@pytest.mark.parametrize("J", [1, 2, 4])
def test_rules_are_sums_over_nodes(J: int, rng: np.random.Generator) -> None:
    lam, w = np.array([0.0, 0.5, 1.0, 2.5, 3.0, 7.0]), rng.random(6) + 0.1
    measure = SpectralMeasure(lam.tolist(), w.tolist())
    nodes, weights = rule_of(measure, J)
    for power in range(2 * J):
        assert weights @ nodes**power == pytest.approx(w @ lam**power, rel=1e-11)
    assert value("gauss_rule", measure, 0.7, J) == pytest.approx(weights @ (0.7 / (0.7 + nodes)), rel=1e-12)


def test_what_the_rules_miss_is_said_and_lies_in_balls(rng: np.random.Generator) -> None:
    for _ in range(20):
        measure = spectral_measure(rng)
        exact, J, s, top = ball_spectral_measure(measure), int(rng.integers(1, 9)), 0.75, measure.eigenvalues[-1]
        assert value("largest_eigenvalue", measure) == top == max(measure.eigenvalues)
        for x in (0.0, top, top + 0.5):
            gap = value("radau_rule", measure, s, J, x) - value("resolvent_mean", measure, s)
            missed = value("radau_missed", measure, s, J, x) * (-1 if x else 1)
            assert gap == pytest.approx(missed, rel=1e-6, abs=1e-9)
            enclosure = MEASURE_QUANTITIES["radau_rule"].ball(exact, ball(s), J, ball(x))
            assert value("radau_rule", measure, s, J, x) == pytest.approx(float(enclosure.mid()), rel=1e-8)
            assert float(enclosure.rad()) < 1e-6
        gap = value("resolvent_mean", measure, s) - value("gauss_rule", measure, s, J)
        assert gap == pytest.approx(value("gauss_missed", measure, s, J), rel=1e-6, abs=1e-9)


def test_shifted_sums_of_the_dossier() -> None:
    """Three nodes for f = 1/2/(1/2 + lam), which falls by its steps at 1, ..., 10 and at the nodes."""
    lanczos = TEN, 3
    places = sorted({*TEN.eigenvalues, *(float(v) + 1e-12 for v in rule_of(*lanczos)[0])})
    share = [0.5 / (0.5 + v) for v in places]
    drops = [a - b for a, b in zip(share, [*share[1:], 0.0], strict=True)]
    steps = FallingSteps(places, drops)
    each = range(1, len(places) + 1)
    sums = [
        sum(value("step_drop", steps, i) * value("shifted_mass", TEN, steps, 3, i, side) for i in each)
        for side in (1, 0)
    ]
    mean = sum(value("step_drop", steps, i) * value("mass_up_to", TEN, steps, i) for i in each)
    assert mean == pytest.approx(0.11808745777786025464, rel=1e-13)
    assert sums[0] == pytest.approx(0.045690500775270062984, rel=1e-10)
    # The dossier's f(-inf) is 1 at 0, the left end of its spectrum; here it is the value at the first place.
    first = float(rule_of(*lanczos)[1][0])
    assert sums[1] + first * (1.0 - share[0]) == pytest.approx(0.40557877211040745538, rel=1e-10)


def test_shifted_masses_lie_in_balls(rng: np.random.Generator) -> None:
    for _ in range(20):
        measure, steps, J = real_spectral_measure(rng), falling_steps(rng, 3), int(rng.integers(1, 9))
        exact, same = ball_spectral_measure(measure), ball_falling_steps(steps)
        for i in (1, 2, 3):
            for side in (0, 1):
                enclosure = MEASURE_QUANTITIES["shifted_mass"].ball(exact, same, J, i, side)
                assert float(enclosure.rad()) < 1e-6
                found = value("shifted_mass", measure, steps, J, i, side)
                assert found == pytest.approx(float(enclosure.mid()), rel=1e-7, abs=1e-9)


def test_an_unknown_quantity_is_refused() -> None:
    with pytest.raises(DomainError, match="no quantity 'lobatto_rule' of measures"):
        measure_quantity("lobatto_rule")
