"""The cheapest way to keep a number of edges of one class, by the errors that are guaranteed (``coreset.hybrid``)."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import check_real, namespace, on_cpu
from lqtheory.quantities.coreset_deterministic import deterministic_coreset
from lqtheory.quantities.coreset_errors import bernstein_deviation, bernstein_error, bernstein_relative_error
from lqtheory.quantities.coreset_inputs import as_nonnegative
from lqtheory.quantities.coreset_mixed import mixed_coreset, mixed_error, mixed_keep_mask
from lqtheory.quantities.coreset_poisson import inclusion_probabilities
from lqtheory.quantities.coreset_sensitivities import relative_importance, sensitivity_details
from lqtheory.quantities.coreset_unique import draws_for_unique, expected_unique
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_hybrid import ball_stored_sampling_error

__all__ = ["QUANTITIES", "Hybrid", "hybrid_choice", "mixed_draws", "poisson_error", "stored_sampling_error"]


class Hybrid(NamedTuple):
    """Guaranteed relative errors on the sample at an equal number of stored edges, and the method of the smallest.

    Parameters
    ----------
    method : str
        ``"deterministic"``, ``"sampled"``, ``"mixed"`` or ``"poisson"``; ``"all"`` if nothing has to be dropped.
    errors : dict of str to float
        The error of each method.
    draws : dict of str to float
        Number of draws of the sampled and of the mixed coreset.
    """

    method: str
    errors: dict[str, float]
    draws: dict[str, float]


def poisson_error(G: Any, p: Any, delta: float) -> float:
    r"""Relative error on the sample that Bernstein's inequality gives for independent inclusion.

    R L/3 + √((R L/3)² + 2 L v), v = max_x Σ_j g_j²(1/p_j-1), R = max_{x, p_j<1} g_j max(1, 1/p_j-1), L = ln(2/δ).

    Parameters
    ----------
    G : array-like, shape (N, n)
        Relative importances, one point in each row.
    p : array-like, shape (n,)
        Probabilities of inclusion; positive wherever an importance is.
    delta : float
        Probability of failure at each point, in (0, 1).

    Returns
    -------
    float
        0 if all edges are kept.

    Raises
    ------
    DomainError
        If an edge with an importance is never kept, or delta is out of range.

    Notes
    -----
    Cost O(N n).

    References
    ----------
    boucheron_lugosi_massart_2013, Corollary 2.11; dossier coreset.poisson.

    Examples
    --------
    >>> poisson_error([[0.5, 0.5]], [1.0, 1.0], 0.05), round(poisson_error([[0.5, 0.5]], [1.0, 0.5], 0.05), 4)
    (0.0, 2.1056)
    """
    G, p = (on_cpu(as_nonnegative(part, name, "poisson_error")) for part, name in ((G, "G"), (p, "p")))
    if ((G > 0.0) & (p <= 0.0)).any():
        raise DomainError("an edge with an importance has p = 0 (poisson_error); its share is a bias, not a variance")
    with np.errstate(divide="ignore"):
        odds = np.where(p > 0.0, 1.0 / p - 1.0, 0.0)
    v = float((G * G * odds).sum(axis=-1).max())
    reach = float((G * np.where(p < 1.0, np.maximum(1.0, odds), 0.0)).max())
    return float(bernstein_deviation(1.0, v, reach, delta))


def stored_sampling_error(q: Any, u: float, A: float) -> Any:
    r"""Relative error of a sampled class that stores a wanted number of edges on average.

    ε_Bern(U⁻¹(u)), ε_Bern(m) = A/(3m) + √((A/(3m))² + 2A/m).

    Parameters
    ----------
    q : array-like, shape (..., n)
        Distribution that edges are drawn from.
    u : float
        Expected number of distinct edges, > 0.
    A : float
        (B-1) ln(2/δ), >= 0.

    Returns
    -------
    float, or array of float64, shape (...)
        At most ε_Bern(u); 0 if u is at least the number of edges with q_j > 0: all are kept.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    What compares with a deterministic coreset of u edges: draws that repeat cost no storage. Cost O(n log m).

    References
    ----------
    Dossier coreset.hybrid, coreset.unique_inverse.

    Examples
    --------
    >>> stored_sampling_error([0.5, 0.25, 0.25], 2.0, 1.0) < float(bernstein_error(2.0, 1.0))
    True
    """
    u = check_real(u, "u", "stored_sampling_error", 0.0, math.inf, "neither")
    A = check_real(A, "A", "stored_sampling_error", 0.0, math.inf, "left")
    draws = draws_for_unique(q, u)
    if isinstance(draws, float):
        return 0.0 if math.isinf(draws) else float(bernstein_error(draws, A))
    xp = namespace(draws)
    whole = draws == math.inf
    return xp.where(whole, xp.zeros_like(draws), bernstein_error(xp.where(whole, xp.ones_like(draws), draws), A))


def mixed_draws(s: Any, u: float) -> float:
    r"""Number of draws for which a mixed coreset stores a wanted number of edges on average.

    The largest m' with |I(m')| + U_R(m') <= u, I(m') the edges worth keeping.

    Parameters
    ----------
    s : array-like, shape (n,)
        Sensitivities.
    u : float
        Wanted number of edges, > 0.

    Returns
    -------
    float
        Infinite if u is at least the number of edges with a sensitivity.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Bisection, to 12 digits. Cost O(n) for each of about 60 steps.

    References
    ----------
    Dossier coreset.mixed.

    Examples
    --------
    >>> round(mixed_draws([0.9, 0.2, 0.2, 0.2, 0.2], 3), 6)
    2.409421
    """
    u = check_real(u, "u", "mixed_draws", 0.0, math.inf, "neither")
    values = np.asarray(on_cpu(s), dtype=np.float64)
    if u >= np.count_nonzero(values > 0.0):
        return math.inf

    def stored(m: float) -> float:
        keep = np.asarray(mixed_keep_mask(values, m))
        rest = np.where(keep, 0.0, values)
        total = float(rest.sum())
        return float(keep.sum()) + (float(expected_unique(rest / total, m)) if total > 0.0 else 0.0)

    low, high = 0.0, 1.0
    while stored(high) <= u:
        low, high = high, 2.0 * high
    while high - low > 1e-12 * high:
        middle = (low + high) / 2.0
        low, high = (middle, high) if stored(middle) <= u else (low, middle)
    return low


def hybrid_choice(w: Any, A: Any, u: float, delta: float) -> Hybrid:
    r"""Compare the guaranteed errors of four coresets of one class that store the same number of edges.

    Deterministic: Σ_{dropped} s_j at k = ⌊u⌋. Sampled: Bernstein at m = U⁻¹(u). Mixed and Poisson: at expected size u.

    Parameters
    ----------
    w : array-like, shape (n,)
        Nonnegative weights of one class.
    A : array-like, shape (N, n)
        Nonnegative activations, one point in each row.
    u : float
        Number of edges stored, on average where it is random, > 0.
    delta : float
        Probability of failure at each point, in (0, 1).

    Returns
    -------
    Hybrid

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    The released code evaluates the random error at m = u, which penalises sampling, with a formula that is √2 too
    small, which favours it. Cost O(N n).

    References
    ----------
    baykal_2022; dossier coreset.hybrid.

    Examples
    --------
    >>> w, A = [0.8, 0.5, 0.3, 0.2], [[1, 2, 0, 1], [0.5, 1, 3, 0], [2, 0, 1, 4]]
    >>> hybrid_choice(w, A, 3, 0.1).method, hybrid_choice(w, A, 4, 0.1).method
    ('deterministic', 'all')
    """
    u = check_real(u, "u", "hybrid_choice", 0.0, math.inf, "neither")
    delta = check_real(delta, "delta", "hybrid_choice", 0.0, 1.0, "neither")
    details = sensitivity_details(w, A)
    if details.s.ndim != 1:
        raise ShapeError(f"w has shape {tuple(np.shape(w))} (hybrid_choice); give one class")
    s = np.asarray(on_cpu(details.s), dtype=np.float64)
    if u >= np.count_nonzero(s):
        return Hybrid("all", {"all": 0.0}, {})
    G = relative_importance(w, A)
    drawn, drawn_mixed = draws_for_unique(details.q, u), mixed_draws(s, u)
    mixed = mixed_coreset(w, A, np.asarray(mixed_keep_mask(s, drawn_mixed), dtype=np.float64))
    errors = {
        "deterministic": deterministic_coreset(w, A, int(u)).bound,
        "sampled": bernstein_relative_error(drawn, max(1.0, float(details.total)), delta),
        "mixed": mixed_error(mixed, drawn_mixed, delta),
        "poisson": poisson_error(on_cpu(G), inclusion_probabilities(s, u), delta),
    }
    return Hybrid(min(errors, key=lambda name: errors[name]), errors, {"sampled": drawn, "mixed": drawn_mixed})


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "stored_sampling_error",
        ("q", "u", "A"),
        stored_sampling_error,
        ball_stored_sampling_error,
        r"\varepsilon_{{\mathrm{{Bern}}}}\left(U^{{-1}}({q},{u}),{A}\right)",
        "coreset.hybrid",
        sign="nonnegative",
    ),
)
