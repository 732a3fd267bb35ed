r"""**Relative output error of magnitude pruning at initialisation**: it is the pruned share of the energy, exactly.

For n independent weights w with a symmetric law and any fixed input x, E((w~-w).x)^2 = E sigma_k(w)_2^2 ||x||_2^2/n and
E(w.x)^2 = ||x||_2^2 E w_1^2, w~ the pruned vector; the quotient is E sigma_k^2/(n E w_1^2), whatever x is. Here the law
puts 1/(2m) on every z_i and -z_i (repetitions make any rational probabilities); all draws and signs are enumerated, and
weights of equal magnitude are kept in a random cyclic order of the indices. Equalities, hence attained everywhere.
"""

import itertools
from typing import Any

import numpy as np

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.balls import ball, total
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import expected_pruned_mass, power_sum


def removed_places(magnitudes: tuple[float, ...], k: int, first: int) -> list[int]:
    """Indices of all but the k largest magnitudes; of equal ones those are kept that follow an index, cyclically."""
    n = len(magnitudes)
    return sorted(range(n), key=lambda i: (-magnitudes[i], (i - first) % n))[k:]


def outcomes(sizes: list[float], n: int, k: int) -> Any:
    """All draws as indices, with what pruning removes in every cyclic order of the indices."""
    for drawn in itertools.product(range(len(sizes)), repeat=n):
        for first in range(n):
            yield drawn, removed_places(tuple(sizes[i] for i in drawn), k, first)


def _mean(z: Any, x: Any, k: int, what: Any) -> Any:
    z, x = np.asarray(z, dtype=np.float64), np.asarray(x, dtype=np.float64)
    if z.ndim > 1:  # a batch
        return np.array([_mean(*pair, k, what) for pair in zip(z, x, strict=True)])
    found = []
    for drawn, removed in outcomes([abs(float(v)) for v in z], len(x), k):
        products = np.zeros_like(x)
        products[removed] = z[[drawn[i] for i in removed]] * x[removed]
        found.append(what(products))
    return float(np.mean(found))


def _over_signs(products: np.ndarray) -> float:
    signs = np.array(list(itertools.product((-1.0, 1.0), repeat=len(products))))
    return float(np.mean((signs @ products) ** 2))


def _ball_mean(z: Any, x: Any, k: Any, what: Any) -> Any:
    found = []
    for drawn, removed in outcomes([abs(float(v.mid())) for v in z], len(x), k):
        found.append(what([z[drawn[i]] * x[i] if i in removed else ball(0) for i in range(len(x))]))
    return total(found) / len(found)


def _ball_over_signs(products: list[Any]) -> Any:
    patterns = list(itertools.product((-1, 1), repeat=len(products)))
    return total(total(e * v for e, v in zip(p, products, strict=True)) ** 2 for p in patterns) / len(patterns)


def mean_squared_output_error(z: Any, x: Any, k: int) -> float:
    """E((w~ - w).x)^2 over all draws, signs and cyclic orders."""
    return _mean(z, x, k, _over_signs)


def mean_pruned_energy(z: Any, x: Any, k: int) -> float:
    """E sum_i (w_i - w~_i)^2 x_i^2 over all draws and cyclic orders."""
    return _mean(z, x, k, lambda products: float(np.sum(products**2)))


def ball_mean_squared_output_error(z: Any, x: Any, k: Any) -> Any:
    """The definition in balls."""
    return _ball_mean(z, x, k, _ball_over_signs)


def ball_mean_pruned_energy(z: Any, x: Any, k: Any) -> Any:
    """The definition in balls."""
    return _ball_mean(z, x, k, lambda products: total(v**2 for v in products))


def _quantity(name: str, array: Any, own: Any, latex: str) -> Quantity:
    return Quantity(name, ("z", "x", "k"), array, own, latex, sign="nonnegative", integer_arguments=("k",))


HEAD = _quantity(
    "mean_squared_output_error",
    mean_squared_output_error,
    ball_mean_squared_output_error,
    r"\mathbb{{E}}_{{{z}}}((\tilde{{w}}-w)\cdot {x})^2({k})",
)
ENERGY = _quantity(
    "mean_pruned_energy",
    mean_pruned_energy,
    ball_mean_pruned_energy,
    r"\mathbb{{E}}_{{{z}}}\sum_i(w_i-\tilde{{w}}_i)^2{x}_i^2({k})",
)
D = Domain(m=Integer(1, typical=(1, 3)), n=Integer(1, typical=(1, 4)), k=Integer(0, "n"), z=Vector("m"), x=Vector("n"))
m, n, k, z, x = D.symbols

THEOREM = Theorem(
    name="output_error_of_random_signs",
    title="Output error of pruned random weights of a discrete symmetric law",
    id="lq.stoch.output",
    statement=(
        "For n independent weights, each of +-z_1, ..., +-z_m with equal probability, and x in R^n, the mean squared "
        "change of the output w.x by pruning all but the k largest weights, 0 <= k <= n, is E sigma_k(w)_2^2 times "
        "||x||_2^2 over n, and the mean squared output is ||z||_2^2 ||x||_2^2 over m."
    ),
    domain=D,
    claim=Claim(
        then=[
            Relation(HEAD.symbol(z, x, k), "=", expected_pruned_mass(z, n, k, 2) * power_sum(x, 2) / n),
            Relation(HEAD.symbol(z, x, 0), "=", power_sum(z, 2) * power_sum(x, 2) / m),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.stoch.output"),
    notes="Laws of finitely many magnitudes with rational probabilities; the limit to other laws is not stated.",
)
