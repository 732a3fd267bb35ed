"""Foundation lemmas on slices of sublevel sets: definitions, Cauchy's inequality (see :mod:`lqtheory.checks.lemmas`).

P(K, s; a, b, c) is the sum of λ_i^a y_i^{2b} (s + λ_i)^{-c} over the directions, k = 2ε/‖y‖² the published level.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _lemma, _less
from lqtheory.checks.lemmas_spectra import _set
from lqtheory.cones.classes import SLICE
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.quantities.cone_weights import quadratic_quantity
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.quantities.sublevel_slices import slice_quantity
from lqtheory.relations import Relation

__all__: list[str] = []


def _slope(K: Any) -> tuple[Any, Any, Any, Any]:
    """Level, published level, the sums of y²/(s + λ)^c, and the slope Ψ' = (s + k) ρ_2 - ρ_1."""
    s, k, at = slice_quantity("sliced_level")(K), sublevel_quantity("sublevel_published_level")(K), {}
    for c in range(4):
        at[c] = sublevel_quantity("sublevel_sum")(K, s, 0, 1, c)
    return s, k, at, (s + k) * at[2] - at[1]


@_lemma("rudin_1976", "Theorem 4.23 (the level is a root)", "The level of a slice solves |y|^2 = (s + k) P_011.")
def _slice_equation(domain: Domain, K: Any) -> Application:
    _set("slice_equation", domain, K, SLICE)
    s, k, at, _ = _slope(K)
    return Application((), Relation(at[0], "=", (s + k) * at[1]))


@_lemma(
    "rudin_1976",
    "definition of a finite sum, at the quantities of slices",
    "Definitions: N = s P_001 and N'_M = N + s Psi''/(2 Psi') with Psi = |y|^2 - (s + k) P_011.",
)
def _slice_definition(domain: Domain, K: Any, word: str) -> Application:
    _set("slice_definition", domain, K, SLICE)
    s, k, at, slope = _slope(K)
    count = s * sublevel_quantity("sublevel_sum")(K, s, 0, 0, 1)
    formulas = {"count": count, "width": count - s * ((s + k) * at[3] - at[2]) / slope}
    if word not in formulas:
        raise DomainError(f"there is no definition of {word} here; there are {', '.join(formulas)}")
    return Application((), Relation(slice_quantity(f"sliced_{word}")(K), "=", formulas[word]))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 7 (Cauchy, with its case of equality)",
    "Where y sees different eigenvalues P_011^2 < |y|^2 P_012, which is (s + k) P_011 P_012: Psi' > 0.",
)
def _slice_slope_positive(domain: Domain, K: Any) -> Application:
    _set("slice_slope_positive", domain, K, SLICE)
    return Application((), _less(sp.S.Zero, _slope(K)[3]))


@_lemma(
    "horn_johnson_2013",
    "sections 0.8.5 (Schur complements) and 1.2.15 (characteristic polynomials)",
    "The compression of M/c to the complement of y has, up to a constant, the characteristic polynomial p = E Psi, E = "
    "prod (nu + lambda_i); at its root s, where Psi = 0, the sum of 1/(s - nu_i) over the other roots nu_i = -a_i s is "
    "p''/(2p').",
)
def _axes_by_slice_roots(domain: Domain, K: Any) -> Application:
    """S_01 is s times that sum; p' and p'' are written over E, with E'/E = P_001."""
    _set("axes_by_slice_roots", domain, K, SLICE)
    s, k, at, slope = _slope(K)
    inner, bend = sublevel_quantity("sublevel_sum")(K, s, 0, 0, 1), 2 * at[2] - 2 * (s + k) * at[3]
    value = s * (2 * inner * slope + bend) / (2 * slope)
    premise = Relation(at[0], "=", (s + k) * at[1])
    return Application((premise,), Relation(quadratic_quantity("quadratic_sum")(K, 0, 1), "=", value))
