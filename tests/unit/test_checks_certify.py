from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from lqtheory.balls import Truth
from lqtheory.checks import Budget, certify, certify_relation
from lqtheory.checks.pieces import PROBE
from lqtheory.claim import AtMost, Claim, Equal, Less, Probability
from lqtheory.domain import Domain, Integer, Real, Vector
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.evidence import Verdict
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, worst_case
from lqtheory.theorem import Source, Theorem

T = Domain(t=Real(0, 4))
(t,) = T.symbols
D = Domain(q=Real(0, typical=(0.2, 2)), p=Real("q", typical=("q", 8)))
q, p = D.symbols


def theorem(claim, domain: Domain = T, **more) -> Theorem:
    return Theorem("demo", "Demo", "A demo.", domain, claim, Source("demo"), **more)


def test_true_relations_are_certified_on_the_whole_box():
    truth, pieces, details = certify_relation(Relation(2 * t, "<=", 1 + t**2 + t / 100), T, {"t": (0.5, 4)})
    assert truth is Truth.YES
    assert pieces < 100
    assert details.box == {"t": (Fraction(1, 2), 4)}
    assert 0 <= details.slack[0] <= details.slack[1]


def test_false_relations_come_with_a_point():
    truth, _, details = certify_relation(Relation(t, "<=", 1 + t**2 / 5), T, {"t": (0, 4)})
    assert truth is Truth.NO
    point = details.counterexample["t"]
    assert point > 1 + point**2 / 5


def test_a_tiny_violation_is_found_where_the_function_is_smallest():
    dip = (t - 1) ** 2 - sp.Rational(1, 10**6)
    assert certify_relation(Relation(0, "<=", dip), T, {"t": (0, 4)}).truth is Truth.NO
    assert certify_relation(Relation(0, "<=", dip + sp.Rational(2, 10**6)), T, {"t": (0, 4)}).truth is Truth.YES


def test_contact_inside_the_box_stays_undecided():
    truth, _, details = certify_relation(Relation(2 * t, "<=", 1 + t**2), T, {"t": (0.5, 4)}, pieces=2000)
    assert truth is Truth.UNDECIDED
    low, high = details.undecided["t"]
    assert low <= 1 <= high


def test_contact_at_one_integer_among_many_stays_undecided():
    domain = Domain(n=Integer(1, 2000))
    (n,) = domain.symbols
    nothing = (sp.sqrt(2) + sp.sqrt(3)) ** 2 - 5 - 2 * sp.sqrt(6)  # 0, which no precision shows
    truth, pieces, details = certify_relation(Relation(nothing, "<=", (n - 1500) ** 2), domain, {"n": (1, 2000)})
    assert truth is Truth.UNDECIDED
    assert pieces > PROBE  # the search comes to it when it is about to follow a piece down
    assert details.undecided["n"] == (1500, 1500)


def test_contact_at_an_exact_corner_is_settled_by_the_slope():
    assert certify_relation(Relation(sp.log(t), "<=", t - 1), T, {"t": (1, 4)}).truth is Truth.YES
    assert certify_relation(Relation(1, "<=", t**2), T, {"t": (1, 4)}).truth is Truth.YES


def test_strictness_at_an_excluded_end():
    domain = Domain(t=Real(1, 4, closed="right"))
    s = domain.symbol("t")
    assert certify_relation(Relation(1, "<", s**2), domain, {"t": (1, 4)}).truth is Truth.YES
    closed = Domain(t=Real(1, 4, closed="both"))
    assert certify_relation(Relation(1, "<", closed.symbol("t") ** 2), closed, {"t": (1, 4)}).truth is not Truth.YES


def test_negative_sides_do_not_fool_the_logarithms():
    """ln(-b) - ln(-a) expands to ln b - ln a: only sides known to be positive may be compared that way."""
    larger = t + sp.Rational(1, 10)
    assert certify_relation(Relation(-t, "<=", -larger), T, {"t": (1, 2)}).truth is Truth.NO
    assert certify_relation(Relation(-larger, "<=", -t), T, {"t": (1, 2)}).truth is Truth.YES


def test_bounds_in_other_names_cut_the_box():
    relation = Relation(q, "<", p)
    assert certify_relation(relation, D, {"q": (1, 2), "p": ("q + 1/100", 3)}).truth is Truth.YES
    truth, _, details = certify_relation(Relation(p, "<=", q), D, {"q": (1, 2), "p": (1, 3)})
    assert truth is Truth.NO
    assert details.counterexample["p"] > details.counterexample["q"]


