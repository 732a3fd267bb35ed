"""Keep counts that adapt to each neuron: the paper's rule (a reconstruction), relative and absolute tolerances.

Every rule is put as a score of the j-th largest weight of a neuron, falling with j; the weights with the largest scores
of the whole network are kept. A budget is thereby met exactly, and no tolerance has to be searched for.
"""

from __future__ import annotations

import torch

from lqtheory.compression.budgets import Goal
from lqtheory.compression.selection import count_for_tolerance, largest, largest_of_rows, ranks_in_rows
from lqtheory.compression.sharp_rule import sharp_first
from lqtheory.errors import DomainError
from lqtheory.quantities.allocation_rules import row_rule_counts
from lqtheory.quantities.arrays import check_real
from lqtheory.quantities.keep_counts import KEEP_TOLERANCE
from lqtheory.quantities.sparsity_indices import effective_sparsity

__all__ = [
    "RULES",
    "check_negligible",
    "keep_absolute",
    "keep_adaptively",
    "keep_relative",
    "kept_by_rules",
    "negligible_rows",
    "scores_for_budget",
    "tail_norms",
    "without_negligible_rows",
]

RULES = ("stechkin", "sharp", "exact")

#: Stands for 0 entries kept before the first one: larger than any ratio of effective sparsities.
_FIRST = 1e-12


def keep_adaptively(values: list[torch.Tensor], goal: Goal, q: float, rule: str) -> list[torch.Tensor]:
    """Keep counts from the l_q norms of each neuron: a reconstruction of the paper's rule.

    k_i = min(d_i, ⌈(1-α) α^{α/(1-α)} η^{-2q/(2-q)} s_{q,2}(w_i)⌉), α = q/2, or the sharp count from (s_{q,2}, η).

    Parameters
    ----------
    values : list of torch.Tensor, shapes (out, in * kernel)
        Values of the weights.
    goal : Goal
        Relative tolerance η of each neuron, or the number kept in total, for which η is chosen.
    q : float
        Exponent in (0, 2).
    rule : {"stechkin", "sharp", "exact"}
        Closed form, sharp count from the effective sparsity, or the exact count of the neuron itself.

    Returns
    -------
    list of torch.Tensor of bool

    Raises
    ------
    DomainError
        If ``q`` is outside (0, 2) or the rule unknown.

    Notes
    -----
    Of the paper, the abstract alone was read. With a budget the counts of
    the closed form are proportional to s_{q,2}(w_i), clipped to the fan-in, also where the budget is below what any
    η < 1 asks for; the sharp ones are those of the least η that the budget allows, what is left over is shared as for
    the closed form. Only
    neurons that are exactly zero keep nothing whatever the goal; for others see :func:`without_negligible_rows`.

    References
    ----------
    yang_2022; dossier lq.alloc.rule (R2, R3).

    Examples
    --------
    >>> rows = torch.tensor([[1.0, 1.0, 1.0, 1.0], [1.0, 0.0, 0.0, 0.0]])
    >>> keep_adaptively([rows], Goal(tolerance=0.5), 1.0, "stechkin")[0].sum(dim=1).tolist()
    [4, 1]
    """
    if not 0 < q < 2:
        raise DomainError(f"q={q} is outside (0, 2) (compression); use e.g. q=0.5")
    if rule not in RULES:
        raise DomainError(f"rule={rule!r} is not one of {', '.join(RULES)} (compression)")
    if rule == "exact":
        return keep_relative(values, goal)
    if goal.kept is None:
        assert goal.tolerance is not None
        counts = [_counts(part, goal.tolerance, q, rule) for part in values]
        return [largest_of_rows(part, count) for part, count in zip(values, counts, strict=True)]
    scores = [scores_for_budget(part, "adaptive", q) for part in values]
    return _keep_by_scores(values, sharp_first(values, scores, goal.kept, q) if rule == "sharp" else scores, goal)


def kept_by_rules(values: list[torch.Tensor], tolerance: float, q: float) -> dict[str, int]:
    """How many weights each of the (reconstructed) rules keeps for one relative tolerance of every neuron.

    Σ_i k_i for every name in :data:`RULES`; all of them meet the tolerance.

    Parameters
    ----------
    values : list of torch.Tensor, shapes (out, in * kernel)
        Values of the weights.
    tolerance : float
        Relative tolerance η of each neuron, in [0, 1).
    q : float
        Exponent in (0, 2).

    Returns
    -------
    dict of str to int
        "stechkin" >= "sharp" >= "exact".

    Notes
    -----
    Cost of a few sorts of the weights: each sharp threshold is computed once for all neurons of a layer.

    References
    ----------
    Dossier lq.alloc.rule, lq.kmin.exact (order of the counts).

    Examples
    --------
    >>> rows = torch.tensor([[4.0, -2.0, 1.0, 0.5, 0.1], [1.0, 1.0, 1.0, 1.0, 0.0]])
    >>> kept_by_rules([rows], 0.5, 1.0)
    {'stechkin': 7, 'sharp': 5, 'exact': 4}
    """
    return {rule: sum(int(_counts(part, tolerance, q, rule).sum()) for part in values) for rule in RULES}


