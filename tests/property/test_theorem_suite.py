"""The generic theorem suite: whatever stands in the registry passes these tests, written once."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy as sp

import lqtheory
from lqtheory.balls import enclosure, precision
from lqtheory.checks import falsify, sample_instance, sharpness, simulate, twin_is_falsified
from lqtheory.claim import Claim, Probability
from lqtheory.decision import instance_as_balls, relation_truth
from lqtheory.definitions import is_vector
from lqtheory.domain import Domain, Vector
from lqtheory.errors import DomainError, InputTypeError, NormOverflowError
from lqtheory.evidence import Evidence, Verdict
from lqtheory.registry import find
from lqtheory.relations import Relation
from lqtheory.rng import generator_for
from lqtheory.theorem import Theorem

SAMPLES = 12
#: Error that float64 may have against balls: relative to the larger side, and absolute for indices of order 1 that
#: are differences (the Gini index of a flat vector is 0 up to rounding).
FLOAT_ERROR, INDEX_ERROR = 1e-9, 1e-12


@cache
def samples(name: str) -> tuple[dict[str, Any], ...]:
    """Instances that satisfy all assumptions in floats; fewer where those are rare."""
    theorem, rng = find(name), generator_for(0, "theorem suite", name)
    drawn = (sample_instance(theorem.domain, rng) for _ in range(20 * SAMPLES))
    found = []
    for values in drawn:
        if isinstance(theorem.claim, Probability) or admits(theorem, values):
            found.append(values)
        if len(found) == SAMPLES:
            break
    return tuple(found)


def admits(theorem: Theorem, values: dict[str, Any]) -> bool:
    try:
        return theorem.admits(values)
    except (DomainError, NormOverflowError):
        return False


def needs_sides(theorem: Theorem) -> None:
    if isinstance(theorem.claim, Probability):
        pytest.skip("a claim about a probability has no sides")


def test_the_sampler_gives_instances_and_rejects_few(theorem: Theorem):
    rng = generator_for(0, "sampler", theorem.name)
    for _ in range(40):
        theorem.domain.validate(sample_instance(theorem.domain, rng))


def test_the_search_agrees_with_what_is_expected_and_is_not_vacuous(theorem: Theorem):
    record = simulate(theorem, "quick") if isinstance(theorem.claim, Probability) else falsify(theorem, "quick")
    refuted = record.verdict in (Verdict.FALSIFIED, Verdict.REJECTED)
    assert refuted == (theorem.expected == "refuted"), record.message
    assert record.verdict is not Verdict.INCONCLUSIVE or "no ball version" in record.message, record.message
    back = Evidence.from_json(json.loads(json.dumps(record.to_json(), allow_nan=False)))
    assert back.to_json() == record.to_json()
    assert back.fingerprint == theorem.fingerprint


def test_a_refuted_theorem_names_its_correction(theorem: Theorem):
    if theorem.expected == "refuted" and theorem.corrected_by:
        assert find(theorem.corrected_by).expected == "holds"
    assert theorem.expected == "refuted" or not theorem.corrected_by


def test_declared_sharpness_is_attained(theorem: Theorem):
    record = sharpness(theorem, "quick", twins=())
    assert record is None or record.verdict is Verdict.SURVIVED, record.message


def test_the_over_tightened_twin_is_falsified(theorem: Theorem):
    if not theorem.sharp_at or theorem.expected == "refuted":
        pytest.skip("makes no claim of sharpness")
    twin = twin_is_falsified(theorem, 0.9, budget="standard")
    assert twin is None or twin.falsified, twin.evidence.message


def test_floats_and_balls_agree(theorem: Theorem):
    needs_sides(theorem)
    for values in samples(theorem.name):
        for (left, right), relation in zip(float_sides(theorem, values), theorem.relations, strict=True):
            for side, expression in ((left, relation.lhs), (right, relation.rhs)):
                compare_with_ball(side, ball_side(theorem, values, expression), (left, right))


def float_sides(theorem: Theorem, values: dict[str, Any]) -> list[tuple[Any, Any]]:
    try:
        return theorem.evaluate(values)
    except NormOverflowError:
        return [(math.nan, math.nan)] * len(theorem.relations)


def ball_side(theorem: Theorem, values: dict[str, Any], expression: Any) -> Any:
    if any(quantity.ball is None for quantity in theorem.quantities) or theorem.claim.witness:
        pytest.skip("a side has no ball version")
    with precision(226):
        return relation_truth(Relation(expression, "<=", expression), instance_as_balls(theorem.domain, values))[1]


def compare_with_ball(value: Any, exact: Any, sides: tuple[Any, Any]) -> None:
    if np.ndim(value):  # the ball is that of one component; the others are compared where they decide
        return
    low, high = enclosure(exact)
    if not (math.isfinite(value) and math.isfinite(low) and math.isfinite(high)):
        return
    scale = max(1e-300, *(abs(float(np.max(np.abs(side)))) for side in sides if np.all(np.isfinite(side))), abs(low))
    error = FLOAT_ERROR * scale + INDEX_ERROR
    assert low - error <= value <= high + error


def test_numpy_and_torch_agree(theorem: Theorem):
    torch = pytest.importorskip("torch")
    needs_sides(theorem)
    vectors = [name for name, member in theorem.domain.parameters.items() if isinstance(member, Vector)]
    if not vectors or theorem.claim.witness or theorem.domain.kind != "vector":
        pytest.skip("no vectors")
    for values in samples(theorem.name):
        tensors = values | {name: torch.tensor(values[name], dtype=torch.float64) for name in vectors}
        for ours, theirs in zip(float_sides(theorem, values), float_sides(theorem, tensors), strict=True):
            for a, b in zip(ours, theirs, strict=True):
                theirs_alike, ours_alike = np.asarray(b, dtype=float), np.asarray(a, dtype=float)
                np.testing.assert_allclose(theirs_alike, ours_alike, rtol=1e-9, atol=1e-12 * size(ours) + INDEX_ERROR)


def size(sides: tuple[Any, Any]) -> float:
    finite = [float(np.max(np.abs(side))) for side in sides if np.all(np.isfinite(side))]
    return max([1e-300, *finite])


def test_batches_agree_with_single_instances(theorem: Theorem):
    needs_sides(theorem)
    vectors = [name for name, member in theorem.domain.parameters.items() if isinstance(member, Vector)]
    if not vectors or theorem.claim.witness or theorem.domain.kind != "vector":
        pytest.skip("no vectors")
    for values in samples(theorem.name)[:4]:
        if scales_vectors(theorem) or not takes_batches(theorem, values, vectors):
            pytest.skip("a quantity takes a scalar that is computed from the vector")
        doubled = values | {name: np.stack([values[name], values[name][::-1]]) for name in vectors}
        flipped = values | {name: values[name][::-1].copy() for name in vectors}
        for row, single in enumerate((values, flipped)):
            for batch, alone in zip(float_sides(theorem, doubled), float_sides(theorem, single), strict=True):
                for a, b in zip(batch, alone, strict=True):
                    entry = np.asarray(a)[row] if np.ndim(a) > np.ndim(b) else a
                    np.testing.assert_allclose(entry, b, rtol=1e-12, atol=1e-13 * size(alone))


def scales_vectors(theorem: Theorem) -> bool:
    """Whether a vector is multiplied by a number computed from vectors, which has no axis for the entries."""
    names = {s for s in theorem.domain.symbols if isinstance(theorem.domain.parameters[str(s)], Vector)}
    for relation in (*theorem.claim.given, *theorem.relations):
        for side in (relation.lhs, relation.rhs):
            for node in sp.preorder_traversal(side):
                if isinstance(node, sp.Mul) and any(is_vector(f, theorem.domain) for f in node.args):
                    if any(f.free_symbols & names and not is_vector(f, theorem.domain) for f in node.args):
                        return True
    return False


def takes_batches(theorem: Theorem, values: dict[str, Any], vectors: list[str]) -> bool:
    try:
        theorem.evaluate(values | {name: values[name][None] for name in vectors})
    except InputTypeError:
        return False
    except NormOverflowError:
        return True
    return True


def test_both_sides_scale_alike(theorem: Theorem):
    """If the left side is homogeneous in a free vector, a right side of another degree is false at some scale."""
    needs_sides(theorem)
    claim = theorem.claim
    bound = {str(s) for r in (*theorem.domain.where, *claim.given) for s in r.free_symbols}
    free = [n for n, m in theorem.domain.parameters.items() if isinstance(m, Vector) and n not in bound]
    if not free or claim.witness or theorem.expected == "refuted" or theorem.domain.kind != "vector":
        pytest.skip("no vector that may be scaled freely")
    for name in free:
        for index in range(len(theorem.relations)):
            degrees = [degree(theorem, values, name, index) for values in samples(theorem.name)]
            for left, right in filter(None, degrees):
                assert left == pytest.approx(right, abs=1e-6)


def degree(theorem: Theorem, values: dict[str, Any], name: str, index: int) -> tuple[float, float] | None:
    """Degrees in one vector of both sides, where both are homogeneous over eighteen orders of scale; else nothing."""
    if not 1e-6 < np.abs(values[name]).max() < 1e6:
        return (
            None  # another parameter of order 1 would not matter at such a scale, and the side only looks homogeneous
        )
    scaled = [values | {name: values[name] * factor} for factor in (2.0**-30, 1.0, 2.0**30)]
    rows = [float_sides(theorem, instance)[index] for instance in scaled]
    sides = np.array([[float(np.max(np.asarray(side))) for side in row] for row in rows])
    if not (np.isfinite(sides).all() and (sides > 0).all()):
        return None
    first, second = np.diff(np.log2(sides), axis=0) / 30
    return (float(first[0]), float(first[1])) if np.allclose(first, second, atol=1e-9) else None


def test_the_source_resolves(theorem: Theorem):
    entries = re.findall(r"^@\w+\{([^,]+),", bibliography(), flags=re.MULTILINE)
    assert theorem.source.bibkey in entries


def bibliography() -> str:
    return Path(lqtheory.__file__).with_name("references.bib").read_text(encoding="utf-8")


def test_the_statement_mentions_every_symbol_of_the_claim(theorem: Theorem):
    words = set(re.findall(r"[A-Za-z]+", theorem.statement))
    assert claimed(theorem) <= words


def claimed(theorem: Theorem) -> set[str]:
    if not isinstance(theorem.claim, Claim):
        return set(theorem.domain.parameters)
    return {str(s) for r in (*theorem.claim.given, *theorem.claim.then) for s in r.free_symbols} - set(
        theorem.claim.witness
    )


def test_the_statement_is_a_sentence(theorem: Theorem):
    assert theorem.statement[0].isupper()
    assert theorem.statement.endswith(".")
    assert theorem.title


def test_the_latex_form_has_balanced_braces(theorem: Theorem):
    assert theorem.latex.count("{") == theorem.latex.count("}")


def test_the_domain_describes_itself(theorem: Theorem):
    assert isinstance(theorem.domain, Domain)
    for name in theorem.domain.parameters:
        assert name in theorem.domain.text(name)
