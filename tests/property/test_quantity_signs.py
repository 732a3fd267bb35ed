"""What a quantity declares (sign, integer, finite) holds wherever its array version answers.

Proofs believe these declarations for every argument, so edges count more than typical arguments.
"""

import itertools
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest
import sympy as sp

from lqtheory.balls import Truth, ball, ball_vector, compare, precision
from lqtheory.checks.declared import SIGN_RANGES
from lqtheory.checks.terms import _FINITE
from lqtheory.errors import (
    DomainError,
    InputTypeError,
    LqTheoryError,
    NormOverflowError,
    ShapeError,
    UnsupportedError,
)
from lqtheory.quantities import all_quantities, find_quantity
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.rng import generator_for
from lqtheory.symbols import mass_shares

NAMES = [name for name, quantity in all_quantities().items() if quantity.ball is not None]
EXPONENTS = (0.0625, 0.25, 0.5, 1.0, 2.0, 3.0, 8.0, float("inf"))
VECTORS = {"x", "y", "z"}
#: Modules of coresets of one class, whose arguments are vectors under letters that are numbers elsewhere.
CLASS_MODULES = set(
    "bennett counts deterministic distributions draws errors estimates hybrid instance_tails mixed moments "
    "out_of_sample poisson sensitivities signs tails two_point unique".split()
)


def vector(rng: np.random.Generator, n: int) -> np.ndarray:
    """A vector of an edge, or a random one."""
    way = int(rng.integers(7))
    if way == 0:
        return np.zeros(n)
    if way == 1:
        return np.full(n, float(rng.choice((1.0, -2.0))))
    if way == 2:
        return np.eye(n)[int(rng.integers(n))] * 3.0
    if way == 3:
        return rng.integers(-1, 2, n).astype(float)
    if way == 4:
        return 2.0 ** rng.integers(-30, 30, n)
    return np.round(rng.standard_normal(n) * 4, 2)


def volumes(rng: np.random.Generator, n: int) -> np.ndarray:
    """Intrinsic volumes: of a subspace, or random multiples of 1/128 with equal sums over even and odd indices."""
    if rng.random() < 0.2:
        return np.eye(n + 1)[int(rng.integers(n + 1))]
    return np.convolve(np.bincount(rng.integers(n, size=64), minlength=n) / 64, [0.5, 0.5])


def shares(rng: np.random.Generator, n: int) -> np.ndarray:
    """Multiples of 1/64 with sum 1: a single one, equal ones, or random ones, zeros among them."""
    way = int(rng.integers(3))
    if way == 0:
        return np.eye(n)[int(rng.integers(n))]
    return np.bincount(rng.integers(n if way == 1 else max(1, n - 1), size=64), minlength=n) / 64


def coreset_argument(name: str, quantity: Quantity, n: int, rng: np.random.Generator) -> Any:
    """A value for an argument of a quantity of coresets."""
    if name == "g" or (name in ("h", "q") and quantity.name != "binary_divergence" and "v" not in quantity.arguments):
        return shares(rng, n)
    if name == "p" and quantity.name == "poisson_variance":
        return rng.choice((0.0, 0.25, 1.0, 1e-9), n)
    if name in ("c", "v") or (name == "h" and "v" in quantity.arguments):
        return rng.choice((0.0, 1.0, 0.25, 3.0), n)
    if name == "s":
        return rng.choice((1.0, 0.25, 3.0), n)
    if name == "w" and quantity.id == "coreset.sign_split":
        return rng.choice((0.0, 1.0, -0.25, -3.0, 1e-9), n)
    if name in ("w", "a", "scores"):
        return rng.choice((0.0, 1.0, 0.25, 3.0, 1e-9), n)
    if name in ("A", "R") and quantity.arguments[0] not in ("m", "q"):
        return rng.choice((0.0, 1.0, 0.5, 1e-9), (int(rng.integers(1, 4)), n))
    if name == "G":
        return np.stack([shares(rng, n) for _ in range(int(rng.integers(1, 4)))])
    if name == "kept":
        return rng.integers(0, 2, n).astype(float)
    if name == "u":
        return float(rng.choice((0.0, 0.5, 1.0, n, 1.5, -1.0)))
    choices = {
        "m": (0, 1, 2, 7),
        "r": (1, 2, 5),
        "N": (1, 3, 40),
        "k": (1, 2, 9),
        "B": (1.0, 1.5, 2.0, 17.0),
        "S": (1.0, 2.0, 40.0),
        "K": (1.0, 11.5),
        "A": (0.0, 10.0, 1e-9),
        "t": (-3.0, 0.0, 0.5, 2.0),
        "eta": (1, 410),
        "width": (1, 300),
        "variance": (0.0, 0.25, 4.0),
        "reach": (0.0, 1.0, 20.0),
        "delta": (1e-9, 0.05, 0.999),
        "epsilon": (0.0, 2.0**-20, 0.5, 1.0, 4.0),
        "p": (0.0, 0.25, 1.0, 1e-9),
        "q": (0.0, 0.25, 1.0, 1e-9),
    }
    return rng.choice(choices[name]).item()


