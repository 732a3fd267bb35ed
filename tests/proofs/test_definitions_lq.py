"""Definitions that proofs unfold say what the quantities measure; indices and infinite exponents are kept apart."""

import numpy as np
import pytest
import sympy as sp

from lqtheory import Domain, Integer, Real, Vector
from lqtheory.balls import Truth, precision
from lqtheory.checks.sampling import sample_instance
from lqtheory.decision import instance_as_balls, relation_truth
from lqtheory.definitions import unfold
from lqtheory.expressions import MaxOver
from lqtheory.relations import Relation
from lqtheory.symbols import (
    best_k_term_error,
    top_k_code_bound,
    weak_lq_bound,
    weak_lq_norm,
    weighted_best_k_term_error,
    weighted_worst_case,
    worst_case,
)

D = Domain(
    n=Integer(1, typical=(1, 8)),
    k=Integer(0, "n-1"),
    q=Real(0, typical=(0.2, 3)),
    p=Real("q", closed="left", typical=("q", 5)),
    omega=Vector("n", sign="positive"),
    a=Vector("n", sign="positive"),
    x=Vector("n", nonzero=True),
)
n, k, q, p, omega, a, x = D.symbols
TERMS = (
    best_k_term_error(x, k, p),
    weak_lq_bound(k, n, q, p),
    weak_lq_norm(x, q),
    weighted_best_k_term_error(x, a, k, p),
    weighted_worst_case(k, omega, a, q, p),
    worst_case(k, n, q, p),
    top_k_code_bound(x, k, q, p),
)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: type(term).__name__)
def test_formula_agrees_with_the_ball_version(term: sp.Expr, rng: np.random.Generator) -> None:
    formula = unfold(term, D)
    assert formula != term
    for _ in range(20):
        with precision(200):
            env = instance_as_balls(D, sample_instance(D, rng))
            truth, left, right = relation_truth(Relation(term, "=", formula), env)
            assert truth is not Truth.NO
            assert abs(float((left - right).mid())) <= 1e-40 * abs(float(left.mid()))


def test_a_parameter_called_m_is_not_captured() -> None:
    m = sp.Symbol("m", integer=True, positive=True)
    formula = unfold(worst_case(k, n, q, q * (m + 1) / m), D)
    assert isinstance(formula, MaxOver)
    assert formula.args[1] != m
    assert m in formula.free_symbols


def test_formulas_for_finite_exponents_are_not_used_at_infinity() -> None:
    assert unfold(best_k_term_error(x, k, sp.oo), D) == best_k_term_error(x, k, sp.oo)
    maybe = D.extend(r=Real(0, infinite=True))
    term = best_k_term_error(x, k, maybe.symbol("r"))
    assert unfold(term, maybe) == term
