"""Bounds of the output error entry by entry: by row norms, by magnitudes, and through the gates of the very sample.

The gated bound follows the signed error. Where both networks are certain to lie on the same piece of a piecewise linear
activation, the difference of the activations is the slope of that piece times the difference of the arguments, exactly;
elsewhere it is some slope between the smallest and the largest of the pieces in between (the mean value theorem). Thus
it needs the activation patterns of both networks on that sample: it illustrates the theory and certifies the sample,
never an unseen input.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from lqtheory.compression.certificates.forward import Seen
from lqtheory.compression.certificates.pairs import AffinePair
from lqtheory.compression.certificates.rounding import Enclosed, Rounding, largest_entries
from lqtheory.networks.views.parts import ActivationPart, FlattenPart, PoolPart
from lqtheory.quantities.activations import activation_lipschitz_constant, activation_pieces

__all__ = ["Entrywise", "Gated", "GatedRows", "Row", "Signed", "slope_range"]


@dataclass(frozen=True)
class Row:
    """One number per sample in the largest-entry norm: ρ -> c (‖W‖_∞ ρ + max|E x̃ + Δb|).

    Parameters
    ----------
    rounding : Rounding
        Of the arithmetic.
    """

    rounding: Rounding

    def start(self, x: Enclosed) -> torch.Tensor:
        """Nothing differs at the inputs."""
        return torch.zeros_like(x.radius)

    def affine(self, pair: AffinePair, state: torch.Tensor, seen: Seen) -> torch.Tensor:
        """Row norm times the error so far, plus the largest perturbation."""
        return self.rounding.up(pair.original.row * state + seen.perturbation.largest(self.rounding), 6)

    def activation(self, part: ActivationPart, state: torch.Tensor, seen: Seen) -> torch.Tensor:
        """The Lipschitz constant."""
        constant = activation_lipschitz_constant(part.name, **part.parameters)
        return state if constant == 1 else self.rounding.up(constant * state, 2)

    def pool(self, part: PoolPart, state: torch.Tensor, seen: Seen) -> torch.Tensor:
        """Maxima and averages do not enlarge the largest entry."""
        return state

    def flatten(self, part: FlattenPart, state: torch.Tensor) -> torch.Tensor:
        """Nothing."""
        return state

    def join(self, shortcut: torch.Tensor, inner: torch.Tensor, seen: Seen) -> torch.Tensor:
        """Both errors add up."""
        return self.rounding.up(shortcut + inner, 2)


@dataclass(frozen=True)
class Entrywise:
    """Magnitudes of the error, δ -> c (|W| δ + |E x̃ + Δb|), each state shaped like the activations.

    Parameters
    ----------
    rounding : Rounding
        Of the arithmetic.
    """

    rounding: Rounding

    def start(self, x: Enclosed) -> torch.Tensor:
        """Nothing differs at the inputs."""
        return torch.zeros_like(x.value)

    def affine(self, pair: AffinePair, state: torch.Tensor, seen: Seen) -> torch.Tensor:
        """|W| times the error so far, plus the magnitude of the perturbation."""
        added = seen.perturbation.value.abs() + seen.perturbation.spread()
        return self.rounding.up(pair.original.absolute(state) + added, pair.part.fan_in + 4)

    def activation(self, part: ActivationPart, state: torch.Tensor, seen: Seen) -> torch.Tensor:
        """The Lipschitz constant."""
        constant = activation_lipschitz_constant(part.name, **part.parameters)
        return state if constant == 1 else self.rounding.up(constant * state, 2)

    def pool(self, part: PoolPart, state: torch.Tensor, seen: Seen) -> torch.Tensor:
        """The maximum or the average of the magnitudes."""
        if part.kind == "max":
            return part.largest(state)
        return self.rounding.up(part.average(state), part.count(tuple(state.shape)) + 2)

    def flatten(self, part: FlattenPart, state: torch.Tensor) -> torch.Tensor:
        """The new shape."""
        return part.apply(state)

    def join(self, shortcut: torch.Tensor, inner: torch.Tensor, seen: Seen) -> torch.Tensor:
        """Both errors add up."""
        return self.rounding.up(shortcut + inner, 2)


@dataclass(frozen=True)
class GatedRows(Entrywise):
    """Magnitudes through gates: |E| |x̃| in the place of |E x̃|, and the slopes that the sample allows in that of c.

    Parameters
    ----------
    rounding : Rounding
        Of the arithmetic.
    """

    def affine(self, pair: AffinePair, state: torch.Tensor, seen: Seen) -> torch.Tensor:
        """|W| times the error so far, plus |E| |x̃| + |Δb|."""
        inputs = seen.pruned.value.abs() + seen.pruned.spread()
        added = pair.change.absolute(inputs)
        if pair.change.bias is not None:
            added = added + pair.part.spread(pair.change.bias.abs(), added.ndim)
        return self.rounding.up(pair.original.absolute(state) + added, pair.part.fan_in + 6)

    def activation(self, part: ActivationPart, state: torch.Tensor, seen: Seen) -> torch.Tensor:
        """The largest magnitude of a slope."""
        low, high = slope_range(part, seen)
        return self.rounding.up(torch.maximum(-low, high) * state, 2)


@dataclass(frozen=True, eq=False)
class Signed:
    """The signed error x̃ − x of every entry lies within ``radius`` of ``center``.

    Parameters
    ----------
    center, radius : torch.Tensor
        Shaped like the activations.
    """

    center: torch.Tensor
    radius: torch.Tensor


@dataclass(frozen=True)
class Gated:
    """The signed error through gates.

    Parameters
    ----------
    rounding : Rounding
        Of the arithmetic.
    """

    rounding: Rounding

    def start(self, x: Enclosed) -> Signed:
        """Nothing differs at the inputs."""
        return Signed(torch.zeros_like(x.value), torch.zeros_like(x.value))

    def affine(self, pair: AffinePair, state: Signed, seen: Seen) -> Signed:
        """W times the signed error plus the signed perturbation; |W| times what is uncertain, and rounding."""
        n, change = pair.part.fan_in, seen.perturbation
        gamma = self.rounding.gamma(n + 2)
        center = pair.original.linear(state.center) + change.value
        uncertain = pair.original.absolute(state.radius + gamma * state.center.abs())
        radius = uncertain + gamma * change.value.abs() + change.spread() + n * self.rounding.tiny
        return Signed(center, self.rounding.up(radius, n + 6))

    def activation(self, part: ActivationPart, state: Signed, seen: Seen) -> Signed:
        """The hull of all allowed slopes times all allowed errors."""
        low, high = slope_range(part, seen)
        bottom, top = state.center - state.radius, state.center + state.radius
        ends = (low * bottom, low * top, high * bottom, high * top)
        least = torch.minimum(torch.minimum(ends[0], ends[1]), torch.minimum(ends[2], ends[3]))
        most = torch.maximum(torch.maximum(ends[0], ends[1]), torch.maximum(ends[2], ends[3]))
        return self._between(least, most)

    def _between(self, least: torch.Tensor, most: torch.Tensor) -> Signed:
        """Center and radius of an interval whose ends are off by a few roundings."""
        center = (least + most) / 2
        rounded = 8 * self.rounding.unit * (least.abs() + most.abs()) + self.rounding.tiny
        return Signed(center, self.rounding.up((most - least).clamp(min=0) / 2 + rounded, 6))

    def pool(self, part: PoolPart, state: Signed, seen: Seen) -> Signed:
        """Averages, or what a maximum can move by.

        At least the error where the original attains its maximum, at most the error where the pruned network does.
        """
        if part.kind != "max":
            n = part.count(tuple(state.center.shape))
            rounded = self.rounding.gamma(n + 2) * part.average(state.center.abs()) + self.rounding.tiny
            return Signed(part.average(state.center), self.rounding.up(part.average(state.radius) + rounded, n + 6))
        at_original, at_pruned = part.maximum(seen.original.value)[1], part.maximum(seen.pruned.value)[1]
        axes = part.dimensions
        here, there = (tuple(_at(v, at, axes) for v in (state.center, state.radius)) for at in (at_original, at_pruned))
        least = here[0] - here[1] - 2 * seen.original.spread()
        most = there[0] + there[1] + 2 * seen.pruned.spread()
        both = seen.original.spread() + seen.pruned.spread()
        widened = self._between(torch.minimum(least, most), torch.maximum(least, most))
        return Signed(widened.center, self.rounding.up(widened.radius + 4 * self.rounding.unit * both, 4))

    def flatten(self, part: FlattenPart, state: Signed) -> Signed:
        """The new shape."""
        return Signed(part.apply(state.center), part.apply(state.radius))

    def join(self, shortcut: Signed, inner: Signed, seen: Seen) -> Signed:
        """Both signed errors add up."""
        center = shortcut.center + inner.center
        return Signed(center, self.rounding.up(shortcut.radius + inner.radius + self.rounding.unit * center.abs(), 4))


def _at(image: torch.Tensor, positions: torch.Tensor, axes: int) -> torch.Tensor:
    """Entries of images (..., height, width), or sequences (..., length), at flat positions of the same form."""
    return image.flatten(-axes).gather(-1, positions.flatten(-axes)).reshape(positions.shape)


def slope_range(part: ActivationPart, seen: Seen) -> tuple[torch.Tensor, torch.Tensor]:
    """Lowest and highest slope that the pieces allow on which the arguments of both networks may lie.

    Parameters
    ----------
    part : ActivationPart
        The activation.
    seen : Seen
        Its arguments in both networks, enclosed.

    Returns
    -------
    low, high : torch.Tensor
        Shaped like the arguments.

    Notes
    -----
    Kinks and slopes of parameters that the dtype cannot hold are rounded outward by one unit.
    """
    kinks, ranges = activation_pieces(part.name, **part.parameters)
    z, y = seen.original, seen.pruned
    unit = 2 * seen.rounding.unit
    least = torch.minimum(z.value - (1 + unit) * z.spread(), y.value - (1 + unit) * y.spread())
    most = torch.maximum(z.value + (1 + unit) * z.spread(), y.value + (1 + unit) * y.spread())
    # Subtracting the radius rounds, too: relative to the larger of both, so the ends move outward by that much.
    moved = unit * (largest_entries(z.value) + largest_entries(y.value) + z.radius + y.radius)
    low = torch.full_like(z.value, float("inf"))
    high = torch.full_like(z.value, float("-inf"))
    outward = moved.reshape(-1, *[1] * (z.value.ndim - 1))
    for index, (bottom, top) in enumerate(ranges):
        reached = torch.ones_like(low, dtype=torch.bool)
        if index:
            reached &= most + outward > kinks[index - 1]
        if index < len(kinks):
            reached &= least - outward < kinks[index]
        low = torch.where(reached, low.clamp(max=bottom - unit * abs(bottom) * (bottom not in (0.0, 1.0))), low)
        high = torch.where(reached, high.clamp(min=top + unit * abs(top) * (top not in (0.0, 1.0))), high)
    return low, high