def argument(name: str, quantity: Quantity, n: int, rng: np.random.Generator) -> Any:
    """A value for an argument by its letter, at the edges of its range more often than not."""
    if quantity.array.__module__.removeprefix("lqtheory.quantities.coreset_") in CLASS_MODULES:
        return coreset_argument(name, quantity, n, rng)
    if name in VECTORS:
        return vector(rng, n)
    if name == "v" or (name == "w" and "v" in quantity.arguments):
        return volumes(rng, n)
    if name in ("active", "inactive"):
        return 2.0 ** rng.integers(-3, 4, n) * (1 if name == "active" else rng.integers(0, 2, n))
    if name == "t":
        return float(rng.choice((0.0, 1.0, -1.0, 0.5, 3.0)))
    if name == "level":
        return float(rng.choice((0.0, 1.0, 0.25, 1e-9)))
    if name in ("omega", "w") or (name == "a" and quantity.name.startswith("weighted")):
        return 2.0 ** rng.integers(-3, 4, n)
    if name in ("n", "d"):
        return n
    if name in ("k", "i", "j", "r", "m"):
        return int(rng.choice((0, 1, n - 1, n, int(rng.integers(n + 1)))))
    if name in ("p", "q"):
        return float(rng.choice(EXPONENTS))
    if name in ("s", "B", "M", "P", "b") and name in quantity.integer_arguments:
        return int(rng.choice((0, 1, 2, 3)))
    if name in ("h", "theta"):
        return float(rng.choice((0.25, 0.125, 0.49, 1.0, 3.0)))
    if name == "s":
        return float(rng.choice((1.0, n, 0.5 * n, 0.0, 1.5)))
    if name in ("T", "a", "I", "F", "delta"):
        return float(rng.choice((0.0, 0.25, 0.5, 0.999, 1.0, 1e-9)))
    if name in ("alpha", "phi", "rho", "nu"):
        return float(rng.choice((0.0, 1e-9, 0.25, 0.999, 1.0)))
    if name == "epsilon":
        return float(rng.choice((0.0, 2.0**-20, 0.0625, 0.25, 1.0, 4.0)))
    if name in ("b", "gamma", "mu", "variance", "M"):
        return float(rng.choice((1e-9, 0.25, 1.0, 3.0, 1e6)))
    if name in ("c", "Lambda", "R", "beta", "zeta"):
        return float(rng.choice((0.0, 0.25, 1.0, 10 / 9, 2.0, 100.0)))
    assert name == "eta", f"the argument {name} of {quantity.name} needs a generator here"
    return float(rng.choice((0.0, 0.25, 0.999, 1.0, 2.0, 1e-6)))


def in_balls(value: Any) -> Any:
    """A number, vector or matrix in balls."""
    return (
        [in_balls(row) for row in value]
        if np.ndim(value) > 1
        else ball_vector(value)
        if np.ndim(value)
        else ball(value)
    )


