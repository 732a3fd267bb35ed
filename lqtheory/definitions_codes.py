"""What lengths of codes, codebooks and margins of samples mean: their unfoldings, with where they are meant.

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


def _codebook_error(R: Any, b: Any) -> sp.Expr:
    ratio = find_quantity("codebook_ratio").symbol(R, b)
    return (ratio - 1) / (ratio + 1)


#: name -> formula in the arguments.
CODE_DEFINITIONS: dict[str, Callable[..., sp.Expr]] = {
    "support_code_length": _support_code_length,
    "codebook_ratio": lambda R, b: R ** (1 / (2**b - 1)),
    "codebook_error": _codebook_error,
    "combined_relative_error": lambda epsilon, eta: (1 + epsilon) * (1 + eta) - 1,
    "coreset_repetitions": lambda n, delta, c: sp.ceiling(sp.log(4 * n / delta) / sp.log(c)),
    "silent_neuron_bound": lambda k, n, delta: 1 - (delta / k) ** (1 / n),
    "hoeffding_margin": lambda n, delta: sp.sqrt(sp.log(1 / delta) / (2 * n)),
    "dkw_margin": lambda n, delta: sp.sqrt(sp.log(1 / delta) / (2 * n)),
    "conformal_rank": lambda n, alpha: sp.ceiling((1 - alpha) * (n + 1)),
}
#: name -> when the formula is what the quantity means.
CODE_CONDITIONS: dict[str, Callable[..., tuple[Relation, ...]]] = {
    "support_code_length": lambda n, k: (_at_most(1, n), _at_most(0, k), _at_most(k, n)),
    "codebook_ratio": lambda R, b: (_at_most(1, R), _at_most(1, b)),
    "codebook_error": lambda R, b: (_at_most(1, R), _at_most(1, b)),
    "combined_relative_error": lambda epsilon, eta: (_at_most(0, epsilon), _at_most(0, eta)),
    "coreset_repetitions": lambda n, delta, c: (_at_most(1, n), _less(0, delta), _less(delta, 1), _less(1, c)),
    "silent_neuron_bound": lambda k, n, delta: (_at_most(1, k), _at_most(1, n), _less(0, delta), _less(delta, 1)),
    "hoeffding_margin": lambda n, delta: (_at_most(1, n), _less(0, delta), _less(delta, 1)),
    "dkw_margin": lambda n, delta: (_at_most(1, n), _less(0, delta), _at_most(delta, sp.Rational(1, 2))),
    "conformal_rank": lambda n, alpha: (_at_most(1, n), _less(0, alpha), _less(alpha, 1)),
}
