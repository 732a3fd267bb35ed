"""Forward passes whose distance to exact arithmetic is known, of one network or of two in step."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from lqtheory.compression.certificates.functions import activate, evaluation_error
from lqtheory.compression.certificates.pairs import AffinePair, Pair, ResidualPair, Weights, affine_pairs
from lqtheory.compression.certificates.rounding import Enclosed, Rounding, largest_entries
from lqtheory.networks.views.parts import ActivationPart, FlattenPart, PoolPart
from lqtheory.quantities.activations import activation_lipschitz_constant

__all__ = ["Calculus", "Seen", "affine", "forward", "through", "walk"]


def affine(weights: Weights, x: Enclosed, rounding: Rounding, rounded_weights: bool = False) -> Enclosed:
    """W x + b, enclosed.

    |fl(W v + b) − (W x + b)| ≤ γ (|W| |v| + |b|) + |W| |v − x|, with the row norm of W in place of |W|.

    Parameters
    ----------
    weights : Weights
        The layer.
    x : Enclosed
        Its inputs.
    rounding : Rounding
        Of the arithmetic.
    rounded_weights : bool
        Whether each weight may be off by a relative error u, as computed differences are.

    Returns
    -------
    Enclosed
    """
    n = weights.part.fan_in + (3 if rounded_weights else 1)
    gamma = rounding.gamma(n)
    spread = gamma * largest_entries(x.value) + (1 + rounding.unit) * x.radius
    radius = weights.row * spread + gamma * weights.largest_bias + n * rounding.tiny
    return Enclosed(weights.apply(x.value), rounding.up(radius, 8))


def through(part: ActivationPart | PoolPart | FlattenPart, x: Enclosed, rounding: Rounding) -> Enclosed:
    """An activation, pooling or flattening, enclosed.

    Parameters
    ----------
    part : ActivationPart, PoolPart or FlattenPart
        The part.
    x : Enclosed
        Its inputs.
    rounding : Rounding
        Of the arithmetic.

    Returns
    -------
    Enclosed
    """
    if isinstance(part, FlattenPart):
        return Enclosed(part.apply(x.value), x.radius)
    if isinstance(part, ActivationPart):
        constant = activation_lipschitz_constant(part.name, **part.parameters)
        error = evaluation_error(part, largest_entries(x.value), rounding)
        radius = constant * x.radius
        if part.name not in _PICKING:
            radius = rounding.up(radius + error, 4)
        return Enclosed(activate(part, x.value), radius)
    if part.kind == "max":
        return Enclosed(part.largest(x.value), x.radius)
    gamma = rounding.gamma(part.count(tuple(x.value.shape)) + 2)
    return Enclosed(part.average(x.value), rounding.up(x.radius + gamma * largest_entries(x.value) + rounding.tiny, 4))


#: Lipschitz constant 1 and no rounding: the radius stays exactly what it is.
_PICKING = ("identity", "relu", "relu6", "abs", "hardtanh")


def add(x: Enclosed, y: Enclosed, rounding: Rounding) -> Enclosed:
    """The sum of two enclosed tensors."""
    value = x.value + y.value
    return Enclosed(value, rounding.up(x.radius + y.radius + rounding.unit * largest_entries(value), 4))


def forward(pairs: Sequence[Pair], x: Enclosed, rounding: Rounding, n_pruned: int | None = None) -> Enclosed:
    """The network whose first ``n_pruned`` layers are pruned, the rest original: the hybrid F_l.

    Parameters
    ----------
    pairs : sequence of pairs
        Both networks.
    x : Enclosed
        Inputs.
    rounding : Rounding
        Of the arithmetic.
    n_pruned : int, optional
        How many layers, in order of computation, are taken from the pruned network; all by default.

    Returns
    -------
    Enclosed
        Outputs.
    """
    count = sum(1 for _ in affine_pairs(tuple(pairs))) if n_pruned is None else n_pruned
    return _forward(pairs, x, rounding, itertools.count(), count)


def _forward(pairs: Sequence[Pair], x: Enclosed, rounding: Rounding, layers: Iterator[int], n_pruned: int) -> Enclosed:
    for pair in pairs:
        if isinstance(pair, ResidualPair):
            inner = _forward(pair.pairs, x, rounding, layers, n_pruned)
            x = add(_forward(pair.shortcut, x, rounding, layers, n_pruned), inner, rounding)
        elif isinstance(pair, AffinePair):
            x = affine(pair.pruned if next(layers) < n_pruned else pair.original, x, rounding)
        else:
            x = through(pair, x, rounding)
    return x


@dataclass(frozen=True, eq=False)
class Seen:
    """What is known at one part of both networks when a bound is carried through it.

    Parameters
    ----------
    original, pruned : Enclosed
        Inputs of the part.
    original_out, pruned_out : Enclosed
        Its outputs.
    pair : AffinePair or None
        The layer, if it is one.
    rounding : Rounding
        Of the arithmetic.
    """

    original: Enclosed
    pruned: Enclosed
    original_out: Enclosed
    pruned_out: Enclosed
    pair: AffinePair | None
    rounding: Rounding

    @cached_property
    def perturbation(self) -> Enclosed:
        """E x̃ + Δb: what pruning this layer changes, at the activations of the pruned network."""
        assert self.pair is not None
        return affine(self.pair.change, self.pruned, self.rounding, rounded_weights=True)

    @cached_property
    def mirrored(self) -> Enclosed:
        """E x + Δb, at the activations of the original network."""
        assert self.pair is not None
        return affine(self.pair.change, self.original, self.rounding, rounded_weights=True)

    @cached_property
    def positions(self) -> float:
        """√(number of places at which the bias is added), rounded up."""
        assert self.pair is not None
        count = self.pruned_out.value[0].numel() // self.pair.part.weight.shape[0]
        return 1.0 if count == 1 else count**0.5 * (1 + 1e-15)


class Calculus(Protocol):
    """How one kind of bound is carried from the inputs of a part to its outputs; states are opaque."""

    def start(self, x: Enclosed) -> Any:
        """The state at equal inputs of both networks."""

    def affine(self, pair: AffinePair, state: Any, seen: Seen) -> Any:
        """The state after a layer."""

    def activation(self, part: ActivationPart, state: Any, seen: Seen) -> Any:
        """The state after an activation."""

    def pool(self, part: PoolPart, state: Any, seen: Seen) -> Any:
        """The state after pooling."""

    def flatten(self, part: FlattenPart, state: Any) -> Any:
        """The state after a change of shape."""

    def join(self, shortcut: Any, inner: Any, seen: Seen) -> Any:
        """The state after a residual block, from those after its shortcut and after its inner map."""


def walk(
    pairs: Sequence[Pair], original: Enclosed, pruned: Enclosed, calculi: Sequence[Calculus], states: list[Any],
    rounding: Rounding,
) -> tuple[Enclosed, Enclosed, list[Any]]:  # fmt: skip
    """Both networks and all bounds, part by part.

    Parameters
    ----------
    pairs : sequence of pairs
        Both networks.
    original, pruned : Enclosed
        Their inputs.
    calculi : sequence of Calculus
        The bounds.
    states : list
        Their states at the inputs.
    rounding : Rounding
        Of the arithmetic.

    Returns
    -------
    original, pruned : Enclosed
        Outputs.
    states : list
        States at the outputs.
    """
    for pair in pairs:
        if isinstance(pair, ResidualPair):
            x, y, inner = walk(pair.pairs, original, pruned, calculi, states, rounding)
            z, w, around = walk(pair.shortcut, original, pruned, calculi, states, rounding)
            x, y = add(z, x, rounding), add(w, y, rounding)
            seen = Seen(original, pruned, x, y, None, rounding)
            states = [c.join(s, t, seen) for c, s, t in zip(calculi, around, inner, strict=True)]
        elif isinstance(pair, AffinePair):
            x, y = affine(pair.original, original, rounding), affine(pair.pruned, pruned, rounding)
            seen = Seen(original, pruned, x, y, pair, rounding)
            states = [c.affine(pair, s, seen) for c, s in zip(calculi, states, strict=True)]
        else:
            x, y = through(pair, original, rounding), through(pair, pruned, rounding)
            seen = Seen(original, pruned, x, y, None, rounding)
            states = [_carried(c, pair, s, seen) for c, s in zip(calculi, states, strict=True)]
        original, pruned = x, y
    return original, pruned, states


def _carried(calculus: Calculus, part: ActivationPart | PoolPart | FlattenPart, state: Any, seen: Seen) -> Any:
    if isinstance(part, ActivationPart):
        return calculus.activation(part, state, seen)
    if isinstance(part, PoolPart):
        return calculus.pool(part, state, seen)
    return calculus.flatten(part, state)
