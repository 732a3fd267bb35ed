"""Every formula that proofs may unfold is what the array version and the ball version compute, edges included."""

from typing import Any

import numpy as np
import pytest
import sympy as sp

from lqtheory import Domain, Integer, Real, Vector
from lqtheory.balls import Truth, precision
from lqtheory.decision import instance_as_balls, relation_truth
from lqtheory.definitions import DEFINITIONS, meant_for, unfold
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.expressions import compile_expression
from lqtheory.floats import FLOATS
from lqtheory.quantities import find_quantity
from lqtheory.relations import Relation

D = Domain(
    n=Integer(1),
    k=Integer(0, "n"),
    q=Real(0),
    p=Real(0),
    s=Real(1, closed="left"),
    eta=Real(0, 1),
    index=Real(0, 1, closed="left"),
    amount=Real(0, closed="left"),
    B=Real(1, closed="left"),
    omega=Vector("n", sign="positive"),
    weights=Vector("n", sign="positive"),
    shares=Vector("n", sign="positive"),
    x=Vector("n"),
)
#: Letters of the quantities' arguments; those of one quantity that mean something else come after.
LETTERS = {"x": "x", "q": "q", "p": "p", "k": "k", "n": "n", "s": "s", "eta": "eta", "r": "k", "d": "n", "I": "index"}
LETTERS |= {"m": "k", "F": "index", "alpha": "eta", "h": "amount"}
LETTERS |= {"omega": "omega", "w": "weights", "epsilon": "p", "M": "s", "delta": "eta"}
LETTERS |= {"B": "B", "A": "amount"}
OTHERS = {
    "weighted_best_k_term_error": {"a": "weights"},
    "weighted_worst_case": {"omega": "omega", "a": "weights"},
    "rising_tide": {"a": "amount"},
    "line_code_length": {"m": "n", "i": "k", "j": "k"},
    "codebook_code_length": {"b": "k"},
    "codebook_ratio": {"R": "s", "b": "k"},
    "codebook_error": {"R": "s", "b": "k"},
    "combined_relative_error": {"epsilon": "amount"},
    "coreset_repetitions": {"delta": "eta", "c": "s"},
    "uniform_sampling_error": {"s": "n"},
    "l2_sampling_error": {"s": "n"},
    "silent_neuron_bound": {"delta": "eta"},
    "estimate_of_counts": {"c": "omega", "v": "weights", "s": "shares"},
    "positive_input": {"a": "x"},
    "negative_input": {"a": "x"},
    "stored_sampling_error": {"q": "shares", "u": "s"},
    "hoeffding_margin": {"delta": "eta"},
    "dkw_margin": {"delta": "eta"},
}


def term(name: str) -> sp.Expr:
    """The quantity at the symbols of the domain."""
    letters = LETTERS | OTHERS.get(name, {})
    quantity = find_quantity(name)
    return quantity.symbol(*(D.symbol(letters[letter]) for letter in quantity.arguments))


def _shares(rng: np.random.Generator, n: int) -> np.ndarray:
    """Positive multiples of a power of 1/2 with sum 1: exact in floats."""
    parts = 1.0 + np.bincount(rng.integers(n, size=64 - n), minlength=n)
    return parts / 64


def instance(rng: np.random.Generator) -> dict[str, Any]:
    """Values at the edges of their ranges more often than not."""
    n = int(rng.choice((1, 2, 2, 3, 5, 8)))
    edges = (np.zeros(n), np.ones(n), np.eye(n)[0], rng.integers(-2, 3, n).astype(float), rng.standard_normal(n))
    return D.validate(
        {
            "n": n,
            "k": int(rng.choice((0, 1, n - 1, n))),
            "q": float(rng.choice((0.0625, 0.25, 0.5, 1.0, 1.5, 2.0))),
            "p": float(rng.choice((0.125, 0.5, 0.75, 1.0, 2.0, 3.0))),
            "s": float(rng.choice((1.0, 1.5, n))),
            "eta": float(rng.choice((1e-3, 0.25, 0.5, 0.999))),
            "index": float(rng.choice((0.0, 0.25, 0.5, 0.999))),
            "amount": float(rng.choice((0.0, 0.5, 3.0))),
            "B": float(rng.choice((1.0, 1.5, 2.0, 17.0))),
            "omega": 2.0 ** rng.integers(-3, 4, n),
            "weights": np.round(rng.random(n) + 0.1, 2),
            "shares": _shares(rng, n),
            "x": edges[int(rng.integers(len(edges)))],
        }
    )


def pairs(name: str, rng: np.random.Generator) -> list[tuple[dict[str, Any], Any, Truth, Any, Any]]:
    """Instances that the array version accepts: its value, and what balls say of quantity and formula."""
    quantity = term(name)
    formula = unfold(quantity, D)
    measure, found = compile_expression(quantity, FLOATS), []
    for _ in range(2000):
        values = instance(rng)
        try:
            with np.errstate(all="ignore"):
                measured = measure(values)
        except (DomainError, UnsupportedError):
            continue
        with precision(240):
            env = instance_as_balls(D, values)
            if any(relation_truth(condition, env)[0] is not Truth.YES for condition in meant_for(quantity)):
                continue
            found.append((values, measured, *relation_truth(Relation(quantity, "=", formula), env)))
        if len(found) == 80:
            break
    return found


@pytest.mark.parametrize("name", DEFINITIONS)
def test_formula_agrees_with_balls_and_arrays(name: str, rng: np.random.Generator) -> None:
    found = pairs(name, rng)
    assert len(found) >= 30
    compared = 0
    for values, measured, truth, left, right in found:
        assert truth is not Truth.NO, values
        sharp = all(v.is_finite() and v.rad() <= 1e-50 * (1 + abs(v)) for v in (left, right))  # not so at a jump
        if sharp:
            compared += 1
            assert abs(left - right) <= 1e-50 * (1 + abs(left)), values
            if np.ndim(measured) == 0:
                assert abs(float(measured) - float(left.mid())) <= 1e-9 * max(1.0, abs(float(left.mid()))), values
    assert compared >= 20


def test_formulas_are_formulas() -> None:
    for name in DEFINITIONS:
        assert unfold(term(name), D) != term(name)


def test_the_comparison_notices_a_wrong_formula(rng: np.random.Generator, monkeypatch: pytest.MonkeyPatch) -> None:
    right = DEFINITIONS["worst_case"]
    monkeypatch.setitem(DEFINITIONS, "worst_case", lambda k, n, q, p: right(k, n, q, p) + sp.Rational(1, 10**6))
    assert any(truth is Truth.NO for _, _, truth, _, _ in pairs("worst_case", rng))
