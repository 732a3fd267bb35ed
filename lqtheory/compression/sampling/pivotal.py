"""Pivotal sampling: edges of a class are included by the given probabilities, similar inputs at each other's expense.

Two undecided edges play for what their probabilities add up to: one of them is decided, the other goes on with what is
left. So every class stores as many edges as its probabilities add up to, rounded up or down, and no two edges of it
are included together more often than independent ones. The variance of a neuron with non-negative inputs is therefore
at most that of independent inclusion at every input (:mod:`pivotal_variance_at_most_independent`), and far below it
where inputs that play are alike, since one stands for the other: who plays whom follows Ward's clustering of the
inputs on a sample.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from scipy.cluster.hierarchy import linkage

from lqtheory.compression.inputs import Subject, modules_of
from lqtheory.compression.patches import patches
from lqtheory.compression.samples import Sample, forward, hooked
from lqtheory.rng import generator_for

__all__ = ["merge_orders", "merges_of", "pivotal_inclusion", "pivotal_weights"]

#: Inputs that are clustered together; more are clustered in parts of so many.
_INPUTS = 1024
#: Similarities are rounded to this, so that the order in which points are summed up does not show.
_GRID = 2.0**-30


@torch.no_grad()
def merge_orders(subject: Subject, sample: Sample) -> dict[str, list[np.ndarray]]:
    """Who plays whom among the inputs of every layer, the most similar first.

    Parameters
    ----------
    subject : Subject
        A network in float64.
    sample : Sample
        Inputs.

    Returns
    -------
    dict of str to list of array of int64, shapes (k - 1, 2)
        By the name of the weight, for every group of the layer :func:`merges_of` its inputs at all points of the
        sample, whatever their order.

    Raises
    ------
    ShapeError
        If the sample does not fit the network.

    Notes
    -----
    Memory for 1024 numbers for each input of a layer.

    Examples
    --------
    >>> from lqtheory.compression.inputs import subject_of
    >>> from lqtheory.compression.sampling.points import doubled
    >>> x = torch.tensor([[1.0, 0.0, 2.0], [0.0, 1.0, 0.1]])
    >>> merge_orders(doubled(subject_of(torch.nn.Linear(3, 1))), Sample(x))["weight"][0].tolist()
    [[0, 2], [0, 1]]
    """
    found: dict[str, list[list[torch.Tensor]]] = {}

    def hook(name: str, module: torch.nn.Module, inputs: torch.Tensor, output: torch.Tensor) -> None:
        tables = patches(module, inputs).transpose(0, 1).flatten(1, 2)
        products = [[part.T @ part for part in table.split(_INPUTS, dim=1)] for table in tables]
        if name in found:
            products = [
                [old + new for old, new in zip(*both, strict=True)] for both in zip(found[name], products, strict=True)
            ]
        found[name] = products

    with hooked(modules_of(subject), hook):
        for batch in sample.batches(subject.network):
            forward(subject.network, batch)
    return {name: [merges_of([part.cpu().numpy() for part in parts]) for parts in all_] for name, all_ in found.items()}


def merges_of(products: Sequence[np.ndarray]) -> np.ndarray:
    """Ward's clustering of inputs, each scaled to the length 1.

    Parameters
    ----------
    products : sequence of array of float64, shapes (k_1, k_1), (k_2, k_2), ...
        Σ over points of a_i a_j, of the first k_1 inputs, of the next k_2, ...

    Returns
    -------
    array of int64, shape (k_1 + k_2 + ... - 1, 2)
        Merges in their order: the cluster at the second place joins that at the first, which keeps its place. The parts
        are clustered by themselves, and what they become is joined in order.

    References
    ----------
    ward_1963.

    Examples
    --------
    >>> merges_of([np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 0.1], [2.0, 0.1, 4.01]])]).tolist()
    [[0, 2], [0, 1]]
    """
    merges: list[tuple[int, int]] = []
    roots, first = [], 0
    for part in products:
        places = list(range(first, first + len(part)))
        first += len(part)
        if len(part) > 1:
            for one, other in linkage(_distances(part), "ward")[:, :2].astype(np.int64):
                left, right = sorted((places[one], places[other]))
                merges.append((left, right))
                places.append(left)
        roots.append(places[-1])
    merges += [(roots[0], root) for root in roots[1:]]
    return np.array(merges, dtype=np.int64).reshape(-1, 2)


def _distances(products: np.ndarray) -> np.ndarray:
    """Distances of the inputs scaled to length 1, in the order of :func:`scipy.spatial.distance.squareform`.

    Inputs that are always 0, or too large to be squared, have the length 0.
    """
    squares = np.diagonal(products)
    lengths = np.sqrt(np.where(np.isfinite(squares), squares, 0.0))
    used = lengths > 0
    scales = np.where(used, lengths, 1.0)
    with np.errstate(invalid="ignore", over="ignore"):
        cosines = np.where(used[:, None] & used, products / scales[:, None] / scales, 0.0)
    cosines = np.round(np.clip(cosines, -1.0, 1.0) / _GRID) * _GRID
    rows, columns = np.triu_indices(len(products), 1)
    return np.sqrt(np.maximum(1.0 * used[rows] + used[columns] - 2.0 * cosines[rows, columns], 0.0))


def pivotal_inclusion(probabilities: np.ndarray, merges: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Edges that are included, of many classes over the same inputs.

    Two undecided edges with probabilities p and r: if p + r <= 1, one is out and the other goes on with p + r, the
    first with probability p/(p + r); otherwise one is in and the other goes on with p + r - 1, the first is in with
    probability (1 - r)/(2 - p - r).

    Parameters
    ----------
    probabilities : array of float64, shape (k, C)
        In [0, 1], of every edge of every class.
    merges : array of int64, shape (k - 1, 2)
        Of :func:`merges_of`: clusters of inputs whose undecided edges, at most one in each class, play.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    array of bool, shape (k, C)
        Each edge with its probability; of every class as many as these add up to, rounded up or down.

    Notes
    -----
    Cost O(k C), memory for two tables more. The edge of a class that is undecided at the end is included by a coin.

    References
    ----------
    deville_tille_1998 (the pivotal method); srinivasan_2001 (negative correlation, any order of play).

    Examples
    --------
    >>> merges = merges_of([np.eye(4)])
    >>> pivotal_inclusion(np.full((4, 2), 0.5), merges, np.random.default_rng(0)).sum(axis=0).tolist()
    [2, 2]
    """
    current = probabilities.copy()
    kept = current >= 1.0
    # The undecided edge of every cluster, -1 for none.
    waiting = np.where((current > 0) & ~kept, np.arange(len(current), dtype=np.int32)[:, None], np.int32(-1))
    for left, right in merges:
        ours, theirs = waiting[left], waiting[right]
        pairs = np.flatnonzero((ours >= 0) & (theirs >= 0))
        first, second = ours[pairs], theirs[pairs]
        np.maximum(ours, theirs, out=ours)  # where only one of them has an undecided edge
        p, r = current[first, pairs], current[second, pairs]
        total, chance = p + r, rng.random(len(pairs))
        one_out = total <= 1.0
        first_wins = np.where(one_out, chance * total < p, chance * (2.0 - total) < 1.0 - r)
        winner, loser = np.where(first_wins, first, second), np.where(first_wins, second, first)
        goes_on = np.where(one_out, winner, loser)
        rest = np.where(one_out, total, total - 1.0)
        included = ~one_out | (rest >= 1.0)
        kept[winner[included], pairs[included]] = True
        current[goes_on, pairs] = rest
        ours[pairs] = np.where(rest >= 1.0, -1, goes_on)
    left_over = waiting[merges[-1, 0] if len(merges) else 0]
    classes = np.flatnonzero(left_over >= 0)
    edges = left_over[classes]
    kept[edges, classes] = rng.random(len(classes)) < current[edges, classes]
    return kept


