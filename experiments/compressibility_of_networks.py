"""Which of several networks is more compressible: scores from l_q norms of weights against what pruning really costs.

Networks of one shape differ in the strength of an l1 penalty or in the share of random training labels; a third family
differs in width and is compared by shares of weights. Every score predicts the share of weights to be kept, larger for
less compressible networks:

- ``effective_sparsity``: s_{q,2} = (‖w‖_q/‖w‖_2)^{2q/(2-q)} of every neuron, q = 1/2, summed; what the paper's rule,
  as reconstructed, asks for, up to a factor;
- ``paper_index``: s_{q,1} = SI_q^{-q/(1-q)} of every neuron, SI_q = ‖w‖_1/‖w‖_q, q = 1/2, summed;
- ``sharp_count``: the sharp keep counts from s_{q,2}, q = 1/2, for a relative error of 0.1 of every neuron, summed;
- ``exact_count``: the keep counts that this error really takes, which need the weights themselves;
- ``not_small``: weights above 1 % of the largest of their layer, no theory at all.

Measured is ``needed``, the smallest share that global magnitude has to keep for an accuracy within a point of the dense
network (by bisection), and ``loss``, the points lost when it keeps 10 %. For single layers the others stay dense.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments._runner import Experiment

Q, TOLERANCE, SMALL = 0.5, 0.1, 0.01
POINTS, DENSITY, STEPS = 1.0, 0.1, 9
SEEDS = (0, 1, 2)
RESAMPLES = 1000
#: For each data set: widths, penalty of the families that do not vary it, epochs, batch, rate, examples used.
_SETS = {
    "digits": {"widths": (32, 16), "l1": 2e-4, "epochs": 12, "batch": 32, "rate": 0.1, "train": 1438, "test": 359},
    "mnist": {"widths": (100, 50), "l1": 5e-5, "epochs": 10, "batch": 64, "rate": 0.05, "train": 10000, "test": 3000},
}
VALUES: dict[tuple[str, str], tuple[float, ...]] = {
    ("digits", "l1"): (0.0, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3),
    ("digits", "width"): (8, 16, 32, 64, 128),
    ("digits", "label noise"): (0.0, 0.15, 0.4),
    ("mnist", "l1"): (0.0, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4),
    ("mnist", "width"): (25, 50, 100, 200),
    ("mnist", "label noise"): (0.0, 0.1, 0.2, 0.4),
}
SCORES = ("effective_sparsity", "paper_index", "sharp_count", "exact_count", "not_small")


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for all networks of a family, units and scores, with the rank correlation over the family.

    Parameters
    ----------
    point : dict
        Data set and what differs.
    rng : numpy.random.Generator
        Orders examples, draws initial weights and random labels, resamples networks.

    Returns
    -------
    list of dict
    """
    from lqtheory import networks

    dataset = networks.data.load(point["data"])
    rows: list[dict[str, Any]] = []
    for value in VALUES[point["data"], point["factor"]]:
        for replicate in SEEDS:
            measured = _measured(dataset, point["factor"], value, rng)
            rows += [{"value": value, "replicate": replicate, **row} for row in measured]
    for unit, score in dict.fromkeys((row["unit"], row["score"]) for row in rows):
        family = [row for row in rows if (row["unit"], row["score"]) == (unit, score)]
        told = rank_correlations(family, rng)
        for row in family:
            row.update(told)
    return rows