@cache
def answered(name: str, wanted: int) -> list[tuple[list[Any], Any]]:
    """Arguments that the array version accepts, with the value of the ball version; each value is computed once."""
    quantity, found = find_quantity(name), []
    rng, known = generator_for(0, "declarations", name), {}
    counts = quantity.integer_arguments
    for _ in range(3000):
        n = int(rng.choice((1, 2, 3, 6)))
        values = [argument(letter, quantity, n, rng) for letter in quantity.arguments]
        try:
            quantity.array(*values)
        except (DomainError, ShapeError, NormOverflowError, UnsupportedError):
            continue
        pairs = zip(quantity.arguments, values, strict=True)
        exact = [int(v) if k in counts else in_balls(v) for k, v in pairs]
        if (key := repr(values)) not in known:
            with precision(200):
                known[key] = quantity.ball(*exact)
        found.append((values, known[key]))
        if len(found) == wanted:
            break
    return found


@pytest.mark.parametrize("name", NAMES)
def test_declarations_hold(name: str) -> None:
    quantity = find_quantity(name)
    instances = answered(name, 150)
    assert len(instances) >= 40
    for values, result in instances:
        for value in result if quantity.vector else [result]:
            strict = quantity.sign == "positive" or (quantity.positive_if_nonzero and np.any(values[0]))
            if strict or quantity.sign == "nonnegative":
                assert compare(ball(0), "<" if strict else "<=", value) is not Truth.NO, values
            if quantity.integer and value.is_finite():
                assert value.contains_integer(), values


@pytest.mark.parametrize("name", [name for name in NAMES if name not in _FINITE and not find_quantity(name).vector])
def test_quantities_that_may_be_infinite_are_listed(name: str) -> None:
    for values, value in answered(name, 150):
        assert value.is_finite() or value.is_nan(), f"{name} is {value} at {values}: add it to the table of terms.py"


def test_the_attack_notices_a_wrong_declaration() -> None:
    assert any(compare(ball(0), "<", value) is Truth.NO for _, value in answered("best_k_term_error", 150))
    assert any(not value.is_finite() for _, value in answered("log_lq_norm", 150))


# ---- outside of the range in which the array version answers ---------------------------------------------------------
SIGNED = [name for name in NAMES if find_quantity(name).sign != "real" or find_quantity(name).positive_if_nonzero]
OUTSIDE, COUNTS_OUTSIDE = (-1.0, 0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 7.0, float("inf")), (-1, 0, 1, 2, 3, 6)
#: Its ball version looks for a root, which may not be there if shares are no shares.
NO_ROOT = "stored_sampling_error"
#: Values out of the range of SIGN_RANGES at which balls show that the declared sign is wrong: one for each line there.
WRONG: dict[str, tuple[Any, ...]] = {
    "budget_level": ([3.0], [-0.5], 0.0),
    "budget_tail_error": ([0.0, 3.0], [-0.125, -2.0], 1.0, 1.0),
    "coreset_repetitions": (2, 0.5, float("inf")),
    "draws_for_unique": ([1.0, 0.0], -1.0),
    "dropped_sensitivity": ([[-0.5, -0.5]], [1.0, 0.0]),
    "expected_unique": ([-1.0], 1.0),
    "generalised_gaussian_moment": (1.0, 1.0, 0.0),
    "importance_range": ([-1.0], [1.0]),
    "kmin_exact": (1.5, 0.0, -1.0, 8.0, -1),
    "kmin_stechkin": (-1.0, 0.5, 1.0, 2.0),
    "laplace_order_second_moment": (1, 6, 0.0),
    "largest_dropped_importance": ([[-0.5, -0.5]], [1.0, 0.0]),
    "least_mean_square_errors": ([2.0], float("inf")),
    "least_split_cost": ([0.25], [8.0], float("inf")),
    "lp_dictionary_constant": (0.5, 0.5),
    "occam_failure_bound": (-1, 1, 3, 0.25),
    "pareto_truncated_moment": (2.0, 1.0, -1.0, 0.5),
    "power_sum": ([0.5, 0.25], float("inf")),
    "pqi": ([3.0, 1.0], 3.0, 0.25),
    "pqi_retain": (0, 0.0, 0.0, 1.0, 2.0),
    "sap_retained_count": ([3.0, 1.0], 0.5, 1.0, float("inf")),
    "stechkin_bound": (6, 1.0, 0.5),
    "stechkin_constant": (1.0, 0.5),
    "unseen_importance": ([-0.5, -0.5], [1.0, 0.0]),
    "uniform_order_second_moment": (3, 3, 0.0),
    "weak_lq_dimension_free_bound": (1, 2.0, 1.0),
    "weighted_best_k_term_error": ([3.0, 0.0, 0.0], [-0.5, -4.0, -0.25], 1, 1.0),
    "weighted_lq_norm": ([1.0, 2.0], [0.0, 0.0], 0.25),
    "weighted_power_sum": ([0.0, -3.0], [-1.0, -4.0], 1.0),
    "weighted_worst_case": (0, [1.0, 2.0], [-4.0, -1.0], -1.0, 1.0),
}


