"""Attempts to get a falsehood out of terms without a value and out of vectors without entries.

An auditor's proofs: a root of a negative number is neither at most 0 nor above 0, so that cases about it cover nothing;
0/0 can be cancelled by an identity and then be taken for a number; of no entries, anything holds entry by entry. Spot
checks are switched off, because the false points may lie where none is drawn.
"""

import pytest
import sympy as sp

from lqtheory import AtMost, Claim, Domain, Equal, Integer, Less, Proof, Real, Source, Step, Theorem, Vector
from lqtheory.checks.prove import Checker, prove
from lqtheory.evidence import Verdict
from lqtheory.expressions import MaxOver
from lqtheory.proof import assumed, cases, chain, identity, lemma, monotone, polynomial, sign, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import (
    best_k_term_error,
    circular_statistical_dimension,
    generalised_gaussian_moment,
    laplace_order_second_moment,
    lp_dictionary_constant,
    order_statistic,
    peak,
    power_sum,
    pqi_retain,
    stechkin_bound,
    stechkin_constant,
    tail_power_sum,
    uniform_order_second_moment,
    weak_lq_dimension_free_bound,
    worst_case,
)

T = sp.Symbol("t", nonnegative=True)
S = sp.Symbol("t", real=True)
J = sp.Symbol("j", integer=True, positive=True)


@pytest.fixture(autouse=True)
def _no_spot_checks(monkeypatch):
    monkeypatch.setattr(Checker, "_spot_check", lambda self, step: None)
    monkeypatch.setattr(Checker, "check_inhabited", lambda self: None)


def _verdict(domain, claim, *steps):
    theorem = Theorem("attempt", "attempt", "An attempt.", domain, claim, Source("demo"))
    return prove(theorem, Proof("attempt", steps=steps or [Step("end", claim, identity())]))


def _nonnegative_by_root(value, prefix=""):
    """Steps to ``0 <= value``: where its root is not at least 0 it is below 0, and then minus the root is above 0."""
    root = sp.sqrt(value)
    below, above = [Relation(root, "<", 0)], [Relation(0, "<=", root)]
    return [
        Step(f"{prefix}a", Claim(above, above), assumed()),
        Step(f"{prefix}b", Claim(above, [Relation(0, "<=", value)]), monotone(T, T**2), [f"{prefix}a"]),
        Step(f"{prefix}c", Claim(below, [Relation(0, "<", -root)]), sign()),
        Step(f"{prefix}d", Claim(below, [Relation(0, "<", value)]), monotone(T, T**2), [f"{prefix}c"]),
        Step(f"{prefix}e", Claim(below, [Relation(0, "<=", value)]), sign(), [f"{prefix}d"]),
        Step(f"{prefix}end", AtMost(0, value), cases(), [f"{prefix}b", f"{prefix}e"]),
    ]


def test_a_root_without_value_is_no_case():
    D = Domain(x=Real(typical=(-5, 5)))
    (x,) = D.symbols
    record = _verdict(D, AtMost(0, x + 1000), *_nonnegative_by_root(x + 1000))
    assert record.verdict is Verdict.INCONCLUSIVE


def test_cases_about_a_root_need_that_it_has_a_value():
    for low, verdict in ((0, Verdict.PROVED), (None, Verdict.INCONCLUSIVE)):
        D = Domain(x=Real(low, typical=(0, 5)))
        (x,) = D.symbols
        claim, root = AtMost(x, x + 1), sp.sqrt(x)
        parts = [
            Step("a", Claim([Relation(root, "<=", 1)], claim.then), sign()),
            Step("b", Claim([Relation(1, "<", root)], claim.then), sign()),
        ]
        assert _verdict(D, claim, *parts, Step("end", claim, cases(), ["a", "b"])).verdict is verdict


