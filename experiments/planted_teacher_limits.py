"""Two-layer teachers whose Hessian is known exactly: predicted feasibility of masks against its frequency.

A tanh network with one hidden layer learns from itself: the loss is zero at the teacher and its Hessian there is the
Gauss-Newton matrix, at most 3000 weights. Masks are random orders in which weights are pruned: one Cholesky factor of
the inverse Hessian gives the retrained loss of every mask on the way. Three truths:

* ``rotated``: the same spectrum and weights with eigenvectors drawn anew for every order, as the slice supposes. The
  weights have a random direction in the eigenbasis then, so that the prediction is a mixture of slices, whose column
  ``holds`` says whether it is accepted (geom.planted.ellipsoid);
* ``quadratic``: the real Hessian;
* ``network``, for small ones: the kept weights retrained in truth, by least squares from the optimum of the quadratic
  model.

What the first has and the second lacks are eigenvectors in general position.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.linalg import cholesky, solve_triangular
from scipy.optimize import least_squares

from experiments._runner import Experiment
from lqtheory.balls import Truth
from lqtheory.limits import MagnitudePath, SliceMixture, exact_shares, feasible_share, published, slice_generic
from lqtheory.quantities.slice_levels import slice_of

LEVELS = (0.1, 0.3, 0.5, 0.7, 0.9)
#: Levels at which the network itself is retrained, and the largest number of weights for that.
RETRAINED, FEW = (0.3, 0.5, 0.7), 200
#: Allowed beside three standard errors of a share for what the second order leaves out, and directions of a mixture.
FORMAL, DIRECTIONS = 0.05, 400
#: Rotations: as many as one core does in a minute or two, within these ends.
FEWEST, MOST, CUBES = 24, 400, 2e11


class Teacher:
    """f(x) = a' tanh(W x + b) on Gaussian inputs, 4 samples per weight.

    Parameters
    ----------
    inputs, hidden : int
        Widths.
    rng : numpy.random.Generator
        Draws weights and inputs.
    """

    def __init__(self, inputs: int, hidden: int, rng: np.random.Generator) -> None:
        self.shape = (hidden, inputs)
        first = rng.standard_normal((hidden, inputs)) / math.sqrt(inputs)
        second, shift = rng.standard_normal(hidden) / math.sqrt(hidden), 0.3 * rng.standard_normal(hidden)
        self.weights = np.concatenate([first.ravel(), shift, second])
        self.x = rng.standard_normal((4 * self.weights.size, inputs))
        self.target = self.values(self.weights)

    def _split(self, w: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        hidden, inputs = self.shape
        first, shift, second = np.split(w, [hidden * inputs, hidden * inputs + hidden])
        return first.reshape(self.shape), shift, second

    def values(self, w: np.ndarray) -> np.ndarray:
        """Outputs on all samples."""
        first, shift, second = self._split(w)
        return np.tanh(self.x @ first.T + shift) @ second

    def jacobian(self, w: np.ndarray) -> np.ndarray:
        """Derivatives of the outputs, shape (samples, D)."""
        first, shift, second = self._split(w)
        active = np.tanh(self.x @ first.T + shift)
        inner = second * (1.0 - active**2)
        outer = inner[:, :, None] * self.x[:, None, :]
        return np.concatenate([outer.reshape(len(self.x), -1), inner, active], axis=1)

    def retrained(self, kept: np.ndarray, start: np.ndarray) -> float:
        """Loss after least squares over the kept weights from a start; an upper bound of the least one."""
        w, root = np.zeros_like(self.weights), math.sqrt(len(self.x))

        def full(v: np.ndarray) -> np.ndarray:
            w[kept] = v
            return w

        found = least_squares(
            lambda v: (self.values(full(v)) - self.target) / root,
            start[kept],
            jac=lambda v: self.jacobian(full(v))[:, kept] / root,
            method="lm",
            max_nfev=30,
        )
        return float(found.cost)


def losses_along(inverse: np.ndarray, weights: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Retrained loss of the quadratic model when the first 0, 1, ..., D weights of an order are pruned.

    1/2 y' [(H^-1)_EE]^-1 y with one Cholesky factor: leading blocks of a triangular factor are those of the blocks.

    Parameters
    ----------
    inverse : array, shape (D, D)
        Inverse of the Hessian.
    weights : array, shape (D,)
        Trained weights.
    order : array of int, shape (D,)
        Order of pruning.

    Returns
    -------
    array, shape (D + 1,)
    """
    factor = cholesky(inverse[np.ix_(order, order)], lower=True)
    return np.concatenate([[0.0], 0.5 * np.cumsum(solve_triangular(factor, weights[order], lower=True) ** 2)])


