"""The network dictionary theorem as an algorithm: every neuron a sparse combination of what it sees (a reconstruction).

Layers in the order of computation; neuron i of layer l sees the dictionary of its inputs in the network compressed so
far, x̃_j^{l-1} in L_2 of a sample (for a filter: of the sample and all positions), and is replaced by a combination of
k_{l,i} of them.
"""

from __future__ import annotations

import dataclasses
import math
from typing import Any, NamedTuple, cast

import torch

from lqtheory.compression.allocation import keep_allocated
from lqtheory.compression.budgets import Goal
from lqtheory.compression.combinations import CONSTRUCTIONS, sparse_combinations
from lqtheory.compression.inputs import Subject, modules_of, subject_of
from lqtheory.compression.network_theorem import LayerTerms, certified_errors, theorem_bounds
from lqtheory.compression.patches import patches
from lqtheory.compression.records import Compressed
from lqtheory.compression.refitting import calls_of, layers_in_order
from lqtheory.compression.report import Report, layer_report
from lqtheory.compression.samples import Sample
from lqtheory.compression.weighting import weighted_values
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.quantities.dictionary_constants import uniform_dictionary_constant
from lqtheory.quantities.norms import log_lq_norm

__all__ = ["BIASES", "approximate_neurons"]

#: ``"kept"``: biases are those of the network; ``"atom"``: the constant is one more input, used by every neuron and not
#: counted.
BIASES = ("kept", "atom")


@torch.no_grad()
def approximate_neurons(
    subject: Subject, goal: Goal, sample: Sample, q: float, construction: str = "combined", bias: str = "kept"
) -> Compressed:
    r"""Replace every neuron by a sparse combination of its inputs, and say what that costs.

    ‖f̃ - f‖ <= Σ_l Λ_l (Σ_i [2C_{q,2} k_{l,i}^{1/2-1/q} ‖v_i^l‖_q]²)^{1/2} in L_2 of the sample, v_ij = |w_ij| ‖x̃_j‖.

    Parameters
    ----------
    subject : Subject
        A network.
    goal : Goal
        Number of weights kept; the counts k_{l,i} are those of the optimal allocation of |w_ij| ‖x_j‖ (lq.alloc.exact).
    sample : Sample
        Inputs.
    q : float
        Exponent of the closed form, in (0, 1].
    construction : {"combined", "greedy", "maurey", "coordinate"}
        How combinations are found: :func:`lqtheory.compression.combinations.sparse_combinations`.
    bias : {"kept", "atom"}
        Whether the bias stays, or is the coefficient of a constant that is one more atom, kept for free: the neuron is
        then approximated up to constants, by centred inputs with smaller masses.

    Returns
    -------
    Compressed
        ``report.dictionary`` holds the counts of every layer, the bounds of the theorem, and the error measured and
        certified on the sample, in L_2, for the largest output, and for the worst input.

    Raises
    ------
    DomainError
        If q, the construction or ``bias`` is out of range.
    UnsupportedError
        If a layer is never called, or the network cannot be run.

    Notes
    -----
    A reconstruction of the main theorem of the paper, whose abstract was read. Promises of the theorem are for
    coefficients before they are rounded to the dtype of the network, computed in float64; certified numbers are for the
    network as it is stored. Where a part has no known Lipschitz constant both are missing, with the reason.

    References
    ----------
    yang_wang_ding_yang_2022; dossier lq.net.dict, lq.dict.combined.
    """
    if not 0 < q <= 1:
        raise DomainError(f"q={q} is outside (0, 1] (dictionary); the theorem is for classes with q <= 1")
    for name, value, known in (("construction", construction, CONSTRUCTIONS), ("bias", bias, BIASES)):
        if value not in known:
            raise DomainError(f"{name}={value!r} is not one of {', '.join(known)} (dictionary)")
    masks = keep_allocated(weighted_values(subject, "activation", sample), goal, subject.layers, None, "activation")
    counts = {layer.name: mask.sum(dim=1) for layer, mask in zip(subject.layers, masks, strict=True)}
    fitted = subject_of(subject.network, [layer.name for layer in subject.layers])
    paths = {layer.name: layer.path for layer in fitted.layers}
    terms, chosen = dict[str, LayerTerms](), dict[str, torch.Tensor]()
    for name in layers_in_order(fitted, sample):
        module = modules_of(fitted)[name]
        chosen[name], terms[paths[name]] = _replaced(
            module, counts[name], _moments(fitted, name, sample), q, construction, bias
        )
    reports = tuple(
        layer_report(before, chosen[before.name], q, after.matrix)
        for before, after in zip(subject.layers, fitted.layers, strict=True)
    )
    report = Report("dictionary", {}, reports, subject.skipped, subject.n_always_kept)
    told = {"construction": construction, "bias": bias, "q": q, "inputs": sample.size}
    told["layers"] = {layer.name: _told(terms[layer.path]) for layer in fitted.layers}
    told |= _bounds(subject, fitted, terms, sample)
    shaped = {layer.name: chosen[layer.name].reshape(layer.shape) for layer in fitted.layers}
    return Compressed(fitted.network, shaped, dataclasses.replace(report, dictionary=told))


