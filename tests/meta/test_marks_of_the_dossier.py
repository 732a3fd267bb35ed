"""What is recalled without a proof never exceeds REDUCED, and what is heuristic says so wherever it is stored."""

import ast
import dataclasses
import inspect
from pathlib import Path

import pytest

from experiments._runner import Experiment, discover
from lqtheory import tables
from lqtheory.checks import prove
from lqtheory.evidence import AS_RECALLED, Verdict
from lqtheory.quantities import all_quantities
from lqtheory.registry import all_theorems, find, find_proof, stored_evidence

RESULTS = Path(__file__).resolve().parents[2] / "experiments" / "results"
#: [M] in the dossier, with the whole proof there too or a mark of its own for it.
REPROVED = {
    "chi_mean_between_roots",
    "hitting_probabilities_interlace",
    "named_cones_are_half",
    "polynomial_of_chamber_a",
    "squared_width_within_one",
}
#: [M] without a proof in the dossier, though our own proof cites nothing.
CAPPED = {
    "circular_volumes_of_polar",
    "descent_energy_at_most_distance",
    "gaussian_excess_in_closed_form",
    "l1_stationarity_falls",
    "null_space_property_passes_down",
    "proximal_risk_at_most_distance",
    "soft_threshold_risk_at_most_limit",
}


def test_no_stored_verdict_of_a_recalled_statement_exceeds_reduced() -> None:
    for theorem in all_theorems():
        records = stored_evidence(theorem)
        if theorem.provenance == "recalled" and theorem.expected == "holds":
            assert all(record.verdict is not Verdict.PROVED for record in records), theorem.name
        else:
            assert all(AS_RECALLED not in lemma for record in records for lemma in record.rests_on), theorem.name


def test_the_marks_are_those_of_the_dossier() -> None:
    marks = {theorem.name: theorem.provenance for theorem in all_theorems()}
    assert {marks[name] for name in REPROVED} == {"reproved"}
    assert {marks[name] for name in CAPPED} == {"recalled"}


@pytest.mark.parametrize("name", ["descent_energy_at_most_distance", "null_space_property_passes_down"])
def test_a_complete_proof_of_a_recalled_statement_is_reduced_and_says_why(name: str) -> None:
    theorem = find(name)
    proof = find_proof(theorem)
    assert proof is not None
    found = prove(theorem, proof)
    assert (found.verdict, found.lemmas) == (Verdict.REDUCED, frozenset())
    assert found.rests_on == (f"{AS_RECALLED} [{theorem.source}]",)
    assert prove(dataclasses.replace(theorem, provenance="reproved"), proof).verdict is Verdict.PROVED


def test_theorems_do_not_inherit_where_the_wording_of_another_comes_from() -> None:
    theorem = find("blocks_of_one_give_l1_curve")  # applies gaussian_excess_in_closed_form, which is recalled
    proof = find_proof(theorem)
    assert proof is not None
    assert prove(theorem, proof).verdict is Verdict.PROVED


@pytest.mark.parametrize("experiment", discover().values(), ids=list(discover()))
def test_tables_label_their_heuristic_columns(experiment: Experiment) -> None:
    module = inspect.getmodule(experiment.run)
    assert module is not None
    used = {node.id for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Name)}
    named = {name for name, quantity in all_quantities().items() if quantity.heuristic}
    if used & named or "heuristic" in (inspect.getdoc(experiment.run) or ""):
        assert experiment.heuristic, f"{experiment.name} has heuristic columns; name them in Experiment(heuristic=...)"
    path = RESULTS / f"{experiment.name}.csv"
    if path.exists():
        table = tables.read(path)
        assert table.metadata.get("heuristic", {}) == dict(experiment.heuristic), (
            f"run `python -m experiments run {experiment.name}`"
        )
        assert set(experiment.heuristic) <= set(table.columns)


@pytest.mark.parametrize(
    "name",
    [
        "intrinsic_volumes_of_cones",
        "kinematic_transitions",
        "l1_recovery_by_linear_programs",
        "statistical_dimension_of_l1_descent",
        "sublevel_cones",
    ],
)
def test_the_geometry_tables_have_heuristic_columns(name: str) -> None:
    assert tables.read(RESULTS / f"{name}.csv").metadata["heuristic"]