def _rows(
    kind: str, level: float, m: int, measured: float, predictions: dict[str, float], trials: int
) -> Iterator[dict[str, Any]]:
    for name, predicted in predictions.items():
        gap, holds = predicted - measured, Truth.UNDECIDED
        if name == "mixture" and level > 0.0:
            error = math.sqrt(predicted * (1.0 - predicted) / trials)
            holds = Truth.YES if abs(gap) <= 3.0 * error + FORMAL else Truth.NO
        yield {
            "predictor": name,
            "level": level,
            "truth": kind,
            "m": m,
            "trials": trials,
            "predicted": predicted,
            "measured": measured,
            "gap": gap,
            "holds": holds,
        }


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for every predictor: share of feasible masks at five sizes, and the median of the largest sizes.

    Parameters
    ----------
    point : dict
        ``inputs``, ``hidden``, ``tolerance``, the tolerated share of the loss with everything pruned, and the number
        of ``masks``, random orders of pruning.
    rng : numpy.random.Generator
        Draws teacher, inputs and orders.

    Returns
    -------
    list of dict
        Level 0 holds the medians as shares of the weights; ``truth`` says which loss the frequency is of.
    """
    teacher = Teacher(point["inputs"], point["hidden"], rng)
    w, d = teacher.weights, teacher.weights.size
    jacobian = teacher.jacobian(w) / math.sqrt(len(teacher.x))
    hessian = jacobian.T @ jacobian
    lam, basis = np.linalg.eigh(hessian)
    if lam[0] <= 1e-13 * lam[-1]:
        raise ValueError("the Hessian is singular in this precision; draw more samples")
    inverse, shares = (basis / lam) @ basis.T, exact_shares(lam)
    epsilon = point["tolerance"] * 0.5 * float(w @ hessian @ w)
    orders = [rng.permutation(d) for _ in range(point["masks"])]
    critical = np.array([int((losses_along(inverse, w, order) <= epsilon).sum()) - 1 for order in orders])
    paths = [_path(w, order) for order in orders]
    sliced, granted = (np.array([f(p, shares, epsilon).count for p in paths]) for f in (slice_generic, published))
    medians = {"slice": float(np.median(sliced)) / d, "published": float(np.median(granted)) / d}
    rows = list(_rows("quadratic", 0.0, 0, float(np.median(critical)) / d, medians, len(orders)))
    for level in LEVELS:
        m = int(np.clip(np.quantile(critical, 1.0 - level), 1, d - 1))
        predictions = {
            **_slices(lam, basis, paths, epsilon, m),
            "published": float((granted >= m).mean()),
        }
        measured = float((critical >= m).mean())
        rows += _rows("quadratic", level, m, measured, predictions, len(orders))
        if d <= FEW and level in RETRAINED:
            real = np.array([_network_loss(teacher, hessian, order[:m]) for order in orders]) <= epsilon
            found = {**predictions, "exact mask": measured}
            rows += _rows("network", level, m, float(real.mean()), found, len(orders))
    return [*rows, *_rotated(lam, w, epsilon, rng)]


def _path(w: np.ndarray, order: np.ndarray) -> MagnitudePath:
    """Weights pruned in any order."""
    return MagnitudePath(w, order, np.concatenate([[0.0], np.cumsum(w[order] ** 2)]))


def _rotated(lam: np.ndarray, w: np.ndarray, epsilon: float, rng: np.random.Generator) -> Iterator[dict[str, Any]]:
    """Rows of the same spectrum and weights with eigenvectors in general position, drawn anew for every order."""
    d, shares = w.size, exact_shares(lam)
    trials = round(min(MOST, max(FEWEST, CUBES / d**3)))
    orders = [rng.permutation(d) for _ in range(trials)]
    paths = [_path(w, order) for order in orders]
    critical = np.empty(trials, dtype=int)
    for i, order in enumerate(orders):
        basis = np.linalg.qr(rng.standard_normal((d, d)))[0]
        critical[i] = int((losses_along((basis / lam) @ basis.T, w, order) <= epsilon).sum()) - 1
    squares = rng.standard_normal((DIRECTIONS, d)) ** 2
    squares /= squares.sum(axis=1, keepdims=True)
    granted = np.array([published(p, shares, epsilon).count for p in paths])

    def mixed(m: int) -> float:
        levels = [slice_of(lam, epsilon, weights=paths[i % trials].energies[m] * u) for i, u in enumerate(squares)]
        return SliceMixture(tuple(levels)).feasible(m)

    low, high = 0, d
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if mixed(middle) >= 0.5 else (low, middle)
    medians = {
        "mixture": low / d,
        "slice": float(np.median([slice_generic(p, shares, epsilon).count for p in paths])) / d,
        "published": float(np.median(granted)) / d,
    }
    yield from _rows("rotated", 0.0, 0, float(np.median(critical)) / d, medians, trials)
    for level in LEVELS:
        m = int(np.clip(np.quantile(critical, 1.0 - level), 1, d - 1))
        single = [slice_of(lam, epsilon, weights=np.full(d, p.energies[m] / d)) for p in paths]
        predictions = {
            "mixture": mixed(m),
            "slice": float(np.mean([feasible_share(one, m) for one in single])),
            "published": float((granted >= m).mean()),
        }
        yield from _rows("rotated", level, m, float((critical >= m).mean()), predictions, trials)


def _slices(lam: np.ndarray, basis: np.ndarray, paths: list[MagnitudePath], epsilon: float, m: int) -> dict[str, float]:
    """Predicted share of feasible masks, with a direction in general position and with that of the weights."""
    generic = [slice_of(lam, epsilon, weights=np.full(lam.size, p.energies[m] / lam.size)) for p in paths]
    own = [slice_of(lam, epsilon, weights=(basis.T @ p.pruned(m)) ** 2) for p in paths]
    return {
        "slice": float(np.mean([feasible_share(level, m) for level in generic])),
        "slice, own direction": float(np.mean([feasible_share(level, m) for level in own])),
    }


def _network_loss(teacher: Teacher, hessian: np.ndarray, pruned: np.ndarray) -> float:
    """Loss of the network itself after the kept weights were retrained from the optimum of the quadratic model."""
    kept = np.ones(teacher.weights.size, dtype=bool)
    kept[pruned] = False
    coupling = hessian[np.ix_(kept, ~kept)] @ teacher.weights[~kept]
    start = teacher.weights.copy()
    start[kept] += np.linalg.solve(hessian[np.ix_(kept, kept)], coupling)
    return teacher.retrained(kept, start)


EXPERIMENT = Experiment(
    name="planted_teacher_limits",
    title="two-layer teachers with exact Hessian: predicted against measured share of feasible masks",
    grid=[
        {"inputs": [inputs], "hidden": [hidden], "tolerance": tolerances, "masks": [masks]}
        for inputs, hidden, tolerances, masks in (
            (4, 6, [0.05], 24),
            (8, 16, [0.01, 0.05, 0.2], 24),
            (20, 24, [0.01, 0.05], 24),
            (20, 48, [0.05], 24),
            (40, 64, [0.05], 12),
        )
    ],
    run=run,
    version=2,
    row_keys=("truth", "level", "predictor"),
    small=[{"inputs": 4, "hidden": 6, "tolerance": 0.05, "masks": 24}],
    sources=("lqtheory.quantities.slice_levels", "lqtheory.limits.mixtures", "lqtheory.limits.spectral"),
    long=True,
)
