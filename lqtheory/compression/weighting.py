"""What every weight counts for: its magnitude, alone or times what a sample says about it."""

from __future__ import annotations

import torch

from lqtheory.compression.inputs import Subject
from lqtheory.compression.samples import HOW, Sample
from lqtheory.compression.sampling.classes import layer_classes
from lqtheory.compression.sampling.importances import mean_importances
from lqtheory.compression.sampling.points import doubled
from lqtheory.compression.statistics import activation_norms, curvatures, sensitivities
from lqtheory.errors import DomainError

__all__ = ["WEIGHTINGS", "weighted_values"]

WEIGHTINGS = ("magnitude", "activation", "activation_jacobian", "obd", "sensitivity", "mean_sensitivity")


def weighted_values(
    subject: Subject, weighting: str, sample: Sample | None, loss: str | None = None, floor: float = 0.0
) -> list[torch.Tensor]:
    """Values of all weights, whose largest are to be kept.

    |w_ij|, |w_ij| rms(h_j), |w_ij| rms(h_j) rms(J_i), |w_ij| g_ij^{1/2} with the Gauss-Newton diagonal g, the
    empirical sensitivity s_ij, the largest share of the edge in the inputs of one sign of its neuron, or the root of
    that share's mean square.

    Parameters
    ----------
    subject : Subject
        Network.
    weighting : {"magnitude", "activation", "activation_jacobian", "obd", "sensitivity", "mean_sensitivity"}
        Which of the six.
    sample : Sample or None
        Inputs; needed by all but ``"magnitude"``.
    loss : {"cross_entropy", "squared"}, optional
        Loss for ``"obd"``.
    floor : float
        Share of the mean square of all inputs of a layer that is added to the mean square of each, for inputs that the
        sample hardly uses; at least 0. Without activations in the weighting it means nothing.

    Returns
    -------
    list of torch.Tensor, shapes (out, in * kernel)
        One for each layer. ``"magnitude"`` gives the weights themselves, with their signs; all others float64.

    Raises
    ------
    DomainError
        If the weighting is unknown or needs a sample.
    UnsupportedError, ShapeError
        If the network cannot be run on the sample.

    References
    ----------
    Dossier lq.alloc.exact, lq.net.dict, coreset.sens, coreset.meanopt_q.

    Examples
    --------
    >>> from lqtheory.compression.inputs import subject_of
    >>> net = torch.nn.Linear(2, 1)
    >>> sample = Sample(torch.tensor([[0.0, 1.0]]))
    >>> bool(weighted_values(subject_of(net), "activation", sample)[0][0, 0] == 0)
    True
    """
    if weighting not in WEIGHTINGS:
        raise DomainError(f"weighting={weighting!r} is not one of {', '.join(WEIGHTINGS)} (compression)")
    if weighting == "magnitude":
        return [layer.matrix for layer in subject.layers]
    if sample is None:
        raise DomainError(f"the weighting {weighting} needs a sample of inputs (compression); give {HOW}")
    if weighting == "sensitivity":
        return [one.sensitivities for one in layer_classes(doubled(subject), sample).values()]
    if weighting == "mean_sensitivity":
        return list(mean_importances(doubled(subject), sample).values())
    magnitudes = {layer.name: layer.matrix.double().abs() for layer in subject.layers}
    if weighting == "obd":
        second = curvatures(subject, sample, loss)
        return [value * second[name].sqrt() for name, value in magnitudes.items()]
    norms = activation_norms(subject, sample)
    values = {name: value * _raised(norms[name], floor) for name, value in magnitudes.items()}
    if weighting == "activation_jacobian":
        factors = sensitivities(subject, sample)
        values = {name: value * factors[name] for name, value in values.items()}
    return list(values.values())


def _raised(norms: torch.Tensor, floor: float) -> torch.Tensor:
    return norms if floor == 0 else (norms.square() + floor * norms.square().mean()).sqrt()