def test_assumptions_discard_pieces():
    relation = Relation(t**2, "<=", t)
    assert certify_relation(relation, T, {"t": (0.25, 4)}).truth is Truth.NO
    given = [Relation(t, "<=", sp.Rational(9, 10))]
    assert certify_relation(relation, T, {"t": (0.25, 4)}, given=given).truth is Truth.YES


def test_integers_are_enumerated():
    domain = Domain(n=Integer(1, typical=(1, 12)), k=Integer(1, "n"))
    n, k = domain.symbols
    assert certify_relation(Relation(k * (n - k + 1), ">=".replace(">=", "<="), n**2), domain).pieces == 78
    truth, _, details = certify_relation(Relation(2 * k, "<=", n + 7), domain)
    assert truth is Truth.NO
    assert 2 * details.counterexample["k"] > details.counterexample["n"] + 7


def test_quantities_of_scalars_are_enclosed():
    domain = Domain(k=Integer(1, 3), n=Integer("k+1", 5), q=Real(0, 2, typical=(0.5, 1)), p=Real("q", typical=(2, 3)))
    k, n, q_, p_ = domain.symbols
    truth, _, _ = certify_relation(Relation(worst_case(k, n, q_, p_), "<=", 1), domain)
    assert truth is Truth.YES


def test_the_default_box_stays_away_from_excluded_ends():
    details = certify_relation(Relation(q, "<", p), D).details
    assert details.box["q"] == (Fraction(1, 5), 2)
    low, high = details.box["p"]
    assert high == 8
    assert sp.sympify(low).subs("q", 1) == 1 + sp.Rational(7, 64)


def test_jumps_are_not_differentiated_away():
    assert certify_relation(Relation(sp.floor(t), "<=", sp.Rational(7, 2)), T, {"t": (0.5, 3.75)}).truth is Truth.YES
    assert certify_relation(Relation(sp.floor(t), "<=", sp.Rational(5, 2)), T, {"t": (0.5, 3.75)}).truth is Truth.NO
    assert certify_relation(Relation(sp.Max(t, 2), "<=", sp.Rational(5, 2)), T, {"t": (0.5, 3)}).truth is Truth.NO


@pytest.mark.parametrize(
    ("box", "text"),
    [
        ({"u": (0, 1)}, "the box mentions u; the scalars of the domain are t"),
        ({"t": (2, 1)}, "the box is empty"),
        ({"t": (0, sp.oo)}, "is unbounded on the box"),
    ],
)
def test_impossible_boxes_are_refused(box: dict, text: str):
    with pytest.raises(DomainError, match=text):
        certify_relation(Relation(t, "<=", 5), T, box)


def test_relations_about_vectors_are_refused():
    domain = Domain(x=Vector(2))
    with pytest.raises(UnsupportedError, match="x are not scalars"):
        certify_relation(Relation(lq_norm(domain.symbol("x"), 1), "<=", 1), domain)


def test_a_theorem_is_certified_with_its_box():
    record = certify(theorem(AtMost(2 * t, 1 + t**2 + t / 50), box={"t": (Fraction(1, 2), 3)}))
    assert record.verdict is Verdict.CERTIFIED
    assert record.box == {"t": (Fraction(1, 2), 3)}
    assert record.certified_by == ("flint",)
    assert record.pieces > 0
    assert record.slack[0] >= 0


def test_a_false_theorem_is_falsified_with_a_full_simple_instance():
    domain = Domain(n=Integer(3), t=Real(0, 4))
    symbol = domain.symbol("t")
    record = certify(theorem(AtMost(symbol**2, 3 * symbol), domain))
    assert record.verdict is Verdict.FALSIFIED
    assert record.counterexample["n"] == 3
    assert record.counterexample["t"] > 3
    assert record.slack[1] < 0


def test_several_conclusions_must_all_hold():
    assert certify(theorem(Claim(then=[AtMost(t, 5), AtMost(t, 3)]))).verdict is Verdict.FALSIFIED
    assert certify(theorem(Claim(then=[AtMost(t, 5), AtMost(t, 6)]))).verdict is Verdict.CERTIFIED


def test_assumptions_of_a_theorem_are_used():
    claim = Claim(given=[AtMost(t, 1)], then=[AtMost(t**2, t + sp.Rational(1, 100))])
    assert certify(theorem(claim)).verdict is Verdict.CERTIFIED
    assert certify(theorem(Claim(then=claim.then))).verdict is Verdict.FALSIFIED


