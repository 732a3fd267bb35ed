"""Quantities of vectors on every device: the value of the CPU, and on the device of the vector."""

import math

import numpy as np
import pytest
import torch

from lqtheory.networks import data, tensor_views, zoo
from lqtheory.networks.train import evaluate
from lqtheory.quantities import (
    all_quantities,
    allocation,
    allocation_comparison,
    allocation_dp,
    allocation_minimax,
    allocation_rules,
    bulk_curves,
    bulk_norms,
    dominance,
    generalization,
    selection,
    structured,
)

#: Arguments after a vector of twelve nonzero entries; every quantity whose first argument is a vector is here.
ARGUMENTS: dict[str, tuple] = {
    "append_zero": (),
    "bernstein_row_level": (50, 20, 0.1),
    "best_k_term_approximation": (3,),
    "best_k_term_curve": (2.0,),
    "best_k_term_error": (3, 1.0),
    "bill_gates": (0.5,),
    "clone": (),
    "effective_sparsity": (0.5, 2.0),
    "entry": (2,),
    "expected_pruned_mass": (4, 2, 1.0),
    "gini": (),
    "head_tail_ratio": (3, 0.5),
    "hoyer": (),
    "kmin": (0.3, 2.0),
    "l1_sampling_error": (5,),
    "l2_sampling_error": (5,),
    "largest_entry": (),
    "least_largest_error": (4, 5, 2.0),
    "least_sum_of_norms": (4, 5, 2.0),
    "least_sum_of_powers": (4, 5, 2.0),
    "log_lq_norm": (0.5,),
    "log_sum_exp": (),
    "lq_norm": (0.5,),
    "magnitudes": (),
    "mass_shares": (0.5,),
    "order_statistic": (3,),
    "peak": (),
    "power_sum": (0.5,),
    "pqi": (0.5, 1.0),
    "relative_magnitudes": (),
    "rising_tide": (0.5,),
    "robin_hood": (1, 2, 0.1),
    "rounding_threshold": (5,),
    "rounding_variance": (5,),
    "sap_retained_count": (0.5, 1.0, 0.1),
    "si": (0.5,),
    "smallest_entry": (),
    "support_size": (),
    "tail_power_sum": (3, 0.5),
    "top_k_quantised": (3, 0.1),
    "top_k_code_bound": (3, 0.1, 2.0),
    "uniform_sampling_error": (5,),
    "weak_lq_norm": (0.5,),
}
WEIGHTED: dict[str, tuple] = {
    "budget_level": (4.0,),
    "budget_tail_error": (4.0, 2.0),
    "entry_sampling_error": (5,),
    "weighted_best_k_term_error": (3, 2.0),
    "weighted_lq_norm": (0.5,),
    "weighted_power_sum": (0.5,),
}
OF_TWO = {"cancellation_ratio": (0.5,), "majorisation_defect": (0.5,), "off_support_power_sum": (0.5,)}
QUANTITIES = all_quantities()


@pytest.fixture
def x(rng: np.random.Generator) -> torch.Tensor:
    return torch.from_numpy(rng.standard_normal(12) * 10.0 ** -(np.arange(12.0) ** 0.3))


def test_every_quantity_of_a_vector_is_here():
    wanted = {name for name, quantity in QUANTITIES.items() if quantity.arguments[0] == "x"}
    assert wanted == {*ARGUMENTS, *WEIGHTED, *OF_TWO}


