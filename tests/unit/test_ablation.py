"""Assumptions dropped in turn: the one that does the work is named, the one that does not is not."""

from lqtheory import AtMost, Claim, Domain, Integer, Probability, Real, Source, Theorem, Vector
from lqtheory.checks.ablation import ablation
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, peak

D = Domain(
    n=Integer(2, typical=(2, 9)), k=Integer(1, "n"), a=Real(0, typical=(0, 3)), b=Real("a", typical=("a", 5)), c=Real()
)
n, k, a, b, c = D.symbols


def made_up(claim, **more) -> Theorem:
    return Theorem("made_up", "Made up", "Made up for a test.", D, claim, Source("lqtheory_dossier"), **more)


def needed(theorem: Theorem) -> dict[str, bool]:
    return {found.assumption: found.needed for found in ablation(theorem)}


def test_the_bound_that_does_the_work_is_named() -> None:
    assert needed(made_up(AtMost(a**2, b**2))) == {"k <= n": False, "a < b": True}
    assert needed(made_up(AtMost(k, n))) == {"k <= n": True, "a < b": False}


def test_assumptions_of_the_claim_come_first() -> None:
    theorem = made_up(Claim((Relation(c, "<=", a),), (Relation(c, "<=", b),)))
    assert list(needed(theorem).items()) == [("c <= a", True), ("k <= n", False), ("a < b", True)]


def test_bounds_by_numbers_and_limits_of_nonzero_entries_are_dropped_but_signs_stay() -> None:
    domain = Domain(n=Integer(2, typical=(2, 9)), t=Real(1, 3), x=Vector("n", nonzeros=1))
    _, t, x = domain.symbols

    def of(claim) -> dict[str, bool]:
        return needed(Theorem("made_up", "Made up", "For a test.", domain, claim, Source("lqtheory_dossier")))

    bounds = ["1 < t", "t < 3", "at most 1 nonzero entries of x"]
    assert of(AtMost(t, t**2)) == dict(zip(bounds, (True, False, False), strict=True))
    assert of(AtMost(t**2, 9)) == dict(zip(bounds, (False, True, False), strict=True))
    assert of(AtMost(lq_norm(x, 1), peak(x))) == dict(zip(bounds, (False, False, True), strict=True))


def test_every_finding_is_a_sentence() -> None:
    texts = [found.text() for found in ablation(made_up(AtMost(a**2, b**2)))]
    assert texts[0].startswith("without k <= n: no counterexample (")
    assert texts[0].endswith("perhaps it is not needed")
    assert texts[1].startswith("without a < b: ")


def test_refuted_claims_and_probabilities_have_nothing_to_drop() -> None:
    assert ablation(made_up(AtMost(b, a), expected="refuted")) == []
    event = Probability(lambda rng, size, **_: rng.random(size) < 0.5, "<=", 1)
    assert ablation(made_up(event)) == []
