"""Dominance, the Occam bound, the oracle trade-off and Fano's bound."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.balls import ball, precision
from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities import find_quantity
from lqtheory.quantities.best_k_term import best_k_term_curve
from lqtheory.quantities.dominance import (
    dominates,
    majorisation_defect,
    network_score,
    network_score_bound,
    network_score_budget,
    smallest_score_budget,
)
from lqtheory.quantities.generalization import (
    log_binomial,
    occam_bound,
    occam_bound_details,
    occam_failure_bound,
    pruned_risk_bound,
)
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.oracle_risk import (
    fano_risk_bound,
    minimax_lower_bound,
    minimax_lower_bound_details,
    oracle_risk_bound,
    oracle_risk_choice,
    oracle_subset_size,
    projection_risk,
)
from lqtheory.quantities.sparsity_indices import effective_sparsity

CONVERSE = ([0.5, 0.25, 0.25, 0.0], [0.4, 0.4, 0.1, 0.1])
ENTROPIES = {
    0.01: ("2.9983005189740285580", "3.9910910952032381475"),
    0.5: ("2.9142135623730950488", "3.6"),
    2.0: ("2.6666666666666666667", "2.9411764705882352941"),
    10.0: ("2.1596512098126646136", "2.5627588495826686469"),
}


@pytest.mark.parametrize("order", ENTROPIES)
def test_entropies_of_the_false_converse(order: float) -> None:
    for vector, text in zip(CONVERSE, ENTROPIES[order], strict=True):
        assert effective_sparsity(vector, order, 1) == pytest.approx(float(text), rel=1e-14)
    assert not dominates(*CONVERSE, 1)
    assert majorisation_defect(*CONVERSE, 1) == pytest.approx(0.05)


@given(st.lists(st.floats(0.01, 5), min_size=1, max_size=6), st.lists(st.floats(0.01, 5), min_size=1, max_size=6))
def test_dominance_is_the_order_of_the_error_curves(x: list[float], y: list[float]) -> None:
    n = max(len(x), len(y))
    curves = []
    for v in (x, y):
        padded = np.r_[v, np.zeros(n - len(v))]
        curves.append((best_k_term_curve(padded, 2) / lq_norm(padded, 2)) ** 2)
    gap = float(np.max(curves[0] - curves[1]))
    assert float(majorisation_defect(x, y, 2)) == pytest.approx(max(gap, 0.0), abs=1e-12)


def test_dominance_of_batches_and_scales() -> None:
    assert majorisation_defect([[3.0, 1.0], [1.0, 1.0]], [1.0, 1.0], 1).tolist() == [0.0, 0.0]
    assert dominates([3e200, 1e200], [1e-200, 1e-200, 1e-200], 2)
    with pytest.raises(ShapeError, match="compare two vectors"):
        dominates([[3.0, 1.0]], [1.0, 1.0], 1)


def test_scores_and_budgets() -> None:
    rows, a = [[3.0, 0.0, -1.0], [0.5, 2.0, 1.0]], [4.0, 0.25]
    flattened = np.ravel(np.sqrt(a)[:, None] * np.array(rows))
    for q in (0.3, 0.5, 1.0, 1.5):
        assert network_score(rows, a, q) == pytest.approx(float(lq_norm(flattened, q)), rel=1e-13)
        budget = network_score_budget(2.0, 0.1, q)
        assert network_score_bound(math.ceil(budget), 2.0, q) <= 0.1 * (1 + 1e-12)
    assert network_score_budget(0.0, 0.1, 1) == 0.0
    assert network_score_bound(3, 0.0, 1) == 0.0
    assert smallest_score_budget(rows, a, 1e-9)[0] == 5
    assert smallest_score_budget(rows, a, 1e9)[0] == 1


def test_occam_bounds_of_the_dossier() -> None:
    for text, arguments in (
        ("0.13222690036557599686", (10**4, 200, 8, 6 * 10**4)),
        ("0.075874649802497645377", (1000, 0, 8, 1000)),
    ):
        delta = 0.05 if arguments[1] else 0.01
        assert occam_bound(*arguments, delta) == pytest.approx(float(text), rel=1e-14)
        with precision(256):
            exact = find_quantity("occam_bound").ball(*arguments, ball(1) / (20 if arguments[1] else 100))
            assert abs(exact / type(exact)(text) - 1) < 1e-19


def test_occam_flags_and_sides() -> None:
    assert not occam_bound_details(10, 2, 1, 10**6, 0.05).vacuous
    assert occam_bound(10, 2, 1, 50, 0.05, two_sided=True) == pytest.approx(occam_bound(10, 2, 1, 50, 0.025))
    assert occam_failure_bound(12, 4, 30, 0.2) == pytest.approx(0.2, rel=1e-12)
    assert log_binomial(10**6, 4 * 10**5) == pytest.approx(
        math.lgamma(10**6 + 1) - math.lgamma(4 * 10**5 + 1) - math.lgamma(6 * 10**5 + 1), rel=1e-12
    )
    assert log_binomial(400, 150) == pytest.approx(math.log(math.comb(400, 150)), rel=1e-14)
    bound = pruned_risk_bound([0.1, 1.0, 2.0, 3.0], [0.5, 0.5, 0.5, 0.5], 4, 1, 1, 0.5)
    assert bound.value == pytest.approx(0.25 + occam_bound(4, 1, 1, 4, 0.5))


def test_oracle_values_of_the_dossier() -> None:
    assert oracle_subset_size(0.5, 1, 1, 1, 1000) == pytest.approx(5.9645304657528799888, rel=1e-14)
    assert oracle_risk_bound(0.5, 1, 1, 1, 1000) == pytest.approx(0.0079527072876705066517, rel=1e-14)
    assert oracle_subset_size(1, 2, 1, 0.5, 500) == pytest.approx(89.442719099991587856, rel=1e-14)
    assert oracle_risk_bound(1, 2, 1, 0.5, 500) == pytest.approx(0.089442719099991587856, rel=1e-14)
    choice = oracle_risk_choice(1, 2, 1, 0.5, 500)
    assert choice.size in (89, 90)
    assert choice.risk >= oracle_risk_bound(1, 2, 1, 0.5, 500)
    assert oracle_risk_choice(1, 0.001, 1, 1, 10) == (0, pytest.approx(1e-6))


def test_risk_of_a_projection_is_its_expectation(rng: np.random.Generator) -> None:
    design, f, sigma = rng.standard_normal((5, 2)), rng.standard_normal(5), 0.7
    design = np.c_[design, design[:, 0]]  # rank 2 with three columns
    projector = design @ np.linalg.pinv(design)
    # Noise ±σ√n e_i has mean 0 and covariance σ² I: quadratic functions have the Gaussian expectation.
    noise = sigma * math.sqrt(5) * np.r_[np.eye(5), -np.eye(5)]
    risks = np.sum(((f + noise) @ projector.T - f) ** 2, axis=1) / 5
    assert projection_risk(design, f, sigma) == pytest.approx(float(risks.mean()), rel=1e-12)
    assert projection_risk(np.zeros((5, 0)), f, sigma) == pytest.approx(float(f @ f) / 5)
    with pytest.raises(ShapeError, match="give equal rows"):
        projection_risk(design, f[:3], sigma)


def test_fano_values_of_the_dossier() -> None:
    found = minimax_lower_bound_details(1000, 0.5, 20, 1)
    assert (found.s, found.value) == (5, pytest.approx(0.30562679729907391083, rel=1e-14))
    assert fano_risk_bound(1000, 5, 1.0) == pytest.approx(0.30562679729907391083, rel=1e-14)
    assert minimax_lower_bound(8, 1, 1e-9, 1) == 0.0
    with pytest.raises(DomainError, match=r"s=3 is outside \{1,...,n/4\} with n=8 \(fano_risk_bound\); use s <= 2"):
        fano_risk_bound(8, 3, 1.0)


def test_fano_is_below_what_estimators_reach() -> None:
    for n, q, radius in ((1000, 0.5, 20.0), (500, 1.0, 3.0), (4096, 0.25, 1e4)):
        shrinkage = n * radius**2 / (n + radius**2)  # best linear estimator over the l_2 ball, which contains the class
        assert minimax_lower_bound(n, q, radius, 1.0) <= shrinkage
