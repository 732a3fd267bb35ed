"""The verbs ``list`` and ``show``."""

import dataclasses
import json
from pathlib import Path

import pytest

from lqtheory.cli.picture import tightness_table
from lqtheory.cli.running import resolve
from lqtheory.errors import RegistryError
from lqtheory.evidence import Evidence, Verdict, write_evidence
from lqtheory.fingerprints import proof_fingerprint
from lqtheory.registry import all_theorems, evidence_path, find, find_all, find_proof

NAME = "stechkin_constant_at_most_one"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one fresh proof, one fresh and one stale search."""
    theorem = find(NAME)
    fingerprint = proof_fingerprint(theorem, find_proof(theorem))
    proved = Evidence(
        NAME, fingerprint, Verdict.PROVED, "prove", axioms=("weighted_am_gm (somewhere)",), message="4 steps"
    )
    survived = Evidence(
        NAME, theorem.fingerprint, Verdict.SURVIVED, "falsify", attempts=7, admissible=7, tightness=(0, 0.9)
    )
    write_evidence(evidence_path(theorem, tmp_path), [proved, survived])
    other = find("stechkin_inequality")
    write_evidence(evidence_path(other, tmp_path), [Evidence(other.name, "0" * 16, Verdict.SURVIVED, "falsify")])
    return tmp_path


def test_list_shows_every_theorem_with_name_id_title_and_verdict(cli, store):
    result = cli("list", "--store-dir", store)
    assert result.code == 0
    header, *lines = result.out.splitlines()
    assert header.split() == ["theorem", "ID", "verdict", "title"]
    assert len(lines) == len(all_theorems())
    (line,) = [line for line in lines if line.startswith(f"{NAME} ")]
    assert "lq.stechkin.one" in line
    assert "PROVED" in line
    assert find(NAME).title in line


def test_list_marks_stale_evidence_and_filters_by_it(cli, store):
    result = cli("list", "--store-dir", store, "--verdict", "stale")
    assert [line.split()[0] for line in result.out.splitlines()[1:]] == ["stechkin_inequality"]
    assert "stale" in result.out
    assert "SURVIVED" not in result.out


def test_list_filters_by_verdict_in_any_case(cli, store):
    result = cli("list", "--store-dir", store, "--verdict", "proved", "--json")
    assert [row["theorem"] for row in json.loads(result.out)] == [NAME]


def test_list_filters_by_text_and_family(cli, store):
    found = json.loads(cli("list", "lq_balls", "--find", "STECHKIN'S INEQ", "--json").out)
    assert "stechkin_inequality" in [row["theorem"] for row in found]
    assert len(found) < len(all_theorems())
    assert cli("list", "--find", "no such words").out == "no theorem matches\n"


def test_list_finds_what_shares_a_theorem_with_another_id(cli):
    """Covariances stand in the theorem of the moments, Bernstein's tails in those of Chernoff's."""
    for wanted, there in (
        ("coreset.cov", ["moments_of_estimate"]),
        ("coreset.tail.bernstein", ["estimate_rarely_above", "estimate_rarely_below"]),
    ):
        found = json.loads(cli("list", "--find", wanted, "--json").out)
        assert [row["theorem"] for row in found] == there


def test_list_refuses_unknown_families_and_verdicts(refused):
    assert "the families are allocation, comparison, " in refused("list", "lq_bals")
    assert "did you mean PROVED?" in refused("list", "--verdict", "prooved")


def test_damaged_evidence_is_named(refused, store):
    path = evidence_path(find(NAME), store)
    path.write_text("{")
    assert str(path) in refused("list", "--store-dir", store)


def test_show_prints_statement_domain_formula_source_and_proof(cli):
    theorem = find("stechkin_inequality")
    out = cli("show", "stechkin_inequality").out
    for part in (
        theorem.title,
        theorem.statement,
        "q ∈ (0, ∞)",
        "σ_k(x)_p ≤",
        "Foucart",
        theorem.source.where,
        "verdict",
    ):
        assert part in out
    assert "1. " not in out
    assert "1. " in cli("show", "stechkin_inequality", "--proof").out


def test_show_prints_the_evidence_with_axioms_and_what_it_rests_on(cli, store):
    out = cli("show", NAME, "--store-dir", store).out
    assert "PROVED by prove: 4 steps" in out
    assert "axioms: weighted_am_gm" in out
    assert "SURVIVED by falsify" in out
    assert "stale" not in out
    path = evidence_path(find(NAME), store)
    record = dataclasses.replace(
        Evidence.from_json(json.loads(path.read_text())[1]), rests_on=("a lemma",), fingerprint="0" * 16
    )
    write_evidence(path, [record])
    assert "stale: PROVED by prove" in cli("show", NAME, "--store-dir", store).out


def test_show_says_that_a_published_claim_is_refuted_and_what_corrects_it(cli):
    refuted = [theorem for theorem in all_theorems() if theorem.expected == "refuted"]
    assert refuted
    for theorem in refuted:
        out = cli("show", theorem.name).out
        assert "refuted: entered as published" in out
        assert theorem.corrected_by in out


def test_a_theorem_may_be_named_with_its_family(cli):
    assert cli("show", "kinematics/gauss_bonnet") == cli("show", "gauss_bonnet")
    assert resolve(["kinematics/gauss_bonnet"]) == resolve(["gauss_bonnet"])
    assert find_all("kinematics/gauss_bonnet") == find_all("gauss_bonnet")
    with pytest.raises(RegistryError):
        find_all("coresets/gauss_bonnet")


def test_show_latex_prints_the_formula_alone(cli):
    assert cli("show", "stechkin_inequality", "--latex").out.strip() == find("stechkin_inequality").latex


def test_show_finds_quantities_and_ids(cli):
    out = cli("show", "lq.pqi").out
    assert "pqi(x, p, q)" in out
    assert "theorems" in out
    documents = json.loads(cli("show", "worst_case", "--json").out)
    assert [(d["kind"], d["quantity"], d["arguments"]) for d in documents] == [
        ("quantity", "worst_case", ["k", "n", "q", "p"])
    ]


def test_an_id_finds_its_theorem(cli, theorem):
    if theorem.id:
        assert f"[{theorem.name}]" in cli("show", theorem.id).out


def test_show_suggests_names(refused):
    assert "did you mean" in refused("show", "stechkin_inequalty")
    assert "stechkin_inequality" in refused("show", "stechkin_inequalty")


def test_show_draws_how_tight_a_theorem_is(cli, tmp_path: Path):
    path = tmp_path / "deep" / "stechkin.svg"
    result = cli("show", "stechkin_inequality", "--figure", path)
    assert result.code == 0
    assert "instances drawn" in result.err
    text = path.read_text(encoding="utf-8")
    assert "<svg" in text
    assert [found.name for found in path.parent.iterdir()] == ["stechkin.svg"]


def test_the_picture_holds_the_ratios_of_admissible_instances():
    table = tightness_table(find("stechkin_inequality"), instances=50)
    ratios = table.array("ratio")
    assert len(ratios) >= 50
    assert ratios.max() <= 1 + 1e-12
    assert table.where(kind="extremal").array("ratio").max() > 0.999


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["stechkin_inequality", "--figure", "a.gif"], "--figure a.gif ends in '.gif'; use .png, .pdf or .svg"),
        (["sharp_keep_count_is_necessary", "--figure", "a.png"], "has no ratio of two sides to draw"),
        (["lq_norm", "--figure", "a.png"], "--figure draws one theorem, and 'lq_norm' stands for no theorem; name one"),
    ],
)
def test_show_says_why_there_is_no_picture(cli, arguments, text):
    result = cli("show", *arguments)
    assert result.code == 2
    assert text in result.err


def test_an_algorithm_of_the_dossiers_leads_to_its_functions(cli) -> None:
    result = cli("show", "geom.spec.hvp")
    assert result.code == 2
    assert "lqtheory.curvature.products.gauss_newton, lqtheory.curvature.products.hessian" in result.err
    assert "layer_classes" in cli("show", "coreset.setup").err
    assert "no theorem or quantity" in cli("show", "geom.spec.hv").err
