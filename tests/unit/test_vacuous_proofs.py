"""Proofs of claims about nothing: every step may be right, and the verdict is not PROVED."""

import pytest
import sympy as sp

from lqtheory import Claim, Domain, Less, Proof, Real, Source, Step, Theorem, Vector
from lqtheory.checks.edges import is_inhabited
from lqtheory.checks.prove import prove
from lqtheory.evidence import Evidence, Verdict
from lqtheory.proof import sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum


def evidence(domain: Domain, claim: Claim) -> Evidence:
    """What a proof in one step by sign rules gives."""
    theorem = Theorem("nothing", "Nothing", "A claim about little.", domain, claim, Source("demo"))
    return prove(theorem, Proof("nothing", steps=[Step("all", claim, sign())]))


def test_nothing_is_proved_of_ranges_without_values() -> None:
    domain = Domain(a=Real(0), b=Real("a", "a"))
    a, b = domain.symbols
    found = evidence(domain, Less(a, b))
    assert found.verdict is Verdict.INCONCLUSIVE
    assert "no instance of nothing in its typical ranges is seen" in found.message


@pytest.mark.parametrize("way", ["where", "given"])
def test_nothing_is_proved_under_conditions_that_nothing_satisfies(way: str) -> None:
    t = Domain(t=Real(0)).symbol("t")
    never = [Relation(t, "<=", -1)]
    domain = Domain(t=Real(0), where=never if way == "where" else [])
    claim = Claim(never if way == "given" else [], [Relation(t, "<=", -1)])
    assert "may be vacuous" in evidence(domain, claim).message


def test_few_instances_are_enough() -> None:
    D = Domain(t=Real(0, typical=(0, 4)))
    (t,) = D.symbols
    thin = Claim([Relation(t, "<=", sp.Rational(1, 1000))], [Relation(t**2, "<=", 1 + t**2)])
    assert evidence(D, thin).verdict is Verdict.PROVED


def test_a_repaired_draw_counts_as_an_instance() -> None:
    D = Domain(x=Vector(3), t=Real(0, 100, typical=(50, 100)))
    x, t = D.symbols
    edge = [Relation(power_sum(x, 2), "<=", t)]
    assert is_inhabited(D, edge, "demo")
    assert not is_inhabited(D, [*edge, Relation(t, "<", 0)], "demo")


def test_conditions_without_a_value_are_met_by_nothing() -> None:
    D = Domain(t=Real(0, 1))
    (t,) = D.symbols
    assert not is_inhabited(D, [Relation(sp.sqrt(-1 - t), "<=", 1)], "demo")