def _measured(whole: Any, factor: str, value: float, rng: np.random.Generator) -> list[dict[str, Any]]:
    """Train one network; a row for each unit and score."""
    import torch

    from experiments import _pruning
    from lqtheory import networks
    from lqtheory.compression import compress
    from lqtheory.networks.zoo.architectures import perceptron

    how = _SETS[whole.name]
    dataset = _part(whole, how["train"], how["test"], value if factor == "label noise" else 0.0, rng)
    widths = (int(value), int(value) // 2) if factor == "width" else how["widths"]
    recipe = networks.Recipe(how["epochs"], how["batch"], "sgd", how["rate"], l1=value if factor == "l1" else how["l1"])
    network = perceptron(dataset.n_features, *widths, 10)(rng)
    networks.fit(network, dataset, recipe, rng=rng)
    trial = _pruning.trial_of(network, dataset)
    dense = trial.score(trial.outcomes(network))

    def lost(density: float, layers: str | None) -> float:
        smaller = compress(network, "magnitude", density=density, layers=layers).network
        return dense - trial.score(trial.outcomes(torch.nn.Module.eval(smaller)))

    views = {view.name: view.array() for view in networks.tensor_views(network)}
    units: dict[str, list[np.ndarray]] = {"network": list(views.values())}
    units |= {f"layer {number}": [matrix] for number, matrix in enumerate(views.values(), start=1)}
    rows = []
    for unit, name in zip(units, (None, *views), strict=True):
        costs = {"needed": needed_share(lambda density: lost(density, name)), "loss": lost(DENSITY, name)}  # noqa: B023
        predictions = predicted_shares(units[unit])
        rows += [{"unit": unit, "score": s, "predicted": predictions[s], "dense": dense, **costs} for s in SCORES]
    return rows


def _part(dataset: Any, n_train: int, n_test: int, noise: float, rng: np.random.Generator) -> Any:
    """The first examples, a share of whose training labels is drawn anew."""
    from lqtheory.networks import Dataset

    y = dataset.y_train[:n_train].copy()
    drawn = rng.random(len(y)) < noise
    y[drawn] = rng.integers(0, dataset.n_classes, int(drawn.sum()))
    return Dataset(
        dataset.name, dataset.x_train[:n_train], y, dataset.x_test[:n_test], dataset.y_test[:n_test], dataset.task, 10
    )


def needed_share(lost: Any) -> float:
    """Smallest share kept that costs at most a point, by bisection on its logarithm between 1/1000 and 1.

    Parameters
    ----------
    lost : callable
        Points lost, as a function of the share kept; taken as falling.

    Returns
    -------
    float

    Examples
    --------
    >>> round(needed_share(lambda density: 2.0 if density < 0.2 else 0.0), 2)
    0.2
    """
    low, high = np.log(1e-3), 0.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if lost(float(np.exp(middle))) > POINTS else (low, middle)
    return float(np.exp(high))


def predicted_shares(matrices: list[np.ndarray]) -> dict[str, float]:
    """Every score of one or several layers, as a share of their weights.

    Parameters
    ----------
    matrices : list of array, shape (neurons, inputs)
        Weights.

    Returns
    -------
    dict of str to float

    Examples
    --------
    >>> round(predicted_shares([np.ones((2, 8))])["effective_sparsity"], 12)
    1.0
    """
    from lqtheory.quantities.instance_keep_counts import kmin
    from lqtheory.quantities.keep_counts import kmin_exact
    from lqtheory.quantities.sparsity_indices import effective_sparsity

    totals = dict.fromkeys(SCORES, 0.0)
    for matrix in matrices:
        magnitudes = np.abs(matrix)
        alive = magnitudes[magnitudes.max(axis=1) > 1e-6 * magnitudes.max()]
        n = matrix.shape[1]
        sparsities = np.minimum(effective_sparsity(alive, Q, 2.0), n)
        totals["effective_sparsity"] += float(sparsities.sum())
        totals["paper_index"] += float(effective_sparsity(alive, Q, 1.0).sum())
        totals["sharp_count"] += float(sum(kmin_exact(float(s), TOLERANCE, Q, 2.0, n) for s in sparsities))
        totals["exact_count"] += float(kmin(alive, TOLERANCE, 2.0).sum())
        totals["not_small"] += float((magnitudes > SMALL * magnitudes.max()).sum())
    size = sum(matrix.size for matrix in matrices)
    return {score: total / size for score, total in totals.items()}


def rank_correlations(family: list[dict[str, Any]], rng: np.random.Generator) -> dict[str, Any]:
    """Kendall's tau of a score with both costs, percentile intervals over resampled networks, and pairs put in order.

    Parameters
    ----------
    family : list of dict
        ``value``, ``predicted``, ``needed`` and ``loss`` of the networks.
    rng : numpy.random.Generator
        Resamples.

    Returns
    -------
    dict
        ``tau_needed``, ``tau_needed_low``, ..., and ``pairs_right``: of all pairs of networks with different values and
        different needs, the share whose need is larger where the score is.
    """
    columns = {name: np.array([row[name] for row in family]) for name in ("value", "predicted", "needed", "loss")}
    told: dict[str, Any] = {}
    for cost in ("needed", "loss"):
        told[f"tau_{cost}"] = float(kendall_tau(columns["predicted"], columns[cost]))
        draws = rng.integers(0, len(family), (RESAMPLES, len(family)))
        taus = kendall_tau(columns["predicted"][draws], columns[cost][draws])
        told[f"tau_{cost}_low"], told[f"tau_{cost}_high"] = (float(v) for v in np.quantile(taus, (0.025, 0.975)))
    i, j = np.triu_indices(len(family), 1)
    counted = (columns["value"][i] != columns["value"][j]) & (columns["needed"][i] != columns["needed"][j])
    same = (columns["predicted"][i] > columns["predicted"][j]) == (columns["needed"][i] > columns["needed"][j])
    told["pairs"] = int(counted.sum())
    told["pairs_right"] = float(same[counted].mean()) if counted.any() else 0.0
    return told


def kendall_tau(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Kendall's tau-b of the last axes, 0 where one of the two does not vary.

    Parameters
    ----------
    a, b : array, shape (..., n)
        Numbers in pairs.

    Returns
    -------
    array, shape (...)

    Examples
    --------
    >>> float(kendall_tau(np.array([1, 2, 3]), np.array([1, 3, 2]))) * 3
    1.0
    """
    i, j = np.triu_indices(a.shape[-1], 1)
    first, second = np.sign(a[..., i] - a[..., j]), np.sign(b[..., i] - b[..., j])
    scale = np.sqrt(np.abs(first).sum(-1) * np.abs(second).sum(-1))
    return (first * second).sum(-1) / np.maximum(scale, 1.0)


EXPERIMENT = Experiment(
    name="compressibility_of_networks",
    title="scores of compressibility against what pruning costs, over families of networks",
    grid=[{"data": data, "factor": factor} for data, factor in VALUES],
    run=run,
    version=1,
    row_keys=("value", "replicate", "unit", "score"),
    small=[{"data": "digits", "factor": "label noise"}],
    long=True,
    sources=("experiments._pruning", "lqtheory.networks.train", "lqtheory.networks.zoo.architectures"),
)
