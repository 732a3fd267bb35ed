"""Pruning curves of trained layers, and what fitted laws of independent random weights predict of them.

An l_1 penalty leaves many weights at the noise of the optimiser, which no law of the table describes together with the
others. So every law is also fitted to the live weights alone, those above a hundredth of the layer's root mean square;
the rest count as zeros. Where MNIST is missing, its networks are skipped and the digits networks are shown instead.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import scipy.optimize
import scipy.special

from experiments import _models
from experiments._runner import Experiment
from lqtheory import networks
from lqtheory.quantities.best_k_term import best_k_term_curve
from lqtheory.quantities.random_weights import threshold, truncated_moment

P = 2.0
DENSITIES = (
    *(0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2, 0.25, 0.3),
    *(0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
)
DIGITS = 5
#: Where less than this is left of the energy, the ratio of two curves says nothing of interest.
SMALLEST = 1e-3
LIVE = 0.01
DEVIATIONS = 1.959963984540054
Parameters = dict[str, float]


def gaussian(magnitudes: np.ndarray) -> Parameters:
    """Maximum likelihood, which is also the fit by the second moment.

    Parameters
    ----------
    magnitudes : array of float64, shape (n,)
        Absolute values of the weights.

    Returns
    -------
    dict of str to float
        ``sigma``.
    """
    return {"sigma": float(np.sqrt(np.mean(magnitudes**2)))}


def laplace(magnitudes: np.ndarray) -> Parameters:
    """Maximum likelihood, which is also the fit by the first absolute moment: ``b``."""
    return {"b": float(np.mean(magnitudes))}


def generalised_gaussian_by_moments(magnitudes: np.ndarray) -> Parameters:
    """Shape from (E|w|)²/E w² = Γ(2/β)²/(Γ(1/β)Γ(3/β)), scale from E w²."""
    square = float(np.mean(magnitudes**2))
    wanted = np.log(np.mean(magnitudes) ** 2 / square)

    def gap(log_shape: float) -> float:
        s = np.exp(-log_shape)
        gammas = 2 * scipy.special.gammaln(2 * s) - scipy.special.gammaln(s) - scipy.special.gammaln(3 * s)
        return float(gammas - wanted)

    beta = float(np.exp(scipy.optimize.brentq(gap, np.log(0.05), np.log(50.0))))
    log_moment = scipy.special.gammaln(3 / beta) - scipy.special.gammaln(1 / beta)
    return {"beta": beta, "a": float(np.sqrt(square / np.exp(log_moment)))}


def generalised_gaussian(magnitudes: np.ndarray) -> Parameters:
    """Maximum likelihood: the scale is a = (β mean|w|^β)^{1/β} for every β, the shape a search on one axis."""
    logs = np.log(np.maximum(magnitudes, 1e-300))

    def scale(beta: float) -> float:
        return float((beta * np.mean(np.exp(beta * logs))) ** (1 / beta))

    def loss(log_shape: float) -> float:
        beta = np.exp(log_shape)
        return float(np.log(scale(beta)) + scipy.special.gammaln(1 / beta) - log_shape + 1 / beta)

    found = scipy.optimize.minimize_scalar(loss, bounds=(np.log(0.05), np.log(50.0)), method="bounded")
    beta = float(np.exp(found.x))
    return {"beta": beta, "a": scale(beta)}


def student(magnitudes: np.ndarray) -> Parameters:
    """Maximum likelihood in degrees of freedom and scale, both searched on logarithmic axes."""

    def loss(point: np.ndarray) -> float:
        nu, size = np.exp(point)
        constant = scipy.special.gammaln((nu + 1) / 2) - scipy.special.gammaln(nu / 2) - 0.5 * np.log(nu) - point[1]
        return float((nu + 1) / 2 * np.mean(np.log1p((magnitudes / size) ** 2 / nu)) - constant)

    start = np.array([np.log(4.0), np.log(np.mean(magnitudes))])
    bounds = [(np.log(0.1), np.log(1e4)), (start[1] - 20, start[1] + 5)]
    found = scipy.optimize.minimize(loss, start, method="Nelder-Mead", bounds=bounds, options={"xatol": 1e-5})
    nu, size = np.exp(found.x)
    return {"nu": float(nu), "scale": float(size)}


#: (law, fit) -> estimate; the fit "live" is by maximum likelihood to the live weights.
FITS: dict[tuple[str, str], Callable[[np.ndarray], Parameters]] = {
    ("gauss", "likelihood"): gaussian,
    ("laplace", "likelihood"): laplace,
    ("ggd", "likelihood"): generalised_gaussian,
    ("ggd", "moments"): generalised_gaussian_by_moments,
    ("student", "likelihood"): student,
    ("gauss", "live"): gaussian,
    ("laplace", "live"): laplace,
    ("ggd", "live"): generalised_gaussian,
    ("student", "live"): student,
}


def band(law: str, f: float, n: int, live: float, fitted: Parameters) -> tuple[float, float, float]:
    """Pruned energy per weight if a share of the weights follows a law and the rest is zero, with its 95 % band.

    Parameters
    ----------
    law : str
        Name of the law.
    f : float
        Keep fraction.
    n : int
        Number of weights.
    live : float
        Share of weights that follow the law.
    fitted : dict of str to float
        Parameters of the law.

    Returns
    -------
    tuple of float
        Lower end, middle and upper end: D_2 -+ 1.96 sqrt(V/n) with V = T^4 f(1-f) - 2 T^2 f D_2 + D_4 - D_2^2.
    """
    if f >= live:
        return 0.0, 0.0, 0.0
    square = threshold(law, f / live, **fitted) ** P
    first, second = (live * truncated_moment(law, f / live, p, **fitted) for p in (P, 2 * P))
    variance = square * f * (square * (1 - f) - 2 * first) + second - first**2
    half = DEVIATIONS * np.sqrt(max(variance, 0.0) / n)
    return max(first - half, 0.0), first, first + half


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for all laws and densities of one layer; nothing is random once the network is trained.

    Parameters
    ----------
    point : dict
        Model, seed of its training, and layer.
    rng : numpy.random.Generator
        Unused.
    models : pathlib.Path
        Where trained models lie; those of other seeds than the first are trained there.

    Returns
    -------
    list of dict
        ``measured`` and ``predicted`` energy outside the k largest weights with the ends of the 95 % band of the
        central limit theorem, all relative to the energy of the layer; ``ratio`` is the second over the first.
    """
    name, seed = point["model"], point["training_seed"]
    if not networks.zoo.is_trained(name, seed=seed, folder=models):
        networks.zoo.train(name, seed=seed, folder=models)
    magnitudes = np.abs(_models.layer(name, point["layer"], models, seed=seed).ravel()).astype(np.float64)
    n, square = magnitudes.size, float(np.mean(magnitudes**2))
    alive = magnitudes > LIVE * np.sqrt(square)
    energies = np.asarray(best_k_term_curve(magnitudes, P)) ** 2 / (n * square)
    shared = {
        "n": n,
        "weights": _models.digest(name, models),  # of the first seed: what the runner compares
    }
    counts = sorted({max(1, round(density * n)) for density in DENSITIES})
    return [
        {"law": law, "fit": fit, "k": k, **_row(law, fitted, live, k, n, float(energies[k]), square), **shared}
        for (law, fit), estimate in FITS.items()
        for live in [float(np.mean(alive)) if fit == "live" else 1.0]
        for fitted in [estimate(magnitudes[alive] if fit == "live" else magnitudes)]
        for k in counts
    ]


