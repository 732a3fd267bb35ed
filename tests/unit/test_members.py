import math
from fractions import Fraction
from functools import partial

import numpy as np
import pytest
import sympy as sp

from lqtheory.bounds import bound_value, parse_bound
from lqtheory.domain import Integer, Matrix, MatrixChain, Object, Real, Vector
from lqtheory.errors import DomainError, InputTypeError, ShapeError


def test_bounds_are_formulas_in_earlier_names():
    n = sp.Symbol("n", integer=True, positive=True)
    assert parse_bound("n-1", {"n": n}, "k") == n - 1
    assert bound_value("n-1", {"n": 5}) == 4
    assert bound_value(None, {}) == math.inf
    assert bound_value(sp.Symbol("n") / 2, {"n": 5}) == 2.5


def test_a_bound_with_an_unknown_name_is_refused():
    with pytest.raises(DomainError, match="mentions m; only earlier names may occur"):
        parse_bound("m+1", {}, "k")
    with pytest.raises(DomainError, match="does not parse"):
        parse_bound("1 +* 2", {}, "k")


def test_integer_accepts_its_ends_and_numpy_integers():
    k = Integer(1, "n-1")
    assert k.validate("k", 1, {"n": 4}, "t") == 1
    assert k.validate("k", np.int64(3), {"n": 4}, "t") == 3
    assert type(k.validate("k", np.int64(3), {"n": 4}, "t")) is int


def test_integer_out_of_range_says_what_to_do():
    with pytest.raises(DomainError, match=r"k=4 is outside .* with n=4 \(t\); use k ≤ 3"):
        Integer(1, "n-1").validate("k", 4, {"n": 4}, "t")
    with pytest.raises(DomainError, match="no value is allowed there"):
        Integer(1, "n-1").validate("k", 1, {"n": 1}, "t")


@pytest.mark.parametrize("value", [True, 1.0, "1", np.bool_(True), None])
def test_what_is_no_integer_is_refused(value: object):
    with pytest.raises(InputTypeError, match="is not an integer"):
        Integer(0).validate("k", value, {}, "t")


@pytest.mark.parametrize(
    ("closed", "inside", "outside"),
    [("", [0.5], [0, 1]), ("left", [0, 0.5], [1]), ("right", [1], [0]), ("both", [0, 1], [-1e-300, 1 + 2**-52])],
)
def test_real_ends_belong_to_the_range_only_if_closed(closed: str, inside: list, outside: list):
    member = Real(0, 1, closed=closed)
    for value in inside:
        assert member.validate("q", value, {}, "t") == value
    for value in outside:
        with pytest.raises(DomainError, match="is outside"):
            member.validate("q", value, {}, "t")


def test_infinity_belongs_to_a_real_only_on_request():
    assert Real(0, infinite=True).validate("p", math.inf, {}, "t") == math.inf
    with pytest.raises(DomainError, match="use 0 < p"):
        Real(0).validate("p", math.inf, {}, "t")
    with pytest.raises(DomainError):
        Real(0, infinite=True).validate("p", math.nan, {}, "t")


def test_real_keeps_fractions_exact():
    assert Real(0).validate("q", Fraction(1, 3), {}, "t") == Fraction(1, 3)


@pytest.mark.parametrize("value", [True, "1", 1j, [1.0], None])
def test_what_is_no_real_number_is_refused(value: object):
    with pytest.raises(InputTypeError, match="is not a real number"):
        Real(0).validate("q", value, {}, "t")


def test_an_unknown_kind_of_end_is_refused():
    with pytest.raises(DomainError, match="closed='open' is not one of"):
        Real(0, closed="open")


def test_symbols_carry_the_signs_of_their_bounds():
    assert Integer(1).symbol("n", {}).is_positive
    assert Integer(0).symbol("k", {}).is_nonnegative
    assert Real(0).symbol("q", {}).is_positive
    assert Real(0, closed="left").symbol("q", {}).is_positive is None
    assert Real(None).symbol("t", {}).is_real
    assert Real(0, infinite=True).symbol("p", {}).is_finite is None
    assert Vector(3, sign="positive").symbol("w", {}).is_positive


def test_vector_size_follows_the_names_before_it():
    x = Vector("2*n")
    assert x.validate("x", [1, 2, 3, 4], {"n": 2}, "t").dtype == np.float64
    with pytest.raises(ShapeError, match=r"x has shape \(3,\)"):
        x.validate("x", [1, 2, 3], {"n": 2}, "t")


@pytest.mark.parametrize(
    ("member", "bad", "text"),
    [
        (Vector(2, nonzero=True), [0, 0], "zero vector"),
        (Vector(2, sign="nonnegative"), [1, -1], "not nonnegative"),
        (Vector(2, sign="positive"), [1, 0], "not positive"),
        (Vector(2, nonzeros=1), [1, 1], "2 nonzero entries"),
        (Vector(2), [1, math.nan], "not finite"),
    ],
)
def test_vectors_outside_their_member_are_refused(member: Vector, bad: list, text: str):
    with pytest.raises(DomainError, match=text):
        member.validate("x", bad, {}, "t")


def test_vectors_of_bools_and_strings_are_refused():
    for bad in ([True, False], ["a", "b"], [1j, 2]):
        with pytest.raises(InputTypeError):
            Vector(2).validate("x", bad, {}, "t")


def test_matrices_and_chains_check_their_shapes():
    assert Matrix("m", 2).validate("a", np.ones((3, 2)), {"m": 3}, "t").shape == (3, 2)
    with pytest.raises(ShapeError, match="3×2 here"):
        Matrix("m", 2).validate("a", np.ones((2, 2)), {"m": 3}, "t")
    chain = MatrixChain((2, 3, 1))
    assert len(chain.validate("w", [np.ones((3, 2)), np.ones((1, 3))], {}, "t")) == 2
    with pytest.raises(ShapeError, match="not a list of 2 matrices"):
        chain.validate("w", [np.ones((3, 2))], {}, "t")


def test_objects_are_what_their_sampler_gives():
    member = Object(lambda rng, n: list(range(n)), description="a list")
    assert member.validate("o", [1], {}, "t") == [1]
    assert member.text("o") == "o: a list"


@pytest.mark.parametrize(
    ("member", "typical"),
    [
        (Integer(1), (1, 63)),
        (Integer(1, "n"), (1, "n")),
        (Integer(1, typical=(2, 5)), (2, 5)),
        (Real(0), (0, 8)),
        (Real("q"), ("q", "(q)+8")),
        (Real(None), (-8, 8)),
        (Real(None, 3), (-5, 3)),
    ],
)
def test_typical_ranges_are_finite(member: object, typical: tuple):
    assert member.typical_range() == typical


def test_the_name_of_an_object_does_not_depend_on_the_process():
    members = [
        Object(len, ball=abs, description="a list"),
        Object(partial(sorted, reverse=True)),
        Object(lambda rng: 1),
    ]
    assert repr(members[0]) == "Object(builtins.len, builtins.abs, 'a list')"
    assert "builtins.sorted()[('reverse', True)]" in repr(members[1])
    assert not any(" at 0x" in repr(member) for member in members)
