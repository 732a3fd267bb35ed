"""Certificates that are checked without a search: what replays, what does not, and that both arithmetics are asked."""

import dataclasses
from contextlib import closing
from fractions import Fraction

import pytest
import sympy as sp

from lqtheory.box_certificates import Certificate, Piece, read_certificates, write_certificates
from lqtheory.checks import confirm, lean, second
from lqtheory.checks.confirm import find_certificate, replay, tasks_of
from lqtheory.checks.engines import FlintEngine
from lqtheory.checks.facts import Question, facts_of, questions
from lqtheory.claim import AtMost, Claim, Equal, Less
from lqtheory.domain import Domain, Integer, Real
from lqtheory.errors import ContradictionError, EvidenceError, UnsupportedError
from lqtheory.evidence import Verdict
from lqtheory.expressions import MaxOver
from lqtheory.registry import all_theorems, find, find_proof, stored_evidence
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm
from lqtheory.theorem import Source, Theorem

D = Domain(s=Real(0, typical=(0.25, 1)), t=Real("s", typical=("s", 4)))
s, t = D.symbols
FLINT = FlintEngine()
STORED = [theorem for theorem in all_theorems() if second.certificate_path(theorem).exists()]
needs_lean = pytest.mark.skipif(not lean.is_installed(), reason="leancert 0.3.2 is not installed")


def theorem(claim, domain: Domain = D, **more) -> Theorem:
    return Theorem("demo", "Demo", "A demo.", domain, claim, Source("demo"), **more)


def certified(claim, engines=(FLINT,), domain: Domain = D, **more) -> tuple[Certificate | None, confirm.Task]:
    (task,) = tasks_of(theorem(claim, domain, **more))
    return find_certificate(task, engines), task


#: One relation for every way in which a piece is settled.
CLAIMS = {
    "values": (AtMost(s * t, 6), {"s": ("1/4", 1), "t": ("1/4", 4)}),
    "slopes": (AtMost(1, t**2 + sp.log(t)), {"t": (1, 4)}),
    "centred": (AtMost(t * (3 - t), sp.Rational(226, 100)), {"t": (1, 2)}),
    "outside": (Claim((Relation(t, "<=", 2 * s),), (Relation(t, "<=", 3 * s),)), {"s": ("1/4", 1), "t": ("1/4", 4)}),
    "logarithms": (AtMost((s / t) ** (s / t), 1), {"s": ("1/4", 1), "t": (2, 4)}),
    "strict": (Less(s * t, 6), {"s": ("1/4", 1), "t": ("1/4", 4)}),
}


@pytest.mark.parametrize("what", CLAIMS)
def test_a_found_certificate_replays(what: str) -> None:
    claim, box = CLAIMS[what]
    certificate, task = certified(claim, box=box)
    assert certificate is not None
    found = {piece.how for piece in certificate.pieces} | {piece.form for piece in certificate.pieces}
    assert what == "strict" or what in found, found
    outcome = replay(certificate, task, [FLINT])
    assert outcome.confirmed_by == ("flint",)
    assert outcome.facts >= len(certificate.pieces)


@pytest.mark.parametrize("claim", [AtMost(t * (3 - t), sp.Rational(224, 100)), Less(2 * t, 1 + t**2), AtMost(t, s)])
def test_what_is_false_or_touches_gets_no_certificate(claim) -> None:
    certificate, _ = certified(claim, box={"s": ("1/4", 1), "t": ("1/2", 4)})
    assert certificate is None


def damaged(certificate: Certificate) -> dict[str, Certificate]:
    """Copies of a certificate that say less or more than it does."""
    pieces = list(certificate.pieces)

    def with_first(**changes) -> Certificate:
        return dataclasses.replace(certificate, pieces=(dataclasses.replace(pieces[0], **changes), *pieces[1:]))

    wider = {name: (low - 1, high) for name, (low, high) in pieces[0].box.items()}
    return {
        "piece missing": dataclasses.replace(certificate, pieces=tuple(pieces[1:])),
        "piece twice as wide": with_first(box=wider),
        "unknown argument": with_first(how="believed"),
        "unknown form": with_first(form="squares"),
        "impossible margin": with_first(margin=Fraction(10**6)),
        "negative margin": with_first(margin=Fraction(-1)),
        "assumption that is none": with_first(how="outside", margin=Fraction(1), which=7),
        "assumption that does not fail": with_first(how="outside", margin=Fraction(1), which=0),
        "slopes of nothing": with_first(how="slopes", signs={"s": -1, "t": -1, "r": 1}),
        "falls where it rises": with_first(how="slopes", signs={"s": 1}),
        "slopes forgotten": with_first(how="centred", slopes={}),
        "slopes too small": with_first(how="centred", slopes={"s": (Fraction(0),) * 2, "t": (Fraction(0),) * 2}),
        "earlier version": dataclasses.replace(certificate, fingerprint="0" * 16),
        "another theorem": dataclasses.replace(certificate, theorem="other"),
        "another box": dataclasses.replace(certificate, box={**certificate.box, "t": ("1/4", "5")}),
    }


