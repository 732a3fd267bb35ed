"""Kept weights of a class scaled so that the worst relative error on the sample is least."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch

from lqtheory.compression.inputs import Subject
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.classes import LayerClasses
from lqtheory.compression.sampling.sums import class_extremes

__all__ = ["dropped_shares", "rescaled_weights"]


def dropped_shares(
    twin: Subject, sample: Sample, classes: Mapping[str, LayerClasses], masks: Sequence[torch.Tensor]
) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """Smallest and largest share that the dropped edges of every class have on the sample.

    ρ(x) = Σ over dropped edges of g_j(x): the relative error without re-weighing is exactly -ρ(x).

    Parameters
    ----------
    twin : Subject
        A network in float64.
    sample : Sample
        Inputs.
    classes : mapping of str to LayerClasses
        Its classes.
    masks : sequence of torch.Tensor of bool, shapes (out, k)
        Edges kept.

    Returns
    -------
    dict of str to tuple of torch.Tensor of float64, shapes (2, out)
        Smallest and largest ρ; both 0 for classes without a point.

    References
    ----------
    Dossier coreset.det.
    """
    tables = {name: [(1, (~mask).double())] for name, mask in zip(classes, masks, strict=True)}
    found = class_extremes(twin, sample, tables, lambda sums: [-sums[0], sums[0]])
    return {
        name: (
            (-negated).nan_to_num(posinf=0.0).clamp(0.0, 1.0),
            most.nan_to_num(neginf=0.0).clamp(0.0, 1.0),
        )
        for name, (negated, most) in found.items()
    }


def rescaled_weights(
    twin: Subject, sample: Sample, classes: Mapping[str, LayerClasses], masks: Sequence[torch.Tensor]
) -> list[torch.Tensor]:
    """Kept weights times 2/(2 - ρ_min - ρ_max) in every class, dropped ones 0.

    The largest relative error on the sample becomes (ρ_max - ρ_min)/(2 - ρ_min - ρ_max), at most half of what it was.

    Parameters
    ----------
    twin, sample, classes, masks
        As :func:`dropped_shares`.

    Returns
    -------
    list of torch.Tensor of float64, shapes (out, k)

    References
    ----------
    Dossier coreset.det_rescaled.
    """
    shares = dropped_shares(twin, sample, classes, masks)
    weights = []
    for (name, one), mask in zip(classes.items(), masks, strict=True):
        least, most = shares[name]
        rest = 2.0 - least - most
        up, down = torch.where(rest > 0, 2.0 / torch.where(rest > 0, rest, 1.0), 1.0)
        factors = torch.where(one.weights > 0, up[:, None], down[:, None])
        weights.append(torch.where(mask, one.weights * factors, 0.0))
    return weights