def test_integers_are_not_bounded():
    D = Domain(n=Integer(1, typical=(1, 50)))
    (n,) = D.symbols
    claim = AtMost(n, 10**6)
    steps = [*_nonnegative_by_root(10**6 - n, "p"), Step("end", claim, sign(), ["pend"])]
    assert _verdict(D, claim, *steps).verdict is Verdict.INCONCLUSIVE


def test_vectors_are_not_bounded():
    D = Domain(n=Integer(1), x=Vector("n"))
    _n, x = D.symbols
    claim = AtMost(power_sum(x, 2), 10**30)
    steps = [*_nonnegative_by_root(10**30 - power_sum(x, 2), "p"), Step("end", claim, sign(), ["pend"])]
    assert _verdict(D, claim, *steps).verdict is Verdict.INCONCLUSIVE


def test_numbers_are_not_bounded_by_substitution():
    D = Domain(x=Real(typical=(-5, 5)))
    (x,) = D.symbols
    claim = AtMost(sp.Abs(x), 1000)
    steps = [
        *_nonnegative_by_root(x + 1000, "p"),
        Step("m", AtMost(0, 1000 - x), substitute({x: -x}), ["pend"]),
        Step("u", AtMost(x, 1000), sign(), ["m"]),
        Step("v", AtMost(-x, 1000), sign(), ["pend"]),
        Step("end", claim, lemma("absolute_at_most", t=x, bound=1000), ["u", "v"]),
    ]
    assert _verdict(D, claim, *steps).verdict is Verdict.INCONCLUSIVE


@pytest.mark.parametrize("operators", ["<<=", "<="])
def test_a_reciprocal_without_value_is_no_case(operators):
    pytest.importorskip("z3")
    D = Domain(y=Real(typical=(1, 5)))
    (y,) = D.symbols
    claim = Less(0, (y + 7) ** 2)
    turn = 1 / (y + 7)
    given = [Relation(0, "<", turn), Relation(turn, "<=", 0)]
    if operators == "<<=":
        given = [Relation(0, "<", turn), Relation(turn, "<", 0), Relation(turn, "=", 0)]
    parts = [Step(f"a{i}", Claim([g], claim.then), polynomial()) for i, g in enumerate(given)]
    end = Step("end", claim, cases(), [part.label for part in parts])
    assert _verdict(D, claim, *parts, end).verdict is Verdict.INCONCLUSIVE


def test_a_logarithm_without_value_is_no_case():
    D = Domain(x=Real(typical=(-5, 5)))
    (x,) = D.symbols
    value = sp.log(x + 1000)
    claim = Less(0, x + 1000)
    above, below = [Relation(0, "<=", value)], [Relation(value, "<", 0)]
    record = _verdict(
        D,
        claim,
        Step("a0", Claim(above, above), assumed()),
        Step("a1", Claim(above, [Relation(1, "<=", x + 1000)]), monotone(S, sp.exp(S)), ["a0"]),
        Step("a", Claim(above, claim.then), sign(), ["a1"]),
        Step("b0", Claim(below, below), assumed()),
        Step("b1", Claim(below, [Relation(x + 1000, "<", 1)]), monotone(S, sp.exp(S)), ["b0"]),
        Step("b", Claim(below, claim.then), sign(), ["b1"]),
        Step("end", claim, cases(), ["a", "b"]),
    )
    assert record.verdict is Verdict.INCONCLUSIVE