def pivotal_weights(
    weights: torch.Tensor, probabilities: torch.Tensor, orders: Sequence[np.ndarray], seed: int, *names: object
) -> tuple[torch.Tensor, torch.Tensor]:
    """Weights of edges of a layer included by pivotal sampling, in each class by itself.

    ŵ_j = w_j/p_j where j is included, else 0.

    Parameters
    ----------
    weights, probabilities : torch.Tensor of float64, shapes (out, k)
        Weights with their signs, and probabilities of inclusion.
    orders : sequence of array of int64, shapes (k - 1, 2)
        Of :func:`merge_orders`, for every group of the layer.
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
    Dossier coreset.poisson; deville_tille_1998.

    Examples
    --------
    >>> w, p = torch.tensor([[2.0, -1.0]]).double(), torch.tensor([[1.0, 0.0]]).double()
    >>> pivotal_weights(w, p, [merges_of([np.eye(2)])], 0, "fc.weight")[0].abs().tolist()
    [[2.0, 0.0]]
    """
    rng = generator_for(seed, "compression", *names, "pivotal")
    signs, chances = weights.cpu().numpy(), probabilities.cpu().numpy()
    size = len(signs) // len(orders)
    masks = []
    for group, merges in enumerate(orders):
        rows = slice(group * size, (group + 1) * size)
        classes = [np.where(mine, chances[rows], 0.0).T for mine in (signs[rows] > 0, signs[rows] < 0)]
        kept = pivotal_inclusion(np.concatenate(classes, axis=1), merges, rng)
        masks.append((kept[:, :size] | kept[:, size:]).T)
    mask = torch.from_numpy(np.concatenate(masks)).to(weights.device)
    return torch.where(mask, weights / torch.where(probabilities > 0, probabilities, 1.0), 0.0), mask