@pytest.mark.parametrize("what", damaged(certified(AtMost(s * t, 6), box=CLAIMS["values"][1])[0]))
def test_a_damaged_certificate_is_not_confirmed(what: str) -> None:
    certificate, task = certified(AtMost(s * t, 6), box=CLAIMS["values"][1])
    outcome = replay(damaged(certificate)[what], task, [FLINT])
    assert outcome.confirmed_by == ()
    assert outcome.problem


def test_a_gap_between_pieces_is_noticed() -> None:
    certificate, task = certified(AtMost(t * (3 - t), sp.Rational(226, 100)), box={"t": (1, 2)})
    assert len(certificate.pieces) > 2
    for missing in range(len(certificate.pieces)):
        pieces = tuple(piece for number, piece in enumerate(certificate.pieces) if number != missing)
        assert "cover" in replay(dataclasses.replace(certificate, pieces=pieces), task, [FLINT]).problem


def test_a_strict_relation_needs_a_positive_margin() -> None:
    certificate, task = certified(Less(s * t, 6), box=CLAIMS["strict"][1])
    assert all(piece.margin > 0 for piece in certificate.pieces)
    lowered = tuple(dataclasses.replace(piece, margin=Fraction(0)) for piece in certificate.pieces)
    assert replay(dataclasses.replace(certificate, pieces=lowered), task, [FLINT]).confirmed_by == ()


def test_logarithms_are_compared_only_where_both_sides_are_positive() -> None:
    domain = Domain(u=Real(-4, 4))
    (u,) = domain.symbols
    (task,) = tasks_of(theorem(AtMost(u, u**2 + 1), domain, box={"u": (-2, 2)}))
    (question,) = questions(task.relation, task.domain, task.region, task.given)
    assert isinstance(question, Question)
    facts = facts_of(question, Piece({"u": (Fraction(-2), Fraction(2))}, "values", "logarithms"))
    assert facts is None or not all(FLINT.at_least(*fact) for fact in facts)


def test_integers_are_enumerated_and_quantities_unfolded() -> None:
    from lqtheory.symbols import stechkin_constant

    domain = Domain(k=Integer(1, 3), q=Real(0, 1, closed="right"))
    k, q = domain.symbols
    certificate, task = certified(AtMost(stechkin_constant(q, 1), k), domain=domain, box={"q": ("1/4", "9/10")})
    assert {piece.box["k"][0] for piece in certificate.pieces} == {1, 2, 3}
    assert replay(certificate, task, [FLINT]).confirmed_by == ("flint",)


@pytest.mark.parametrize(("bound", "holds"), [("2000001/1000000", True), ("1999999/1000000", False), ("8/5", False)])
@pytest.mark.parametrize(
    "more",
    [
        {"how": "centred", "slopes": {"t": (Fraction(-1), Fraction(-1))}},
        {"how": "slopes", "signs": {"t": -1}},
        {"how": "values"},
    ],
    ids=lambda more: more["how"],
)
def test_every_argument_gives_exactly_what_is_true(bound: str, holds: bool, more: dict) -> None:
    """On 1 <= t <= 2 the claim t <= c holds for c >= 2 and for no smaller c."""
    (task,) = tasks_of(theorem(AtMost(t, sp.Rational(bound)), box={"t": (1, 2)}))
    (question,) = questions(task.relation, task.domain, task.region, task.given)
    piece = Piece({"t": (Fraction(1), Fraction(2)), "s": (Fraction(1, 2), Fraction(1))}, **more)
    piece = dataclasses.replace(piece, box={name: piece.box[name] for name in question.start})
    facts = facts_of(question, piece)
    if more["how"] == "centred" and set(question.names) != {"t"}:
        piece = dataclasses.replace(piece, slopes={**piece.slopes, "s": (Fraction(0), Fraction(0))})
        facts = facts_of(question, piece)
    assert all(FLINT.at_least(*fact) for fact in facts) is holds


