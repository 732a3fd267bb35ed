"""How often edges are drawn: a constant times a score for all classes, found from the number of edges to be stored."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

import torch
from scipy.optimize import brentq

from lqtheory.compression.sampling.classes import totals_of
from lqtheory.errors import DomainError
from lqtheory.quantities.coreset_allocation_integers import neyman_probabilities

__all__ = ["Draws", "check_enough", "draws_for_budget", "draws_of_counts", "inclusion_probabilities", "spread"]

#: Draws of one class for a budget: beyond, floats skip integers.
_MOST = 2.0**53
#: Logarithms of constants stay between these.
_LEAST_LOG, _LARGEST_LOG = -680.0, 680.0


@dataclass(frozen=True, eq=False)
class Draws:
    """What is drawn from the classes of one layer.

    Parameters
    ----------
    weights, scores : torch.Tensor of float64, shapes (out, k)
        Weights with their signs; scores of all edges, which are drawn with probabilities proportional to them in their
        class; those with score 0 never are.
    counts : torch.Tensor of int64, shape (2, out)
        Number of draws from the positive and the negative class of every neuron.
    exact : torch.Tensor of bool, shape (out, k)
        Edges kept as they are; none of them is drawn.

    Examples
    --------
    >>> w = torch.tensor([[1.0, 3.0]]).double()
    >>> Draws(w, w / 4, torch.tensor([[2], [0]]), w > 5).expected()
    1.375
    """

    weights: torch.Tensor
    scores: torch.Tensor
    counts: torch.Tensor
    exact: torch.Tensor

    @property
    def drawn(self) -> torch.Tensor:
        """Scores of the edges that may be drawn."""
        return torch.where(self.exact, 0.0, self.scores) if bool(self.exact.any()) else self.scores

    @cached_property
    def totals(self) -> torch.Tensor:
        """Sums of the scores that may be drawn, shape (2, out)."""
        return totals_of(self.weights, self.drawn)

    @property
    def shares(self) -> torch.Tensor:
        """q_j of every edge in its class, shape (out, k)."""
        totals = spread(self.weights, self.totals).clamp_(min=1e-300)
        return torch.div(self.drawn, totals, out=totals)

    @cached_property
    def logs(self) -> torch.Tensor:
        """ln(1 - q_j) of every edge in its class, shape (out, k); 0 for those never drawn, -1e300 for q_j = 1."""
        return self.shares.clamp_(max=1.0).neg_().log1p_().clamp_(min=-1e300)

    @cached_property
    def stored(self) -> torch.Tensor:
        """Expected number of edges stored in every class, (2, out): those kept as they are, and distinct draws."""
        distinct = spread(self.weights, self.counts.double()).mul_(self.logs).expm1_().neg_()  # 1 - (1 - q)^m
        return totals_of(self.weights, distinct.add_(self.exact) if bool(self.exact.any()) else distinct)

    def expected(self) -> float:
        """Expected number of edges stored in the layer."""
        return float(self.stored.sum())

    def with_counts(self, counts: torch.Tensor) -> Draws:
        """The same with other numbers of draws; what is known of the scores is kept."""
        made = replace(self, counts=counts)
        made.__dict__.update({name: self.__dict__[name] for name in ("totals", "logs") if name in self.__dict__})
        return made

    def rounded(self) -> Draws:
        """The same with whole numbers of draws, for mean numbers of draws."""
        return self.with_counts(self.counts.round().long())


def draws_for_budget(
    weights: Sequence[torch.Tensor], scores: Sequence[torch.Tensor], kept: int, *, keep_certain: bool = False
) -> list[Draws]:
    """Draws from all classes whose expected number of stored edges is a given one.

    m_i = c Σ_j score_ij in class i, with one c; rounded by largest remainders, at least 1.

    Parameters
    ----------
    weights, scores : sequence of torch.Tensor of float64, shapes (out, k)
        Weights and scores of the layers that share the budget.
    kept : int
        Edges to be stored, in expectation.
    keep_certain : bool
        Whether edges with c score >= 1, which would be drawn about once or more, are kept as they are instead (mixed).

    Returns
    -------
    list of Draws

    Raises
    ------
    DomainError
        If there are more classes with a positive score than edges to be stored.

    Notes
    -----
    Classes of which all edges would be stored but half a one on average are kept whole, as is everything if ``kept``
    is at least the number of positive scores. The expected number differs from ``kept`` by the rounding of counts.

    References
    ----------
    Dossier coreset.unique_inverse, coreset.mixed.

    Examples
    --------
    >>> w = torch.ones(1, 100).double()
    >>> (draws,) = draws_for_budget([w], [w], 50)
    >>> int(draws.counts[0, 0]), round(draws.expected(), 2)
    (69, 50.02)
    """
    pairs = [
        (w, s, torch.zeros((2, len(w)), dtype=torch.int64, device=w.device))
        for w, s in zip(weights, scores, strict=True)
    ]
    plain = [Draws(w, s, none, torch.zeros_like(s, dtype=torch.bool)) for w, s, none in pairs]
    alive = sum(int((one.totals > 0).sum()) for one in plain)
    check_enough(kept, alive)
    if kept >= sum(int((s > 0).sum()) for s in scores):
        return [replace(one, exact=one.scores > 0) for one in plain]

    expected = _certain_kept(plain) if keep_certain else _all_drawn(plain)
    c = _solved(expected, kept, kept / sum(float(s.sum()) for s in scores))
    chosen = [_at(one, c, keep_certain) for one in plain]
    counts = _rounded([one.counts for one in chosen])
    return [_whole_where_cheaper(one.with_counts(times)) for one, times in zip(chosen, counts, strict=True)]


def check_enough(kept: int, alive: int) -> None:
    """At least one edge for each class, or a sentence.

    Parameters
    ----------
    kept, alive : int
        Edges to be stored, and classes with a positive score.

    Raises
    ------
    DomainError
        If there are fewer edges.
    """
    if kept < alive:
        raise DomainError(
            f"kept={kept} is below the {alive} classes (weights of one sign of one neuron), each of which needs a draw "
            f"(compression); keep at least {alive}"
        )


def draws_of_counts(weights: torch.Tensor, scores: torch.Tensor, counts: torch.Tensor) -> Draws:
    """Draws by given numbers, which may be huge.

    Parameters
    ----------
    weights, scores : torch.Tensor of float64, shapes (out, k)
        Weights and scores.
    counts : torch.Tensor of float64, shape (2, out)
        Draws wanted from every class; infinite, or so many that all edges of the class would be stored but half a one
        on average, means the class is kept whole.

    Returns
    -------
    Draws

    References
    ----------
    Dossier section 4, Sparsify.

    Examples
    --------
    >>> w = torch.ones(1, 3).double()
    >>> draws_of_counts(w, w, torch.tensor([[1e25], [0.0]])).exact.tolist()
    [[True, True, True]]
    """
    alive = totals_of(weights, scores) > 0
    huge = counts > 2.0**53
    exact = (scores > 0) & (spread(weights, huge.double()) > 0)
    plain = torch.where(alive & ~huge, counts.ceil().clamp(min=1), 0.0).long()
    return _whole_where_cheaper(Draws(weights, scores, plain, exact))


def spread(weights: torch.Tensor, by_class: torch.Tensor) -> torch.Tensor:
    """Values of classes at their edges.

    Parameters
    ----------
    weights : torch.Tensor, shape (out, k)
        Weights, whose signs decide.
    by_class : torch.Tensor, shape (2, out)
        Finite values of the positive and the negative class of every neuron.

    Returns
    -------
    torch.Tensor, shape (out, k)
        0 at zero weights.

    Examples
    --------
    >>> spread(torch.tensor([[1.0, -2.0, 0.0]]), torch.tensor([[5.0], [7.0]])).tolist()
    [[5.0, 7.0, 0.0]]
    """
    up, down = by_class[:, :, None]
    # To choose by the sign costs several times as much, since signs cannot be foreseen.
    signs = weights.sign()
    return signs.clamp(min=0).mul_(up).sub_(signs.clamp_(max=0).mul_(down))


def inclusion_probabilities(scores: Sequence[torch.Tensor], kept: int) -> list[torch.Tensor]:
    """Probabilities of independent inclusion proportional to scores and at most 1, of a given sum.

    p_j = min(1, c score_j), Σ_j p_j = kept.

    Parameters
    ----------
    scores : sequence of torch.Tensor of float64
        At least 0.
    kept : int
        Sum of all probabilities; if it is at least the number of positive scores, these have probability 1.

    Returns
    -------
    list of torch.Tensor of float64
        Of the shapes of the scores.

    Notes
    -----
    :func:`lqtheory.quantities.coreset_allocation_integers.neyman_probabilities` of all layers together.

    References
    ----------
    Dossier coreset.poisson, coreset.neyman.

    Examples
    --------
    >>> inclusion_probabilities([torch.tensor([6.0, 1.0, 1.0, 0.0]).double()], 2)[0].tolist()
    [1.0, 0.5, 0.5, 0.0]
    """
    together = torch.cat([part.reshape(-1) for part in scores])
    found = neyman_probabilities(together, kept).split([part.numel() for part in scores])
    return [part.reshape(score.shape) for part, score in zip(found, scores, strict=True)]


def _undrawn(weights: torch.Tensor, scores: torch.Tensor) -> Draws:
    """No draws yet, and nothing kept as it is."""
    none = torch.zeros((2, len(weights)), dtype=torch.int64, device=weights.device)
    return Draws(weights, scores, none, torch.zeros_like(scores, dtype=torch.bool))


def _at(plain: Draws, c: float, keep_certain: bool) -> Draws:
    """Mean numbers of draws of every class, at least 1, and what is kept as it is."""
    made = replace(plain, exact=plain.scores * c >= 1.0) if keep_certain else plain
    return made.with_counts(torch.where(made.totals > 0, (made.totals * c).clamp(min=1.0), 0.0))


def _certain_kept(plain: Sequence[Draws]) -> Callable[[float], float]:
    """Expected number of stored edges as a function of the constant, certain edges being kept."""
    return lambda c: sum(_at(one, c, True).expected() for one in plain)


def _all_drawn(plain: Sequence[Draws]) -> Callable[[float], float]:
    """The same if all edges are drawn: Σ 1 - (1 - q_j)^m with m = max(1, c Σ scores of the class)."""
    log = torch.cat([one.logs.reshape(-1) for one in plain])
    slope = torch.cat([spread(one.weights, one.totals).reshape(-1) for one in plain]).mul_(log)
    missed = torch.empty_like(log)

    def expected(c: float) -> float:
        torch.minimum(torch.mul(slope, c, out=missed), log, out=missed)
        return -float(missed.expm1_().sum())

    return expected


def _solved(expected: Callable[[float], float], kept: int, start: float) -> float:
    """The constant with that expected number; ``start`` is too small, but for classes with a single draw."""

    @cache  # the root finder asks for both ends again
    def excess(log_c: float) -> float:
        return expected(math.exp(log_c)) - kept

    low = math.log(start)
    while excess(low) > 0:
        low -= 4.0
        if low < _LEAST_LOG:  # every class has its single draw, and these alone are more than enough
            return math.exp(low)
    high = low + 1.0
    while excess(high) < 0:
        high += 2.0
        if high > _LARGEST_LOG:
            return math.exp(high)
    return math.exp(brentq(excess, low, high, xtol=1e-9, rtol=1e-12))


def _rounded(means: Sequence[torch.Tensor]) -> list[torch.Tensor]:
    """Integers of the rounded total, by largest remainders."""
    flat = torch.cat([part.reshape(-1) for part in means]).clamp(max=_MOST)
    counts = flat.floor()
    ones = int((flat - counts).sum().round())
    if ones:
        counts[torch.argsort(flat - counts, descending=True, stable=True)[:ones]] += 1
    parts = counts.long().split([part.numel() for part in means])
    return [part.reshape(mean.shape) for part, mean in zip(parts, means, strict=True)]


def _whole_where_cheaper(draws: Draws) -> Draws:
    """Classes that would be stored whole but half an edge on average are kept whole."""
    open_to_draws = draws.drawn > 0
    drawn = totals_of(draws.weights, open_to_draws.double())
    kept = totals_of(draws.weights, draws.exact.double()) if bool(draws.exact.any()) else 0.0
    whole = (draws.counts > 0) & (draws.stored - kept >= drawn - 0.5)
    if not bool(whole.any()):
        return draws
    exact = draws.exact | (open_to_draws & (spread(draws.weights, whole.double()) > 0))
    return Draws(draws.weights, draws.scores, torch.where(whole, 0, draws.counts), exact)
