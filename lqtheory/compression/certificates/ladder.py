"""Bounds of the output error in the Euclidean norm: the ladder B1 <= ... <= B5, its mirror image and the product form.

Each is carried through the network as one number per sample, D -> c (‖W‖ D + what this layer adds), which unrolls to
the sum over layers of the dossier and holds for residual blocks, too (dossier ``lq.net.chain``, ``lq.net.residual``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import torch

from lqtheory.compression.certificates.class_bounds import class_bound_of_change
from lqtheory.compression.certificates.forward import Seen
from lqtheory.compression.certificates.pairs import AffinePair, Pair, ResidualPair
from lqtheory.compression.certificates.rounding import Enclosed, Rounding
from lqtheory.networks.views.parts import ActivationPart, FlattenPart, PoolPart
from lqtheory.quantities.activations import activation_lipschitz_constant, activation_value_at_zero

__all__ = ["LADDER", "Ladder", "product_bound"]

#: Bounds that are one number per sample in the Euclidean norm.
LADDER = ("B1", "B2", "B3", "B4", "B5", "B5_closed", "mirror")


@dataclass(frozen=True, eq=False)
class LadderState:
    """Error bounds by name, and a-priori bounds of the norm of the pruned network's activations.

    Parameters
    ----------
    errors : mapping of str to torch.Tensor, shape (n,)
        Bounds of ‖x̃ − x‖.
    spectral, frobenius : torch.Tensor, shape (n,)
        The radius R of ‖x̃‖, by spectral and by Frobenius norms.
    """

    errors: Mapping[str, torch.Tensor]
    spectral: torch.Tensor
    frobenius: torch.Tensor


@dataclass(frozen=True)
class Ladder:
    """The Euclidean bounds.

    Parameters
    ----------
    names : tuple of str
        Which of ``LADDER``.
    q : float
        Exponent of B5.
    rounding : Rounding
        Of the arithmetic.
    """

    names: tuple[str, ...]
    q: float
    rounding: Rounding

    def start(self, x: Enclosed) -> LadderState:
        """Nothing differs at the inputs."""
        norms = x.euclidean(self.rounding)
        return LadderState({name: torch.zeros_like(norms) for name in self.names}, norms, norms)

    def affine(self, pair: AffinePair, state: LadderState, seen: Seen) -> LadderState:
        """‖W‖ times the error so far, plus what this layer adds."""
        up, errors, shape = self.rounding.up, {}, tuple(seen.pruned.value.shape)
        for name in self.names:
            errors[name] = up(
                self._factor(name, pair, shape) * state.errors[name] + self._added(name, pair, state, seen), 8
            )
        bias = pair.pruned.bias_norm * seen.positions
        spectral = up(pair.pruned_spectral(shape) * state.spectral + bias, 8)
        return LadderState(errors, spectral, up(pair.pruned.frobenius * state.frobenius + bias, 8))

    def _factor(self, name: str, pair: AffinePair, shape: tuple[int, ...]) -> float:
        if name == "mirror":
            return pair.pruned_spectral(shape)
        return pair.original.spectral(shape) if name in ("B1", "B2", "B3") else pair.original.frobenius

    def _added(self, name: str, pair: AffinePair, state: LadderState, seen: Seen) -> torch.Tensor:
        if name == "B1":
            return seen.perturbation.euclidean(self.rounding)
        if name == "mirror":
            return seen.mirrored.euclidean(self.rounding)
        shape = tuple(seen.pruned.value.shape)
        moved = pair.change.bias_norm * (1 + 2 * self.rounding.unit) * seen.positions
        if name == "B2":
            return pair.change_spectral(shape) * seen.pruned.euclidean(self.rounding) + moved
        if name == "B3":
            return pair.change_spectral(shape) * state.spectral + moved
        change = pair.change_frobenius
        if name.startswith("B5"):
            change = max(change, class_bound_of_change(pair, self.q, closed=name == "B5_closed"))
        return change * state.frobenius + moved

    def activation(self, part: ActivationPart, state: LadderState, seen: Seen) -> LadderState:
        """The Lipschitz constant times everything; the value at zero is added to the radius."""
        constant = activation_lipschitz_constant(part.name, **part.parameters)
        zero = activation_value_at_zero(part.name, **part.parameters)
        offset = zero * seen.pruned_out.value[0].numel() ** 0.5 * (1 + 1e-15)
        scaled = self._scaled(state, constant)
        if not offset:
            return scaled
        up = self.rounding.up
        return replace(scaled, spectral=up(scaled.spectral + offset, 2), frobenius=up(scaled.frobenius + offset, 2))

    def pool(self, part: PoolPart, state: LadderState, seen: Seen) -> LadderState:
        """√(overlap of windows), for averages divided by √(size of a window)."""
        share = 1 if part.kind == "max" else part.count(tuple(seen.pruned.value.shape))
        return self._scaled(state, (part.overlap / share) ** 0.5 * (1 + 1e-15))

    def _scaled(self, state: LadderState, constant: float) -> LadderState:
        if constant == 1.0:
            return state
        up = self.rounding.up
        errors = {name: up(constant * error, 2) for name, error in state.errors.items()}
        return LadderState(errors, up(constant * state.spectral, 2), up(constant * state.frobenius, 2))

    def flatten(self, part: FlattenPart, state: LadderState) -> LadderState:
        """Norms do not change."""
        return state

    def join(self, shortcut: LadderState, inner: LadderState, seen: Seen) -> LadderState:
        """Both errors, and both radii, add up."""
        up = self.rounding.up
        errors = {name: up(shortcut.errors[name] + inner.errors[name], 2) for name in self.names}
        radii = [up(a + b, 2) for a, b in ((shortcut.spectral, inner.spectral), (shortcut.frobenius, inner.frobenius))]
        return LadderState(errors, *radii)


def product_bound(pairs: tuple[Pair, ...], norms: torch.Tensor, rounding: Rounding) -> torch.Tensor | None:
    r"""The product form (∏(‖W‖ + ‖E‖) − ∏‖W‖) ‖x‖, evaluated as the equal sum of positive terms.

    Parameters
    ----------
    pairs : tuple of pairs
        Both networks.
    norms : torch.Tensor, shape (n,)
        Upper bounds of the norms of the inputs.
    rounding : Rounding
        Of the arithmetic.

    Returns
    -------
    torch.Tensor or None, shape (n,)
        ``None`` unless all biases are zero, all activations have constant 1 and vanish at zero, and there are neither
        convolutions, residual blocks nor pooling.

    References
    ----------
    Dossier lq.net.product.
    """
    total, original, both = 0.0, 1.0, 1.0
    for pair in pairs:
        if isinstance(pair, (ResidualPair, PoolPart)) or (isinstance(pair, AffinePair) and pair.part.kind != "linear"):
            return None
        if isinstance(pair, ActivationPart) and not _plain(pair):
            return None
        if isinstance(pair, AffinePair):
            if pair.original.bias_norm or pair.pruned.bias_norm:
                return None
            a, e = pair.original.spectral(()), pair.change_spectral(())
            total, original, both = total * a + e * both, original * a, both * (a + e)
    return rounding.up(total * (1 + 1e-13) * norms, 4)


def _plain(part: ActivationPart) -> bool:
    named: Callable[..., float] = activation_value_at_zero
    return named(part.name, **part.parameters) == 0 and activation_lipschitz_constant(part.name, **part.parameters) <= 1
