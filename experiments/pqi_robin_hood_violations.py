"""Where on the (p, q) plane a Robin-Hood step, which makes a vector more equal, raises the PQ index."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments._runner import Experiment
from lqtheory import balls
from lqtheory.balls import Truth
from lqtheory.quantities import find_quantity

EXPONENTS = tuple(2.0 ** (j / 4) for j in range(-16, 17))
N_STEPS = 2000
SIZES = (3, 4, 6, 8, 12)
N_STARTS, N_SURVIVORS, N_ROUNDS, N_CHILDREN = 4000, 40, 40, 40
LARGEST_BULK = 4096
BITS = 128


def run(point: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    """Random Robin-Hood steps, and the worst step found among vectors (head, a, b, bulk, ..., bulk).

    Parameters
    ----------
    point : dict
        Exponents ``p < q``.
    rng : numpy.random.Generator
        Draws vectors and steps.

    Returns
    -------
    dict
    """
    p, q = point["p"], point["q"]
    n_raised = sum(_raised(step, p, q)[0] is Truth.YES for step in _random_steps(p, q, rng))
    raised, increase, size = _worst_step(p, q, rng)
    return {
        "within_theorem": Truth.YES if p <= 1 <= q else Truth.NO,
        "steps": N_STEPS,
        "raised": n_raised,
        "share": n_raised / N_STEPS,
        "axiom_holds": Truth.NO if raised is Truth.YES or n_raised else Truth.UNDECIDED,
        "largest_increase": increase,
        "size": size,
    }


Step = tuple[np.ndarray, float]  # a vector whose first entry gives this amount to its second


def _random_steps(p: float, q: float, rng: np.random.Generator) -> list[Step]:
    """Those of the random steps for which floats say that the index does not fall; balls decide about them."""
    suspects = []
    for size in SIZES:
        x = np.exp(2.0 * rng.standard_normal((N_STEPS // len(SIZES), size)))
        x[:, :2] = -np.sort(-x[:, :2], axis=1)
        amount = rng.uniform(0.0, 0.5, len(x)) * (x[:, 0] - x[:, 1])
        moved = x.copy()
        moved[:, 0] -= amount
        moved[:, 1] += amount
        before, after = (_log_ratio(np.log(v), np.ones(size), p, q) for v in (x, moved))
        suspects += [(x[i], float(amount[i])) for i in np.flatnonzero(after <= before)]
    return suspects


def _log_ratio(logs: np.ndarray, counts: np.ndarray, p: float, q: float) -> np.ndarray:
    """ln(‖x‖_p / ‖x‖_q) of vectors in which exp(logs[:, i]) occurs counts[i] times; the index falls where it grows."""
    top = logs.max(axis=1, keepdims=True)
    sums = [np.log((counts * np.exp(e * (logs - top))).sum(axis=1)) / e for e in (p, q)]
    return sums[0] - sums[1]


def _raised(step: Step, p: float, q: float) -> tuple[Truth, float]:
    """Whether a step raises the index, and by how much, decided in balls."""
    x, amount = step
    index = find_quantity("pqi").ball
    with balls.precision(BITS):
        before = balls.ball_vector(x)
        after = [before[0] - balls.ball(amount), before[1] + balls.ball(amount), *before[2:]]
        exponents = balls.ball(p), balls.ball(q)
        old, new = index(before, *exponents), index(after, *exponents)
        return balls.compare(old, "<", new), float((new - old).lower())


def _worst_step(p: float, q: float, rng: np.random.Generator) -> tuple[Truth, float, int]:
    """Largest increase of the index found by random starts and shrinking mutations of the best.

    Floats nominate it; only if they say that it is one, balls decide, and give a lower bound of it.
    """
    genes = rng.uniform(size=(N_STARTS, 6))
    scores = _scores(genes, p, q)
    width = 0.3
    for _ in range(N_ROUNDS):
        best = genes[np.argsort(-scores)[:N_SURVIVORS]]
        children = np.repeat(best, N_CHILDREN, axis=0)
        children = np.clip(children + width * rng.standard_normal(children.shape), 0.0, 1.0)
        genes = np.concatenate([best, children])
        scores = _scores(genes, p, q)
        width *= 0.9
    logs, counts, amount = (part[0] for part in _decoded(genes[[np.argmax(scores)]]))
    x = np.exp(np.concatenate([logs[:2], np.repeat(logs[2:], counts[2:].astype(int))]))
    if scores.max() <= 0:
        return Truth.UNDECIDED, float(scores.max()), x.size
    return *_raised((x, float(amount)), p, q), x.size


def _decoded(genes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vectors (a, b, head or none, bulk 1, ..., 1) as logarithms and multiplicities, and amounts moved from a to b."""
    log_a = -7.0 + 21.0 * genes[:, 0]
    log_b = log_a + np.log(0.02 + 0.97 * genes[:, 1])
    log_head = -7.0 + 21.0 * genes[:, 2]
    bulk = np.floor(LARGEST_BULK ** genes[:, 3])
    head = (genes[:, 4] > 0.5).astype(float)
    amount = (0.02 + 0.96 * genes[:, 5]) * 0.5 * (np.exp(log_a) - np.exp(log_b))
    one = np.ones_like(head)
    return np.stack([log_a, log_b, log_head, 0 * one], 1), np.stack([one, one, head, bulk], 1), amount


def _scores(genes: np.ndarray, p: float, q: float) -> np.ndarray:
    """Increase of the index, in floats."""
    logs, counts, amount = _decoded(genes)
    moved = logs.copy()
    moved[:, 0] = np.log(np.exp(logs[:, 0]) - amount)
    moved[:, 1] = np.log(np.exp(logs[:, 1]) + amount)
    scale = counts.sum(axis=1) ** (1 / q - 1 / p)
    before, after = _log_ratio(logs, counts, p, q), _log_ratio(moved, counts, p, q)
    return scale * np.exp(before) * -np.expm1(after - before)


EXPERIMENT = Experiment(
    name="pqi_robin_hood_violations",
    title="Robin-Hood steps that raise the PQ index, over (p, q)",
    grid=[{"p": p, "q": [q for q in EXPONENTS if q > p]} for p in EXPONENTS[:-1]],
    run=run,
    version=3,
    small=[{"p": 0.5, "q": 2.0}, {"p": 2.0, "q": 4.0}],
    sources=("lqtheory.quantities.sparsity_indices",),
)
