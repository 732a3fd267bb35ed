r"""**Relative output error of magnitude pruning at initialisation**: it is the pruned share of the energy, exactly.

Given the magnitudes a of n independent weights of any symmetric law, all orders and all signs of them are equally
likely. For any fixed input x the mean over these of ((w~-w).x)^2 is sigma_k(a)_2^2 ||x||_2^2/n, w~ the pruned vector,
and that of (w.x)^2 is ||a||_2^2 ||x||_2^2/n. Averaged over the magnitudes of the law, the quotient of both is E
sigma_k^2/(n E w_1^2), whatever x is. All orders and signs are enumerated; which of several equal magnitudes are pruned
does not depend on where they stand, as if at random. Equalities, hence attained everywhere.
"""

import itertools
from typing import Any

import numpy as np

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.balls import total
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, tail_power_sum


def pruned_part(magnitudes: list[float], k: int) -> list[int]:
    """Indices of all but the k largest magnitudes."""
    return sorted(range(len(magnitudes)), key=lambda i: -magnitudes[i])[k:]


def orders(n: int) -> list[tuple[int, ...]]:
    """For each order the place of every weight."""
    return list(itertools.permutations(range(n)))


def _mean(a: Any, x: Any, k: int, what: Any) -> Any:
    a, x = np.asarray(a, dtype=np.float64), np.asarray(x, dtype=np.float64)
    if a.ndim > 1:  # a batch
        return np.array([_mean(*pair, k, what) for pair in zip(a, x, strict=True)])
    pruned = pruned_part([abs(float(v)) for v in a], int(k))
    places = np.array(orders(len(x)))[:, pruned]
    return float(np.mean(what(a[pruned] * x[places])))


def _over_signs(products: np.ndarray) -> np.ndarray:
    signs = np.array(list(itertools.product((-1.0, 1.0), repeat=products.shape[1])))
    return (products @ signs.T) ** 2


def _ball_mean(a: Any, x: Any, k: Any, what: Any) -> Any:
    pruned, places = pruned_part([abs(float(v.mid())) for v in a], int(k)), orders(len(x))
    return total(what([a[i] * x[place[i]] for i in pruned]) for place in places) / len(places)


def _ball_over_signs(products: list[Any]) -> Any:
    patterns = list(itertools.product((-1, 1), repeat=len(products)))
    sums = (total(e * v for e, v in zip(p, products, strict=True)) for p in patterns)
    return total(v**2 for v in sums) / len(patterns)


def mean_squared_output_error(a: Any, x: Any, k: int) -> float:
    """Mean of ((w~ - w).x)^2 over all orders and signs of the magnitudes a."""
    return _mean(a, x, k, _over_signs)


def mean_pruned_energy(a: Any, x: Any, k: int) -> float:
    """Mean of sum_i (w_i - w~_i)^2 x_i^2 over all orders."""
    return _mean(a, x, k, lambda products: np.sum(products**2, axis=1))


def ball_mean_squared_output_error(a: Any, x: Any, k: Any) -> Any:
    """The definition in balls."""
    return _ball_mean(a, x, k, _ball_over_signs)


def ball_mean_pruned_energy(a: Any, x: Any, k: Any) -> Any:
    """The definition in balls."""
    return _ball_mean(a, x, k, lambda products: total(v**2 for v in products))


def _quantity(name: str, array: Any, own: Any, latex: str) -> Quantity:
    return Quantity(name, ("a", "x", "k"), array, own, latex, sign="nonnegative", integer_arguments=("k",))


HEAD = _quantity(
    "mean_squared_output_error",
    mean_squared_output_error,
    ball_mean_squared_output_error,
    r"\mathbb{{E}}_{{{a}}}((\tilde{{w}}-w)\cdot {x})^2({k})",
)
ENERGY = _quantity(
    "mean_pruned_energy",
    mean_pruned_energy,
    ball_mean_pruned_energy,
    r"\mathbb{{E}}_{{{a}}}\sum_i(w_i-\tilde{{w}}_i)^2{x}_i^2({k})",
)
D = Domain(n=Integer(1, typical=(1, 4)), k=Integer(0, "n"), a=Vector("n"), x=Vector("n"))
n, k, a, x = D.symbols

THEOREM = Theorem(
    name="output_error_of_random_signs",
    title="Output error of pruned random weights",
    id="lq.stoch.output",
    statement=(
        "For weights of magnitudes a in R^n in random order and with random signs, and x in R^n, the mean squared "
        "change of the output w.x by pruning all but the k largest weights, 0 <= k <= n, is sigma_k(a)_2^2 "
        "||x||_2^2/n, and the mean squared output is ||a||_2^2 ||x||_2^2/n."
    ),
    domain=D,
    claim=Claim(
        then=[
            Relation(HEAD.symbol(a, x, k), "=", tail_power_sum(a, k, 2) * power_sum(x, 2) / n),
            Relation(HEAD.symbol(a, x, 0), "=", power_sum(a, 2) * power_sum(x, 2) / n),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.stoch.output"),
    notes="Given the magnitudes of independent weights of one symmetric law, orders and signs are equally likely; the "
    "means of both sides over the law are the dossier's statement for every symmetric law with a second moment.",
)
