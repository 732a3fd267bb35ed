"""All neurons of a layer as sparse combinations of its inputs at once, from the Gram matrix of the inputs.

Neuron i is f_i = Σ_j w_ij x_j in L_2 of a sample, with masses v_ij = |w_ij| ‖x_j‖. The algorithms for one function,
with certified errors, are those of :mod:`lqtheory.dictionaries`, which a test compares with these.
"""

from __future__ import annotations

from typing import NamedTuple

import torch

from lqtheory.compression.refitting import solve_rows
from lqtheory.compression.selection import largest_of_rows, ranks_in_rows
from lqtheory.errors import DomainError

__all__ = ["CONSTRUCTIONS", "Combinations", "sparse_combinations"]

#: ``"combined"``: largest terms, pursuit for the rest, best coefficients; ``"greedy"``: pursuit alone; ``"maurey"``:
#: derandomised means of equal weights; ``"coordinate"``: the largest terms as they are.
CONSTRUCTIONS = ("combined", "greedy", "maurey", "coordinate")

#: Entries of the directions that pursuits hold at a time.
_ENTRIES = 1 << 24
#: A direction is in the span already where this share of its square is left; pursuit ends at this share of ‖f‖².
_DEPENDENT, _EXPLAINED = 1e-10, 1e-14


class Combinations(NamedTuple):
    """Sparse combinations for all neurons of a layer.

    Parameters
    ----------
    weights : torch.Tensor of float64, shape (r, d)
        Their coefficients, 0 where an input is not used.
    masks : torch.Tensor of bool, shape (r, d)
        Inputs that may be used.
    masses : torch.Tensor of float64, shape (r, d)
        v_ij = |w_ij| ‖x_j‖.
    bounds : torch.Tensor of float64, shape (r,)
        What the theorem of the construction promises for ‖f_i - g_i‖.
    errors : torch.Tensor of float64, shape (r,)
        ‖f_i - g_i‖, from the Gram matrix: to about 1e-8 of the masses, as roots of differences of squares are.
    """

    weights: torch.Tensor
    masks: torch.Tensor
    masses: torch.Tensor
    bounds: torch.Tensor
    errors: torch.Tensor


def sparse_combinations(
    gram: torch.Tensor, weights: torch.Tensor, counts: torch.Tensor, construction: str = "combined"
) -> Combinations:
    r"""Every row of a weight matrix replaced by a combination of few columns, in the norm of a Gram matrix.

    ``"combined"``: ‖f - g‖ <= min{D_k, min_{L<k} D_L/√(k-L+3)}, D_L = σ_L(v)_1, which is at most
    2C_{q,2} k^{1/2-1/q} ‖v‖_q for every q <= 1; ``"greedy"``: V/√(k+3); ``"maurey"``: √((V² - ‖f‖²)/k);
    ``"coordinate"``: D_k.

    Parameters
    ----------
    gram : torch.Tensor of float64, shape (d, d)
        Inner products of the inputs, positive semidefinite.
    weights : torch.Tensor of float64, shape (r, d)
        Rows w_i.
    counts : torch.Tensor of int64, shape (r,)
        How many inputs each row may use, from 0 to d.
    construction : {"combined", "greedy", "maurey", "coordinate"}
        How they are found.

    Returns
    -------
    Combinations
        Rows that have no more inputs with v > 0 than they may use stay as they are; without any input the bound is V.

    Raises
    ------
    DomainError
        If there is no such construction.

    Notes
    -----
    Cost O(r k² d) for pursuits, on the device of the tensors. Where pursuit stops early the largest terms that are
    left fill the count; coefficients are then the best ones for all inputs used.

    References
    ----------
    Dossier lq.dict.combined, lq.dict.oga, lq.dict.greedy, lq.net.dict.

    Examples
    --------
    >>> found = sparse_combinations(torch.eye(3).double(), torch.tensor([[3.0, 2.0, 1.0]]).double(), torch.tensor([2]))
    >>> found.weights.tolist(), found.errors.tolist(), found.bounds.tolist()
    ([[3.0, 2.0, 0.0]], [1.0], [1.0])
    """
    if construction not in CONSTRUCTIONS:
        raise DomainError(f"construction={construction!r} is not one of {', '.join(CONSTRUCTIONS)} (compression)")
    norms = gram.diagonal().clamp(min=0).sqrt()
    masses = weights.abs() * norms
    largest = largest_of_rows(masses, counts)
    tails = _tails(masses)
    if construction == "coordinate":
        found, masks, bounds = weights * largest, largest, _at(tails, counts)
    elif construction == "maurey":
        found, masks, bounds = _means(gram, weights, masses, norms, counts)
    else:
        kept, bounds = _largest_kept(tails, counts, construction == "combined")
        masks = _pursued(gram, weights, masses, norms, counts, kept)
        found = _best(gram, weights, masks)
        bounds = torch.where(counts > 0, bounds, tails[:, 0])
    few = (masses > 0).sum(dim=1) <= counts
    found = torch.where(few[:, None], weights * largest, found)
    masks = torch.where(few[:, None], largest, masks)
    return Combinations(found, masks, masses, bounds, _errors(gram, weights, found))


