"""Foundation lemmas: premises that fail are noticed (that conclusions hold is attacked in ``tests/meta``)."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy as sp

from lqtheory import Claim, Domain, Integer, Proof, Real, Source, Step, Theorem, Vector
from lqtheory.balls import Truth, precision
from lqtheory.checks.lemmas import LEMMAS, find_lemma
from lqtheory.checks.lemmas_counts import LEAST, least_property
from lqtheory.checks.prove import Checker, prove
from lqtheory.checks.sampling import sample_instance
from lqtheory.decision import instance_as_balls, relation_truth
from lqtheory.errors import DomainError, RegistryError, UnsupportedError
from lqtheory.evidence import Verdict
from lqtheory.proof import identity, lemma
from lqtheory.quantities import find_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import kmin, kmin_exact, kmin_stechkin, kmin_worst_case, power_sum

D = Domain(
    n=Integer(2, typical=(2, 12)),
    k=Integer(1, "n-1"),
    j=Integer(0, "k"),
    q=Real(0, typical=(0.3, 2)),
    p=Real("q", typical=("q", 4)),
    eta=Real(0, 1),
    x=Vector("n", nonzero=True),
)
n, k, j, q, p, eta, x = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
count = kmin(x, eta, p)


@pytest.mark.parametrize("name", sorted(LEMMAS))
def test_lemma_names_its_reference_and_says_what_it_says(name: str) -> None:
    found = LEMMAS[name]
    assert found.statement.endswith(".")
    assert found.source.bibkey
    assert found.source.where


def test_unknown_lemma_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(RegistryError, match="weighted_am_gm"):
        find_lemma("unheard_of")


def rejected(conclusion: Relation, name: str, **arguments: Any) -> str:
    """Why a one-step proof by a lemma is rejected; empty if it is not."""
    theorem = Theorem("made_up", "Made up", "Made up.", D, Claim(then=(conclusion,)), Source("lqtheory_dossier"))
    evidence = prove(theorem, Proof("made_up", [Step("a", conclusion, lemma(name, **arguments))]))
    return evidence.message if evidence.verdict is Verdict.INCONCLUSIVE else ""


@pytest.fixture
def _rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No random instances: the premises must be missed by themselves."""
    monkeypatch.setattr(Checker, "_spot_check", lambda self, step: None)
    monkeypatch.setattr(Checker, "check_inhabited", lambda self: None)


@pytest.mark.usefixtures("_rules_alone")
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("weighted_am_gm", {"a": p, "b": q, "w": p / q}),
        ("weighted_am_gm", {"a": q - p, "b": q, "w": q / p}),
        ("log_tangent", {"t": q - p}),
        ("value_at", {"body": q**p, "variable": q, "value": 1}),
        ("majorised_entropies", {"x": x, "y": x, "p": p}),
        ("tail_power_mean", {"x": x, "k": k, "p": p, "q": q}),
        ("head_power_mean", {"x": x, "k": k, "p": p, "q": q}),
        ("head_power_mean", {"x": x, "k": j, "p": q, "q": p}),
        ("head_positive", {"x": x, "k": j, "p": p}),
        ("norms_decrease", {"x": x, "q": p, "p": q}),
        ("tail_decreases", {"x": x, "j": k, "k": j, "p": p}),
        ("tail_after_everything", {"x": x, "k": k, "p": p}),
        ("integers_are_apart", {"a": k, "b": j}),
        ("integers_are_apart", {"a": j, "b": k}),
        ("least_has_property", {"count": count}),
        ("below_least_fails", {"count": count, "k": k}),
        ("least_at_most", {"count": count, "k": k}),
    ],
)
def test_premise_that_is_not_shown_is_noticed(name: str, arguments: dict[str, Any]) -> None:
    application = find_lemma(name).build(D, **arguments)
    assert "is not shown" in rejected(application.conclusion, name, **arguments)


@pytest.mark.usefixtures("_rules_alone")
def test_a_value_is_put_in_only_where_it_is_known_and_finite() -> None:
    at_one = find_lemma("value_at").build(D, body=q**p + eta, variable=q, value=1)
    assert at_one.conclusion == Relation(q**p + eta, "=", 1 + eta)
    for arguments in ({"variable": x, "value": 1}, {"variable": q, "value": p}, {"variable": i, "value": 1}):
        with pytest.raises(DomainError, match="is no scalar of the proof"):
            find_lemma("value_at").build(D, body=q**p, **arguments)
    end = [Relation(q, "<=", 1), Relation(1, "<=", q)]
    pole = find_lemma("value_at").build(D, body=1 / (1 - q), variable=q, value=1).conclusion
    theorem = Theorem("made_up", "Made up", "Made up.", D, Claim(end, [pole]), Source("lqtheory_dossier"))
    step = Step("a", theorem.claim, lemma("value_at", body=1 / (1 - q), variable=q, value=1))
    assert prove(theorem, Proof("made_up", [step])).verdict is Verdict.INCONCLUSIVE


