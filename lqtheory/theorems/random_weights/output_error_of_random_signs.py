r"""**Relative output error of magnitude pruning at initialisation**: it is the pruned share of the energy, exactly.

Independent weights with a symmetric law are not changed in law by flipping signs or by moving them around. Averaged
over all sign patterns and cyclic shifts of a weight vector w, ((w~ - w).x)^2 is sigma_k(w)_2^2 ||x||_2^2 / n for every
fixed input x, w~ the pruned vector; so E((w~-w).x)^2 / E(w.x)^2 = E sigma_k^2/(n E w^2). An equality, hence attained
everywhere.
"""

import itertools
from typing import Any

import numpy as np

from lqtheory import Domain, Equal, Integer, Source, Theorem, Vector
from lqtheory.balls import ball, total
from lqtheory.quantities.quantity import Quantity
from lqtheory.symbols import power_sum, tail_power_sum


def pruned_weights(w: Any, k: int) -> Any:
    """What pruning removes: all but the k largest entries, the others zero."""
    ranks = np.argsort(np.argsort(-np.abs(w), axis=-1, kind="stable"), axis=-1, kind="stable")
    return np.where(ranks < k, 0.0, w)


def mean_squared_output_error(w: Any, x: Any, k: int) -> Any:
    """Mean of ((w~ - w).x)^2 over all 2^n sign patterns and n cyclic shifts of w."""
    removed, x = pruned_weights(np.asarray(w, dtype=np.float64), k), np.asarray(x, dtype=np.float64)
    n = removed.shape[-1]
    signs = np.array(list(itertools.product((-1.0, 1.0), repeat=n)))
    outputs = [np.einsum("...i,...i,si->...s", np.roll(removed, s, axis=-1), x, signs) for s in range(n)]
    return np.mean([np.mean(o**2, axis=-1) for o in outputs], axis=0)


def mean_pruned_energy(w: Any, x: Any, k: int) -> Any:
    """Mean over the shifts of the sum of the products (w_j - w~_j)^2 x_i^2 that meet."""
    removed, x = pruned_weights(np.asarray(w, dtype=np.float64), k), np.asarray(x, dtype=np.float64)
    n = removed.shape[-1]
    return np.mean([np.sum(np.roll(removed, s, axis=-1) ** 2 * x**2, axis=-1) for s in range(n)], axis=0)


def ball_products(w: Any, x: Any, k: Any) -> Any:
    """The products of the removed weights with the inputs, a row for each shift."""
    n = len(w)
    kept = sorted(range(n), key=lambda j: -abs(float(w[j].mid())))[:k]
    removed = [ball(0) if j in kept else w[j] for j in range(n)]
    return [[removed[(j - s) % n] * x[j] for j in range(n)] for s in range(n)]


def ball_mean_squared_output_error(w: Any, x: Any, k: Any) -> Any:
    """The definition as loops over balls."""
    n = len(w)
    patterns = list(itertools.product((-1, 1), repeat=n))
    rows = ball_products(w, x, k)
    squares = (total(e * v for e, v in zip(p, row, strict=True)) ** 2 for row in rows for p in patterns)
    return total(squares) / (n * 2**n)


def ball_mean_pruned_energy(w: Any, x: Any, k: Any) -> Any:
    """The definition as loops over balls."""
    return total(v**2 for row in ball_products(w, x, k) for v in row) / len(w)


HEAD = Quantity(
    "mean_squared_output_error",
    ("w", "x", "k"),
    mean_squared_output_error,
    ball_mean_squared_output_error,
    r"\overline{{((\tilde{{w}}-{w})\cdot {x})^2}}^{{({k})}}",
    sign="nonnegative",
)
ENERGY = Quantity(
    "mean_pruned_energy",
    ("w", "x", "k"),
    mean_pruned_energy,
    ball_mean_pruned_energy,
    r"\overline{{\sum_i({w}_i-\tilde{{w}}_i)^2{x}_i^2}}^{{({k})}}",
    sign="nonnegative",
)
D = Domain(n=Integer(1, typical=(1, 6)), k=Integer(0, "n"), w=Vector("n"), x=Vector("n"))
n, k, w, x = D.symbols

THEOREM = Theorem(
    name="output_error_of_random_signs",
    title="Output error of pruned random weights",
    id="lq.stoch.output",
    statement=(
        "For w and x in R^n and 0 <= k <= n, the squared change of the output w.x by pruning all but the k largest "
        "weights, averaged over all signs and cyclic shifts of w, is sigma_k(w)_2^2 times ||x||_2^2 over n."
    ),
    domain=D,
    claim=Equal(HEAD.symbol(w, x, k), tail_power_sum(w, k, 2) * power_sum(x, 2) / n),
    source=Source("lqtheory_dossier", "lq.stoch.output"),
)
