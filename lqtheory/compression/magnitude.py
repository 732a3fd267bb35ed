"""The largest values of the whole network, of each layer, or of each neuron."""

from __future__ import annotations

import torch

from lqtheory.compression.budgets import Goal, apportion
from lqtheory.compression.selection import count_for_tolerance, largest, largest_of_rows

__all__ = ["keep_globally", "keep_in_layers", "keep_in_neurons"]


def keep_globally(values: list[torch.Tensor], goal: Goal) -> list[torch.Tensor]:
    """Masks of the largest values of all layers together.

    Minimises Σ v² over what is pruned, for every number of values kept (lq.alloc.exact).

    Parameters
    ----------
    values : list of torch.Tensor, shapes (out, in * kernel)
        Values of the weights.
    goal : Goal
        Number kept, or the relative error of all values together.

    Returns
    -------
    list of torch.Tensor of bool

    Examples
    --------
    >>> [mask.tolist() for mask in keep_globally([torch.tensor([[3.0, 1.0]]), torch.tensor([[2.0]])], Goal(kept=2))]
    [[[True, False]], [[True]]]
    """
    kept = goal.kept
    if kept is None:
        assert goal.tolerance is not None
        together = torch.cat([part.reshape(-1) for part in values])
        kept = int(count_for_tolerance(together[None], goal.tolerance))
    return largest(values, kept)


def keep_in_layers(values: list[torch.Tensor], goal: Goal) -> list[torch.Tensor]:
    """Masks of the same share of each layer, or of what its relative error needs.

    Parameters
    ----------
    values : list of torch.Tensor, shapes (out, in * kernel)
        Values of the weights.
    goal : Goal
        Number kept in total, split in proportion to the sizes of the layers, or the relative error of each layer.

    Returns
    -------
    list of torch.Tensor of bool

    Examples
    --------
    >>> parts = [torch.tensor([[3.0, 4.0]]), torch.tensor([[2.0, 1.0]])]
    >>> [mask.tolist() for mask in keep_in_layers(parts, Goal(kept=2))]
    [[[False, True]], [[True, False]]]
    """
    if goal.kept is None:
        assert goal.tolerance is not None
        counts = [int(count_for_tolerance(part.reshape(1, -1), goal.tolerance)) for part in values]
    else:
        counts = apportion(goal.kept, [part.numel() for part in values])
    return [largest([part], count)[0] for part, count in zip(values, counts, strict=True)]


def keep_in_neurons(values: list[torch.Tensor], goal: Goal) -> list[torch.Tensor]:
    """Masks of the same share of each neuron.

    Parameters
    ----------
    values : list of torch.Tensor, shapes (out, in * kernel)
        Values of the weights.
    goal : Goal
        Number kept in total, split in proportion to the fan-in, or the relative error of each neuron.

    Returns
    -------
    list of torch.Tensor of bool

    Examples
    --------
    >>> keep_in_neurons([torch.tensor([[3.0, 4.0], [2.0, 1.0]])], Goal(kept=2))[0].tolist()
    [[False, True], [True, False]]
    """
    if goal.kept is None:
        assert goal.tolerance is not None
        counts = [count_for_tolerance(part, goal.tolerance) for part in values]
    else:
        sizes = [part.shape[1] for part in values for _ in range(len(part))]
        together = torch.tensor(apportion(goal.kept, sizes), device=values[0].device)
        counts = list(together.split([len(part) for part in values]))
    return [largest_of_rows(part, count) for part, count in zip(values, counts, strict=True)]