def test_what_may_be_no_number_is_not_cancelled():
    D = Domain(y=Real(typical=(1, 5)))
    (y,) = D.symbols
    assert _verdict(D, Equal((y**2 + y) / y, y + 1)).verdict is Verdict.INCONCLUSIVE
    D = Domain(x=Real(0, closed="left"), a=Real(0, closed="left"))
    x, a = D.symbols
    assert _verdict(D, Equal((a * x + x) / x, a + 1)).verdict is Verdict.INCONCLUSIVE
    assert _verdict(D, Equal(x ** (a + 1) / x, x**a)).verdict is Verdict.INCONCLUSIVE
    assert _verdict(D, AtMost(0, x ** (-a))).verdict is Verdict.INCONCLUSIVE
    D = Domain(x=Real(typical=(1, 5)))
    (x,) = D.symbols
    assert _verdict(D, Equal(sp.gamma(x + 1) / sp.gamma(x), x)).verdict is Verdict.INCONCLUSIVE
    D = Domain(x=Real(0))
    (x,) = D.symbols
    assert _verdict(D, Equal(sp.gamma(x + 1) / sp.gamma(x), x)).verdict is Verdict.PROVED
    assert _verdict(D, Equal((x**2 + x) / x, x + 1)).verdict is Verdict.PROVED


def test_a_fact_is_not_taken_for_a_denominator_that_is_not_zero():
    pytest.importorskip("z3")
    D = Domain(y=Real(typical=(1, 5)))
    (y,) = D.symbols
    claim = Less(0, y**2)
    steps = [Step("i", Equal((y**2 + y) / y, y + 1), identity()), Step("end", claim, polynomial(), ["i"])]
    assert _verdict(D, claim, *steps).verdict is Verdict.INCONCLUSIVE


def test_an_assumption_without_value_is_not_discharged():
    pytest.importorskip("z3")
    D = Domain(y=Real(typical=(1, 5)))
    (y,) = D.symbols
    claim, given = Less(0, y**2), [Relation((y**2 + y) / y, "=", y + 1)]
    steps = [Step("a", Claim(given, claim.then), polynomial()), Step("end", claim, sign(), ["a"])]
    record = _verdict(D, claim, *steps)
    assert record.verdict is Verdict.INCONCLUSIVE
    assert "that is not assumed here" in record.message


def test_the_largest_of_nothing_is_no_number():
    D = Domain(n=Integer(-5))
    (n,) = D.symbols
    j = sp.Symbol("j", integer=True)
    claim = AtMost(0, MaxOver(j**2, j, 1, n))
    assert _verdict(D, claim, Step("end", claim, sign())).verdict is Verdict.INCONCLUSIVE


def test_vectors_without_entries_are_not_spoken_of():
    for low, size in ((0, "n"), (1, "n - 1")):
        D = Domain(n=Integer(low), x=Vector(size, sign="positive"))
        x = D.symbols[1]
        for claim in (Less(0, power_sum(x, 1)), Less(0, peak(x))):
            record = _verdict(D, claim, Step("end", claim, sign()))
            assert record.verdict is Verdict.INCONCLUSIVE
            assert "no entries" in record.message
    D = Domain(n=Integer(0), x=Vector("n"), c=Real(), d=Real())
    _, x, c, d = D.symbols
    given = [Relation(c, "<=", x), Relation(x, "<=", d)]
    claim = Claim(given, [Relation(c, "<=", d)])
    parts = [Step(f"a{i}", Claim(given, [g]), assumed()) for i, g in enumerate(given)]
    assert _verdict(D, claim, *parts, Step("end", claim, chain(), ["a0", "a1"])).verdict is Verdict.INCONCLUSIVE


def test_a_term_of_a_sum_is_not_granted_to_a_sum_over_more():
    D = Domain(n=Integer(1))
    (n,) = D.symbols
    j = sp.Symbol("j", integer=True)
    for low, verdict in ((1, Verdict.INCONCLUSIVE), (2, Verdict.PROVED)):
        safe, other = (sp.Sum(1 / (j - 1) ** 2, (j, start, n + 1)) for start in (2, low))
        claim = AtMost(other, other + 1)
        steps = [Step("a", AtMost(0, safe), sign()), Step("end", claim, sign(), ["a"])]
        assert _verdict(D, claim, *steps).verdict is verdict


