"""Proven bounds of the statistical dimension of descent cones of the nuclear norm, for matrices of every size."""

from __future__ import annotations

import math

import numpy as np

from lqtheory.cones.records import Estimate
from lqtheory.quantities.descent_nuclear import nuclear_descent_share

__all__ = ["nuclear_dimension"]


def nuclear_dimension(m: int, n: int, r: int) -> Estimate:
    r"""Interval for the statistical dimension δ of the descent cone of the nuclear norm at rank r.

    Parameters
    ----------
    m, n : int
        Rows and columns, at least 1.
    r : int
        Rank, in {1, ..., min(m, n)}.

    Returns
    -------
    Estimate
        Exact at full rank, where the cone is a half-space; else enclosed, and its value the limit for large matrices,
        mn ``nuclear_descent_share``, moved into the interval: a heuristic.

    Notes
    -----
    Let m <= n, p = m - r, q = n - r, T = r (m + n - r), and σ the singular values of a Gaussian matrix W of p rows and
    q columns. The mean squared distance to τ∂f is J(τ) = T + rτ² + E Σ(σ_i - τ)_+², and δ <= J(τ) for every τ.

    - *Upper bound.* σ² - x - 2(τ + h)(σ - τ) = (σ - τ - h)² for x = τ² - h², so that (σ - τ)_+ <= |σ² - x|/(2(τ + h));
      and E tr(WW' - x)² = p (q (p + q + 1) - 2xq + x²). The best τ and h are sought numerically; any are valid. The
      cone also lies in a half-space: δ <= mn - ½.
    - *Lower bounds.* The cone holds half of the tangent space: δ >= T - ½. And dist²(g, τ∂f) is 2r-strongly convex in
      τ, with a derivative of variance at most 4r + 4p at the best τ (Poincaré): δ >= min J - 1 - p/r (dossier
      geom.descent.gap). By Jensen's and Hölder's inequalities E Σ(σ_i - τ)_+² >= p (a - τ)_+², a = q/√(p + q + 1), so
      that min J >= T + a² rp/m.

    References
    ----------
    Dossier geom.descent.nuclear, geom.descent.gap, geom.descent.variational.

    Examples
    --------
    >>> found = nuclear_dimension(50, 50, 5)
    >>> [round(v, 2) for v in (found.low, found.value, found.high)]
    [565.14, 877.86, 915.43]
    """
    m, n = min(m, n), max(m, n)
    p, q, tangent = m - r, n - r, float(r * (m + n - r))
    if p == 0:
        return Estimate.exact(m * n - 0.5)
    a = q / math.sqrt(p + q + 1.0)
    low = max(tangent - 0.5, tangent + a * a * r * p / m - 1.0 - p / r)
    high = min(m * n - 0.5, tangent + _excess(p, q, r))
    guess = m * n * nuclear_descent_share(r / m, m / n)
    return Estimate(min(max(guess, low), high), low, high, "enclosed")


def _excess(p: int, q: int, r: int) -> float:
    """The least found of rτ² + p (q (p + q + 1) - 2xq + x²)/(4(τ + h)²), x = τ² - h²: right wherever it is taken."""
    from scipy.optimize import minimize

    root = math.sqrt(q)

    def bound(v: np.ndarray) -> float:
        t, h = root * np.exp(np.clip(v, -50.0, 50.0))
        x = t * t - h * h
        return float(r * t * t + p * (q * (p + 1.0) + (x - q) ** 2) / (4.0 * (t + h) ** 2))

    starts = [np.log([t, h]) for t in (0.3, 1.0, 2.0) for h in (0.1, 1.0)]
    found = [minimize(bound, v, method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-9}).fun for v in starts]
    return float(min(found)) * (1.0 + 1e-12)