def close(there, here, device) -> None:
    if isinstance(there, torch.Tensor):
        assert device.has(there)
        there = there.cpu().numpy()
    np.testing.assert_allclose(np.asarray(there), np.asarray(here), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", ARGUMENTS)
def test_values_are_those_of_the_cpu(name, x, device):
    close(QUANTITIES[name].array(device.put(x), *ARGUMENTS[name]), QUANTITIES[name].array(x, *ARGUMENTS[name]), device)


@pytest.mark.parametrize("name", WEIGHTED)
def test_weighted_values_are_those_of_the_cpu(name, x, device):
    weights = torch.linspace(1.0, 2.0, 12, dtype=torch.float64)
    here = QUANTITIES[name].array(x, weights, *WEIGHTED[name])
    for given in (device.put(weights), weights.numpy()):
        close(QUANTITIES[name].array(device.put(x), given, *WEIGHTED[name]), here, device)


@pytest.mark.parametrize("name", OF_TWO)
def test_values_of_two_vectors_are_those_of_the_cpu(name, x, device):
    y = x * (x.abs() > x.abs().median()) if name == "off_support_power_sum" else 0.5 * x
    here = QUANTITIES[name].array(x, y, *OF_TWO[name])
    close(QUANTITIES[name].array(device.put(x), device.put(y), *OF_TWO[name]), here, device)


#: Functions of the rows of a layer, or of what was found on a sample; their values are numbers, arrays or records.
OF_ROWS = {
    "allocate": lambda rows: allocation.allocate("sum_of_powers", rows, K=10).counts,
    "allocate with a weight for each row": lambda rows: (
        allocation.allocate("sum_of_powers", rows, rows[:, 0] ** 2, 10).counts
    ),
    "keep_mask": lambda rows: allocation.keep_mask(rows, [1, 2, 3, 0]),
    "allocate the largest": lambda rows: allocation_minimax.allocate_minimax(rows, K=10).counts,
    "tolerance_counts": lambda rows: allocation_minimax.tolerance_counts(rows, 0.5),
    "allocate_sum_of_norms": lambda rows: allocation_dp.allocate_sum_of_norms(rows, K=10).counts,
    "allocate_layers": lambda rows: allocation_dp.allocate_layers([rows[:2], rows[2:]], [1.0, 2.0], 10).counts,
    "allocation_value": lambda rows: allocation_comparison.allocation_value("maximum", rows, [1, 2, 3, 0]),
    "row_rule_counts": lambda rows: allocation_rules.row_rule_counts(rows, 0.3, "sharp"),
    "row_rule_for_budget": lambda rows: allocation_rules.row_rule_for_budget(rows, 10).counts,
    "network_score": lambda rows: dominance.network_score(rows, rows[:, 0] ** 2, 0.5),
    "kth_largest_magnitude": lambda rows: selection.kth_largest_magnitude(rows[0], 2),
    "lq_norms": lambda rows: bulk_norms.lq_norms(rows[0], [0.5, 1.0]),
    "sigma_curves": lambda rows: bulk_curves.sigma_curves(rows[0], [2.0]),
    "neuron_scores": lambda rows: structured.neuron_scores(rows, rows),
    "removal_error": lambda rows: structured.removal_error(rows, rows, [True, False, False]),
    "removal_bound": lambda rows: structured.removal_bound(rows[0].abs(), 1),
    "pruned_risk_bound": lambda rows: generalization.pruned_risk_bound(rows[0], rows[1].abs(), 10, 2, 1, 0.05).value,
}


@pytest.mark.parametrize("name", OF_ROWS)
def test_functions_of_rows_give_what_they_give_on_the_cpu(name, x, device):
    rows = x.reshape(4, 3) + 0.01
    here, there = OF_ROWS[name](rows), OF_ROWS[name](device.put(rows))
    if isinstance(here, list | tuple):
        here, there = (
            np.concatenate([np.ravel(torch.as_tensor(part).cpu()) for part in found]) for found in (here, there)
        )
    np.testing.assert_allclose(torch.as_tensor(there).cpu(), torch.as_tensor(here), rtol=1e-12)


def test_views_of_a_network_come_to_numpy(device):
    net = zoo.build("mlp_digits")
    for here, there in zip(tensor_views(net), tensor_views(device.put(net)), strict=True):
        np.testing.assert_array_equal(here.array(), there.array())
        assert math.isfinite(float(there.matrix.sum()))


def test_scores_are_those_of_the_cpu(device):
    net, digits = zoo.build("cnn_digits"), data.load("digits")
    assert evaluate(device.put(net), digits) == pytest.approx(evaluate(net, digits), abs=1e-9)
