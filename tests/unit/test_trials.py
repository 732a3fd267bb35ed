"""Trials in floats refuse what is clearly false, and nothing else; checked proofs are not checked twice."""

from pathlib import Path

import numpy as np
import pytest
import sympy as sp

from lqtheory import Domain, Integer, Real, Vector, registry
from lqtheory.checks import proved
from lqtheory.checks.signs import Fact, facts_of, is_identity, sign_holds
from lqtheory.checks.trials import TRIALS, differ_somewhere, holding, negative
from lqtheory.cli.schedule import Schedule, applied_by
from lqtheory.errors import EvidenceError, RegistryError
from lqtheory.registry import all_theorems, find, find_proof
from lqtheory.symbols import power_sum

D = Domain(n=Integer(2), k=Integer(1, "n-1"), q=Real(0), p=Real("q"), t=Real(0, 1), x=Vector("n"))
n, k, q, p, t, x = D.symbols
y = sp.Symbol("y", positive=True)


@pytest.mark.parametrize(
    "expression",
    [
        q - p,
        t - 1,
        sp.log(q),
        power_sum(x, q) - 1,
        1 - sp.exp(q),
        sp.Max(q, p) - q * p,
        1 - 2 * sp.erfc(q),
        2 * sp.floor(q) - q,
    ],
)
def test_a_negative_value_is_found(expression: sp.Expr) -> None:
    assert negative(expression) is not None


@pytest.mark.parametrize(
    "expression",
    [
        (y + 1) ** 2 - y**2 - 2 * y - 1,
        sp.sqrt(y**2) - y,
        sp.log(y**3) - 3 * sp.log(y),
        # Rounding hides everything here: a difference of ones, multiplied by a large number.
        y * (1 - (1 - 2 / (sp.exp(y) ** 2 + 1)) ** 2) * sp.exp(2 * y) / 9,
        (sp.exp(y) + 1) ** 7 * ((1 + sp.exp(-20 * y)) - 1),
        1 - sp.erf(y) - sp.erfc(y),
        sp.floor(sp.exp(sp.log(y + 1) + sp.log(y)) - y**2 - y + 1) - 1,
        sp.Sum(n, (n, 1, 3)) - 100,
    ],
)
def test_rounding_is_not_taken_for_a_sign(expression: sp.Expr) -> None:
    assert negative(expression) is None


def test_facts_hold_with_something_to_spare() -> None:
    assert holding(()).all()
    mask = holding((Fact(p - q, strict=True), Fact(1 - q)))
    assert 0 < mask.sum() < TRIALS
    assert not holding((Fact(p - q, equation=True),)).any()
    assert not holding((Fact(p - q), Fact(q - p))).any()


def test_sides_differ_only_where_all_facts_hold() -> None:
    assert differ_somewhere(sp.sqrt((q - p) ** 2), q - p, [Fact(p - q, strict=True)])
    assert not differ_somewhere(sp.sqrt((q - p) ** 2), p - q, [Fact(p - q, strict=True)])
    # Equal arguments make quantities equal, which independent values do not know.
    assert not differ_somewhere(power_sum(x, p), power_sum(x, q), [Fact(p - q, equation=True)])