def test_what_is_known_of_a_variable_is_not_said_of_an_index_of_its_name():
    D = Domain(n=Integer(2), j=Integer(-9))
    n, j = D.symbols
    given = [Relation(1, "<=", j)]
    for low, verdict in ((0, Verdict.INCONCLUSIVE), (1, Verdict.PROVED)):
        total = sp.Sum(1 / j, (j, low, n))
        claim = Claim(given, [Relation(total, "<=", total + 1)])
        assert _verdict(D, claim, Step("end", claim, sign())).verdict is verdict


def test_an_exponent_of_a_map_must_have_a_value():
    D = Domain(a=Real(0), y=Real(typical=(1, 5)))
    a, y = D.symbols
    t = sp.Symbol("t", positive=True)
    both = Equal((a + 1) ** 2, a**2 + 2 * a + 1)
    claim = Equal(((a + 1) ** 2) ** (1 / y), (a**2 + 2 * a + 1) ** (1 / y))
    steps = [Step("a", both, identity()), Step("end", claim, monotone(t, t ** (1 / y)), ["a"])]
    assert _verdict(D, claim, *steps).verdict is Verdict.INCONCLUSIVE


def test_terms_within_tuples_of_a_lemma_must_have_values():
    D = Domain(n=Integer(1))
    (n,) = D.symbols
    j = sp.Symbol("j", integer=True, positive=True)
    part, total = 1 / (j - 1), 2 / (j - 1)
    claim = Equal(sp.Sum(total, (j, 1, n)), 2 * sp.Sum(part, (j, 1, n)))
    rule = lemma("linear_sum", total=total, terms=((2, part),), index=j, low=1, high=n)
    assert _verdict(D, claim, Step("end", claim, rule)).verdict is Verdict.INCONCLUSIVE


@pytest.mark.parametrize(
    "value",
    [
        lambda x, n, d, alpha: order_statistic(x, n + 1),
        lambda x, n, d, alpha: order_statistic(x, n - 1),  # 0 where n = 1
        lambda x, n, d, alpha: tail_power_sum(x, n + 1, 1),
        lambda x, n, d, alpha: best_k_term_error(x, 2 * n, 1),
        lambda x, n, d, alpha: worst_case(n + 1, n, 1, 2),
        lambda x, n, d, alpha: circular_statistical_dimension(d, 2 * alpha),
        lambda x, n, d, alpha: sp.Sum(order_statistic(x, J), (J, 1, n + 1)),
    ],
)
def test_a_quantity_outside_of_its_range_is_no_number(value):
    D = Domain(n=Integer(1), d=Integer(2), alpha=Real(0, "pi/2"), x=Vector("n"))
    n, d, alpha, x = D.symbols
    claim = AtMost(0, value(x, n, d, alpha))
    record = _verdict(D, claim, Step("end", claim, sign()))
    assert record.verdict is Verdict.INCONCLUSIVE, record.message


def test_a_quantity_within_its_range_is_a_number():
    D = Domain(n=Integer(1), k=Integer(0, "n"), d=Integer(2), alpha=Real(0, "pi/2"), x=Vector("n"))
    n, k, d, alpha, x = D.symbols
    values = (
        order_statistic(x, n),
        tail_power_sum(x, n - k, 1),
        best_k_term_error(x, k, 1),
        worst_case(k, n, 1, 2),
        circular_statistical_dimension(d, alpha / 2),
        sp.Sum(order_statistic(x, J), (J, 1, n)),
    )
    for value in values:
        claim = AtMost(0, value)
        record = _verdict(D, claim, Step("end", claim, sign()))
        assert record.verdict is Verdict.PROVED, record.message


def test_an_assumption_brings_a_quantity_into_its_range():
    D = Domain(n=Integer(1), m=Integer(1), x=Vector("n"))
    n, m, x = D.symbols
    then = [Relation(0, "<=", order_statistic(x, m))]
    for given, verdict in (([Relation(m, "<=", n)], Verdict.PROVED), ([Relation(n, "<=", m)], Verdict.INCONCLUSIVE)):
        claim = Claim(given, then)
        assert _verdict(D, claim, Step("end", claim, sign())).verdict is verdict