class _Moments(NamedTuple):
    """Means of products of inputs and of inputs over sample and positions, per group, and the number of positions."""

    gram: torch.Tensor
    means: torch.Tensor
    positions: float


def _moments(subject: Subject, name: str, sample: Sample) -> _Moments:
    gram, sums, count = cast(Any, 0.0), cast(Any, 0.0), 0
    for module, inputs, _ in calls_of(subject, name, sample):
        h = patches(module, inputs).transpose(0, 1).flatten(1, 2).double()
        gram, sums, count = gram + h.mT @ h, sums + h.sum(dim=1), count + h.shape[1]
    return _Moments(gram / count, sums / count, count / sample.size)


def _replaced(
    module: Any, counts: torch.Tensor, moments: _Moments, q: float, construction: str, bias: str
) -> tuple[torch.Tensor, LayerTerms]:
    """Replace the neurons of one layer in place; the inputs that each may use, shape (out, in * kernel), and terms."""
    gram, means = moments.gram, moments.means
    free = bias == "atom" and module.bias is not None
    if free:
        gram = gram - means[:, :, None] * means[:, None]
    groups = len(gram)
    weights = module.weight.detach().double().clone().reshape(groups, -1, gram.shape[1])
    found = [
        sparse_combinations(*parts, construction)
        for parts in zip(gram, weights, counts.reshape(groups, -1), strict=True)
    ]
    new = torch.stack([one.weights for one in found])
    module.weight.copy_(new.reshape(module.weight.shape))
    if free and module.bias is not None:
        module.bias.add_(((weights - new) @ means[:, :, None])[..., 0].reshape(-1).to(module.bias.dtype))
    bounds, errors, masks = (torch.cat([getattr(one, key) for one in found]) for key in ("bounds", "errors", "masks"))
    by_name = {"bound": bounds}
    if construction == "combined":
        masses = torch.cat([one.masses for one in found])
        norms = gram.diagonal(dim1=1, dim2=2).clamp(min=0).sqrt()
        largest = norms.max().log() + log_lq_norm(weights.reshape(len(masses), -1), q).max()
        by_name["closed"] = _closed(log_lq_norm(masses, q), counts, masses.sum(dim=1), q)
        by_name["uniform"] = _closed(largest.expand(len(masses)), counts, largest.exp(), q)
    return masks, LayerTerms(counts, moments.positions, by_name, errors)


def _closed(logarithms: torch.Tensor, counts: torch.Tensor, whole: torch.Tensor, q: float) -> torch.Tensor:
    """2C_{q,2} k^{1/2-1/q} times l_q norms, infinite beyond float64; without any input a bound of the l_1 norm."""
    rate = math.log(uniform_dictionary_constant(q)) + (0.5 - 1 / q) * counts.clamp(min=1).double().log()
    return torch.where(counts > 0, (rate + logarithms).exp(), whole)


def _told(terms: LayerTerms) -> dict[str, Any]:
    told: dict[str, Any] = {"counts": terms.counts.tolist(), "step": float(terms.errors.norm()) * terms.positions**0.5}
    return told | {name: terms.added(name, largest=False) for name in terms.by_name}


def _bounds(subject: Subject, fitted: Subject, terms: dict[str, LayerTerms], sample: Sample) -> dict[str, Any]:
    example = next(iter(sample.batches(subject.network)))[:1]
    try:
        promised = theorem_bounds(subject.network, terms, example)
        return {"theorem": promised, **certified_errors(subject.network, fitted.network, sample), "missing": ""}
    except UnsupportedError as error:
        return {"theorem": None, "measured": None, "certified": None, "missing": str(error)}
