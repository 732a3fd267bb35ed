"""The sign and identity prover: what follows is shown, what does not follow is never shown."""

import pytest
import sympy as sp

from lqtheory import Domain, Integer, Real, Vector
from lqtheory.checks.signs import facts_of, is_identity, sign_holds
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(n=Integer(2), k=Integer(1, "n-1"), q=Real(0), p=Real("q"), t=Real(0, 1), x=Vector("n"))
n, k, q, p, t, x = D.symbols
FACTS = facts_of(D)


@pytest.mark.parametrize(
    "expression",
    [p / q - 1, 1 / q - 1 / p, n - k, t * (1 - t), (p - q) * (n - k) / q, 1 - q / p, sp.exp(-q), (1 - t) ** q, n - 1],
)
def test_strict_sign_that_follows_is_shown(expression: sp.Expr) -> None:
    assert sign_holds(expression, FACTS, strict=True)


@pytest.mark.parametrize(
    "expression", [p - 2 * q, q - p, n - 2 * k, k - 1 - t, t - q, 1 - q, sp.log(q), power_sum(x, q) - 1, t**2 - t]
)
def test_sign_that_does_not_follow_is_not_shown(expression: sp.Expr) -> None:
    assert not sign_holds(expression, FACTS)


@pytest.mark.parametrize("expression", [k - 1, power_sum(x, q), n - 1 - k])
def test_weak_sign_is_not_taken_for_a_strict_one(expression: sp.Expr) -> None:
    assert sign_holds(expression, FACTS)
    assert not sign_holds(expression, FACTS, strict=True)


def test_closed_end_gives_no_strict_fact() -> None:
    closed = Domain(a=Real(0, 1, closed="both"))
    (a,) = closed.symbols
    assert sign_holds(1 - a, facts_of(closed))
    assert not sign_holds(a, facts_of(closed), strict=True)
    assert not sign_holds(1 - a, facts_of(closed), strict=True)


def test_difference_of_two_slacks_has_no_sign() -> None:
    two = Domain(a=Real(0, 1), b=Real(0, 1))
    a, b = two.symbols
    for expression in (a - b, b - a, a - b + sp.Rational(1, 2)):
        assert not sign_holds(expression, facts_of(two))
    assert sign_holds(a - b + 1, facts_of(two), strict=True)


@pytest.mark.parametrize("name", ["slack_0_0", "slack_0_1", "slack_1_0", "slack_0_0_1"])
def test_parameter_named_like_a_slack_does_not_collide(name: str) -> None:
    domain = Domain(a=Real(1), **{name: Real(0)})
    a, other = domain.symbols
    assert not sign_holds(a - 1 - other, facts_of(domain))
    assert not sign_holds(other - a + 1, facts_of(domain))
    assert not is_identity(a - 1, other, facts_of(domain))


def test_inf_is_not_forgotten_where_it_is_allowed() -> None:
    extended = Domain(p=Real(0, infinite=True), q=Real(0, "p"))
    p_, q_ = extended.symbols
    assert not sign_holds(1 / p_, facts_of(extended), strict=True)
    assert not sign_holds(1 / (p_ + 1), facts_of(extended), strict=True)
    assert not sign_holds(q_ / p_, facts_of(extended), strict=True)


def test_undecided_power_in_a_product_ends() -> None:
    a, b = sp.symbols("a b", real=True)
    assert not sign_holds(a**b * (a + 1) ** b, [])


def test_identity_uses_bounds_to_split_powers() -> None:
    assert is_identity(((p - q) * q) ** t, (p - q) ** t * q**t, FACTS)


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [(p / q, q / p), (sp.sqrt(q**2 + 1), q + 1), (q ** (1 / p), p ** (1 / q)), (sp.log(p * q), sp.log(p) * sp.log(q))],
)
def test_unequal_expressions_are_no_identity(lhs: sp.Expr, rhs: sp.Expr) -> None:
    assert not is_identity(lhs, rhs, FACTS)


def test_square_root_of_a_square_needs_a_sign() -> None:
    a = sp.Symbol("a", real=True)
    assert not is_identity(sp.sqrt(a**2), a, [])
    assert is_identity(sp.sqrt((p - q) ** 2), p - q, FACTS)
    assert not is_identity(sp.sqrt((p - q) ** 2), q - p, FACTS)


def test_assumption_of_a_step_counts_as_a_fact_and_nothing_more() -> None:
    facts = facts_of(D, [Relation(q, "<=", 1)])
    assert sign_holds(1 - q, facts)
    assert not sign_holds(1 - q, facts, strict=True)
    assert not sign_holds(1 - p, facts)
