"""The row bound of a small network from keep counts and norms alone, and its errors over a sample of inputs.

Like those of :mod:`lqtheory.quantities.network_errors`, whose conventions on layers hold here, these quantities take
objects and are not offered by ``eval`` (dossier ``lq.net.row``, ``lq.net.chain``).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.members import Object
from lqtheory.quantities import network_errors as single
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import network_errors as single_reference
from lqtheory.quantities.reference import network_rows as reference
from lqtheory.quantities.stechkin import stechkin_bound
from lqtheory.quantities.tiny_networks import BallNetwork, TinyNetwork, ball_network, tiny_network
from lqtheory.quantities.worst_case import worst_case

__all__ = ["ROW_QUANTITIES", "SAMPLED_PAIR", "SampledPair", "row_quantity"]


def _largest_input(net: TinyNetwork, layer: int) -> float:
    """Largest magnitude among the inputs of a layer of the pruned network."""
    return float(np.abs(single._forward(net, len(net.weights))[layer - 1]).max())


def _row_perturbation(net: TinyNetwork, layer: int) -> float:
    change, moved = single._change(net, layer)
    return float(np.abs(change @ single._forward(net, len(net.weights))[layer - 1] + moved).max())


def _downstream_rows(net: TinyNetwork, layer: int) -> float:
    return single._downstream(net, layer, lambda w: np.abs(w).sum(1).max())


def _largest_row(net: TinyNetwork, layer: int, of_row: Callable[[np.ndarray, int], float]) -> float:
    """The largest over the rows of what a row loses, times the largest input, plus the change of its bias."""
    i, size = single._layer(net, layer), _largest_input(net, layer)
    moved = np.abs(single._change(net, layer)[1])
    rows = zip(net.weights[i], net.keep[i], moved, strict=True)
    return max(of_row(row, k) * size + float(b) for row, k, b in rows)


def _tail_rows(net: TinyNetwork, layer: int) -> float:
    return _largest_row(net, layer, lambda row, k: float(np.sort(np.abs(row))[: len(row) - k].sum()))


def _class_rows(net: TinyNetwork, layer: int, q: float) -> float:
    return _largest_row(net, layer, lambda row, k: _rate(row, k, q) * float(lq_norm(row, q)))


def _rate(row: np.ndarray, k: int, q: float) -> float:
    return float(worst_case(k, len(row), q, 1.0))


def _stechkin_rows(net: TinyNetwork, layer: int, q: float) -> float:
    rate = lambda k: stechkin_bound(k, q, 1.0) if k else 1.0  # noqa: E731
    return _largest_row(net, layer, lambda row, k: rate(k) * float(lq_norm(row, q)))


# ---- samples ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, eq=False)
class SampledPair:
    """A network with a pruned copy, and a sample of inputs; nu is its uniform law.

    Parameters
    ----------
    net : TinyNetwork
        Both networks; its own input is not used.
    samples : array, shape (inputs, features)
        The sample.
    """

    net: TinyNetwork
    samples: np.ndarray

    def __repr__(self) -> str:
        return f"SampledPair({self.net!r}, {self.samples.tolist()})"


def sampled_pair(rng: np.random.Generator, **_: Any) -> SampledPair:
    """A random network of four layers and at most four inputs, some of them equal or zero."""
    net = tiny_network(rng)
    samples = np.round(rng.standard_normal((int(rng.integers(1, 5)), len(net.x))), 1)
    if rng.random() < 0.3:
        samples[0] = 0.0
    return SampledPair(net, samples)


def _ball_pair(pair: SampledPair) -> list[BallNetwork]:
    return [ball_network(replace(pair.net, x=row)) for row in pair.samples]


#: Member of a domain.
SAMPLED_PAIR = Object(
    sampled_pair, ball=_ball_pair, description="a network of at least L layers with a pruned copy and a sample"
)


def _root_mean_square(name: str) -> Callable[..., float]:
    of_one = single.NETWORK_QUANTITIES[name].array

    def measure(pair: SampledPair, *rest: Any) -> float:
        values = [of_one(replace(pair.net, x=row), *rest) for row in pair.samples]
        return float(np.linalg.norm(values)) / math.sqrt(len(values))

    return measure


def _of_rows(name: str, letters: str, array: Callable[..., float], none: float, latex: str) -> Quantity:
    """A quantity of the first L layers; what is not there is 0, or 1 for products."""

    def of_first(cut: Callable[[Any, int], Any], function: Callable[..., Any]) -> Callable[..., Any]:
        def value(net: Any, L: int, layer: int, *rest: Any) -> Any:
            short = cut(net, L)
            return 0 * short.x[0] + none if layer > len(short.weights) else function(short, layer, *rest)

        return value

    return Quantity(
        name, ("net", "L", *letters), of_first(single._cut, array),
        of_first(single_reference.cut, getattr(reference, f"ball_{name}")), latex, "lq.net.row",
        sign="nonnegative", integer_arguments=("L", "l"),
    )  # fmt: skip


def _of_sample(name: str, letters: str, latex: str) -> Quantity:
    """The norm in L_2 of the sample of a quantity of single inputs."""
    of_one: Any = single.NETWORK_QUANTITIES[name].ball

    def in_balls(nets: list[BallNetwork], *rest: Any) -> Any:
        return reference.root_mean_square([of_one(net, *rest) for net in nets])

    return Quantity(
        f"sampled_{name}", ("pair", "L", *letters), _root_mean_square(name), in_balls, latex, "lq.net.chain",
        sign="nonnegative", integer_arguments=("L", "l"),
    )  # fmt: skip


#: Everything by name.
ROW_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _of_rows("downstream_rows", "l", _downstream_rows, 1.0, r"\Lambda^\infty_{{{l}}}({net})"),
        _of_rows(
            "row_perturbation", "l", _row_perturbation, 0.0,
            r"\|E^{{{l}}}\tilde x^{{{l}-1}}+\Delta b^{{{l}}}\|_\infty({net})",
        ),
        _of_rows("tail_rows", "l", _tail_rows, 0.0, r"\tau^{{{l}}}({net})"),
        _of_rows("class_rows", "lq", _class_rows, 0.0, r"\tau^{{{l}}}_{{W,{q}}}({net})"),
        _of_rows("stechkin_rows", "lq", _stechkin_rows, 0.0, r"\tau^{{{l}}}_{{C,{q}}}({net})"),
        _of_sample("output_error", "", r"\|\tilde f-f\|_{{L_2}}({pair})"),
        _of_sample("hybrid_distance", "l", r"\|F_{{{l}}}-F_0\|_{{L_2}}({pair})"),
        _of_sample("hybrid_step", "l", r"\|F_{{{l}}}-F_{{{l}-1}}\|_{{L_2}}({pair})"),
        _of_sample(
            "layer_perturbation", "l", r"\|E^{{{l}}}\tilde x^{{{l}-1}}+\Delta b^{{{l}}}\|_{{L_2}}({pair})"
        ),
        _of_sample("downstream_lipschitz", "l", r"\Lambda_{{{l}}}({pair})"),
    )
}  # fmt: skip


def row_quantity(name: str) -> Any:
    """The SymPy head of a quantity of rows or samples of small networks, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``ROW_QUANTITIES``.

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
    >>> str(row_quantity("tail_rows"))
    'tail_rows'
    """
    if name not in ROW_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of rows or samples; there are {', '.join(ROW_QUANTITIES)}")
    return ROW_QUANTITIES[name].symbol
