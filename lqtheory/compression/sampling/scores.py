"""Scores of edges: draws of every class, and inclusion, are proportional to them."""

from __future__ import annotations

from collections.abc import Mapping

import torch

from lqtheory.compression.inputs import Subject
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.classes import LayerClasses, totals_of
from lqtheory.compression.statistics import sensitivities as jacobian_norms
from lqtheory.compression.weighting import weighted_values
from lqtheory.errors import DomainError

__all__ = ["ALLOCATIONS", "class_scores", "edge_scores", "rounded"]

_NOISE = 1e-12

ALLOCATIONS = ("layers", "network", "schedule", "neyman")


def class_scores(
    subject: Subject, sample: Sample, classes: Mapping[str, LayerClasses], allocation: str
) -> list[torch.Tensor]:
    """Sensitivities, times what the classes are worth.

    s_ij; times Π_{k>=l} Δ_k² for ``"schedule"``; times (c_i mean z_i² V_i)^{1/2}/S_i for ``"neyman"``, with
    c_i = mean ‖∂f/∂z_i‖².

    Parameters
    ----------
    subject : Subject
        A network in float64.
    sample : Sample
        Inputs.
    classes : mapping of str to LayerClasses
        Its classes.
    allocation : {"layers", "network", "schedule", "neyman"}
        How draws are shared: in proportion to S_i, within each layer by itself or in the whole network; as the
        published schedule does; or so that the linearised squared error of the output is least.

    Returns
    -------
    list of torch.Tensor of float64, shapes (out, k)

    Raises
    ------
    DomainError
        If the allocation is unknown.

    References
    ----------
    baykal_2019; dossier coreset.network, coreset.neyman.
    """
    if allocation not in ALLOCATIONS:
        raise DomainError(f"allocation={allocation!r} is not one of {', '.join(ALLOCATIONS)} (compression)")
    plain = [one.sensitivities for one in classes.values()]
    if allocation in ("layers", "network"):
        return plain
    if allocation == "schedule":
        product, scores = 1.0, []
        for one in reversed(list(classes.values())):
            # Neurons whose mean of Δ is infinite would take everything.
            product *= max(1.0, float(rounded(one.ratios.nan_to_num(posinf=1.0).max())))
            scores.append(one.sensitivities * product**2)
        return [score / product**2 for score in scores[::-1]]
    norms = jacobian_norms(subject, sample)
    factors = [_factors(one, norms[name][:, 0]) for name, one in classes.items()]
    largest = max(float(factor.max()) for factor in factors) or 1.0
    return [_scaled(one, factor, largest) for one, factor in zip(classes.values(), factors, strict=True)]


def _factors(one: LayerClasses, jacobian: torch.Tensor) -> torch.Tensor:
    """(c_i mean z_i² V_i)^{1/2}/S_i; mean z² V = S Σ_j mean (w_j a_j)²/s_j - mean z²."""
    s, totals = one.sensitivities, one.totals
    squares = torch.where(s > 0, one.weights.square() * one.mean_squares / torch.where(s > 0, s, 1.0), 0.0)
    whole = totals * totals_of(one.weights, squares)
    variances = whole - one.class_squares
    variances = torch.where(variances > _NOISE * whole, variances, 0.0)  # below, rounding alone
    return rounded(jacobian * variances.sqrt() / torch.where(totals > 0, totals, 1.0))


def rounded(values: torch.Tensor, bits: int = 20) -> torch.Tensor:
    """To so many significant bits, so that the order in which batches are summed up does not show.

    Parameters
    ----------
    values : torch.Tensor of float64
        Any.
    bits : int
        Significant bits.

    Returns
    -------
    torch.Tensor

    Examples
    --------
    >>> rounded(torch.tensor([1 + 2.0**-50]).double()).tolist()
    [1.0]
    """
    mantissa, exponent = torch.frexp(values)
    return torch.ldexp((mantissa * 2.0**bits).round() / 2.0**bits, exponent)


def _scaled(one: LayerClasses, factors: torch.Tensor, largest: float) -> torch.Tensor:
    """Sensitivities times factors, none 0: classes without variance need a draw all the same."""
    up, down = factors.clamp(min=(float(factors.max()) or largest) * 1e-12)
    return one.sensitivities * torch.where(one.weights > 0, up[:, None], down[:, None])


def edge_scores(
    subject: Subject, sample: Sample, weighting: str, loss: str | None, floor: float = 0.0
) -> list[torch.Tensor]:
    """Scores of edges without regard to classes.

    Parameters
    ----------
    subject : Subject
        A network in float64.
    sample : Sample
        Inputs.
    weighting : str
        One of :data:`lqtheory.compression.weighting.WEIGHTINGS`.
    loss : str, optional
        Loss of ``"obd"``.
    floor : float
        As for :func:`lqtheory.compression.weighting.weighted_values`.

    Returns
    -------
    list of torch.Tensor of float64, shapes (out, k)
        At least 0.

    Raises
    ------
    DomainError
        If the weighting is unknown.
    """
    return [value.double().abs() for value in weighted_values(subject, weighting, sample, loss, floor)]