def test_a_formula_is_used_only_where_it_is_known_to_hold() -> None:
    from lqtheory.symbols import stechkin_constant

    domain = Domain(q=Real(0, 4), p=Real(0, 4))  # q <= p is not said
    q, p = domain.symbols
    for given, unfolded in (((), False), ((Relation(q, "<=", p),), True)):
        claim = Claim(given, (Relation(stechkin_constant(q, p), "<=", 2),))
        (task,) = tasks_of(theorem(claim, domain, box={"q": ("1/4", "1/2"), "p": (1, 2)}))
        (question,) = questions(task.relation, task.domain, task.region, task.given)
        assert (question.lhs == stechkin_constant(q, p)) is not unfolded


def test_rational_slopes_are_factored_so_that_boxes_show_their_sign() -> None:
    """The derivative of ln(1+t) - 2 t/(2+t) is t^2/((1+t)(2+t)^2), a difference before it is factored."""
    (task,) = tasks_of(theorem(AtMost(2 * t / (2 + t), sp.log(1 + t)), box={"t": ("3/2", 2)}))
    (question,) = questions(task.relation, task.domain, task.region, task.given)
    slope = question.slope("factored", "t")
    assert question.form("factored") == question.form("gap")
    assert question.slope("gap", "t") == sp.diff(question.form("gap"), t)
    assert sp.simplify(slope - t**2 / ((1 + t) * (2 + t) ** 2)) == 0
    assert FLINT.at_least(slope, {"t": (Fraction(3, 2), Fraction(2))}, Fraction(0))
    assert not FLINT.at_least(sp.diff(question.form("gap"), t), {"t": (Fraction(3, 2), Fraction(2))}, Fraction(0))


def test_equations_and_vectors_leave_nothing_to_confirm() -> None:
    from lqtheory.domain import Vector

    domain = Domain(n=Integer(1), x=Vector("n"))
    assert tasks_of(theorem(Equal(t, t), D)) == []
    assert tasks_of(theorem(AtMost(0, lq_norm(domain.symbol("x"), 1)), domain)) == []


def test_certificates_survive_writing(tmp_path) -> None:
    found = [certified(claim, box=box)[0] for claim, box in CLAIMS.values()]
    found = [dataclasses.replace(certificate, relation=number) for number, certificate in enumerate(found)]
    write_certificates(tmp_path / "a" / "demo.json", found)
    assert read_certificates(tmp_path / "a" / "demo.json") == found
    assert read_certificates(tmp_path / "none.json") == []


@pytest.mark.parametrize("text", ["", "{", '[{"schema": 2}]', "[1]", '[{"schema": 1}]'])
def test_a_damaged_file_is_named(tmp_path, text: str) -> None:
    path = tmp_path / "demo.json"
    path.write_text(text)
    with pytest.raises(EvidenceError, match=r"demo\.json is no file of certificates"):
        read_certificates(path)


class Contrary:
    """An arithmetic that is wrong by 100."""

    name = "contrary"

    def bounds(self, expression, box):
        found = FLINT.bounds(expression, box)
        return None if found is None else (found[0] - 100, found[1] - 100)

    def at_least(self, expression, box, bound):
        found = self.bounds(expression, box)
        return found is not None and found[0] >= bound


def test_checkers_that_disagree_are_the_loudest_failure() -> None:
    claim, box = CLAIMS["values"]
    certificate, task = certified(claim, box=box)
    with pytest.raises(ContradictionError, match="flint shows"):
        replay(certificate, task, [FLINT, Contrary()])
    with pytest.raises(ContradictionError, match="disjoint intervals"):
        find_certificate(task, [FLINT, Contrary()])


@pytest.fixture(scope="module")
def second_checker():
    if not lean.is_installed():
        pytest.skip("leancert 0.3.2 is not installed")
    engine = lean.LeanEngine()
    yield engine
    engine.close()


