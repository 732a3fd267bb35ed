"""Draws, which depend on the seed alone, and the weights that they give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from lqtheory.compression.sampling.rates import Draws
from lqtheory.rng import generator_for

__all__ = ["Urn", "drawn_weights", "included_weights", "urns_of"]

#: Up to so many draws for each edge are looked up one by one; beyond, binomials are drawn edge by edge.
_FEW = 4.0


class Urn:
    """Classes of edges from which to draw with replacement, made ready once for any number of samples.

    Parameters
    ----------
    counts : array of int64, shape (C,)
        Draws of each class; 0 for classes without edges.
    scores : array of float64, shape (n,)
        Positive scores of all edges, class after class; an edge is drawn in proportion within its class.
    classes : array of int64, shape (n,)
        Class of each edge, in rising order.

    Examples
    --------
    >>> urn = Urn(np.array([5, 0, 3]), np.array([2.0, 0.5]), np.array([0, 2]))
    >>> urn.times(np.random.default_rng(0)).tolist(), urn.means.tolist()
    ([5, 3], [5.0, 3.0])
    """

    def __init__(self, counts: np.ndarray, scores: np.ndarray, classes: np.ndarray) -> None:
        sizes = np.bincount(classes, minlength=len(counts))
        self.counts, self.classes = counts, classes
        self.last = np.cumsum(sizes) - 1
        self.first = self.last - sizes + 1
        # Classes may differ by many orders of magnitude, so that each is divided by its own sum before any is added up.
        totals = np.bincount(classes, scores, minlength=len(counts))
        self.shares = scores / totals[classes]
        sums = np.concatenate([[0.0], np.cumsum(self.shares)])
        before, after = sums[self.first], sums[self.last + 1]
        widths = np.where(sizes > 0, after - before, 1.0)
        self.places = (sums[1:] - before[classes]) / widths[classes] + classes
        self.owners = np.repeat(np.arange(len(counts)), counts) if counts.sum() <= _FEW * len(scores) else None
        if self.owners is not None:
            self.least, self.most = self.first[self.owners], self.last[self.owners]

    @property
    def means(self) -> np.ndarray:
        """Expected number of draws of every edge."""
        expected: np.ndarray = self.counts[self.classes] * self.shares
        return expected

    def times(self, rng: np.random.Generator) -> np.ndarray:
        """How often each edge is drawn: Mult(m_i, q) in every class.

        Parameters
        ----------
        rng : numpy.random.Generator
            Source of randomness.

        Returns
        -------
        array of int64, shape (n,)

        Notes
        -----
        Draws are looked up in the distribution functions, O(m log n); where there are many, conditional binomials take
        O(C max n_i) however many there are. What rounding leaves over in a class goes to its last or largest share.
        """
        times = np.zeros(len(self.shares), dtype=np.int64)
        hit, counts = self.hits(rng)
        times[hit] = counts
        return times

    def hits(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """The edges that are drawn, in rising order, and how often each is."""
        if self.owners is None:
            times = self._by_binomials(rng)
            hit = np.flatnonzero(times)
            return hit, times[hit]
        if not len(self.owners):
            return self.owners, self.owners
        wanted = rng.random(len(self.owners))
        wanted += self.owners
        wanted.sort()  # looked up faster in order
        found = np.searchsorted(self.places, wanted, side="right")
        np.clip(found, self.least, self.most, out=found)
        starts = np.concatenate([[0], np.flatnonzero(found[1:] != found[:-1]) + 1])
        return found[starts], np.diff(starts, append=len(found))

    def _by_binomials(self, rng: np.random.Generator) -> np.ndarray:
        columns = np.arange(len(self.shares)) - self.first[self.classes]
        table = np.zeros((len(self.counts), int((self.last - self.first).max()) + 1))
        table[self.classes, columns] = self.shares
        rows, place = np.arange(len(table)), table.argmax(axis=1)
        table[rows, place], table[:, -1] = table[:, -1].copy(), table[rows, place].copy()
        totals = table.sum(axis=1, keepdims=True)
        drawn = rng.multinomial(self.counts, table / np.where(totals > 0, totals, 1.0))
        drawn[rows, place], drawn[:, -1] = drawn[:, -1].copy(), drawn[rows, place].copy()
        own: np.ndarray = drawn[self.classes, columns]
        return own


@dataclass(frozen=True, eq=False)
class _Half:
    """The classes of one sign of a layer: places of their edges, and what one draw of each edge adds to its weight."""

    urn: Urn
    edges: np.ndarray
    steps: np.ndarray


def urns_of(draws: Draws) -> list[_Half]:
    """The positive and the negative classes of a layer, ready to be drawn from.

    Parameters
    ----------
    draws : Draws
        What to draw.

    Returns
    -------
    list
        For :func:`drawn_weights`.
    """
    weights, scores = draws.weights.cpu().numpy(), draws.drawn.cpu().numpy()
    halves = []
    for sign, count in zip((1, -1), draws.counts.cpu().numpy(), strict=True):
        mine = weights > 0 if sign > 0 else weights < 0
        mine &= scores > 0
        mine[count == 0] = False
        rows = np.repeat(np.arange(len(weights)), np.count_nonzero(mine, axis=1))
        edges = np.flatnonzero(mine)
        urn = Urn(count, scores.reshape(-1)[edges], rows)
        halves.append(_Half(urn, edges, weights.reshape(-1)[edges] / urn.means))
    return halves


def drawn_weights(
    draws: Draws, seed: int, *names: object, urns: list[_Half] | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Weights of one sample of a layer.

    ŵ_j = c_j w_j/(m q_j), or w_j where an edge is kept as it is.

    Parameters
    ----------
    draws : Draws
        What to draw.
    seed : int
        Root seed.
    *names : object
        Name of the stream of random numbers, such as that of the weight.
    urns : list, optional
        Of :func:`urns_of`, if more than one sample is drawn.

    Returns
    -------
    tuple of torch.Tensor, shapes (out, k)
        New weights in float64, and which edges are stored.

    References
    ----------
    baykal_2019; dossier coreset.estimator, coreset.mixed.

    Examples
    --------
    >>> w = torch.tensor([[2.0, -1.0]]).double()
    >>> draws = Draws(w, w.abs(), torch.tensor([[3], [0]]), w < 0)
    >>> drawn_weights(draws, 0, "fc.weight")[0].tolist()
    [[2.0, -1.0]]
    """
    new = np.zeros(draws.weights.numel())
    stored = np.zeros(draws.weights.numel(), dtype=bool)
    for sign, half in zip(("positive", "negative"), urns_of(draws) if urns is None else urns, strict=True):
        hit, times = half.urn.hits(generator_for(seed, "compression", *names, sign))
        places = half.edges[hit]
        new[places] = half.steps[hit] * times
        stored[places] = True
    shape, device = draws.weights.shape, draws.weights.device
    drawn, kept = torch.from_numpy(new).reshape(shape).to(device), torch.from_numpy(stored).reshape(shape).to(device)
    if not bool(draws.exact.any()):
        return drawn, kept
    return torch.where(draws.exact, draws.weights, drawn), kept | draws.exact


def included_weights(
    weights: torch.Tensor, probabilities: torch.Tensor, seed: int, *names: object
) -> tuple[torch.Tensor, torch.Tensor]:
    """Weights of independently included edges.

    ŵ_j = w_j/p_j with probability p_j, else 0.

    Parameters
    ----------
    weights, probabilities : torch.Tensor of float64, shapes (out, k)
        Weights, and probabilities of inclusion.
    seed : int
        Root seed.
    *names : object
        Name of the stream of random numbers.

    Returns
    -------
    tuple of torch.Tensor, shapes (out, k)
        New weights in float64, and which edges are stored.

    References
    ----------
    Dossier coreset.poisson.

    Examples
    --------
    >>> w = torch.tensor([[2.0, -1.0]]).double()
    >>> included_weights(w, torch.tensor([[1.0, 0.0]]).double(), 0, "fc.weight")[0].abs().tolist()
    [[2.0, 0.0]]
    """
    rng = generator_for(seed, "compression", *names, "included")
    uniforms = torch.from_numpy(rng.random(tuple(weights.shape))).to(weights.device)
    kept = uniforms < probabilities
    return torch.where(kept, weights / torch.where(probabilities > 0, probabilities, 1.0), 0.0), kept