def keep_relative(values: list[torch.Tensor], goal: Goal) -> list[torch.Tensor]:
    """Every neuron to the same relative error, with its exact keep count.

    k_i = min{k : σ_k(w_i)_2 <= η‖w_i‖_2}: the exact count of what is a reconstruction of the paper's rule.

    Parameters
    ----------
    values : list of torch.Tensor, shapes (out, in * kernel)
        Values of the weights.
    goal : Goal
        η, or the number kept in total.

    Returns
    -------
    list of torch.Tensor of bool

    References
    ----------
    Dossier lq.alloc.rule (R1), lq.kmin.

    Examples
    --------
    >>> rows = torch.tensor([[4.0, 1.0, 1.0], [0.4, 0.1, 0.1]])
    >>> keep_relative([rows], Goal(kept=3))[0].tolist()
    [[True, True, False], [True, False, False]]
    """
    if goal.kept is None:
        assert goal.tolerance is not None
        counts = [count_for_tolerance(part, goal.tolerance) for part in values]
        return [largest_of_rows(part, count) for part, count in zip(values, counts, strict=True)]
    return _keep_by_scores(values, [scores_for_budget(part, "relative", 0.0) for part in values], goal)


def check_negligible(share: float, method: str) -> float:
    """The share of the largest norm of a layer below which neurons are to count as zero, checked.

    Parameters
    ----------
    share : float
        In [0, 1).
    method : str
        Only ``"adaptive"`` and ``"relative"``, which ask the same of every neuron, have the option.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError
        If it is not a number.
    DomainError
        If it is out of range, or not 0 for another method.

    Examples
    --------
    >>> check_negligible(1e-6, "adaptive")
    1e-06
    """
    share = check_real(share, "negligible", "compression", 0.0, 1.0, "left")
    if share and method not in ("adaptive", "relative"):
        raise DomainError(
            f"negligible={share:g} is for the methods adaptive and relative, not for {method} (compression); leave it "
            "out"
        )
    return share


def negligible_rows(norms: torch.Tensor, share: float) -> torch.Tensor:
    """Which neurons of a layer are small beside the largest one: ‖w_i‖ < share max_j ‖w_j‖.

    Parameters
    ----------
    norms : torch.Tensor of float64, shape (r,)
        Norms of the neurons.
    share : float
        In [0, 1); 0 names none.

    Returns
    -------
    torch.Tensor of bool, shape (r,)

    Examples
    --------
    >>> negligible_rows(torch.tensor([2.0, 1e-9, 0.0]), 1e-6).tolist()
    [False, True, True]
    """
    return norms < share * norms.max()


def without_negligible_rows(rows: torch.Tensor, share: float) -> torch.Tensor:
    """Rows that :func:`negligible_rows` names put to zero.

    An option, not part of the rule: neurons that an l1 penalty has switched off are noise below the rounding of
    float32, and rules without a scale spend on them as on all others. Their relative error is then 1, whatever the
    tolerance, and where later weights are large enough they matter.

    Parameters
    ----------
    rows : torch.Tensor, shape (r, n)
        Entries.
    share : float
        In [0, 1).

    Returns
    -------
    torch.Tensor, shape (r, n)
        ``rows`` itself if there are none.

    Examples
    --------
    >>> without_negligible_rows(torch.tensor([[1.0, 2.0], [1e-9, 0.0]]), 1e-6).tolist()
    [[1.0, 2.0], [0.0, 0.0]]
    """
    if share == 0.0:
        return rows
    negligible = negligible_rows(rows.double().norm(dim=1), share)
    return rows * ~negligible[:, None] if bool(negligible.any()) else rows


