"""Discovery of quantities, and what every record promises."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lqtheory.errors import RegistryError
from lqtheory.quantities import all_quantities, find_quantity
from lqtheory.quantities.quantity import Quantity
from lqtheory.registry import all_theorems

QUANTITIES = list(all_quantities().values())
NAMES = [quantity.name for quantity in QUANTITIES]


def test_all_quantities_is_read_only() -> None:
    with pytest.raises(TypeError):
        all_quantities()["lq_norm"] = None  # type: ignore[index]


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("lq.lognorm", "log_lq_norm"),
        ("lq.sigma", "best_k_term_error"),
        ("lq.worst", "worst_case"),
        ("lq.worst.argmax", "worst_case_argmax"),
        ("lq.stechkin", "stechkin_constant"),
        ("lq.weak", "weak_lq_bound"),
        ("lq.weighted.budget", "weighted_lq_norm"),
        ("lq.effs", "effective_sparsity"),
        ("lq.si", "si"),
        ("lq.hoyer", "hoyer"),
        ("lq.gini", "gini"),
        ("lq.pqi", "pqi"),
        ("lq.kmin", "kmin"),
        ("lq.kmin.stechkin", "kmin_stechkin"),
        ("lq.kmin.exact", "kmin_exact"),
        ("lq.pqi.retain", "pqi_retain"),
        ("lq.sap", "sap_retained_count"),
    ],
)
def test_a_result_is_found_by_its_dossier_identifier(identifier: str, name: str) -> None:
    assert find_quantity(identifier).name == name


@pytest.mark.parametrize("name", NAMES)
def test_a_quantity_is_found_by_its_name(name: str) -> None:
    assert find_quantity(name).name == name


def test_an_unknown_name_is_answered_with_the_nearest_ones() -> None:
    with pytest.raises(RegistryError, match=r"no quantity is called 'lq_nrom'; did you mean lq_norm"):
        find_quantity("lq_nrom")
    with pytest.raises(RegistryError, match=r"'zzz'; list them with all_quantities\(\)"):
        find_quantity("zzz")


@pytest.mark.parametrize("quantity", QUANTITIES, ids=NAMES)
def test_the_latex_of_a_quantity_takes_its_arguments_and_balances_its_braces(quantity: Quantity) -> None:
    text = quantity.latex.format(**{name: rf"\{name}" for name in quantity.arguments})
    assert all(rf"\{name}" in text for name in quantity.arguments)
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("quantity", QUANTITIES, ids=NAMES)
def test_the_array_version_says_what_it_is(quantity: Quantity) -> None:
    text = quantity.array.__doc__ or ""
    assert all(section in text for section in ("Parameters", "Returns", "Raises", "Examples"))


@pytest.mark.parametrize("library", ["sympy", "flint", "torch", "hypothesis", "matplotlib", "scipy"])
def test_loading_every_quantity_leaves_heavy_libraries_alone(library: str) -> None:
    code = f"import sys, lqtheory.quantities as q; q.all_quantities(); sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_what_is_heuristic_says_so_and_carries_no_theorem() -> None:
    heuristic = {quantity.name for quantity in QUANTITIES if quantity.heuristic}
    assert {
        "l1_descent_gap_estimate",
        "l1_descent_variance_estimate",
        "quadratic_cone_second_order",
        "quadratic_cone_variance",
        "slice_second_order",
        "slice_variance",
        "heuristic_miss_probability",
        "sublevel_hit_estimate",
    } <= heuristic
    for quantity in QUANTITIES:
        first = (quantity.array.__doc__ or "").strip().splitlines()[0]
        assert first.startswith("Heuristic") == quantity.heuristic, quantity.name
    for theorem in all_theorems():
        used = {quantity.name for quantity in theorem.quantities if quantity.heuristic}
        assert not used or theorem.provenance == "heuristic", (theorem.name, used)