def _row(law: str, fitted: Parameters, live: float, k: int, n: int, measured: float, square: float) -> dict[str, Any]:
    low, middle, high = (v / square for v in band(law, k / n, n, live, fitted))
    numbers = {"density": k / n, "measured": measured, "predicted": middle, "low": low, "high": high, "live": live}
    numbers["shape"] = fitted.get("beta", fitted.get("nu", 0.0))
    rounded = {column: float(f"{value:.{DIGITS}g}") for column, value in numbers.items()}
    ratios = {f"ratio{word}": value / measured for word, value in (("", middle), ("_low", low), ("_high", high))}
    told = {column: float(f"{v:.{DIGITS}g}") if measured > SMALLEST else None for column, v in ratios.items()}
    return {**rounded, **told, "inside": int(low <= measured <= high)}


EXPERIMENT = Experiment(
    name="pruning_curves_of_random_weights",
    title="pruning curves of trained layers against those of fitted laws of random weights",
    grid={
        "model": ["mlp_digits", "mlp_digits_l1", "mlp_mnist", "mlp_mnist_l1"],
        "training_seed": [0, 1, 2],
        "layer": ["1.weight", "3.weight", "5.weight"],
    },
    run=run,
    version=1,
    long=True,
    row_keys=("law", "fit", "k"),
    small=[{"model": "mlp_digits", "training_seed": 0, "layer": "5.weight"}],
    models=True,
    sources=("lqtheory.networks.zoo.models", "lqtheory.networks.train", "lqtheory.quantities.random_weights"),
)
