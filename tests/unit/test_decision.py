import math
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from lqtheory.balls import Truth, ball, precision
from lqtheory.claim import AtMost, Claim, Equal, Less
from lqtheory.decision import confirmed_ratio, decide, instance_as_balls, membership, relation_truth
from lqtheory.domain import Domain, Integer, Matrix, MatrixChain, Object, Real, Vector
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm
from lqtheory.theorem import Source, Theorem

D = Domain(q=Real(0, typical=(0.2, 2)), p=Real("q", infinite=True), n=Integer(1), x=Vector("n"))
q, p, n, x = D.symbols


def theorem(claim: Claim, domain: Domain = D) -> Theorem:
    return Theorem("demo", "Demo", "A demo.", domain, claim, Source("demo"))


def at(**changes) -> dict:
    return D.validate({"q": 1.0, "p": 2.0, "n": 2, "x": [3.0, 4.0]} | changes)


def test_a_strict_inequality_is_decided():
    decision = decide(theorem(AtMost(lq_norm(x, p), lq_norm(x, q))), at())
    assert (decision.admissible, decision.truth) == (Truth.YES, Truth.YES)
    assert decision.slack[0] <= 2 <= decision.slack[1]
    assert decision.ratio[0] <= 5 / 7 <= decision.ratio[1]
    assert not decision.violated


def test_a_violation_is_strict_and_admissible():
    decision = decide(theorem(AtMost(lq_norm(x, q), lq_norm(x, p))), at())
    assert decision.violated
    assert decision.slack[1] < 0


def test_equality_in_irrational_numbers_stays_undecided_and_is_no_violation():
    claim = AtMost(sp.sqrt(2) * lq_norm(x, q) / lq_norm(x, p), sp.Integer(2))
    decision = decide(theorem(claim), at(x=[1.0, 1.0]), max_bits=226)
    assert decision.truth is Truth.UNDECIDED
    assert decision.bits == 226
    assert not decision.violated


def test_equality_of_exact_numbers_is_decided():
    assert decide(theorem(AtMost(lq_norm(x, q), 7)), at()).truth is Truth.YES
    assert decide(theorem(Less(lq_norm(x, q), 7)), at()).violated
    assert decide(theorem(Equal(n, 2)), at()).truth is Truth.YES


def test_precision_is_doubled_until_decided():
    tiny = sp.Rational(1, 10**60)
    decision = decide(theorem(Less(lq_norm(x, q), 7 + tiny * sp.sqrt(2))), at(), bits=53)
    assert decision.truth is Truth.YES
    assert decision.bits > 113


def test_outside_the_domain_nothing_is_violated():
    values = {"q": 2.0, "p": 1.0, "n": 2, "x": np.array([3.0, 4.0])}
    decision = decide(theorem(AtMost(lq_norm(x, q), 0)), values)
    assert decision.admissible is Truth.NO
    assert not decision.violated


def test_assumptions_are_decided_by_balls_too():
    claim = Claim(given=[Less(lq_norm(x, q), 7)], then=[AtMost(lq_norm(x, q), 0)])
    assert decide(theorem(claim), at()).admissible is Truth.NO
    assert decide(theorem(claim), at(x=[3.0, 3.0])).violated


def test_the_violated_conclusion_is_the_one_reported():
    claim = Claim(then=[AtMost(lq_norm(x, p), 10), AtMost(lq_norm(x, q), 6)])
    assert decide(theorem(claim), at()).relation == "lq_norm(x, q) <= 6"


def test_floats_mean_the_binary_numbers_they_store():
    t = Domain(t=Real(0))
    claim = Equal(10 * t.symbol("t"), sp.Integer(1))
    assert decide(theorem(claim, t), {"t": 0.1}).violated
    assert decide(theorem(claim, t), {"t": Fraction(1, 10)}, max_bits=226).truth is Truth.UNDECIDED


