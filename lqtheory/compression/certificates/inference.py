"""How far a network evaluated in floats is from the same network in exact arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from lqtheory.compression.certificates.forward import affine, through
from lqtheory.compression.certificates.functions import evaluation_error
from lqtheory.compression.certificates.pairs import AffinePair, Pair, ResidualPair
from lqtheory.compression.certificates.rounding import Enclosed, Rounding, largest_entries, over
from lqtheory.networks.views.parts import ActivationPart, FlattenPart, PoolPart
from lqtheory.quantities.activations import activation_lipschitz_constant

__all__ = ["inference_error"]


@dataclass(frozen=True, eq=False)
class _State:
    """Exact activations, enclosed, and for every entry how far those of the inference may be from them."""

    exact: Enclosed
    error: torch.Tensor


def inference_error(
    pairs: Sequence[Pair], x: Enclosed, own: Rounding, inference: Rounding, *, pruned: bool
) -> torch.Tensor:
    r"""Bound of |f_float(x) − f(x)| for every output, f_float being evaluated in floats of a given precision.

    e -> (1 + γ) |W| e + γ (|W| |x| + |b|), through activations c e plus their evaluation error.

    Parameters
    ----------
    pairs : sequence of pairs
        Both networks.
    x : Enclosed
        Inputs; they are representable in the precision of the inference.
    own : Rounding
        Arithmetic in which the bound is computed.
    inference : Rounding
        Arithmetic of the inference, with weights that are representable in it.
    pruned : bool
        Which of the two networks.

    Returns
    -------
    torch.Tensor, shape (n, ...)

    Notes
    -----
    Dot products are summed in any order; Winograd and FFT convolutions and TensorFloat-32 are not covered.

    References
    ----------
    higham_2002, section 3.1.
    """
    state = _State(x, torch.zeros_like(x.value))
    return _carried(pairs, state, own, inference, pruned).error


def _carried(pairs: Sequence[Pair], state: _State, own: Rounding, inference: Rounding, pruned: bool) -> _State:
    for pair in pairs:
        if isinstance(pair, ResidualPair):
            state = _residual(pair, state, own, inference, pruned)
        elif isinstance(pair, AffinePair):
            state = _affine(pair, state, own, inference, pruned)
        elif isinstance(pair, ActivationPart):
            state = _activation(pair, state, own, inference)
        elif isinstance(pair, FlattenPart):
            state = _State(through(pair, state.exact, own), pair.apply(state.error))
        else:
            state = _pool(pair, state, own, inference)
    return state


def _affine(pair: AffinePair, state: _State, own: Rounding, inference: Rounding, pruned: bool) -> _State:
    weights, n = (pair.pruned if pruned else pair.original), pair.part.fan_in
    gamma = inference.gamma(n + 2)
    size = state.exact.value.abs() + state.exact.spread()
    error = weights.absolute((1 + 2 * gamma) * state.error + gamma * size) + (n + 1) * inference.tiny
    if weights.bias is not None:
        error = error + gamma * pair.part.spread(weights.bias.abs(), error.ndim)
    return _State(affine(weights, state.exact, own), own.up(error, n + 8))


def _activation(part: ActivationPart, state: _State, own: Rounding, inference: Rounding) -> _State:
    constant = activation_lipschitz_constant(part.name, **part.parameters)
    largest = own.up(largest_entries(state.exact.value) + state.exact.radius + largest_entries(state.error), 3)
    evaluated = evaluation_error(part, largest, inference)
    error = own.up(constant * state.error + over(evaluated, state.error), 4)
    return _State(through(part, state.exact, own), state.error if constant == 1 and not evaluated.any() else error)


def _pool(part: PoolPart, state: _State, own: Rounding, inference: Rounding) -> _State:
    if part.kind == "max":
        return _State(through(part, state.exact, own), part.largest(state.error))
    n = part.count(tuple(state.error.shape))
    gamma = inference.gamma(n + 2)
    size = state.exact.value.abs() + state.exact.spread()
    error = part.average((1 + 2 * gamma) * state.error + gamma * size) + inference.tiny
    return _State(through(part, state.exact, own), own.up(error, n + 8))


def _residual(pair: ResidualPair, state: _State, own: Rounding, inference: Rounding, pruned: bool) -> _State:
    inner = _carried(pair.pairs, state, own, inference, pruned)
    around = _carried(pair.shortcut, state, own, inference, pruned)
    value = around.exact.value + inner.exact.value
    radius = own.up(around.exact.radius + inner.exact.radius + own.unit * largest_entries(value), 4)
    exact = Enclosed(value, radius)
    error = around.error + inner.error
    error = own.up(error + 2 * inference.unit * (value.abs() + exact.spread() + error), 6)
    return _State(exact, error)
