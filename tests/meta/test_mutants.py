"""Mutants of claims: nearly all that say more than a sharp theorem are killed, the others are refuted or explained."""

import zlib

import pytest

from experiments._explained_mutants import COUNTEREXAMPLES, EXPLAINED
from experiments.mutation_scores import EXPERIMENT, points
from lqtheory import AtMost, Claim, Domain, Less, Real, Source, Theorem, tables
from lqtheory.checks.mutants import equal_digits, judge, mutants_of
from lqtheory.decision import decide
from lqtheory.registry import all_theorems, find
from lqtheory.relations import Relation

ROWS = list(tables.read("experiments/results/mutation_scores.csv"))
SURVIVED = [row for row in ROWS if row["outcome"] == "survived"]
REMEDY = "run `python -m experiments run mutation_scores`"
MUTANTS = [t for t in all_theorems() if any(row["theorem"] == t.name and row["kind"] != "none" for row in ROWS)]


def reasons(row: dict[str, str]) -> list[tuple[str, str]]:
    known = [*COUNTEREXAMPLES, *EXPLAINED]
    return [(name, start) for name, start in known if name == row["theorem"] and row["mutant"].startswith(start)]


def test_the_table_speaks_of_the_theorems_as_they_are() -> None:
    now = {(point["theorem"], point["fingerprint"]) for point in points()}
    assert {(row["theorem"], row["fingerprint"]) for row in ROWS} == now, REMEDY
    assert tables.read("experiments/results/mutation_scores.csv").metadata["version"] == EXPERIMENT.version


def test_nearly_all_mutants_of_sharp_claims_are_killed() -> None:
    sharp = [row for row in ROWS if row["kind"] in ("constant", "exponent", "index", "strictness")]
    killed = sum(row["outcome"] == "killed" for row in sharp)
    survived = sum(row["outcome"] == "survived" for row in sharp)
    assert killed >= 900
    assert killed >= 0.95 * (killed + survived)


def test_every_survivor_is_refuted_by_hand_or_explained() -> None:
    assert [(row["theorem"], row["mutant"]) for row in SURVIVED if not reasons(row)] == []


def test_nothing_is_explained_that_does_not_survive() -> None:
    needed = {key for row in SURVIVED for key in reasons(row)}
    assert sorted({*COUNTEREXAMPLES, *EXPLAINED} - needed) == []


@pytest.mark.parametrize("key", COUNTEREXAMPLES, ids=" ".join)
def test_balls_confirm_the_counterexamples_found_by_hand(key: tuple[str, str]) -> None:
    theorem = find(key[0])
    (mutant,) = [m for m in mutants_of(theorem) if m.text.startswith(key[1])]
    values = mutant.theorem.domain.validate(COUNTEREXAMPLES[key], where=theorem.name)
    assert decide(mutant.theorem, values).violated


def is_slow(theorem: Theorem) -> bool:
    """Some theorems are judged again by `make test`, chosen by name alone but for one that takes a quarter minute."""
    return zlib.crc32(theorem.name.encode()) % 25 > 0 or theorem.name == "draws_for_distinct_edges"


@pytest.mark.parametrize(
    "theorem_", [pytest.param(t, marks=[pytest.mark.slow] * is_slow(t)) for t in MUTANTS], ids=lambda t: t.name
)
def test_judging_again_gives_the_table(theorem_: Theorem) -> None:
    found = {mutant.text: judge(mutant, theorem_).outcome for mutant in mutants_of(theorem_)}
    assert found == {row["mutant"]: row["outcome"] for row in ROWS if row["theorem"] == theorem_.name}


D = Domain(a=Real(0, typical=(0, 3)), b=Real(0, typical=(0, 3)))
a, b = D.symbols


def made_up(claim: Claim, **more) -> Theorem:
    return Theorem("made_up", "Made up", "Made up for a test.", D, claim, Source("lqtheory_dossier"), **more)


def test_what_is_not_sharp_has_mutants_of_its_assumptions_only() -> None:
    assert list(mutants_of(made_up(AtMost(2 * a * b, 3 * a**2 + b**2)))) == []
    given = made_up(Claim((Relation(a, "<=", b),), (Relation(a**2, "<=", b**2),)))
    (mutant,) = mutants_of(given)
    assert judge(mutant, given).outcome == "killed"


def test_mutants_of_a_sharp_claim_are_judged_as_they_deserve() -> None:
    theorem = made_up(AtMost(2 * a * b, a**2 + b**2), sharp_at=({"a": 1.0, "b": 1.0}, {"a": 2.0, "b": 2.0}))
    assert equal_digits(theorem, theorem.relations[0]) == float("inf")
    outcomes = {mutant.text: judge(mutant, theorem).outcome for mutant in mutants_of(theorem)}
    assert {kind.split()[0] for kind in outcomes} >= {"right-hand", "<", "a**2", "b**2"}
    assert set(outcomes.values()) == {"killed"}


def test_a_claim_with_room_lets_its_mutants_live() -> None:
    theorem = made_up(AtMost(a * b, a**2 + b**2), sharp_at=({"a": 1.0, "b": 1.0},))
    assert equal_digits(theorem, theorem.relations[0]) == 0
    assert list(mutants_of(theorem)) == []
    strict = made_up(Less(a, a + b))
    assert list(mutants_of(strict)) == []