def test_infinite_exponents_are_members_only_where_allowed():
    with precision(113):
        assert membership(D, instance_as_balls(D, at(p=math.inf))) is Truth.YES
        strict = Domain(p=Real(0, 5))
        assert membership(strict, {"p": ball(math.inf)}) is Truth.NO
        assert membership(strict, {"p": ball(5)}) is Truth.NO
        assert membership(strict, {"p": ball(4)}) is Truth.YES


def test_relations_between_vectors_hold_componentwise():
    with precision(113):
        env = {"x": [ball(1), ball(3)], "n": 2}
        vector = sp.Symbol("x", real=True)
        assert relation_truth(Relation(vector, "<=", 3), env)[0] is Truth.YES
        truth, left, _ = relation_truth(Relation(vector, "<=", 2), env)
        assert truth is Truth.NO
        assert left == 3


def test_matrices_chains_and_objects_have_ball_forms():
    domain = Domain(
        a=Matrix(1, 2),
        w=MatrixChain((2, 1)),
        o=Object(lambda rng, **_: [1], ball=lambda value: [ball(v) for v in value]),
    )
    values = {"a": np.ones((1, 2)), "w": [np.ones((1, 2))], "o": [5]}
    converted = instance_as_balls(domain, values)
    assert converted["a"][0][1] == 1
    assert converted["w"][0][0][0] == 1
    assert converted["o"][0] == 5
    with pytest.raises(UnsupportedError, match="has no ball form"):
        instance_as_balls(Domain(o=Object(lambda rng, **_: 1)), {"o": 1})


def test_a_quantity_without_ball_cannot_be_decided():
    estimated = Quantity("estimated_width", ("x",), array=lambda x: np.abs(x).sum(-1))
    with pytest.raises(UnsupportedError, match="only estimated"):
        decide(theorem(AtMost(estimated.symbol(x), 1)), at())


def test_the_working_precision_does_not_leak():
    from flint import ctx

    before = ctx.prec
    decide(theorem(AtMost(lq_norm(x, q), 7)), at(), bits=500, max_bits=500)
    assert ctx.prec == before


S = Domain(t=Real(0, typical=(1, 2)), u=Real(typical=(-2, 2)))
t, u = S.symbols


@pytest.mark.parametrize(
    ("claim", "values", "expected"),
    [
        (AtMost(t, 4 * t), {"t": 1.0, "u": 0.0}, 0.25),
        (AtMost(t * 0, 4 * t), {"t": 1.0, "u": 0.0}, 0.0),
        (AtMost(u, t), {"t": 2.0, "u": -1.0}, -0.5),
        (AtMost(sp.sqrt(t), t ** sp.Rational(1, 2)), {"t": 2.0, "u": 0.0}, 1.0),
        (Equal(t, t), {"t": 2.0, "u": 0.0}, None),
        (AtMost(u, u**3), {"t": 2.0, "u": 0.0}, None),  # the right-hand side is zero: no ratio
        (Claim(given=[Relation(u, "<", t)], then=[Relation(u, "<=", t**2)]), {"t": 1.0, "u": 2.0}, None),
        (Claim(then=[Relation(t, "<=", 4 * t), Relation(t, "<=", 2 * t)]), {"t": 1.0, "u": 0.0}, 0.5),
        (AtMost(2 * t, t), {"t": 1.0, "u": 0.0}, 2.0),
    ],
)
def test_the_ratio_is_that_of_the_tightest_inequality(claim, values, expected):
    assert confirmed_ratio(theorem(claim, S), S.validate(values)) == expected


def test_a_ratio_that_floats_make_up_by_cancellation_is_measured_by_balls():
    wide = theorem(AtMost(t - sp.log(1 + t), t**2), S)
    values = S.validate({"t": 2.0**-60, "u": 0.0})
    assert wide.ratio(**values) > 1e10
    assert confirmed_ratio(wide, values) == pytest.approx(0.5, abs=1e-9)