def stand_in(value: Any) -> sp.Basic:
    """What the table of ranges sees of a value: a number, or a symbol that assumes what is true of all entries."""
    if np.ndim(value) == 0:
        return sp.oo if np.isinf(value) else sp.Rational(value)
    x, entries = sp.Symbol("x", real=True), np.asarray(value)
    if (entries > 0).all():
        x = sp.Symbol("x", positive=True)
    elif (entries >= 0).all():
        x = sp.Symbol("x", nonnegative=True)
    return mass_shares(x, 1) if (entries >= 0).all() and (entries.sum(axis=-1) == 1).all() else x


def within(name: str, values: Any) -> bool:
    """Whether values lie in the range in which the table says that the declared sign holds."""
    for variant in itertools.product(*(_readings(value) for value in values)):
        if all(c if isinstance(c, bool) else _holds(c) for c in SIGN_RANGES.get(name, lambda *_: ())(*variant)):
            return True
    return False


def _readings(value: Any) -> list[sp.Basic]:
    found = stand_in(value)
    return [found] if not isinstance(found, sp.Function) else [found, found.args[0]]


def _holds(relation: Relation) -> bool:
    return bool(relation.gap.is_positive if relation.operator == "<" else relation.gap.is_nonnegative)


def wrong_sign(name: str, values: Any) -> bool:
    """Whether balls show that the value has not the sign that is declared; no value has any."""
    quantity = find_quantity(name)
    pairs = zip(quantity.arguments, values, strict=True)
    exact = [int(v) if k in quantity.integer_arguments else in_balls(np.asarray(v)[()]) for k, v in pairs]
    try:
        with precision(200):
            result = quantity.ball(*exact)
    except (ArithmeticError, IndexError, LqTheoryError, TypeError, ValueError):  # no value
        return False
    strict = quantity.sign == "positive" or (quantity.positive_if_nonzero and np.any(values[0]))
    entries = result if quantity.vector else [result]
    return any(compare(ball(0), "<" if strict else "<=", value) is Truth.NO for value in entries)


def anywhere(name: str, wanted: int) -> Iterator[list[Any]]:
    """Arguments at the edges of ranges and beyond them that the array version refuses."""
    quantity, rng = find_quantity(name), generator_for(0, "outside", name)
    for _ in range(wanted):
        n = int(rng.choice((1, 2, 3)))
        values = [argument(letter, quantity, n, rng) for letter in quantity.arguments]
        for place, letter in enumerate(quantity.arguments):
            if np.ndim(values[place]) == 0 and rng.random() < 0.4:
                beyond = COUNTS_OUTSIDE if letter in quantity.integer_arguments else OUTSIDE
                values[place] = rng.choice(beyond).item()
            elif np.ndim(values[place]) and name != NO_ROOT and rng.random() < 0.15:
                values[place] = values[place] * rng.choice((0.0, -1.0, 2.0))
        try:
            with np.errstate(all="ignore"):
                quantity.array(*values)
        except (DomainError, ShapeError, NormOverflowError, UnsupportedError, InputTypeError):
            yield values


@pytest.mark.parametrize("name", SIGNED)
def test_declared_signs_hold_wherever_proofs_may_use_them(name: str) -> None:
    for values in anywhere(name, 120):
        assert not within(name, values) or not wrong_sign(name, values), values


@pytest.mark.parametrize("name", SIGN_RANGES)
def test_no_range_is_superfluous_and_a_wider_one_is_noticed(name: str) -> None:
    assert wrong_sign(name, WRONG[name])
    assert not within(name, WRONG[name])


def test_every_range_has_an_instance_outside() -> None:
    assert set(WRONG) == set(SIGN_RANGES)