EXPRESSIONS = (
    s + 2 * t,
    s * t / 3 - t,
    s**3 / t**2,
    sp.exp(-s * t),
    sp.log(t / s),
    sp.sqrt(s * t),
    (s + 1) ** sp.Rational(-3, 2),
    s**t,
    sp.sin(s) * sp.cos(t),
    sp.pi * s - sp.E * t,
    sp.Abs(s - t),
    sp.tanh(t),
    2 ** sp.Rational(1, 3) * s,
)


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=map(str, EXPRESSIONS))
def test_both_arithmetics_enclose_the_same_function(second_checker, expression) -> None:
    for low in (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)):
        box = {"s": (low, low + Fraction(1, 64)), "t": (2 * low, 2 * low + Fraction(1, 64))}
        first, other = FLINT.bounds(expression, box), second_checker.bounds(expression, box)
        assert first is not None
        assert other is not None
        assert max(first[0], other[0]) <= min(first[1], other[1])
        assert other[1] - other[0] <= 2 * (first[1] - first[0])
        point = FLINT.bounds(expression, {name: (ends[0], ends[0]) for name, ends in box.items()})
        assert other[0] <= point[1]
        assert point[0] <= other[1]


def test_the_second_checker_has_no_word_for_some_functions(second_checker) -> None:
    box = {"s": (Fraction(1, 4), Fraction(1, 2))}
    assert second_checker.bounds(sp.gamma(s), box) is None
    assert not second_checker.at_least(sp.gamma(s), box, Fraction(0))
    assert not second_checker.at_least(1 / (s - sp.Rational(3, 10)), box, Fraction(-(10**9)))


def test_the_second_checker_does_not_confirm_what_is_false(second_checker) -> None:
    for what, (claim, box) in CLAIMS.items():
        certificate, task = certified(claim, [FLINT, second_checker], box=box)
        assert certificate is not None, what
        assert replay(certificate, task, [FLINT, second_checker]).confirmed_by == ("flint", "leancert")
    certificate, _ = certified(AtMost(t * (3 - t), sp.Rational(224, 100)), [second_checker], box={"t": (1, 2)})
    assert certificate is None


def test_another_version_of_the_second_checker_is_not_taken(monkeypatch) -> None:
    monkeypatch.setattr(lean, "is_installed", lambda: False)
    with pytest.raises(UnsupportedError, match=r"pip install 'lqtheory\[lean\]'"):
        lean.LeanEngine()


def test_thirty_certificates_are_confirmed_by_both_checkers() -> None:
    """What the evidence says; that it is so is for the tests below and for ``lqtheory replay``."""
    confirmed = [name for name in map(lambda x: x.name, STORED) if "leancert" in _engines(name)]
    assert len(confirmed) >= 25
    assert sum(len(read_certificates(second.certificate_path(find(name)))) for name in confirmed) >= 30


def _engines(name: str) -> set[str]:
    return {engine for record in stored_evidence(find(name)) for engine in record.certified_by}


@pytest.mark.parametrize("stored", STORED, ids=[theorem.name for theorem in STORED])
def test_stored_certificates_speak_of_the_theorem_as_it_is(stored: Theorem) -> None:
    outcomes = second.replay_stored(stored, [])
    assert outcomes
    assert not [outcome.problem for outcome in outcomes if outcome.problem]


@pytest.mark.slow
@needs_lean
@pytest.mark.parametrize("stored", STORED, ids=[theorem.name for theorem in STORED])
def test_stored_certificates_are_confirmed_by_both(stored: Theorem) -> None:
    with closing(lean.LeanEngine(seconds=60)) as patient:
        for outcome in second.replay_stored(stored, [FLINT, patient]):
            assert outcome.confirmed_by == ("flint", "leancert"), outcome.problem


def hundredths(count: int) -> sp.Rational:
    """A number close to another."""
    return sp.Rational(count, 100)