def test_a_certificate_about_no_point_at_all_is_inconclusive():
    for given in ([Less(t, 1), Less(2, t)], [Less(t, 1), Less(1, t)], [Less(t, -1)]):
        record = certify(theorem(Claim(given=given, then=[AtMost(t, 100)])))
        assert record.verdict is Verdict.INCONCLUSIVE
        assert "may be vacuous" in record.message


def test_a_spent_budget_is_inconclusive_and_says_where():
    tiny = Budget(examples=1, restarts=1, seconds=10, bits=113, pieces=3, draws=1)
    record = certify(theorem(AtMost(2 * t, 1 + t**2)), budget=tiny)
    assert record.verdict is Verdict.INCONCLUSIVE
    assert "not decided on the box after 3 pieces near t=" in record.message


def test_claimed_equality_inside_the_box_is_not_subdivided():
    domain = Domain(k=Integer(1, 9), q=Real(0, typical=(0.5, 2)))
    k, q_ = domain.symbols
    claim = AtMost(worst_case(k, 10, q_, 2), worst_case(k, 10, q_, 2) * (1 + (q_ - 1) ** 2))
    record = certify(theorem(claim, domain, sharp_at=({"k": 5, "q": 1.0},)))
    assert record.verdict is Verdict.INCONCLUSIVE
    assert record.pieces == 0
    assert "touch" in record.message


def test_claims_that_certificates_cannot_decide_get_no_record():
    vector = Domain(x=Vector(2))
    assert certify(theorem(AtMost(lq_norm(vector.symbol("x"), 1), 1), vector)) is None
    assert certify(theorem(Equal(t, t))) is None
    assert certify(theorem(Probability(lambda rng, size, t: rng.random(size) < t, "<=", 1.0))) is None
    assert certify(theorem(Claim(then=[Less(t, 5)], witness={"w": lambda t: t}))) is None


def test_sides_that_touch_are_given_up_without_spending_the_budget() -> None:
    """No subdivision separates the sides along x = y: one narrowest piece there shows that, long before the end."""
    both = Domain(x=Real(0), y=Real(0))
    x, y = both.symbols
    box = {"x": (1, 2), "y": (1, 2)}
    found = certify_relation(Relation(2 * x * y, "<=", x**2 + y**2), both, box, pieces=1_000_000)
    assert found.truth is Truth.UNDECIDED
    assert found.pieces < 3000
    low, high = found.details.undecided["x"]
    assert high - low < Fraction(1, 1 << 40)


def test_a_relation_that_only_needs_many_pieces_is_not_given_up() -> None:
    both = Domain(x=Real(0), y=Real(0))
    x, y = both.symbols
    box = {"x": (1, 2), "y": (1, 2)}
    near = Relation(2 * x * y, "<=", x**2 + y**2 + sp.Rational(1, 5000))
    found = certify_relation(near, both, box, pieces=100_000)
    assert found.truth is Truth.YES
    assert found.pieces > 1000


@pytest.mark.parametrize("probe", [1, 7, PROBE])
@pytest.mark.parametrize("depth", [1, 4, 9, 20, 40, 60])
def test_no_false_relation_is_certified_however_narrow_its_violation_and_early_the_search_stops(
    depth: int, probe: int, monkeypatch: pytest.MonkeyPatch, rng: np.random.Generator
) -> None:
    monkeypatch.setattr("lqtheory.checks.pieces.PROBE", probe)
    square = Domain(a=Real(0, 4), b=Real(0, 4))
    a, b = square.symbols
    for _ in range(3):
        r, s = (sp.Rational(int(rng.integers(1, 4 * 97)), 97) for _ in range(2))
        below = sp.Rational(1, 2**depth)
        wrong = (
            (Relation(below, "<=", (t - r) ** 2), T, {"t": (0, 4)}),
            (Relation(below * t, "<", t * (t - r) ** 2 * sp.exp(t)), T, {"t": (sp.Rational(1, 64), 4)}),
            (Relation(below, "<=", (a - r) ** 2 + sp.Abs(b - s)), square, {"a": (0, 4), "b": (0, 4)}),
        )
        for relation, domain, box in wrong:
            truth, _, details = certify_relation(relation, domain, box, pieces=400)
            assert truth is not Truth.YES
            if truth is Truth.NO:
                values = {domain.symbol(name): sp.nsimplify(value) for name, value in details.counterexample.items()}
                assert sp.N(relation.gap.subs(values), 50) < 0
