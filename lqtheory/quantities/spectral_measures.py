"""Measures on eigenvalues with their Gauss and Gauss-Radau rules, as objects of theorems; not offered by ``eval``.

Everything is arithmetic on lists, of floats or of balls: the recurrence of the orthogonal polynomials (Stieltjes, the
coefficients of Lanczos' method) and the continued fraction of a resolvent (``geom.spec.bracket``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.balls.matrices import real_eigenvalues
from lqtheory.errors import DomainError
from lqtheory.members import Object
from lqtheory.quantities.quantity import Quantity

__all__ = [
    "FALLING",
    "MEASURE",
    "MEASURE_QUANTITIES",
    "REAL_MEASURE",
    "FallingSteps",
    "SpectralMeasure",
    "ball_falling_steps",
    "ball_spectral_measure",
    "falling_steps",
    "measure_quantity",
    "real_spectral_measure",
    "spectral_measure",
]


@dataclass(frozen=True, eq=False)
class SpectralMeasure:
    """Weights at eigenvalues; floats, or exact balls.

    Parameters
    ----------
    eigenvalues : list
        Different numbers in increasing order.
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


def real_spectral_measure(rng: np.random.Generator, **_: Any) -> SpectralMeasure:
    """A random measure as above, moved so that eigenvalues of either sign occur.

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
    measure, shift = spectral_measure(rng), 0.5 * float(rng.integers(0, 9))
    return SpectralMeasure([a - shift for a in measure.eigenvalues], measure.weights)


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


@dataclass(frozen=True, eq=False)
class FallingSteps:
    """The function that is the sum of the drops at all places >= lam; of floats, or of exact balls.

    Parameters
    ----------
    places : list
        Any numbers.
    drops : list
        Numbers >= 0, as many.
    """

    places: list[Any]
    drops: list[Any]


def falling_steps(rng: np.random.Generator, g: int, **_: Any) -> FallingSteps:
    """A random function of g steps.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    g : int
        Number of steps.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    FallingSteps
    """
    places = rng.uniform(-5.0, 12.0, g) * float(rng.choice([0.0625, 0.5, 2.0]))
    return FallingSteps(places.tolist(), (rng.integers(0, 9, g) / 8.0).tolist())


def ball_falling_steps(value: FallingSteps) -> FallingSteps:
    """The same function in exact balls.

    Parameters
    ----------
    value : FallingSteps
        Floats.

    Returns
    -------
    FallingSteps
    """
    return FallingSteps(balls.ball_vector(value.places), balls.ball_vector(value.drops))


def _nodes(M: SpectralMeasure, J: int) -> tuple[list[Any], list[Any]]:
    """Nodes in increasing order and weights of the Gauss rule, in floats: eigenvalues of the matrix of Lanczos."""
    alphas, betas = _recurrence(M, int(J))
    off = np.sqrt(betas[:-1])
    nodes, vectors = np.linalg.eigh(np.diag(alphas) + np.diag(off, 1) + np.diag(off, -1))
    return nodes.tolist(), (sum(M.weights) * vectors[0] ** 2).tolist()


def _ball_nodes(M: SpectralMeasure, J: int) -> tuple[list[Any], list[Any]]:
    """The same in balls: the weight of a node is the inverse sum of squares of the orthonormal polynomials there."""
    alphas, betas = _recurrence(M, int(J))
    rows = [[balls.ball(0)] * len(alphas) for _ in alphas]
    for i, alpha in enumerate(alphas):
        rows[i][i] = alpha
        if i:
            rows[i][i - 1], rows[i - 1][i] = betas[i - 1], balls.ball(1)
    nodes, weights = real_eigenvalues(rows), []
    for node in nodes:
        norm, total = sum(M.weights), balls.ball(0)
        for degree in range(len(alphas)):
            norm = norm * betas[degree - 1] if degree else norm
            total += _at(node, alphas[:degree], betas)[1] ** 2 / norm
        weights.append(1 / total)
    return nodes, weights


def _mass(M: SpectralMeasure, F: FallingSteps, i: int) -> Any:
    place = F.places[int(i) - 1]
    return sum((w for w, a in zip(M.weights, M.eigenvalues, strict=True) if a <= place), 0 * place)


def _shifted(M: SpectralMeasure, F: FallingSteps, J: int, i: int, side: int, nodes: Any) -> Any:
    """Weight of the nodes whose neighbour, to the left for ``side=0`` and else to the right, is at most a place."""
    place, n = F.places[int(i) - 1], len(M.weights)
    points, weights = nodes(M, J) if J < n else (M.eigenvalues, M.weights)
    reached = sum(1 for v in points if v <= place)
    if any(not (v <= place or v > place) for v in points):  # only balls: a node that may be on either side
        return (0 * place).union(sum(weights))
    return sum(weights[: max(0, reached - 1) if side else reached + 1], 0 * place)


def _quantity(name: str, arguments: tuple[str, ...], function: Any, latex: str, sign: str = "nonnegative") -> Quantity:
    counts = tuple(v for v in arguments if v in ("J", "i", "side"))
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
        _quantity("step_drop", ("F", "i"), lambda F, i: F.drops[int(i) - 1], r"d_{{{i}}}({F})"),
        _quantity("mass_up_to", ("M", "F", "i"), _mass, r"{M}(-\infty,t_{{{i}}}({F})]"),
        Quantity(
            "shifted_mass",
            ("M", "F", "J", "i", "side"),
            lambda M, F, J, i, side: _shifted(M, F, J, i, side, _nodes),
            lambda M, F, J, i, side: _shifted(M, F, J, i, side, _ball_nodes),
            r"\Omega_{{{J},{side}}}({M},t_{{{i}}}({F}))",
            "geom.spec.cms",
            sign="nonnegative",
            integer_arguments=("J", "i", "side"),
        ),
        _quantity("largest_eigenvalue", ("M",), lambda M: M.eigenvalues[-1], r"\lambda_{{\max}}({M})"),
    )
}

#: All measures of finitely many eigenvalues, and those without negative ones.
REAL_MEASURE = Object(real_spectral_measure, ball=ball_spectral_measure, description="weights at eigenvalues", of=())
MEASURE = Object(
    spectral_measure,
    ball=ball_spectral_measure,
    description="weights at eigenvalues >= 0",
    of=(),
    wider=REAL_MEASURE,
)

#: All nonincreasing functions of g steps that vanish from some place on.
FALLING = Object(
    falling_steps,
    ball=ball_falling_steps,
    description="a nonincreasing function of g steps",
    of=("g",),
    fits=lambda value, g: len(value.places) == g,
)


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