def _tails(masses: torch.Tensor) -> torch.Tensor:
    """D_0, ..., D_d of every row: sums of all but the L largest masses."""
    ascending = masses.sort(dim=1).values.cumsum(dim=1)
    return torch.cat([ascending.flip(1), torch.zeros_like(ascending[:, :1])], dim=1)


def _at(table: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    return table.gather(1, places[:, None])[:, 0]


def _largest_kept(tails: torch.Tensor, counts: torch.Tensor, combined: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """How many largest terms are kept before the pursuit, and the bound that this gives."""
    before = torch.arange(tails.shape[1], device=tails.device)
    steps = counts[:, None] - before
    bounds = torch.where(steps > 0, tails / (steps.clamp(min=0) + 3.0).sqrt(), torch.inf)
    if combined:
        bounds = torch.where(steps == 0, tails, bounds)
        best = bounds.min(dim=1)
        return best.indices, best.values
    return torch.zeros_like(counts), bounds[:, 0]


def _errors(gram: torch.Tensor, weights: torch.Tensor, found: torch.Tensor) -> torch.Tensor:
    change = found - weights
    return ((change @ gram) * change).sum(dim=1).clamp(min=0).sqrt()


def _best(gram: torch.Tensor, weights: torch.Tensor, masks: torch.Tensor) -> torch.Tensor:
    """Best coefficients on the supports; the weights themselves where rounding makes those no worse."""
    fitted = solve_rows(gram, weights @ gram, weights, masks, 0.0)
    better = _errors(gram, weights, fitted) < _errors(gram, weights, weights * masks)
    return torch.where(better[:, None], fitted, weights * masks)


def _pursued(
    gram: torch.Tensor,
    weights: torch.Tensor,
    masses: torch.Tensor,
    norms: torch.Tensor,
    counts: torch.Tensor,
    kept: torch.Tensor,
) -> torch.Tensor:
    """Supports: the largest terms, what pursuit of the rest chooses, and largest terms again up to the counts."""
    first = ranks_in_rows(masses) < kept[:, None]
    steps = counts - kept
    size = max(1, _ENTRIES // max(1, int(steps.max()) * gram.shape[0]))
    parts = zip((weights * ~first).split(size), steps.split(size), strict=True)
    chosen = first | torch.cat([_pursuit(gram, norms, rest, count) for rest, count in parts])
    filled = torch.where(chosen, torch.inf, masses)
    return largest_of_rows(filled, counts)


def _pursuit(gram: torch.Tensor, norms: torch.Tensor, rest: torch.Tensor, steps: torch.Tensor) -> torch.Tensor:
    """Columns that orthogonal greedy pursuit of Σ_j rest_ij x_j chooses, in terms of inner products with the inputs."""
    rows, chosen = torch.arange(len(rest), device=rest.device), torch.zeros_like(rest, dtype=torch.bool)
    inner = rest @ gram
    left = (inner * rest).sum(dim=1)
    stop, usable = _EXPLAINED * left, (norms > 0).expand_as(rest).clone()
    scale = torch.where(norms > 0, norms, 1.0)
    total = int(steps.max())
    directions = inner.new_zeros(len(rest), total, rest.shape[1])
    for step in range(total):
        scores = torch.where(usable, inner.abs() / scale, -1.0)
        j = scores.max(dim=1).indices
        coefficients = directions[rows, :step, j]
        image = gram[j] - (coefficients[:, None] @ directions[:, :step])[:, 0]
        square = image[rows, j]
        active = (steps > step) & (left > stop) & usable[rows, j]
        usable[rows, j] = False
        good = active & (square > _DEPENDENT * gram.diagonal()[j])
        image = torch.where(good[:, None], image / square.clamp(min=0).sqrt().where(good, 1.0)[:, None], 0.0)
        part = inner[rows, j] / square.clamp(min=0).sqrt().where(good, 1.0)
        part = torch.where(good, part, 0.0)
        inner = inner - part[:, None] * image
        left = left - part.square()
        directions[:, step] = image
        chosen[rows[good], j[good]] = True
    return chosen


def _means(
    gram: torch.Tensor, weights: torch.Tensor, masses: torch.Tensor, norms: torch.Tensor, counts: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Means of k atoms V u_j, each chosen so that the running sum stays nearest to that of f."""
    rows, whole = torch.arange(len(weights), device=weights.device), masses.sum(dim=1)
    function = weights @ gram
    atoms = weights.sign() / torch.where(norms > 0, norms, 1.0)
    found, apart = torch.zeros_like(weights), torch.zeros_like(function)
    for step in range(int(counts.max())):
        scores = torch.where(masses > 0, atoms * (apart - function), torch.inf)
        j = scores.min(dim=1).indices
        share = torch.where(counts > step, whole * atoms[rows, j], 0.0)
        found[rows, j] += share
        apart = apart + share[:, None] * gram[j] - function
    found = found / counts.clamp(min=1)[:, None]
    squares = (whole.square() - (function * weights).sum(dim=1)).clamp(min=0)
    bounds = torch.where(counts > 0, (squares / counts.clamp(min=1)).sqrt(), whole)
    return found, found != 0, bounds
