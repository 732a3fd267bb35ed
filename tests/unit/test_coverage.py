"""The table of what covers each result of the dossiers is that of the registry, and no derived result is without."""

import os
from pathlib import Path

import pytest

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.registry import find, find_proof
from lqtheory.report.coverage import COVERAGE, covering, dossier_results, recorded_coverage

DOSSIERS = Path(os.environ.get("LQTHEORY_DOSSIERS", "/work/shared/theory"))
#: Derived in a dossier, but no statement of its own.
NO_STATEMENT = {"geom.spec.predictor"}


def test_the_table_names_the_theorems_of_the_registry() -> None:
    changed = {
        result: covering(result) for result, row in recorded_coverage().items() if row.theorems != covering(result)
    }
    remedy = "\n".join(f"{result}: {' '.join(names)}" for result, names in changed.items())
    assert not changed, f"put the theorems that speak of these results into {COVERAGE.name}:\n{remedy}"
    assert list(recorded_coverage()) == sorted(recorded_coverage())


def test_every_derived_result_has_a_theorem_that_holds_and_is_proved() -> None:
    for result, row in recorded_coverage().items():
        assert bool(row.theorems) != bool(row.reason), f"{result} needs a theorem, or a reason why there is none"
        proved = [name for name in row.theorems if find(name).expected == "holds" and find_proof(find(name))]
        assert proved or not row.derived or result in NO_STATEMENT, f"{result} is derived; no theorem of it is proved"


def test_the_table_has_every_result_of_the_dossiers() -> None:
    if not DOSSIERS.is_dir():
        pytest.skip(f"the dossiers are not at {DOSSIERS}; say where with LQTHEORY_DOSSIERS")
    results = dossier_results({path.stem: path.read_text("utf-8") for path in sorted(DOSSIERS.glob("*.md"))})
    assert {result: row.derived for result, row in recorded_coverage().items()} == results


def test_marks_in_the_text_count_and_stand_for_what_was_introduced_before_them() -> None:
    text = "\n".join(
        (
            "## Part `[derived]`",
            "**lq.inner**: words",
            "## Part",
            "### `geom.one` Words [M]",
            "`geom.two` [M; in the paper with $x$]: words $D$, $\\mathcal D$",
            "Sensitivity [D]: words",
            "### `geom.three` Words [M]",
            "* words [M; full proof D] and **coreset.four** `[MEMORY]`",
            "### cert.five, cert.six `[READ]`",
            "words, **Words / coreset.seven** `[idea MEMORY; theorem DERIVED]`: words",
            "### Without a name [D]",
            "**cert.eight** words",
            "### Without a name",
            "**cert.nine** words",
        )
    )
    derived = {"lq.inner", "geom.one", "geom.three", "coreset.seven", "cert.eight"}
    others = {"geom.two", "coreset.four", "cert.five", "cert.six", "cert.nine"}
    assert dossier_results({"a": text}) == {name: name in derived for name in derived | others}


def test_a_theorem_speaks_of_a_result_by_its_identifier_or_its_source() -> None:
    D = Domain(t=Real(0))
    (t,) = D.symbols

    def made(name: str, id: str, where: str) -> Theorem:
        return Theorem(name, "Made up", "Made up.", D, AtMost(t, t), Source("lqtheory_dossier", where), id=id)

    named = [
        made("itself", "lq.one", ""),
        made("part", "lq.one.part", ""),
        made("longer", "lq.ones", "lq.one_more, lq.one.more"),
        made("by_source", "lq.two", "lq.zero, lq.one (b)"),
    ]
    assert covering("lq.one", named) == ("by_source", "itself", "part")
