"""What codes, codebooks, margins of samples and sampled matrices mean: unfoldings, with where they are meant.

Part of the tables of :mod:`lqtheory.definitions`, which says what they are for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from lqtheory.quantities import find_quantity
from lqtheory.relations import Relation

__all__ = ["CODE_CONDITIONS", "CODE_DEFINITIONS"]


def _at_most(a: Any, b: Any) -> Relation:
    return Relation(a, "<=", b)


def _less(a: Any, b: Any) -> Relation:
    return Relation(a, "<", b)


def _support_code_length(n: Any, k: Any) -> sp.Expr:
    return sp.log((n + 1) * find_quantity("binomial_coefficient").symbol(n, k)) / sp.log(2)


def _line_code_length(m: Any, n: Any, i: Any, j: Any, k: Any) -> sp.Expr:
    length = find_quantity("support_code_length").symbol
    return length(m, i) + length(n, j) + length(i * j, k)


def _codebook_error(R: Any, b: Any) -> sp.Expr:
    ratio = find_quantity("codebook_ratio").symbol(R, b)
    return (ratio - 1) / (ratio + 1)


def _l2_sampling_error(x: Any, s: Any) -> sp.Expr:
    """The quotients of squares and probabilities, entry by entry in the order of magnitudes."""
    order, total, support = (find_quantity(q).symbol for q in ("order_statistic", "power_sum", "support_size"))
    letter = "j"
    while letter in {str(symbol) for argument in (x, s) for symbol in sp.sympify(argument).free_symbols}:
        letter += "_"
    j = sp.Symbol(letter, integer=True, positive=True)
    square = order(x, j) ** 2
    quotient = sp.Mul(
        square, sp.Pow(sp.Mul(square, 1 / total(x, 2), evaluate=False), -1, evaluate=False), evaluate=False
    )
    return (sp.Sum(quotient, (j, 1, support(x))) - total(x, 2)) / s


def _uniform_sampling_error(x: Any, s: Any) -> sp.Expr:
    total, support = (find_quantity(q).symbol for q in ("power_sum", "support_size"))
    return (support(x) * total(x, 2) - total(x, 2)) / s


#: name -> formula in the arguments.
CODE_DEFINITIONS: dict[str, Callable[..., sp.Expr]] = {
    "support_code_length": _support_code_length,
    "line_code_length": _line_code_length,
    "codebook_code_length": lambda b: 16 * 2**b,
    "bias_code_length": lambda n: 6 * n + 32,
    "codebook_ratio": lambda R, b: R ** (1 / (2**b - 1)),
    "codebook_error": _codebook_error,
    "combined_relative_error": lambda epsilon, eta: (1 + epsilon) * (1 + eta) - 1,
    "coreset_repetitions": lambda n, delta, c: sp.ceiling(sp.log(4 * n / delta) / sp.log(c)),
    "silent_neuron_bound": lambda k, n, delta: 1 - (delta / k) ** (1 / n),
    "hoeffding_margin": lambda n, delta: sp.sqrt(sp.log(1 / delta) / (2 * n)),
    "dkw_margin": lambda n, delta: sp.sqrt(sp.log(1 / delta) / (2 * n)),
    "conformal_rank": lambda n, alpha: sp.ceiling((1 - alpha) * (n + 1)),
    "uniform_sampling_error": _uniform_sampling_error,
    "l2_sampling_error": _l2_sampling_error,
    "rank_at_storage": lambda k, m, n: sp.floor(k / (m + n)),
}
#: name -> when the formula is what the quantity means.
CODE_CONDITIONS: dict[str, Callable[..., tuple[Relation, ...]]] = {
    "support_code_length": lambda n, k: (_at_most(0, n), _at_most(0, k), _at_most(k, n)),
    "line_code_length": lambda m, n, i, j, k: (
        *(_at_most(0, i), _at_most(i, m), _at_most(0, j), _at_most(j, n)),
        *(_at_most(0, k), _at_most(k, i * j)),
    ),
    "codebook_code_length": lambda b: (_at_most(0, b), _at_most(b, 16)),
    "bias_code_length": lambda n: (_at_most(0, n),),
    "codebook_ratio": lambda R, b: (_at_most(1, R), _at_most(1, b)),
    "codebook_error": lambda R, b: (_at_most(1, R), _at_most(1, b)),
    "combined_relative_error": lambda epsilon, eta: (_at_most(0, epsilon), _at_most(0, eta)),
    "coreset_repetitions": lambda n, delta, c: (_at_most(1, n), _less(0, delta), _less(delta, 1), _less(1, c)),
    "silent_neuron_bound": lambda k, n, delta: (_at_most(1, k), _at_most(1, n), _less(0, delta), _less(delta, 1)),
    "hoeffding_margin": lambda n, delta: (_at_most(1, n), _less(0, delta), _less(delta, 1)),
    "dkw_margin": lambda n, delta: (_at_most(1, n), _less(0, delta), _at_most(delta, sp.Rational(1, 2))),
    "conformal_rank": lambda n, alpha: (_at_most(1, n), _less(0, alpha), _less(alpha, 1)),
    "uniform_sampling_error": lambda x, s: (_at_most(1, s), _less(0, find_quantity("peak").symbol(x))),
    "l2_sampling_error": lambda x, s: (_at_most(1, s), _less(0, find_quantity("peak").symbol(x))),
    "rank_at_storage": lambda k, m, n: (_at_most(0, k), _at_most(1, m), _at_most(1, n)),
}
