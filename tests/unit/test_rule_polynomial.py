"""The rule that asks z3: what follows is believed, what does not is refused, and the question is recorded."""

import pytest
import sympy as sp

from lqtheory import AtMost, Claim, Domain, Equal, Integer, Less, Proof, Real, Source, Step, Theorem, Vector
from lqtheory.checks import rules_polynomial
from lqtheory.checks.prove import prove
from lqtheory.checks.signs import Fact
from lqtheory.evidence import Verdict
from lqtheory.proof import polynomial
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm

D = Domain(n=Integer(1), a=Real(0), b=Real(0), c=Real(), x=Vector("n"))
n, a, b, c, x = D.symbols
needs_z3 = pytest.mark.skipif(not rules_polynomial.is_installed(), reason="z3-solver is not installed")


def evidence(claim: Claim, domain: Domain = D):
    theorem = Theorem("made_up", "Made up", "Made up for a test.", domain, claim, Source("lqtheory_dossier"))
    return prove(theorem, Proof("made_up", (Step("end", claim, polynomial()),)))


TRUE = (
    AtMost(2 * a * b, a**2 + b**2),
    AtMost(3 * a * b * (a + b), (a + b) ** 3 - a**3 - b**3),
    Less(0, a**2 - a * b + b**2),
    AtMost(a**2 * b + a * b**2, a**3 + b**3),
    AtMost(2 / (1 / a + 1 / b), (a + b) / 2),
    AtMost(sp.sqrt(a * b), (a + b) / 2),
    AtMost(2 * sp.sqrt(a) - 1, a),
    AtMost(c - c**2, sp.Rational(1, 4)),
    AtMost(n, n**2),
    Claim((Relation(c, "<=", a), Relation(a, "<=", c)), (Relation(c**2, "=", a**2),)),
    Claim((Relation(sp.sqrt(c), "<=", 2),), (Relation(c, "<=", 4),)),
)
FALSE = (
    AtMost(a * b, a**2 + b**2 - 1),
    Less(2 * a * b, a**2 + b**2),
    AtMost(c, c**2),
    AtMost(a ** sp.Rational(1, 3), a),
    Claim((Relation(sp.sqrt(c), "<=", 2),), (Relation(c, "<=", 3),)),
    Equal((a + b) ** 2, a**2 + b**2),
    Less(n, n**2),
)


@needs_z3
@pytest.mark.parametrize("claim", TRUE, ids=map(str, TRUE))
def test_what_follows_is_believed_and_the_question_is_recorded(claim: Claim) -> None:
    record = evidence(claim)
    assert record.verdict is Verdict.PROVED, record.message
    assert "z3" in record.certified_by
    assert "z3 answers unsat to (declare-fun" in record.message


@needs_z3
def test_the_recorded_question_is_what_was_sent_and_no_more() -> None:
    """Neither facts about other variables nor what z3 adds on its way."""
    message = evidence(Claim((Relation(c, "<=", a), Relation(n, "<=", b)), (Relation(c, "<=", a + 1),))).message
    assert "_a ()" in message
    assert "_c ()" in message
    assert not any(word in message for word in ("_b ()", "_n ()", "model-"))
    linked = evidence(Claim((Relation(c, "<=", b), Relation(b, "<=", a)), (Relation(c, "<=", a),)))
    assert linked.verdict is Verdict.PROVED
    assert "_b ()" in linked.message


@needs_z3
@pytest.mark.parametrize("claim", FALSE, ids=map(str, FALSE))
def test_what_does_not_follow_is_refused(claim: Claim) -> None:
    record = evidence(claim)
    assert record.verdict is Verdict.INCONCLUSIVE
    assert "z3" not in record.certified_by


@needs_z3
@pytest.mark.parametrize("claim", [AtMost(sp.exp(c), sp.exp(c)), AtMost(a**b, a**b + 1), AtMost(0, lq_norm(x, 2))])
def test_what_is_no_polynomial_is_refused(claim: Claim) -> None:
    assert "is no polynomial; put a new variable in its place first" in evidence(claim).message


@needs_z3
def test_a_number_that_may_be_infinite_is_refused() -> None:
    domain = Domain(p=Real(1, infinite=True))
    (p,) = domain.symbols
    assert "may be infinite" in evidence(AtMost(1, p**2), domain).message


@needs_z3
@pytest.mark.parametrize("claim", [AtMost(0, sp.sqrt(c)), AtMost(0, 1 / c**2), Equal(c / c**2 * a, a / c)], ids=str)
def test_what_has_no_value_everywhere_is_refused(claim: Claim) -> None:
    assert evidence(claim).verdict is Verdict.INCONCLUSIVE
    given = (Relation(0, "<", c),)
    assert evidence(Claim(given, claim.then)).verdict is Verdict.PROVED


@needs_z3
def test_a_fact_outside_polynomials_is_forgotten_not_misread() -> None:
    given = (Relation(sp.exp(c), "<=", 1),)
    assert evidence(Claim(given, (Relation(c, "<=", 0),))).verdict is Verdict.INCONCLUSIVE


@needs_z3
def test_an_undecided_question_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules_polynomial, "EFFORT", 1)
    assert "z3 does not decide" in evidence(TRUE[3]).message


def test_without_z3_nothing_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules_polynomial, "is_installed", lambda: False)
    record = evidence(TRUE[0])
    assert record.verdict is Verdict.INCONCLUSIVE
    assert "pip install 'lqtheory[z3]'" in record.message


@needs_z3
def test_names_of_parameters_and_of_roots_are_kept_apart() -> None:
    a, rival = sp.Symbol("a", positive=True), sp.Symbol("a", real=True)
    for name in ("root_0", "root0", "x0_a"):
        taken = sp.Symbol(name, real=True)
        assert str(rules_polynomial.formulas_for([], Relation(taken, "<=", sp.sqrt(a)))[-1].check()) == "sat"
    assert str(rules_polynomial.formulas_for([], Relation(0, "<=", a * rival))[-1].check()) == "sat"


@needs_z3
def test_nothing_is_taken_from_a_fact_that_is_left_out() -> None:
    given = (Relation(sp.sqrt(c) + sp.exp(c), "<=", 100),)
    solvers = rules_polynomial.formulas_for([Fact(r.rhs - r.lhs) for r in given], Relation(0, "<=", c))
    assert str(solvers[-1].check()) == "sat"