@pytest.mark.usefixtures("_rules_alone")
def test_conclusion_must_be_that_of_the_lemma() -> None:
    application = find_lemma("norms_decrease").build(D, x=x, q=q, p=p)
    assert rejected(application.conclusion, "norms_decrease", x=x, q=q, p=p) == ""
    wrong = Relation(application.conclusion.lhs, "<", application.conclusion.rhs)
    assert "it yields" in rejected(wrong, "norms_decrease", x=x, q=q, p=p)
    wrong = Relation(application.conclusion.rhs, "<=", application.conclusion.lhs)
    assert "it yields" in rejected(wrong, "norms_decrease", x=x, q=q, p=p)


@pytest.mark.parametrize(
    "build",
    [
        lambda: find_lemma("integers_are_apart").build(D, a=q, b=p),
        lambda: find_lemma("head_power_mean").build(D, x=x, k=q, p=q, q=p),
        lambda: find_lemma("below_least_fails").build(D, count=count, k=q),
        lambda: find_lemma("max_member").build(D, maximum=sp.Function("max")(k * i, i, 1, n), at=q),
    ],
)
def test_real_number_in_place_of_an_integer_is_refused(build: Callable[[], Any]) -> None:
    with pytest.raises(DomainError, match="integer"):
        build()


@pytest.mark.parametrize("index", [k, n])
def test_bound_of_a_maximum_must_not_depend_on_its_index(index: sp.Symbol) -> None:
    with pytest.raises(DomainError, match="must not depend"):
        find_lemma("max_least").build(D, body=q * index, index=index, bound=p * index)


def test_least_counts_are_defined_for_tolerances_below_one_only() -> None:
    wide = Domain(n=Integer(1), k=Integer(0, "n"), p=Real(0), eta=Real(0, 2), x=Vector("n"))
    with pytest.raises(UnsupportedError, match="0 < eta < 1"):
        least_property(kmin(wide.symbol("x"), wide.symbol("eta"), wide.symbol("p")), wide.symbol("k"), wide)
    with pytest.raises(UnsupportedError, match="not defined as a least integer"):
        least_property(power_sum(x, q), k, D)


@pytest.mark.usefixtures("_rules_alone")
def test_closed_form_of_a_count_is_not_unfolded_where_it_does_not_hold() -> None:
    wide = Domain(s=Real(1), q=Real(0), p=Real("q"), eta=Real(0, 2))
    s, q_, p_, eta_ = wide.symbols
    a = q_ / p_
    formula = (1 - a) * a ** (a / (1 - a)) * eta_ ** (-p_ * q_ / (p_ - q_)) * s
    claim = Relation(kmin_stechkin(s, eta_, q_, p_), "=", formula)
    theorem = Theorem("made_up", "Made up", "Made up.", wide, Claim(then=(claim,)), Source("lqtheory_dossier"))
    evidence = prove(theorem, Proof("made_up", [Step("a", claim, identity())]))
    assert evidence.verdict is Verdict.INCONCLUSIVE
    assert "0 < eta < 1" in evidence.message


COUNTS = {
    "kmin": kmin(x, eta, p),
    "kmin_worst_case": kmin_worst_case(n / 2 + sp.Rational(1, 2), eta, q, p, n),
    "kmin_exact": kmin_exact(n / 2 + sp.Rational(1, 2), eta, q, p, n),
}


def test_every_count_of_the_table_is_tested() -> None:
    assert set(COUNTS) == set(LEAST)


@pytest.mark.parametrize("name", LEAST)
def test_count_is_the_least_with_its_property(name: str, rng: np.random.Generator) -> None:
    """The table of definitions against the ball version of the quantity, k by k."""
    first, otherwise, holds = least_property(COUNTS[name], k, D)
    assert find_quantity(name).integer
    decided = 0
    for _ in range(40):
        with precision(113):
            env = instance_as_balls(D, sample_instance(D, rng))
            value = relation_truth(Relation(COUNTS[name], "<=", COUNTS[name]), env)[1].unique_fmpz()
            ends = [int(relation_truth(Relation(e, "<=", e), env)[1].unique_fmpz()) for e in (first, otherwise)]
            truths = [relation_truth(holds, {**env, "k": at})[0] for at in range(*ends)]
        if value is None or Truth.UNDECIDED in truths:
            continue
        expected = next((at for at, truth in zip(range(*ends), truths, strict=True) if truth is Truth.YES), ends[1])
        assert int(value) == expected
        decided += 1
    assert decided >= 10