def keep_absolute(values: list[torch.Tensor], goal: Goal) -> list[torch.Tensor]:
    """Every neuron to the same absolute error: the largest error of a neuron is as small as the budget allows.

    k_i = min{k : σ_k(w_i)_2 <= ε}.

    Parameters
    ----------
    values : list of torch.Tensor, shapes (out, in * kernel)
        Values of the weights.
    goal : Goal
        ε, or the number kept in total.

    Returns
    -------
    list of torch.Tensor of bool

    References
    ----------
    Dossier lq.alloc.max.

    Examples
    --------
    >>> rows = torch.tensor([[4.0, 1.0, 1.0], [0.4, 0.1, 0.1]])
    >>> keep_absolute([rows], Goal(kept=3))[0].tolist()
    [[True, True, True], [False, False, False]]
    """
    scores = [scores_for_budget(part, "absolute", 0.0) for part in values]
    if goal.kept is None:
        assert goal.tolerance is not None
        limit = goal.tolerance * (1 + KEEP_TOLERANCE)
        return [largest_of_rows(part, (score > limit).sum(dim=1)) for part, score in zip(values, scores, strict=True)]
    return _keep_by_scores(values, scores, goal)


def tail_norms(rows: torch.Tensor, *, relative: bool) -> torch.Tensor:
    """Error of a row before each of its entries is kept, larger entries coming first.

    σ_{j-1}(w)_2 at the place of the j-th largest entry of w, over ‖w‖_2 if relative.

    Parameters
    ----------
    rows : torch.Tensor, shape (r, n)
        Entries.
    relative : bool
        Whether to divide by the norms of the rows.

    Returns
    -------
    torch.Tensor of float64, shape (r, n)
        0 in zero rows.

    Examples
    --------
    >>> tail_norms(torch.tensor([[3.0, 12.0, 4.0]]), relative=False).tolist()
    [[3.0, 13.0, 5.0]]
    """
    ascending, order = rows.abs().double().sort(dim=1)
    top = ascending[:, -1:]
    scale = torch.where(top > 0, top, torch.ones_like(top))
    norms = (ascending / scale).square_().cumsum(dim=1).sqrt_()
    norms = norms / torch.where(top > 0, norms[:, -1:], scale) if relative else norms * scale
    return torch.empty_like(norms).scatter_(1, order, norms)


def scores_for_budget(rows: torch.Tensor, method: str, q: float) -> torch.Tensor:
    """What a rule compares, row by row, when it shares a budget among neurons: the largest scores are kept.

    Parameters
    ----------
    rows : torch.Tensor, shape (r, n)
        Entries.
    method : {"adaptive", "relative", "absolute"}
        The rule; adaptive is that of Stechkin's inequality.
    q : float
        Exponent of the adaptive rule (a reconstruction).

    Returns
    -------
    torch.Tensor of float64, shape (r, n)

    Examples
    --------
    >>> scores_for_budget(torch.tensor([[3.0, 12.0, 4.0]]), "absolute", 0.5).tolist()
    [[3.0, 13.0, 5.0]]
    """
    if method == "adaptive":
        return _sparsity_scores(rows, _effective_sparsities(rows, q))
    return tail_norms(rows, relative=method == "relative")


def _keep_by_scores(values: list[torch.Tensor], scores: list[torch.Tensor], goal: Goal) -> list[torch.Tensor]:
    """Counts of each row from the largest scores of all rows, then the largest values of each row."""
    assert goal.kept is not None
    counts = [mask.sum(dim=1) for mask in largest(scores, goal.kept)]
    return [largest_of_rows(part, count) for part, count in zip(values, counts, strict=True)]


def _effective_sparsities(rows: torch.Tensor, q: float) -> torch.Tensor:
    """s_{q,2} of every row, 0 for a zero row."""
    sparsities = torch.zeros(len(rows), dtype=torch.float64, device=rows.device)
    nonzero = rows.ne(0).any(dim=1)
    if bool(nonzero.any()):
        sparsities[nonzero] = effective_sparsity(rows[nonzero].double(), q, 2.0)
    return sparsities


def _sparsity_scores(rows: torch.Tensor, sparsities: torch.Tensor) -> torch.Tensor:
    """s_i/(j-1) at the j-th largest entry: above 1/c if and only if j <= ⌈c s_i⌉."""
    before = ranks_in_rows(rows).double().clamp_(min=_FIRST)
    return sparsities[:, None] / before


def _counts(rows: torch.Tensor, eta: float, q: float, rule: str) -> torch.Tensor:
    """Keep counts of the rows of one layer for a relative tolerance."""
    if eta == 0.0:
        return rows.ne(0).sum(dim=1)
    if rule == "exact":
        return count_for_tolerance(rows, eta)
    counts: torch.Tensor = row_rule_counts(rows.detach(), eta, rule, q, 2.0)
    return counts
