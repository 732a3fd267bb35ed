import numpy as np
import pytest
import sympy as sp

from lqtheory.claim import AtMost, Claim, Equal, Less, Probability
from lqtheory.errors import DomainError

x, y = sp.symbols("x y", positive=True)


def test_one_line_spellings():
    assert [AtMost(x, y).then[0].operator, Less(x, y).then[0].operator, Equal(x, y).then[0].operator] == [
        "<=",
        "<",
        "=",
    ]


def test_given_and_then_take_any_spelling_of_a_relation():
    claim = Claim(given=[x <= 1, AtMost(y, 2)], then=(Less(x, y), sp.Eq(x, 1)))
    assert [r.operator for r in (*claim.given, *claim.then)] == ["<=", "<=", "<", "="]
    assert str(claim) == "x <= 1 and y <= 2  =>  x < y and x = 1"
    assert r"\implies" in claim.latex()


def test_a_claim_without_conclusion_is_refused():
    with pytest.raises(DomainError, match="no conclusion"):
        Claim(given=[x <= 1])


def test_scaling_a_claim_leaves_its_assumptions():
    claim = Claim(given=[x <= 1], then=[AtMost(x, y)]).scaled(sp.Rational(9, 10))
    assert claim.given[0].rhs == 1
    assert claim.then[0].rhs == sp.Rational(9, 10) * y


def test_probability_bounds_may_depend_on_the_parameters():
    claim = Probability(lambda rng, size, n: rng.random(size) < 1 / n, "<=", lambda n: 1 / n, text="P(U < 1/n) <= 1/n")
    assert claim.bound_at(n=4) == 0.25
    assert claim.event(np.random.default_rng(0), 5, n=2).shape == (5,)
    assert str(claim) == "P(U < 1/n) <= 1/n"
    with pytest.raises(DomainError, match="is not one of"):
        Probability(lambda rng, size: None, "<", 0.5)