#: Claims about maxima and minima on 1/4 <= s <= 1 and s <= t <= 4, true ones and false ones that are close to them.
EXTREMES = {
    "largest value": (AtMost(sp.Max(s * t, 3), hundredths(401)), AtMost(sp.Max(s * t, 3), hundredths(399))),
    "one part is too large": (AtMost(sp.Max(s, t - 3), hundredths(101)), AtMost(sp.Max(s, t - 2), hundredths(101))),
    "smallest value": (AtMost(hundredths(24), sp.Min(s, t)), AtMost(hundredths(26), sp.Min(s, t))),
    "positive part": (AtMost(sp.Max(0, s - t / 2) * t, 1), AtMost(sp.Max(0, s - t / 2) * t, hundredths(49))),
    "one within another": (
        AtMost(sp.Min(2, sp.exp(sp.Max(s, t - 3))) + s, hundredths(301)),
        AtMost(sp.Min(2, sp.exp(sp.Max(s, t - 3))) + s, hundredths(299)),
    ),
}


@needs_lean
@pytest.mark.parametrize("what", EXTREMES)
def test_maxima_and_minima_are_confirmed_where_true_and_only_there(what: str) -> None:
    right, wrong = EXTREMES[what]
    box = {"s": ("1/4", 1), "t": ("1/4", 4)}
    with closing(lean.LeanEngine()) as engine:
        certificate, task = certified(right, (FLINT, engine), box=box)
        assert certificate is not None
        assert replay(certificate, task, [FLINT, engine]).confirmed_by == ("flint", "leancert")
        (task,) = tasks_of(theorem(wrong, box=box))
        assert find_certificate(task, (engine,), pieces=60) is None  # not even without balls


#: On 0 <= t <= 2: bounds of maxima from below whose slopes change sign at a kink, and close ones that are too large.
KINKS = {
    "two lines": (sp.Max(t, 3 - 2 * t), hundredths(99), hundredths(101)),
    "three curves": (sp.Max(t**2, 3 - 2 * t, sp.exp(-t) + t), hundredths(128), hundredths(130)),
    "an absolute value": (sp.Abs(t - 1) + t / 2, hundredths(49), hundredths(51)),
    "a minimum": (2 - sp.Min(t, 3 - 2 * t), hundredths(99), hundredths(101)),
}


@needs_lean
@pytest.mark.parametrize("what", KINKS)
def test_slopes_of_maxima_do_not_step_over_a_kink(what: str) -> None:
    function, below, above = KINKS[what]
    box = {"t": (0, 2)}
    domain = Domain(t=Real(0))
    replaced = {t: domain.symbol("t")}
    with closing(lean.LeanEngine()) as engine:
        for engines in ((FLINT,), (engine,), (FLINT, engine)):
            certificate, task = certified(AtMost(below, function.xreplace(replaced)), engines, domain, box=box)
            assert certificate is not None
            assert replay(certificate, task, engines).confirmed_by == tuple(one.name for one in engines)
            (task,) = tasks_of(theorem(AtMost(above, function.xreplace(replaced)), domain, box=box))
            assert find_certificate(task, engines, pieces=200) is None
        (question,) = questions(task.relation, task.domain, task.region, task.given)
        slope = question.slope("gap", "t")
        across = {"t": (Fraction(0), Fraction(2))}
        for one in (FLINT, engine):
            low, high = one.bounds(slope, across)
            assert low < 0 < high


@needs_lean
def test_a_maximum_over_few_integers_has_slopes() -> None:
    m = sp.Symbol("m", integer=True)
    domain = Domain(t=Real(0))
    u = domain.symbol("t")
    relation = AtMost(MaxOver(u**m / m, m, 1, 4), u**4 / 4 + 1)
    (task,) = tasks_of(theorem(relation, domain, box={"t": (0, 3)}))
    (question,) = questions(task.relation, task.domain, task.region, task.given)
    assert not question.form("gap").has(MaxOver)
    at = {"t": (Fraction(5, 2), Fraction(3))}  # there the largest is t^4/4, so that the gap has slope 0
    with closing(lean.LeanEngine()) as engine:
        for one in (FLINT, engine):
            low, high = one.bounds(question.slope("gap", "t"), {"t": (Fraction(5, 2), Fraction(5, 2))})
            assert abs(low) + abs(high) < Fraction(1, 10**9)
            assert one.at_least(question.form("gap"), at, Fraction(0)) is False  # enclosures of a difference
        certificate = find_certificate(task, (FLINT, engine))
        assert certificate is not None
        assert replay(certificate, task, (FLINT, engine)).confirmed_by == ("flint", "leancert")


