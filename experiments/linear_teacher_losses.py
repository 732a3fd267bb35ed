"""A linear teacher pruned share by share: one-shot loss, loss after retraining, masks of optimal brain surgeon, floor.

L(w) = ‖A(w - w*)‖²/(2n), A of independent standard Gaussian entries, w* the D quantiles of the standard normal law in
random order, γ = D/n; losses are 2L/D. With r the energy of the p D smallest weights over D, on average
(dossier geom.planted.linreg, geom.planted.gordon_l0): one-shot r, magnitude masks retrained r (1 - γ(1-p))_+; in the
limit of many weights every mask at least r (1 - γ(1-r))_+, and the published formula prunes p at the tolerance
r F^{-1}(p), F the share of flat directions of the Marchenko-Pastur law. Optimal brain surgeon
removes one weight after the other, with the inverse of the Hessian damped by ``DAMPING`` times its mean diagonal entry,
which is singular for γ > 1; the loss of its masks is that of least squares, as for magnitude.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from scipy.stats import norm

from experiments._runner import Experiment
from lqtheory.balls import Truth

SHARES = tuple(k / 20 for k in range(1, 20))
DAMPING = 1e-4
#: Standard errors by which a mean is clearly off.
SURE = 4.0
#: Relative losses below this are those of rounding: the kept weights fit all samples.
ROUNDING = 1e-20


def elimination_order(hessian: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Order in which optimal brain surgeon removes weights: least w_q²/[H^-1]_qq first, the others moved after each.

    Parameters
    ----------
    hessian : array, shape (D, D)
        Positive definite.
    weights : array, shape (D,)
        Weights at the minimum.

    Returns
    -------
    array of int, shape (D,)
    """
    inverse, w = np.linalg.inv(hessian), weights.copy()
    left, order = np.arange(w.size), []
    while left.size:
        diagonal = np.diag(inverse)
        q = int(np.argmin(w * w / diagonal))
        order.append(left[q])
        w -= w[q] / diagonal[q] * inverse[:, q]
        inverse = inverse - np.outer(inverse[:, q], inverse[q]) / diagonal[q]
        kept = np.arange(left.size) != q
        left, w, inverse = left[kept], w[kept], inverse[np.ix_(kept, kept)]
    return np.array(order)


def retrained_losses(data: np.ndarray, target: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Least ‖A w - target‖² over w without the first m columns of an order, for m = 0, ..., D, by one QR factorisation.

    Parameters
    ----------
    data : array, shape (n, D)
        A.
    target : array, shape (n,)
        Values of the teacher.
    order : array of int, shape (D,)
        Order of pruning.

    Returns
    -------
    array, shape (D + 1,)
    """
    q, _ = np.linalg.qr(data[:, order[::-1]])
    explained = np.cumsum((q.T @ target) ** 2)
    kept = np.concatenate([[0.0], explained, np.full(order.size - explained.size, explained[-1])])
    total = float(target @ target)
    losses = np.maximum(total - kept, 0.0)
    if order.size > target.size:  # as many weights as samples fit them exactly
        losses[target.size :] = 0.0
    return np.where(losses <= ROUNDING * total, 0.0, losses)[::-1]


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for every way of pruning and every share.

    Parameters
    ----------
    point : dict
        ``gamma``, number of weights ``d``, number of ``draws`` of data and teacher.
    rng : numpy.random.Generator
        Draws both.

    Returns
    -------
    list of dict
        ``measured``, ``low``, ``high``, ``standard_error``: mean over the draws, least, largest, and of the mean;
        ``predicted``: its expectation, for masks of optimal brain surgeon the ``floor`` of all masks; ``published``:
        the tolerance at which that formula prunes the share; ``holds``: whether the mean is above the floor, a limit,
        by ``SURE`` standard errors or more (yes), below it by as much (no), or neither.
    """
    d, gamma = point["d"], point["gamma"]
    n = round(d / gamma)
    quantiles = norm.ppf((np.arange(1, d + 1) - 0.5) / d)
    found: dict[str, list[np.ndarray]] = {"one-shot": [], "magnitude, retrained": [], "OBS, retrained": []}
    for _ in range(point["draws"]):
        data, weights = rng.standard_normal((n, d)), rng.permutation(quantiles)
        hessian, order = data.T @ data / n, np.argsort(np.abs(weights))
        removed = np.cumsum(data[:, order] * weights[order], axis=1)
        damped = hessian + DAMPING * np.trace(hessian) / d * np.eye(d)
        surgeon = elimination_order(damped, weights)
        target = data @ weights
        found["one-shot"].append(np.concatenate([[0.0], (removed**2).sum(axis=0)]))
        found["magnitude, retrained"].append(retrained_losses(data, target, order))
        found["OBS, retrained"].append(retrained_losses(data, target, surgeon))
    rows = []
    for p in SHARES:
        m = round(p * d)
        r = float(np.sort(quantiles**2)[:m].sum()) / d
        floor, retrained = r * max(1 - gamma * (1 - r), 0.0), r * max(1 - gamma * (1 - p), 0.0)
        limits = {"one-shot": r, "magnitude, retrained": retrained, "OBS, retrained": floor}
        for kind, draws in found.items():
            losses = np.array([one[m] for one in draws]) / (n * d)
            mean, error = float(losses.mean()), float(losses.std(ddof=1)) / math.sqrt(losses.size)
            above, below = mean - SURE * error >= floor, mean + SURE * error < floor
            rows.append(
                {
                    "kind": kind,
                    "share": p,
                    "n": n,
                    "predicted": limits[kind],
                    "floor": floor,
                    "published": p / (1 - p) * retrained,
                    "measured": mean,
                    "low": float(losses.min()),
                    "high": float(losses.max()),
                    "standard_error": error,
                    "holds": Truth.YES if above else Truth.NO if below else Truth.UNDECIDED,
                }
            )
    return rows


EXPERIMENT = Experiment(
    name="linear_teacher_losses",
    title="loss of a linear teacher against the pruned share: one-shot, retrained, optimal brain surgeon, floor",
    grid={"gamma": [0.1, 0.5, 2.0], "d": [300], "draws": [10]},
    run=run,
    version=1,
    row_keys=("kind", "share"),
    small=[{"gamma": 2.0, "d": 300, "draws": 10}],
)
