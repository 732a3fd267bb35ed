"""Keep counts of trained neurons by four allocations of one budget, and what each leaves of the layer.

``relative``: one relative tolerance for all neurons, by sharp counts from effective sparsities (rule R3 of the dossier;
the paper's rule, as reconstructed, gives counts proportional to effective sparsities, and says nothing at small
budgets, where its tolerance would exceed 1); ``relative_exact``: one relative tolerance, by true counts (R1);
``q_mass``: what minimises the sum of the squared worst cases, near counts proportional to ‖w_i‖_q^q; ``best``: the
global largest entries, which minimise the sum itself. A row for each neuron; ``left_...`` is its squared error and
``square`` its squared norm, so that sums over rows are those of the layer. ``loss``, the same in all rows of a layer,
is by how much Stechkin's bound with counts proportional to effective sparsities exceeds that with counts proportional
to q-masses, whatever the budget, with real counts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment
from lqtheory.balls import Truth
from lqtheory.quantities.allocation import allocate_by_scores
from lqtheory.quantities.allocation_bounds import allocate_worst_case
from lqtheory.quantities.allocation_comparison import relative_rule_loss
from lqtheory.quantities.allocation_rules import row_rule_for_budget
from lqtheory.quantities.best_k_term import tail_power_sum
from lqtheory.quantities.norms import lq_norm

Q, P = 0.5, 2.0
DENSITIES = (0.3, 0.2, 0.1, 0.05, 0.02)
RULES = ("relative", "relative_exact", "q_mass", "best")


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for all shares and neurons of one layer; nothing is random once the network is trained.

    Parameters
    ----------
    point : dict
        Model and layer.
    rng : numpy.random.Generator
        Unused.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    matrix = _models.layer(point["model"], point["layer"], models)
    digest = _models.digest(point["model"], models)
    squares = (matrix**2).sum(axis=1)
    loss = relative_rule_loss(matrix, None, Q, P)
    rows = []
    for density in DENSITIES:
        counts = keep_counts(matrix, round(density * matrix.size))
        left = {
            rule: np.array([_left(w, k) for w, k in zip(matrix, kept, strict=True)]) for rule, kept in counts.items()
        }
        holds = Truth.YES if left["best"].sum() <= min(left[r].sum() for r in RULES) * (1 + 1e-12) else Truth.NO
        for neuron in range(len(matrix)):
            row = {f"kept_{rule}": int(kept[neuron]) for rule, kept in counts.items()}
            row |= {f"left_{rule}": float(values[neuron]) for rule, values in left.items()}
            rows.append(
                {
                    "density": density,
                    "neuron": neuron,
                    **row,
                    "square": float(squares[neuron]),
                    "loss": loss,
                    "holds": holds,
                    "weights": digest,
                }
            )
    return rows


def keep_counts(matrix: np.ndarray, budget: int) -> dict[str, np.ndarray]:
    """Keep counts of all neurons by every allocation.

    Parameters
    ----------
    matrix : array, shape (neurons, inputs)
        Weights of a layer.
    budget : int
        How many of them stay, at most.

    Returns
    -------
    dict of str to array of int64, shape (neurons,)

    Examples
    --------
    >>> keep_counts(np.array([[4.0, 1.0, 1.0], [0.5, 0.5, 0.5]]), 3)["best"].tolist()
    [3, 0]
    """
    sizes = np.full(len(matrix), matrix.shape[1])
    return {
        "relative": row_rule_for_budget(matrix, budget, "sharp", Q, P).counts,
        "relative_exact": row_rule_for_budget(matrix, budget, "exact", Q, P).counts,
        "q_mass": allocate_worst_case(lq_norm(matrix, Q), sizes, None, budget, Q, P).counts,
        "best": allocate_by_scores(matrix, None, budget, P).counts,
    }


def _left(weights: np.ndarray, kept: int) -> float:
    return float(tail_power_sum(weights, int(kept), P))


EXPERIMENT = Experiment(
    name="allocation_against_relative_rule",
    title="keep counts of trained neurons by relative tolerance, by q-mass and by the best allocation",
    grid={"model": ["mlp_mnist", "mlp_mnist_l1"], "layer": ["1.weight", "3.weight"]},
    run=run,
    version=1,
    row_keys=("density", "neuron"),
    small=[{"model": "mlp_mnist", "layer": "3.weight"}],
    models=True,
    sources=(
        "lqtheory.quantities.allocation",
        "lqtheory.quantities.allocation_bounds",
        "lqtheory.quantities.allocation_rules",
        "lqtheory.networks.zoo.models",
        "lqtheory.networks.train",
    ),
)
