"""Measures on eigenvalues with their Gauss and Gauss-Radau rules, as objects of theorems; not offered by ``eval``.

Everything is arithmetic on lists, of floats or of balls: the recurrence of the orthogonal polynomials (Stieltjes, the
coefficients of Lanczos' method) and the continued fraction of a resolvent (``geom.spec.bracket``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.members import Object
from lqtheory.quantities.quantity import Quantity

__all__ = [
    "MEASURE",
    "MEASURE_QUANTITIES",
    "SpectralMeasure",
    "ball_spectral_measure",
    "measure_quantity",
    "spectral_measure",
]


@dataclass(frozen=True, eq=False)
class SpectralMeasure:
    """Weights at eigenvalues; floats, or exact balls.

    Parameters
    ----------
    eigenvalues : list
        Different numbers >= 0.
    weights : list
        Numbers > 0, as many.
    """

    eigenvalues: list[Any]
    weights: list[Any]


def spectral_measure(rng: np.random.Generator, **_: Any) -> SpectralMeasure:
    """A random measure of at most eight eigenvalues, often with the eigenvalue 0.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    SpectralMeasure
    """
    n = int(rng.integers(1, 9))
    eigenvalues = np.sort(rng.choice(24, n, replace=False)) * float(rng.choice([0.03125, 0.25, 1.0]))
    return SpectralMeasure(eigenvalues.tolist(), (rng.integers(1, 17, n) / 16.0).tolist())


def ball_spectral_measure(value: SpectralMeasure) -> SpectralMeasure:
    """The same measure in exact balls.

    Parameters
    ----------
    value : SpectralMeasure
        Floats.

    Returns
    -------
    SpectralMeasure
    """
    return SpectralMeasure(balls.ball_vector(value.eigenvalues), balls.ball_vector(value.weights))


def _recurrence(M: SpectralMeasure, steps: int) -> tuple[list[Any], list[Any]]:
    """The alpha_1, ..., alpha_J and beta_1, ..., beta_J of p_{j+1} = (lam - alpha) p_j - beta p_{j-1} (Stieltjes)."""
    lam, w = M.eigenvalues, M.weights
    before, now, beta = [0 * a for a in lam], [0 * a + 1 for a in lam], 0 * lam[0]
    alphas: list[Any] = []
    betas: list[Any] = []
    norm = sum(w)
    for _ in range(steps):
        alphas.append(sum(v * a * p * p for v, a, p in zip(w, lam, now, strict=True)) / norm)
        before, now = now, [(a - alphas[-1]) * p - beta * q for a, p, q in zip(lam, now, before, strict=True)]
        later = sum(v * p * p for v, p in zip(w, now, strict=True))
        beta, norm = later / norm, later
        betas.append(beta)
    return alphas, betas


def _at(x: Any, alphas: list[Any], betas: list[Any]) -> tuple[Any, Any]:
    """The last two polynomials at x."""
    before, now = 0 * x, 0 * x + 1
    for alpha, beta in zip(alphas, [0, *betas], strict=False):
        before, now = now, (x - alpha) * now - beta * before
    return before, now


def _rule(M: SpectralMeasure, s: Any, alphas: list[Any], betas: list[Any]) -> Any:
    """S e_1'(T + s)^{-1} e_1 times the whole weight, as a continued fraction."""
    value = s + alphas[-1]
    for alpha, beta in zip(alphas[-2::-1], betas[len(alphas) - 2 :: -1], strict=False):
        value = s + alpha - beta / value
    return s * sum(M.weights) / value


def _with_node(M: SpectralMeasure, J: int, x: Any) -> tuple[list[Any], list[Any]]:
    """The recurrence with one node more, at x."""
    alphas, betas = _recurrence(M, int(J))
    before, now = _at(x, alphas, betas)
    return [*alphas, x - betas[-1] * before / now], betas


def _mean(M: SpectralMeasure, s: Any) -> Any:
    """Sum of w s/(s + lam)."""
    return sum(w * s / (s + a) for w, a in zip(M.weights, M.eigenvalues, strict=True))


def _gauss(M: SpectralMeasure, s: Any, J: int) -> Any:
    """The Gauss rule of J nodes; exact from as many nodes as eigenvalues on."""
    return _mean(M, s) if J >= len(M.weights) else _rule(M, s, *_recurrence(M, int(J)))


def _radau(M: SpectralMeasure, s: Any, J: int, x: Any) -> Any:
    """The rule of J nodes and one more at x."""
    return _mean(M, s) if J >= len(M.weights) else _rule(M, s, *_with_node(M, J, x))


def _gauss_missed(M: SpectralMeasure, s: Any, J: int) -> Any:
    """Sum of w s/(s + lam) p(lam)^2/p(-s)^2."""
    if J >= len(M.weights):
        return 0 * s
    rule = _recurrence(M, int(J))
    terms = zip(M.weights, M.eigenvalues, strict=True)
    return sum(w * s / (s + a) * (_at(a, *rule)[1] / _at(-s, *rule)[1]) ** 2 for w, a in terms)


def _radau_missed(M: SpectralMeasure, s: Any, J: int, x: Any) -> Any:
    """Sum of w s/(s + lam) q(lam)^2/|lam - x| (s + x)/q(-s)^2 over the eigenvalues that are not x."""
    if J >= len(M.weights):
        return 0 * s
    rule = _with_node(M, J, x)
    terms = [(w, a) for w, a in zip(M.weights, M.eigenvalues, strict=True) if a != x]
    part = sum(w * s / (s + a) * _at(a, *rule)[1] ** 2 / abs(a - x) for w, a in terms)
    return part * (s + x) / _at(-s, *rule)[1] ** 2


def _quantity(name: str, arguments: tuple[str, ...], function: Any, latex: str, sign: str = "nonnegative") -> Quantity:
    counts = ("J",) if "J" in arguments else ()
    return Quantity(
        name, arguments, function, function, latex, "geom.spec.bracket", sign=sign, integer_arguments=counts
    )


#: Everything by name.
MEASURE_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity("resolvent_mean", ("M", "s"), _mean, r"\int\frac{{{s}}}{{{s}+\lambda}}d{M}", "positive"),
        _quantity("gauss_rule", ("M", "s", "J"), _gauss, r"G_{{{J}}}({M},{s})", "real"),
        _quantity("radau_rule", ("M", "s", "J", "x"), _radau, r"R_{{{J},{x}}}({M},{s})", "real"),
        _quantity("gauss_missed", ("M", "s", "J"), _gauss_missed, r"g_{{{J}}}({M},{s})"),
        _quantity("radau_missed", ("M", "s", "J", "x"), _radau_missed, r"r_{{{J},{x}}}({M},{s})"),
        _quantity("largest_eigenvalue", ("M",), lambda M: M.eigenvalues[-1], r"\lambda_{{\max}}({M})"),
    )
}

#: All measures of finitely many eigenvalues.
MEASURE = Object(spectral_measure, ball=ball_spectral_measure, description="weights at eigenvalues >= 0", of=())


def measure_quantity(name: str) -> Any:
    """The SymPy head of a quantity of spectral measures, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``MEASURE_QUANTITIES``.

    Returns
    -------
    type
        A SymPy function head.

    Raises
    ------
    DomainError
        If there is none.

    Examples
    --------
    >>> str(measure_quantity("gauss_rule"))
    'gauss_rule'
    """
    if name not in MEASURE_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of measures; there are {', '.join(MEASURE_QUANTITIES)}")
    return MEASURE_QUANTITIES[name].symbol
