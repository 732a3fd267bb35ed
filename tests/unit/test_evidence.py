import importlib.util
import json
import math
from dataclasses import fields, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.errors import ContradictionError, EvidenceError
from lqtheory.evidence import Evidence, Verdict, library_versions, read_evidence, summarise, write_evidence


def record(verdict: Verdict, method: str = "falsify", **more) -> Evidence:
    return Evidence("demo", "0" * 16, verdict, method, **more)


FULL = record(
    Verdict.FALSIFIED,
    budget="quick",
    seed=3,
    attempts=10,
    admissible=9,
    tightness=(0.1, math.inf),
    slack=(-1e-300, -5e-324),
    box={"q": (Fraction(1, 5), 2), "p": ("q + 1/64", 8)},
    counterexample={"n": 2, "x": [0.1, 1 / 3], "p": math.inf, "t": Fraction(1, 3)},
    rests_on=("a lemma (source)",),
    unconfirmed="no word for erf",
    translation="0" * 16,
    versions={"python": "3"},
    seconds=1.5,
)


def test_keys_of_the_json_are_the_fields():
    assert set(FULL.to_json()) == {f.name for f in fields(Evidence)}


def test_what_few_records_have_stands_only_in_these():
    plain = record(Verdict.CERTIFIED).to_json()
    assert {f.name for f in fields(Evidence)} - set(plain) == {"unconfirmed", "translation"}
    assert Evidence.from_json(plain) == record(Verdict.CERTIFIED)
    assert Evidence.from_json(FULL.to_json()).unconfirmed == "no word for erf"
    assert Evidence.from_json(FULL.to_json()).translation == "0" * 16


def test_json_round_trips_exactly():
    text = json.dumps(FULL.to_json(), allow_nan=False)
    back = Evidence.from_json(json.loads(text))
    assert back.slack == FULL.slack
    assert back.counterexample == FULL.counterexample
    assert back.tightness == FULL.tightness
    assert {name: tuple(ends) for name, ends in back.box.items()} == FULL.box


@given(st.floats(allow_nan=False), st.integers(), st.fractions())
def test_numbers_round_trip_exactly(a: float, b: int, c: Fraction):
    example = {"a": a, "b": b, "c": c}
    back = Evidence.from_json(json.loads(json.dumps(record(Verdict.FALSIFIED, counterexample=example).to_json())))
    assert back.counterexample == example


def test_numpy_values_become_plain_ones():
    example = {"x": np.array([1.0, 2.0]), "n": np.int64(2)}
    encoded = record(Verdict.FALSIFIED, counterexample=example).to_json()["counterexample"]
    assert encoded == {"x": [1.0, 2.0], "n": 2}


def test_equality_ignores_time_and_versions():
    assert replace(FULL, seconds=9.0, versions={}) == FULL
    assert replace(FULL, unconfirmed="not settled within 10 pieces") == FULL
    assert replace(FULL, attempts=11) != FULL


def test_damaged_records_are_refused():
    broken = FULL.to_json()
    del broken["seed"]
    with pytest.raises(EvidenceError, match="evidence has keys"):
        Evidence.from_json(broken)
    with pytest.raises(EvidenceError, match="has schema 99"):
        Evidence.from_json(FULL.to_json() | {"schema": 99})


def test_the_store_writes_whole_files(tmp_path: Path):
    path = tmp_path / "family" / "demo.json"
    plain = [record(Verdict.SURVIVED, "falsify"), record(Verdict.CERTIFIED, "certify")]
    write_evidence(path, plain)
    assert read_evidence(path) == sorted(plain, key=lambda r: r.method)
    assert [p.name for p in path.parent.iterdir()] == ["demo.json"]
    assert read_evidence(tmp_path / "nothing.json") == []


@pytest.mark.parametrize("text", ["{", "{}", '"text"', "\x00"])
def test_unreadable_files_are_refused(tmp_path: Path, text: str):
    path = tmp_path / "demo.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"demo\.json"):
        read_evidence(path)


@pytest.mark.parametrize(
    ("verdicts", "summary"),
    [
        (["SURVIVED", "INCONCLUSIVE"], ("SURVIVED",)),
        (["SURVIVED", "REDUCED", "CERTIFIED"], ("CERTIFIED", "REDUCED")),
        (["PROVED", "CERTIFIED", "SURVIVED"], ("PROVED",)),
        (["REJECTED", "SURVIVED"], ("REJECTED",)),
        (["FALSIFIED", "SURVIVED", "REJECTED"], ("FALSIFIED",)),
        (["NOT_APPLICABLE", "INCONCLUSIVE"], ("INCONCLUSIVE",)),
        ([], ("INCONCLUSIVE",)),
    ],
)
def test_the_ladder_is_ordered(verdicts: list[str], summary: tuple[str, ...]):
    assert summarise(record(Verdict[v], v.lower()) for v in verdicts) == tuple(Verdict[v] for v in summary)


@pytest.mark.parametrize("other", ["PROVED", "CERTIFIED"])
def test_falsified_and_established_is_a_contradiction(other: str):
    with pytest.raises(ContradictionError, match="one checker or lemma is wrong"):
        summarise([record(Verdict.FALSIFIED), record(Verdict[other], "prove")])


def test_falsified_and_reduced_names_the_suspects():
    with pytest.raises(ContradictionError, match="resting on a shaky lemma"):
        summarise([record(Verdict.FALSIFIED), record(Verdict.REDUCED, "prove", rests_on=("a shaky lemma",))])


@pytest.mark.parametrize(
    ("example", "contradicts"),
    [
        ({"q": 0.5, "p": 3.0}, True),
        ({"q": 0.5, "p": 0.55}, False),
        ({"q": 3.0, "p": 4.0}, False),
        ({"q": 0.5}, False),
    ],
)
def test_a_certificate_contradicts_only_counterexamples_inside_its_box(example: dict, contradicts: bool):
    records = [
        record(Verdict.FALSIFIED, counterexample=example),
        record(Verdict.CERTIFIED, "certify", box={"q": (Fraction(1, 5), 2), "p": ("q + 1/10", 8)}),
    ]
    if contradicts:
        with pytest.raises(ContradictionError):
            summarise(records)
    else:
        assert summarise(records) == (Verdict.FALSIFIED,)


def test_versions_name_what_verdicts_depend_on():
    assert {"python", "numpy", "sympy", "python-flint", "hypothesis"} <= set(library_versions())
    for extra in ("leancert", "z3"):  # which decide steps and certificates, too
        installed = importlib.util.find_spec(extra) is not None
        assert ({"z3": "z3-solver"}.get(extra, extra) in library_versions()) is installed