def test_sides_that_differ_are_not_brought_to_one_denominator(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lowered step of largest_common_component_error spent minutes in factoring that floats spare."""

    def refuse(*_: object) -> None:
        raise AssertionError("polynomials of sides that floats show to differ")

    ratio = (1 - t) * (1 + (n + k) * t) / (1 + (k - 1) * t)
    monkeypatch.setattr(sp, "together", refuse)
    monkeypatch.setattr(sp, "factor", refuse)
    other = sp.sqrt(ratio) * (1 - 1 / (1 + n * t))
    assert not is_identity(sp.sqrt(ratio), other, facts_of(D))
    total = sp.Sum(k**t, (k, 1, n))
    assert not is_identity(sp.sqrt(ratio) * total, other * total, facts_of(D))
    with pytest.raises(AssertionError):  # where a fact is an equation floats are not asked
        is_identity(sp.sqrt(ratio), other, [Fact(p - q, equation=True)])


def test_sums_take_independent_values_where_nobody_looks_into_them() -> None:
    total, same, twice = (sp.Sum(body, (k, 1, n)) for body in (k * (k + t), k**2 + k * t, 2 * k * (k + t)))
    assert not differ_somewhere(total, 2 * total, [])
    assert differ_somewhere(total, 2 * total, [], opaque=True)
    assert not differ_somewhere(total, same, [], opaque=True)
    assert is_identity(twice, 2 * total, [])  # by taking sums apart, which comes after
    # Facts about other symbols are left out, equations are not.
    assert differ_somewhere(total, 2 * total, [Fact(p - q), Fact(q - p)], opaque=True)
    assert not differ_somewhere(total, 2 * total, [Fact(p - q, equation=True)], opaque=True)


def test_underflow_is_not_taken_for_zero() -> None:
    root = ((p - q) ** (101 * n)) ** (1 / (101 * n))
    assert root.is_Pow
    assert not differ_somewhere(root, p - q, [Fact(p - q, strict=True)])
    assert differ_somewhere(root, 2 * (p - q), [Fact(p - q, strict=True)])


def test_a_sign_that_needs_equal_arguments_is_not_refused() -> None:
    same = Fact(p - q, equation=True)
    assert sign_holds(power_sum(x, p) - power_sum(x, q), [*facts_of(D), same])


def test_values_depend_on_nothing_but_the_name() -> None:
    first = negative(q - 1)
    assert first is not None
    negative.cache_clear()
    np.testing.assert_array_equal(first, negative(q - 1))


def test_a_proof_is_checked_once_but_its_copy_again(monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    theorem = find("stechkin_constant_at_most_one")
    proof = find_proof(theorem)
    assert proof is not None
    proved.forget()
    first = proved.checked_proof(theorem, proof)
    assert proved.checked_proof(theorem, proof) is first
    assert proved.checked_proof(theorem, dataclasses.replace(proof)) is not first
    shorter = dataclasses.replace(proof, steps=proof.steps[:-1]) if len(proof.steps) > 1 else None
    if shorter is not None:
        assert proved.checked_proof(theorem, shorter).verdict == "INCONCLUSIVE"
    proved.forget()


def test_what_another_process_found_counts_for_the_same_proof_only() -> None:
    import dataclasses

    theorem = find("stechkin_constant_at_most_one")
    proof = find_proof(theorem)
    assert proof is not None
    proved.forget()
    honest = proved.checked_proof(theorem, proof)
    proved.forget()
    proved.take_over(dataclasses.replace(honest, message="from elsewhere"))
    assert proved.checked_proof(theorem, proof).message == "from elsewhere"
    proved.forget()
    proved.take_over(dataclasses.replace(honest, fingerprint="0" * 16, message="of another proof"))
    assert proved.checked_proof(theorem, proof) == honest
    proved.forget()


def test_lemmas_are_checked_before_what_applies_them() -> None:
    waiting, order = Schedule(all_theorems()), []
    while waiting:
        order.append(waiting.take())
        waiting.done(order[-1])
    assert sorted(order) == sorted(theorem.name for theorem in all_theorems())
    place = {name: number for number, name in enumerate(order)}
    pairs = [(other, name) for name in order for other in applied_by(find(name))]
    assert pairs
    assert all(place[other] < place[name] for other, name in pairs)


def test_a_busy_lemma_stops_nobody() -> None:
    user = next(theorem for theorem in all_theorems() if applied_by(theorem))
    lemmas = [find(name) for name in applied_by(user)]
    waiting = Schedule([user, *lemmas])
    taken = [waiting.take() for _ in range(len(lemmas) + 1)]
    assert taken[-1] == user.name
    assert not waiting
    assert not waiting.lemmas(user.name)


@pytest.fixture
def proofs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of other proofs, and of other evidence, than the registry's own."""
    for folder in ("proofs_folder", "store_folder"):
        monkeypatch.setattr(registry, folder, lambda: tmp_path)
    (tmp_path / "lq_balls").mkdir()
    return tmp_path / "lq_balls"


PAIR = ("stechkin_constant_at_most_one", "stechkin_inequality")


def taken(waiting: Schedule) -> list[str]:
    names = []
    while waiting:
        names.append(waiting.take())
    return names


@pytest.mark.parametrize("evidence", ["{", "[{}]", "{}"])
def test_a_broken_file_stops_no_other_theorem(proofs: Path, evidence: str) -> None:
    (proofs / f"{PAIR[0]}.py").write_text("PROOF = Prof()\n")
    (proofs / f"{PAIR[1]}.json").write_text(evidence)
    with pytest.raises(RegistryError, match="does not import"):
        applied_by(find(PAIR[0]))
    with pytest.raises(EvidenceError):
        registry.stored_evidence(find(PAIR[1]))
    assert sorted(taken(Schedule([find(name) for name in PAIR]))) == sorted(PAIR)


def test_proofs_in_a_circle_are_left_to_the_check(proofs: Path) -> None:
    for name, other in (PAIR, PAIR[::-1]):
        text = f"""
from lqtheory import Proof, Step
from lqtheory.proof import apply
from lqtheory.registry import find
PROOF = Proof("{name}", steps=[Step("all", find("{name}").claim, apply("{other}"))])
"""
        (proofs / f"{name}.py").write_text(text)
    assert applied_by(find(PAIR[0])) == PAIR[1:]
    assert applied_by(find(PAIR[1])) == PAIR[:1]
    assert sorted(taken(Schedule([find(name) for name in PAIR]))) == sorted(PAIR)