@needs_lean
def test_maxima_and_minima_are_enclosed_by_those_of_the_ends() -> None:
    box = {"s": (Fraction(0), Fraction(2)), "t": (Fraction(1), Fraction(5))}
    with closing(lean.LeanEngine()) as engine:
        assert engine.bounds(sp.Max(s, t), box) == (1, 5)
        assert engine.bounds(sp.Min(s, t), box) == (0, 2)
        assert engine.bounds(sp.Max(s, t) - sp.Min(s, t, sp.Rational(3, 2)), box) == (Fraction(-1, 2), 5)
        m = sp.Symbol("m", integer=True)
        assert engine.bounds(MaxOver((m - 2) * t - m**2, m, 1, 3), box) == (-4, -2)  # -t-1, -4 and t-9
        assert engine.bounds(MaxOver(t, m, 2, 1), box) == (0, 0)  # there are none
        assert engine.bounds(MaxOver(t, m, 1, 10**6), box) is None
        assert engine.bounds(sp.Max(s, sp.gamma(t)), box) is None  # an argument without bounds leaves none
        low, high = engine.bounds(sp.Max(sp.exp(s), sp.exp(t)), box)
        assert 0 < high - Fraction("148.4131591025766") < Fraction(1, 1000)
        assert 0 < Fraction("2.718281828459046") - low < Fraction(1, 1000)


def test_a_question_that_takes_too_long_has_no_answer() -> None:
    if not lean.is_installed():
        pytest.skip("leancert 0.3.2 is not installed")
    tower = sp.exp(sp.exp(s * sp.exp(t)) / sp.exp(sp.exp(t)))
    box = {"s": (Fraction(1, 3), Fraction(2, 3)), "t": (Fraction(1, 7), Fraction(8, 7))}
    with closing(lean.LeanEngine(seconds=0.05)) as hasty:
        assert hasty._enclosed(tower, box, exact=True) is None
        hasty._seconds = 30.0
        assert hasty.bounds(tower, box) is not None
        low, high = hasty.bounds(s + t, box)
        assert 0 <= Fraction(10, 21) - low < Fraction(1, 1 << 90)
        assert 0 <= high - Fraction(38, 21) < Fraction(1, 1 << 90)


@pytest.mark.parametrize("stored", STORED, ids=[theorem.name for theorem in STORED])
def test_evidence_names_the_second_checker_only_where_every_relation_has_a_certificate(stored: Theorem) -> None:
    certificates = {(c.step, c.relation) for c in read_certificates(second.certificate_path(stored))}
    for record in stored_evidence(stored):
        if "leancert" in record.certified_by:
            steps = record.method == "prove"
            wanted = {(k.step, k.number) for k in tasks_of(stored, find_proof(stored)) if bool(k.step) == steps}
            assert wanted
            assert wanted <= certificates
            assert record.verdict in (Verdict.CERTIFIED, Verdict.PROVED, Verdict.REDUCED)


@needs_lean
def test_why_certificates_with_the_error_function_rest_on_balls_alone() -> None:
    """What the README says of that version: it has erf and atan, but no bounds that shrink with the box."""
    import leancert

    x, box = leancert.var("x"), {"x": (Fraction(1, 2), Fraction(1, 2))}
    with closing(lean.LeanEngine()) as engine:
        for function, least, largest in ((leancert.erf, -1, 1), (leancert.atan, -2, 2), (leancert.tanh, -1, 1)):
            assert engine._dyadic(function(x), box, 24) == (least, largest)
        for function, low in ((leancert.erf, 0), (leancert.atan, -2)):
            found = engine._solver.verify_bound(function(x), box, lower=Fraction(-3))
            assert Fraction(found.checks[0].enclosure.lo) == low
            assert Fraction(found.checks[0].enclosure.hi) > Fraction(56, 100)  # erf(1/2) < 0.53, atan(1/2) < 0.47


