"""The dossier's reference tables, recomputed by ``tests/reference/make.py``, against array and ball versions."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.quantities import all_quantities, find_quantity

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
ENTRIES = json.loads((REFERENCE / "lq_balls.json").read_text(encoding="utf-8"))["entries"]
IDENTIFIERS = [f"{e['id']}-{e['quantity']}-{i}" for i, e in enumerate(ENTRIES)]

#: Largest relative error of the array versions.
ARRAY_ERROR = 1e-14


def _exact(text: str) -> Fraction | float:
    return float("inf") if text == "inf" else Fraction(text)


def _arguments(entry: dict[str, Any], convert: Callable[[Any], Any], vector: Callable[[list[Any]], Any]) -> list[Any]:
    values = []
    for argument in entry["arguments"].values():
        if isinstance(argument, list):
            values.append(vector([convert(_exact(t)) for t in argument]))
        else:
            values.append(argument if isinstance(argument, int) else convert(_exact(argument)))
    return values


def _evaluate(name: str, arguments: list[Any], version: str) -> Any:
    """Value of an entry; a few are formulas in several quantities, written here once for both versions."""

    def call(quantity: str, *args: Any) -> Any:
        return getattr(all_quantities()[quantity], version)(*args)

    if name == "worst_case / stechkin_bound":
        k, n, q, p = arguments
        return call("worst_case", k, n, q, p) / call("stechkin_bound", k, q, p)
    if name == "pqi_retain of a vector":
        x, r, p, q = arguments
        return call("pqi_retain", len(x), call("pqi", x, p, q), call("head_tail_ratio", x, r, p), p, q)
    if name == "sharpened left side":
        x, r, p, q = arguments
        eta = call("head_tail_ratio", x, r, p)
        tail = eta / (1 + eta)
        return r ** (1 - q / p) * (1 - tail) ** (q / p) + (len(x) - r) ** (1 - q / p) * tail ** (q / p)
    if name == "sharpened right side":
        x, p, q = arguments
        return call("effective_sparsity", x, p, q) ** (1 - q / p)
    return call(name, *arguments)


@pytest.mark.parametrize("entry", ENTRIES, ids=IDENTIFIERS)
def test_array_version_agrees_to_fourteen_digits(entry: dict[str, Any]) -> None:
    value = float(_evaluate(entry["quantity"], _arguments(entry, float, np.array), "array"))
    exact = Fraction(entry["value"])
    assert abs(Fraction(value) - exact) <= Fraction(ARRAY_ERROR) * abs(exact)


@pytest.mark.parametrize("entry", ENTRIES, ids=IDENTIFIERS)
def test_ball_version_encloses_all_printed_digits(entry: dict[str, Any]) -> None:
    with balls.precision(192):
        value = _evaluate(entry["quantity"], _arguments(entry, balls.ball, list), "ball")
        exact, radius = balls.ball(Fraction(entry["value"])), Fraction(entry["relative_radius"])
        reference = exact * balls.hull(1 - radius, 1 + radius)
        assert value.overlaps(reference)
        if all_quantities().get(entry["quantity"]) and find_quantity(entry["quantity"]).integer:
            # A count at a boundary tie is enclosed together with its successor.
            assert value.contains(exact)
            assert value.rad() < 0.501
        else:
            assert value.rad() < abs(exact) / 10**25


def test_every_dossier_result_of_the_tables_is_found_by_its_identifier() -> None:
    found = {entry["id"]: find_quantity(entry["id"]).id for entry in ENTRIES}
    assert all(identifier == own for identifier, own in found.items())


def test_the_tables_are_not_empty() -> None:
    assert len(ENTRIES) > 80


@pytest.mark.slow
def test_reference_file_is_what_its_script_computes() -> None:
    command = [sys.executable, str(REFERENCE / "make.py"), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert result.returncode == 0, result.stdout + result.stderr