# ---- signs that are declared for a range of arguments alone ----------------------------------------------------------
def _smuggled(domain, claim, *steps):
    """Whether a proof by signs is believed."""
    return _verdict(domain, claim, *(steps or [Step("end", claim, sign())])).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    "value",
    [
        lambda n, a, q, p: generalised_gaussian_moment(1, 1, a),
        lambda n, a, q, p: uniform_order_second_moment(1, 1, a),
        lambda n, a, q, p: laplace_order_second_moment(1, 1, a),
        lambda n, a, q, p: pqi_retain(a, 0, 0, 1, 2),
        lambda n, a, q, p: stechkin_constant(q, p),
        lambda n, a, q, p: stechkin_bound(n, q, p),
        lambda n, a, q, p: lp_dictionary_constant(q, p),
        lambda n, a, q, p: weak_lq_dimension_free_bound(n, q, p),
        lambda n, a, q, p: sp.Sum(stechkin_constant(q, p), (J, 1, n)) + 1,
        lambda n, a, q, p: sp.exp(stechkin_constant(q, p)),
    ],
)
def test_a_declared_sign_holds_in_its_range_alone(value):
    D = Domain(n=Integer(1), a=Real(0, closed="left"), q=Real(0), p=Real(0))
    assert not _smuggled(D, Less(0, value(*D.symbols)))


def test_a_declared_sign_is_believed_in_its_range():
    D = Domain(n=Integer(1), a=Real(0), q=Real(0, 1), p=Real(1))
    n, a, q, p = D.symbols
    inside = [
        generalised_gaussian_moment(1, 1, a),
        uniform_order_second_moment(1, 1, a),
        pqi_retain(a, 0, 0, q, p),
        stechkin_constant(q, p),
        stechkin_bound(n, q, p),
        lp_dictionary_constant(q, p),
    ]
    assert all(_smuggled(D, Less(0, value)) for value in inside)


def test_an_assumption_about_such_a_quantity_does_not_bring_it_into_its_range():
    D = Domain(a=Real(0, closed="left"), q=Real(0), p=Real(0))
    a, q, p = D.symbols
    moment, constant = generalised_gaussian_moment(1, 1, a), stechkin_constant(q, p)
    for assumption, then in (
        (Relation(moment, "<=", 0), Relation(1, "<", 0)),  # true at a = 0
        (Relation(moment, "<=", a), Relation(0, "<", a)),  # true at a = 0: the range itself would follow
        (Relation(constant, "<=", -1), Relation(1, "<", 0)),  # true at q = 1, p = 1/2
        (Relation(q + constant, "<=", p), Relation(q, "<", p)),  # true there, too
    ):
        assert not _smuggled(D, Claim([assumption], [then]))
    claim = Claim([Relation(q, "<=", p)], [Relation(0, "<", constant)])
    assert _smuggled(D, claim)


def test_a_condition_of_a_domain_does_not_bring_a_quantity_into_its_range():
    D = Domain(a=Real(0, closed="left"))
    (a,) = D.symbols
    D = Domain(a=Real(0, closed="left"), where=[Relation(generalised_gaussian_moment(1, 1, a), "<=", a)])
    assert not _smuggled(D, Less(0, a))


def test_a_step_without_such_a_quantity_does_not_rest_on_one_out_of_range():
    D = Domain(a=Real(0, closed="left"))
    (a,) = D.symbols
    moment = generalised_gaussian_moment(1, 1, a)
    steps = [
        Step("a", Claim([Relation(moment, "<=", a)], [Relation(moment, "<=", a)]), assumed()),
        Step("b", Claim([Relation(moment, "<=", a)], [Relation(0, "<", a)]), sign(), ["a"]),
    ]
    assert not _smuggled(D, Claim([Relation(moment, "<=", a)], [Relation(0, "<", a)]), *steps)