_X = sp.Symbol("t", real=True)
_HUGE = sp.Integer(10) ** 30
#: False claims ``expression >= bound`` on a box. Leancert's program calls what it answers there verified: it takes 1e30
#: for a quotient whose divisor may be 0, and 1000 for the logarithm of what may be 0.
PLACEHOLDERS = {
    "a negative exponential on a wide box": (1 - sp.exp(-3 * _X) / _HUGE, (-30, 30), 0),
    "a logarithm at 0": (sp.log(_X), (0, 1), -1000),
    "a quotient that changes sign": (1 / _X, (-1, 1), -_HUGE * 10),
    "an inverse root at 0": (2000 - 1 / sp.sqrt(_X), (0, 1), 0),
    "a maximum of a logarithm": (sp.Max(sp.log(_X), -2000), (0, 1), -1000),
    "a minimum of a quotient": (2 - sp.Min(1 / _X, 10 * _HUGE) / _HUGE, (0, 1), 0),
    "a maximum within an exponential": (1 - sp.exp(-3 * sp.Max(_X, -30)) / _HUGE, (-30, 30), 0),
    "a real power at 0": (sp.exp(500) * _X ** sp.Rational(1, 3) - 1, (0, 1), 0),
    "a real power across 0": (_X ** sp.Rational(1, 3) + 2, (-1, 1), 2),
    "a falling power at 0": (2 - _X**-_X, (0, 1), 1),
    "a quotient by a product that is rounded to 0": (1 / (_X * (_X - 2) ** 2), (0, 3), sp.Rational(1, 5)),
    "a step in a divisor": (1 / sp.floor(_X), (sp.Rational(1, 2), 3), sp.Rational(1, 3)),
    "a logarithm of a step": (sp.log(sp.Heaviside(_X)), (-1, 1), -1000),
}


@needs_lean
@pytest.mark.parametrize("what", PLACEHOLDERS)
def test_no_answer_where_the_second_checker_does_not_look_at_domains(what: str) -> None:
    expression, ends, bound = PLACEHOLDERS[what]
    box = {"t": (Fraction(ends[0]), Fraction(ends[1]))}
    with closing(lean.LeanEngine()) as engine:
        assert not engine.at_least(expression, box, Fraction(str(sp.Rational(bound))))
        for exact in (False, True):
            found = engine._enclosed(expression, box, exact=exact)
            if found is not None:  # where it has an answer after all, that is no placeholder
                for share in range(9):
                    at = box["t"][0] + (box["t"][1] - box["t"][0]) * Fraction(share, 8)
                    value = FLINT.bounds(expression, {"t": (at, at)})
                    assert found[0] <= value[1]
                    assert value[0] <= found[1]


@needs_lean
def test_what_is_rounded_to_zero_is_no_divisor() -> None:
    small = {name: (Fraction(1, 1 << 80), Fraction(1, 1 << 70)) for name in ("s", "t")}
    with closing(lean.LeanEngine()) as engine:
        assert engine._enclosed(s * t, small)[0] == 0
        for quotient in (1 / (s * t), (s + 1) / (s**2 * t), 1 / (s * t) ** 3):
            assert engine.bounds(quotient, small) is None
        assert engine.bounds(1 / s, small)[1] >= 1 << 80
        assert engine.bounds(sp.log(s * t), small) is None


_U = sp.Symbol("t", real=True)
#: Words that are put together: expression, ends of t, its least value there, and a little more.
WORDS = {
    "floor": (sp.floor(_U) - _U, (1, sp.Rational(7, 4)), "-3/4"),
    "ceiling": (_U - sp.ceiling(_U), (sp.Rational(5, 4), 2), "-3/4"),
    "a floor that jumps": (2 * sp.floor(_U), (sp.Rational(3, 4), sp.Rational(5, 4)), "0"),
    "Heaviside": (sp.Heaviside(_U - 1) + _U, (sp.Rational(5, 4), 2), "9/4"),
    "Heaviside that jumps": (sp.Heaviside(_U) + 2, (-1, 1), "2"),
    "sign": (3 * sp.sign(_U), (-2, -1), "-3"),
    "a sign that jumps": (3 * sp.sign(_U), (-1, 1), "-3"),
    "absolute value": (2 - sp.Abs(_U), (-3, 1), "-1"),
    "tanh across 0": (sp.tanh(_U) / 2, (-40, 3), "-0.5"),
    "tanh": (sp.tanh(_U), (1, 2), "0.761594155955764888119458282604"),
    "exponential across 0": (sp.exp(_U), (-1, 1), "0.367879441171442321595523770161"),
    "large exponential": (1 - sp.exp(_U), (0, 40), "-235385266837019984.407899910749"),
    "power from 0": (3 - _U ** sp.Rational(1, 3), (0, 8), "1"),
    "power of 0": (2 - _U ** sp.Rational(1, 3), (0, 0), "2"),
    "power of a power": ((1 + _U ** sp.Rational(5, 2)) ** sp.Rational(1, 5), (4, 9), "2.012346617085558324778561"),
    "variable exponent": (-(_U**_U), (2, 3), "-27"),
    "power whose exponent may be below 0": (_U ** (_U - 1), (sp.Rational(1, 2), 1), "1"),
}


