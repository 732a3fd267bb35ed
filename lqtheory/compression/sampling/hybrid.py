"""In every class the cheapest of four ways to spend the same number of edges."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import torch

from lqtheory.compression.inputs import Subject
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.classes import LayerClasses, totals_of
from lqtheory.compression.sampling.drawing import drawn_weights, included_weights
from lqtheory.compression.sampling.rates import Draws, spread
from lqtheory.compression.sampling.remembered import digest_of
from lqtheory.compression.sampling.rescaling import dropped_shares, rescaled_weights
from lqtheory.compression.sampling.sums import class_extremes
from lqtheory.compression.selection import largest_of_rows
from lqtheory.quantities.coreset_errors import bernstein_deviation

__all__ = ["WAYS", "cheapest_weights"]

#: In this order: the first of equally good ones is taken.
WAYS = ("deterministic", "mixed", "poisson", "sampled")
_DELTA, _HALVINGS = 0.05, 50
#: The last comparison, and what it was made for: no seed changes it, and it takes five times as long as the draws.
_LAST: dict[str, list[_Compared]] = {}


def cheapest_weights(
    twin: Subject, sample: Sample, classes: Mapping[str, LayerClasses], draws: Sequence[Draws], seed: int
) -> tuple[list[torch.Tensor], list[torch.Tensor], dict[str, int]]:
    """New weights, each class by the way with the smallest bound of its relative error on the sample.

    Compared at the number of edges that the draws store on average: the largest sensitivities, rescaled; certain edges
    kept and the others sampled; independent inclusion; and the draws themselves. The random ones are bounded by
    Bernstein's inequality with the largest variance on the sample, for all classes at once with probability 0.95.

    Parameters
    ----------
    twin : Subject
        A network in float64.
    sample : Sample
        Inputs.
    classes : mapping of str to LayerClasses
        Its classes.
    draws : sequence of Draws
        Draws of the layers from the sensitivities.
    seed : int
        Root seed.

    Returns
    -------
    tuple
        Weights in float64 and masks, shapes (out, k), and how many classes went which way.

    Notes
    -----
    The last comparison is kept, and used again for the same draws and inputs, whatever the seed.

    References
    ----------
    baykal_2022; dossier coreset.hybrid.
    """
    known = digest_of(twin, sample, classes, draws)
    if known not in _LAST:
        _LAST.clear()
        _LAST[known] = _compared(twin, sample, classes, draws)
    weights, masks = [], []
    counts: dict[str, int] = {name: 0 for name in WAYS}
    for (name, one), draw, found in zip(classes.items(), draws, _LAST[known], strict=True):
        options = [(found.fixed, found.top), drawn_weights(found.mixed, seed, name, "mixed")]
        options += [included_weights(one.weights, found.included, seed, name), drawn_weights(draw, seed, name)]
        chosen = spread(one.weights, found.best.double()).long()
        weights.append(
            sum((torch.where(chosen == i, new, 0.0) for i, (new, _) in enumerate(options)), 0.0 * found.fixed)
        )
        masks.append(torch.stack([(chosen == i) & mask for i, (_, mask) in enumerate(options)]).any(dim=0))
        for i, way_name in enumerate(WAYS):
            counts[way_name] += int(((found.best == i) & (one.totals > 0)).sum())
    return weights, masks, counts


@dataclass(frozen=True, eq=False)
class _Compared:
    """The ways for one layer, and for each class the place of the best in ``WAYS``; no seed matters."""

    best: torch.Tensor
    fixed: torch.Tensor
    top: torch.Tensor
    mixed: Draws
    included: torch.Tensor


def _compared(
    twin: Subject, sample: Sample, classes: Mapping[str, LayerClasses], draws: Sequence[Draws]
) -> list[_Compared]:
    """The best way for every class, by its bound on the sample."""
    ways = {name: _Ways(one, draw) for (name, one), draw in zip(classes.items(), draws, strict=True)}
    delta = _DELTA / max(1, sum(int((one.totals > 0).sum()) for one in classes.values()))
    shares = dropped_shares(twin, sample, classes, [way.top for way in ways.values()])
    moments = class_extremes(
        twin,
        sample,
        {name: way.tables() for name, way in ways.items()},
        lambda sums: [sums[0] - 1.0, sums[1] - sums[2].square(), sums[3]],
    )
    rescaled = rescaled_weights(twin, sample, classes, [way.top for way in ways.values()])
    found = []
    for (name, way), fixed in zip(ways.items(), rescaled, strict=True):
        errors = way.errors(shares[name], [part.clamp(min=0.0) for part in moments[name]], delta)
        # What the draws have computed of themselves would be kept with them.
        found.append(_Compared(errors.argmin(dim=0), fixed, way.top, replace(way.mixed), way.included))
    return found


class _Ways:
    """The four ways for one layer, each with the same number of edges in every class."""

    def __init__(self, one: LayerClasses, draws: Draws) -> None:
        self.one, self.draws = one, draws
        w, s = one.weights, one.sensitivities
        stored = draws.stored
        self.top = torch.zeros_like(w, dtype=torch.bool)
        for sign, count in zip((1, -1), stored.round().long(), strict=True):
            mine = torch.where(w * sign > 0, s, 0.0)
            self.top |= largest_of_rows(mine, count) & (mine > 0)
        self.constants = _solved(lambda c: self._mixed(c).stored, stored)
        self.mixed = self._mixed(self.constants).rounded()
        self.rates = _solved(lambda c: totals_of(w, (spread(w, c) * s).clamp(max=1.0)), stored)
        self.included = (spread(w, self.rates) * s).clamp(max=1.0)

    def _mixed(self, constants: torch.Tensor) -> Draws:
        w, s = self.one.weights, self.one.sensitivities
        exact = spread(w, constants) * s >= 1.0
        rest = totals_of(w, torch.where(exact, 0.0, s))
        return Draws(w, s, torch.where(rest > 0, (constants * rest).clamp(min=1.0), 0.0), exact)

    def tables(self) -> list[tuple[int, torch.Tensor]]:
        """What to sum on the sample: 1/q; 1/q and 1 over what is drawn in the mixed way; 1/p - 1."""
        q, r = self.draws.shares, self.mixed.shares
        plain = torch.where(self.draws.exact, 1.0, _inverse(q))
        odds = torch.where(self.included > 0, (_inverse(self.included) - 1.0).clamp(min=0.0), 0.0)
        return [(2, plain), (2, _inverse(r)), (1, (r > 0).double()), (2, odds)]

    def errors(
        self, shares: tuple[torch.Tensor, torch.Tensor], moments: Sequence[torch.Tensor], delta: float
    ) -> torch.Tensor:
        """Bounds of the relative error by way, shape (4, 2, out)."""
        least, most = shares
        rest = 2.0 - least - most
        fixed = torch.where(rest > 0, (most - least) / torch.where(rest > 0, rest, 1.0), 1.0)
        totals = totals_of(self.one.weights, self.mixed.drawn)
        mixed = _bound(self.mixed.counts, moments[1], totals, delta)
        loose = totals_of(self.one.weights, (self.included < 1.0) & (self.included > 0)) > 0
        reach = torch.where(loose, _inverse(self.rates), 0.0)
        included = _bound(torch.ones_like(self.draws.counts), torch.where(loose, moments[2], 0.0), reach, delta)
        sampled = _bound(self.draws.counts, moments[0], (self.one.totals - 1.0).clamp(min=1.0), delta)
        return torch.stack([fixed, mixed, included, sampled])


def _bound(counts: torch.Tensor, variance: torch.Tensor, reach: torch.Tensor, delta: float) -> torch.Tensor:
    """Bernstein's bound; 0 where nothing is drawn."""
    bound = bernstein_deviation(counts.double().clamp(min=1.0), variance.clamp(max=1e300), reach, delta)
    return torch.where(counts > 0, bound, 0.0)


def _inverse(values: torch.Tensor) -> torch.Tensor:
    return torch.where(values > 0, 1.0 / torch.where(values > 0, values, 1.0), 0.0)


def _solved(evaluate: Callable[[torch.Tensor], torch.Tensor], wanted: torch.Tensor) -> torch.Tensor:
    """The largest constant of every class with a value of at most what is wanted: values do not fall with it."""
    low, high = torch.full_like(wanted, -700.0), torch.full_like(wanted, 700.0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        below = evaluate(middle.exp()) <= wanted * (1 + 1e-12)
        low, high = torch.where(below, middle, low), torch.where(below, high, middle)
        if float((high - low).max()) < 1e-9:
            break
    return low.exp().clamp(max=math.exp(300.0))
