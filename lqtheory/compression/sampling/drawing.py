"""Draws, which depend on the seed alone, and the weights that they give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from lqtheory.compression.sampling.rates import Draws
from lqtheory.rng import generator_for

__all__ = ["LayerUrns", "Urn", "drawn_weights", "included_weights", "urns_of"]

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
        self.shares = scores / np.repeat(totals, sizes)
        sums = np.zeros(len(scores) + 1)
        np.cumsum(self.shares, out=sums[1:])
        before, after = sums[self.first], sums[self.last + 1]
        widths = np.where(sizes > 0, after - before, 1.0)
        places = sums[1:]
        places -= np.repeat(before, sizes)
        places /= np.repeat(widths, sizes)
        few = counts.sum(dtype=np.float64) <= _FEW * len(scores)  # the sum may not fit into an integer
        self.owners = np.repeat(np.arange(len(counts)), counts) if few else None
        if self.owners is not None:
            self.least = self.first[self.owners]
            # Just below the number of edges: 1 times it is in the last cell.
            lengths = np.nextafter(sizes.astype(np.float64), 0.0)
            self.lengths = lengths[self.owners]
            places += classes
            self.places = places
            self.starts = self._starts(lengths, sizes)
            self.places[self.last[sizes > 0]] = np.inf  # what rounding leaves over goes to the last edge

    def _starts(self, lengths: np.ndarray, sizes: np.ndarray) -> np.ndarray:
        """For cells of equal length, as many in a class as it has edges, the first edge that a draw there can give."""
        own = self.places - self.classes
        own *= np.repeat(lengths, sizes)
        cells = own.astype(np.int64)
        cells += np.repeat(self.first, sizes)
        np.minimum(cells, np.repeat(self.last, sizes), out=cells)
        at_cells = np.bincount(cells, minlength=len(cells))
        before: np.ndarray = np.cumsum(at_cells)
        before -= at_cells
        return before

    @property
    def means(self) -> np.ndarray:
        """Expected number of draws of every edge."""
        expected: np.ndarray = self.counts.take(self.classes) * self.shares
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
        Draws are looked up in the distribution functions, O(m) with cells of equal length to start from; where there
        are many, conditional binomials take O(C max n_i) however many there are. What rounding leaves over in a class
        goes to its last or largest share.
        """
        if self.owners is None:
            return self._by_binomials(rng)
        return np.bincount(self.picked(rng), minlength=len(self.shares))

    def picked(self, rng: np.random.Generator) -> np.ndarray:
        """The edge of every draw, if there are few: the first of its class whose distribution function is above it."""
        assert self.owners is not None
        wanted = rng.random(len(self.owners)) + self.owners
        cells = ((wanted - self.owners) * self.lengths).astype(np.int64)
        cells += self.least
        found: np.ndarray = self.starts.take(cells)
        behind = np.flatnonzero(self.places.take(found) <= wanted)
        edges, levels = found.take(behind), wanted.take(behind)
        while len(behind):
            edges += 1
            found[behind] = edges
            further = np.flatnonzero(self.places.take(edges) <= levels)
            behind, edges, levels = behind.take(further), edges.take(further), levels.take(further)
        return found

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
class LayerUrns:
    """The positive and the negative classes of a layer, ready to be drawn from.

    Parameters
    ----------
    halves : tuple of (Urn, array of int64)
        For either sign an urn, and the places in the layer of its edges.
    steps : array of float64, shape (n,)
        What one draw adds to the new weight of each edge of the layer; 0 for edges that are never drawn.
    some_exact : bool
        Whether edges are kept as they are.
    """

    halves: tuple[tuple[Urn, np.ndarray], ...]
    steps: np.ndarray
    some_exact: bool

    def times(self, rngs: Sequence[np.random.Generator]) -> np.ndarray:
        """How often each edge of the layer is drawn, float64 of shape (n,); a source of randomness for either sign."""
        pairs = list(zip(rngs, self.halves, strict=True))
        few = [edges.take(urn.picked(rng)) for rng, (urn, edges) in pairs if urn.owners is not None]
        drawn = np.concatenate([*few, np.zeros(0, dtype=np.int64)])
        # Sums of ones: floats from the start need no second table. (Without draws they are integers all the same.)
        times: np.ndarray = np.bincount(drawn, np.ones(len(drawn)), minlength=len(self.steps)).astype(float, copy=False)
        for rng, (urn, edges) in pairs:
            if urn.owners is None:
                times[edges] = urn.times(rng)
        return times


def urns_of(draws: Draws) -> LayerUrns:
    """The positive and the negative classes of a layer, ready to be drawn from.

    Parameters
    ----------
    draws : Draws
        What to draw.

    Returns
    -------
    LayerUrns
        For :func:`drawn_weights`.
    """
    weights, scores = draws.weights.cpu().numpy(), draws.drawn.cpu().numpy()
    flat, halves, steps = weights.reshape(-1), [], np.zeros(weights.size)
    for sign, count in zip((1, -1), draws.counts.cpu().numpy(), strict=True):
        mine = weights > 0 if sign > 0 else weights < 0
        mine &= scores > 0
        mine[count == 0] = False
        rows = np.repeat(np.arange(len(weights)), np.count_nonzero(mine, axis=1))
        edges = np.flatnonzero(mine)
        urn = Urn(count, scores.reshape(-1)[edges], rows)
        steps[edges] = flat[edges] / urn.means
        halves.append((urn, edges))
    return LayerUrns(tuple(halves), steps, bool(draws.exact.any()))


def drawn_weights(
    draws: Draws, seed: int, *names: object, urns: LayerUrns | None = None
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
    urns : LayerUrns, optional
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
    layer = urns_of(draws) if urns is None else urns
    times = layer.times([generator_for(seed, "compression", *names, sign) for sign in ("positive", "negative")])
    hit = times > 0
    times *= layer.steps
    times += 0.0  # no negative zeros
    shape, device = draws.weights.shape, draws.weights.device
    drawn, kept = (torch.from_numpy(part).reshape(shape).to(device) for part in (times, hit))
    if not layer.some_exact:
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