@needs_lean
@pytest.mark.parametrize("what", WORDS)
def test_words_that_are_put_together_reach_their_least_value_and_no_more(what: str) -> None:
    expression, ends, least = WORDS[what]
    box = {"t": tuple(Fraction(str(sp.Rational(end))) for end in ends)}
    value, close = Fraction(least), Fraction(1, 10**9)
    with closing(lean.LeanEngine()) as engine:
        if what != "power whose exponent may be below 0":
            assert engine.at_least(expression, box, value - close * max(1, abs(value)))
        assert not engine.at_least(expression, box, value + close * max(1, abs(value)))


@needs_lean
def test_a_divisor_is_asked_about_in_the_words_in_which_it_is_divided_by() -> None:
    """Else its placeholder would pass where another enclosure of the same divisor excludes 0."""
    for expression in (sp.tanh(_U) / _U**2, _U / (1 + sp.exp(_U)) ** 2 / sp.log(_U), 1 / (_U * sp.Max(_U, 2))):
        for exact in (False, True):
            with closing(lean.LeanEngine()) as engine:
                plan = engine._plan(expression, exact)
                assert plan.conditions
                for _, part in plan.conditions:
                    inner = engine._plan(part, exact)
                    assert not inner.parts
                    assert str(inner.words) in str(plan.words)


@needs_lean
def test_names_that_are_not_in_the_box_leave_no_answer() -> None:
    with closing(lean.LeanEngine()) as engine:
        assert engine.bounds(s + t, {"t": (Fraction(0), Fraction(1))}) is None


@needs_lean
def test_where_the_sides_touch_exact_fractions_decide() -> None:
    third = {"t": (Fraction(1, 3), Fraction(1, 3))}
    with closing(lean.LeanEngine()) as engine:
        for touching in (
            3 * _U - 1,
            (3 * _U - 1) * sp.exp(_U),
            sp.exp(3 * _U - 1) - 1,
            sp.Max(_U, 0) - sp.Rational(1, 3),
        ):
            assert engine._enclosed(touching, third)[0] < 0
            assert engine.at_least(touching, third, Fraction(0))
            assert engine.bounds(touching, third) == (0, 0)
            assert not engine.at_least(touching, third, Fraction(1, 10**30))


@needs_lean
def test_functions_without_a_word_are_named() -> None:
    assert lean.missing_word(sp.Max(_U, sp.exp(-(_U**2)) + 1 / sp.log(_U))) == ""
    assert lean.missing_word(_U + sp.sqrt(1 + sp.erf(_U) ** 2)) == "erf"
    assert lean.missing_word(sp.Max(_U, sp.exp(sp.gamma(_U)))) == "gamma"
    m = sp.Symbol("m", integer=True)
    assert lean.missing_word(MaxOver(_U**m, m, 1, 9)) == ""
    assert lean.missing_word(MaxOver(_U**m, m, 1, 900)) == "maxima and sums over more than 64 numbers"
    assert lean.missing_word(MaxOver(sp.erf(_U) ** m, m, 1, 9)) == "erf"
    assert lean.missing_word(_U**sp.EulerGamma) == "EulerGamma"


@needs_lean
def test_divisors_and_logarithms_within_their_domains_have_bounds() -> None:
    box = {"t": (Fraction(1, 2), Fraction(1))}
    with closing(lean.LeanEngine()) as engine:
        for expression in (
            1 / _X,
            sp.log(_X),
            sp.exp(-3 * _X),
            1 / sp.sqrt(_X),
            sp.Max(0, 1 / (_X - 2)),
            1 / sp.log(_X / 2),
        ):
            low, high = engine.bounds(expression, box)
            ends = [float(expression.subs(_X, end)) for end in (0.5, 1.0)]
            assert low - Fraction(1, 10**4) <= min(ends) <= max(ends) <= high + Fraction(1, 10**4)
