"""In every class the fewest edges with a wanted relative error on the sample (rule R4 of the dossier's CoreNet+)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch

from lqtheory.compression.sampling.classes import LayerClasses, totals_of
from lqtheory.compression.sampling.rates import Draws, draws_of_counts, spread
from lqtheory.quantities.coreset_counts import bernstein_count
from lqtheory.quantities.coreset_errors import bernstein_deviation

__all__ = ["RULES", "cheapest_draws"]

#: In this order: the first of equally cheap ones is taken.
RULES = ("all", "deterministic", "mixed", "sampled")
_HALVINGS, _LEAST = 60, 1e-140


def cheapest_draws(
    classes: Mapping[str, LayerClasses], accuracies: Sequence[float], delta: float
) -> tuple[list[Draws], dict[str, int]]:
    """Draws of all classes that reach a relative error at every point of the sample, stored with fewest edges.

    The cheapest of: all edges seen; the largest sensitivities, those dropped of sum at most ε; certain edges kept and
    the others sampled; all sampled. The last two by Bernstein's inequality from the sensitivities alone.

    Parameters
    ----------
    classes : mapping of str to LayerClasses
        The classes.
    accuracies : sequence of float
        ε of every layer, at least 0.
    delta : float
        Probability of failure at one point in one class.

    Returns
    -------
    tuple
        Draws of the layers, and how many classes went which way.

    References
    ----------
    Dossier section 4 (R4), coreset.det, coreset.mixed, coreset.m.bernstein.
    """
    draws: list[Draws] = []
    counts: dict[str, int] = {name: 0 for name in RULES}
    for one, epsilon in zip(classes.values(), accuracies, strict=True):
        w, s = one.weights, one.sensitivities
        none = torch.zeros_like(one.totals).long()
        whole = Draws(w, s, none, s > 0)
        options = [whole]
        if epsilon > _LEAST:
            options.append(Draws(w, s, none, _largest(one, epsilon)))
            options += [_mixed(one, epsilon, delta), _sampled(one, epsilon, delta)]
        best = torch.stack([option.stored for option in options]).argmin(dim=0)
        chosen = spread(w, best.double()).long()
        exact = torch.stack([(chosen == i) & option.exact for i, option in enumerate(options)]).any(dim=0)
        times = torch.stack([option.counts for option in options]).gather(0, best[None])[0]
        drawn = exact | (spread(w, times.double()) > 0)
        draws.append(Draws(w, torch.where(drawn, s, 0.0), times, exact))
        for i, name in enumerate(RULES[: len(options)]):
            counts[name] += int(((best == i) & (one.totals > 0)).sum())
    return draws, counts


def _largest(one: LayerClasses, epsilon: float) -> torch.Tensor:
    """The fewest largest sensitivities of every class such that the others add up to at most ε."""
    kept = torch.zeros_like(one.weights, dtype=torch.bool)
    for sign in (1, -1):
        mine = torch.where(one.weights * sign > 0, one.sensitivities, 0.0)
        order = mine.argsort(dim=1, stable=True)  # smallest first
        dropped = mine.gather(1, order).cumsum(dim=1) <= epsilon
        kept |= torch.zeros_like(kept).scatter(1, order, ~dropped) & (mine > 0)
    return kept


def _mixed(one: LayerClasses, epsilon: float, delta: float) -> Draws:
    """Edges with c s >= 1 kept, the others drawn about c s times each; c the least with error at most ε."""
    w, s = one.weights, one.sensitivities

    def at(logs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        constants = logs.exp()
        exact = (spread(w, constants) * s >= 1.0) & (s > 0)
        rest = totals_of(w, torch.where(exact, 0.0, s))
        return exact, rest, constants * rest

    def error(logs: torch.Tensor) -> torch.Tensor:
        _, rest, times = at(logs)
        # The share G <= 1 of what is drawn has the variance at most G (S_R - G).
        variance = torch.where(rest <= 2.0, rest.square() / 4.0, rest - 1.0)
        bound = bernstein_deviation(torch.where(rest > 0, times, 1.0).clamp(min=1e-300), variance, rest, delta)
        return torch.where(rest > 0, bound, 0.0)

    low, high = torch.full_like(one.totals, -40.0), torch.full_like(one.totals, 690.0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        enough = error(middle) <= epsilon
        low, high = torch.where(enough, low, middle), torch.where(enough, middle, high)
    exact, rest, times = at(high)
    huge = times > 2.0**53
    exact = exact | ((s > 0) & (spread(w, huge.double()) > 0))
    return Draws(w, s, torch.where((rest > 0) & ~huge, times.ceil().clamp(min=1.0), 0.0).long(), exact)


def _sampled(one: LayerClasses, epsilon: float, delta: float) -> Draws:
    """Bernstein's count in every class."""
    counts, alive = torch.zeros_like(one.totals), one.totals > 0
    if bool(alive.any()):
        counts[alive] = bernstein_count(one.totals[alive].clamp(min=1.0), epsilon, delta, integer=True)
    return draws_of_counts(one.weights, one.sensitivities, counts)
