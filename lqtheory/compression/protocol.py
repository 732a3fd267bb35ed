"""One protocol for all methods: network, budget or tolerance, perhaps a sample, to a new network and a report."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from lqtheory.compression.adaptive import (
    check_negligible,
    keep_absolute,
    keep_adaptively,
    keep_relative,
    kept_by_rules,
    without_negligible_rows,
)
from lqtheory.compression.allocation import keep_allocated, keep_allocated_to_layers
from lqtheory.compression.budgets import Goal, goal_of
from lqtheory.compression.certified import certified
from lqtheory.compression.dictionary import approximate_neurons
from lqtheory.compression.filters import prune_filters
from lqtheory.compression.held_out import held_out_limits
from lqtheory.compression.inputs import Subject, subject_of
from lqtheory.compression.low_rank import factorise
from lqtheory.compression.magnitude import keep_globally, keep_in_layers, keep_in_neurons
from lqtheory.compression.methods import METHODS, Method, check_goal
from lqtheory.compression.records import Compressed
from lqtheory.compression.refitting import refit as refit_kept
from lqtheory.compression.report import Report, layer_report
from lqtheory.compression.reweighted import reweighted
from lqtheory.compression.samples import HOW, Sample, forward
from lqtheory.compression.sampling.assumptions import published_assumptions
from lqtheory.compression.sampling.options import COUNTS, SamplingOptions
from lqtheory.compression.sampling.scores import ALLOCATIONS
from lqtheory.compression.statistics import output_change
from lqtheory.compression.stored import put_back, with_linear_layers
from lqtheory.compression.structured import remove_neurons_for_budget
from lqtheory.compression.weighting import weighted_values
from lqtheory.errors import DomainError, InputTypeError, RegistryError
from lqtheory.networks.views import check_folding
from lqtheory.quantities.arrays import check_real

__all__ = ["METHODS", "Method", "compress"]


def compress(
    network: Any,
    method: str,
    *,
    density: float | None = None,
    kept: int | None = None,
    parameters: int | None = None,
    tolerance: float | None = None,
    eps: float | None = None,
    delta: float = 0.05,
    q: float = 0.5,
    rule: str | None = None,
    negligible: float = 0.0,
    weighting: str | None = None,
    layer_weights: Mapping[str, float] | None = None,
    layers: str | Sequence[str] | None = None,
    sample: Any = None,
    batch_size: int = 256,
    loss: str | None = None,
    refit: bool = False,
    ridge: float = 1e-3,
    certify: bool = False,
    seed: int = 0,
    allocation: str = "layers",
    counts: str = "published",
    candidates: int | None = None,
    alpha: float = 0.1,
    floor: float = 0.1,
    construction: str = "combined",
    bias: str = "kept",
    held_out: Any = None,
) -> Compressed:
    """Compress a network by one of the methods of :data:`METHODS`.

    Parameters
    ----------
    network : torch.nn.Module or mapping of str to torch.Tensor
        A network, or its state dict (for methods that need no sample). It is not changed.
    method : str
        Name of a method.
    density, kept, parameters, tolerance, eps : float, int, int, float, float, optional
        Exactly one: share or number of weights kept; number of all parameters kept, biases included (those of neurons
        that ``"structured"`` removes go with them, other methods keep all or count them as kept); the error allowed
        in the 2-norm, relative to each neuron (to the whole network for the global methods, for
        ``"allocation_layers"`` to the sum of layer errors that it minimises when nothing is kept, to each layer for
        ``"magnitude_layer"``, ``"structured"`` and ``"svd"``), absolute for ``"absolute"``; or the relative error of
        the output that CoreNet's theorem is to promise, in (0, 1] (for ``"pfp"`` of each layer by itself).
    delta : float
        Probability with which ``eps``, or a limit from ``held_out``, may fail.
    q : float
        Exponent in (0, 2), of the rule of ``"adaptive"`` and of the effective sparsity in the report.
    rule : {"stechkin", "sharp", "exact"}, optional
        Keep count of ``"adaptive"``. For one tolerance the first keeps most and the last, the default, fewest, for any
        q; the report has all. With a budget Stechkin's is the default.
    negligible : float
        For ``"adaptive"`` and ``"relative"``: neurons whose norm is below this share of the largest of their layer are
        set to zero first, so that a budget is not spent on what a penalty has switched off. In [0, 1); with 0, the
        default, every neuron that is not zero meets the tolerance. The report counts the neurons set to zero.
    weighting : {"magnitude", "activation", "activation_jacobian", "obd", "sensitivity", "mean_sensitivity"}, optional
        What a weight counts for; by default what the method says.
    layer_weights : mapping of str to float, optional
        a_l of ``"allocation"`` and ``"allocation_layers"`` by name of the weight; by default what an error in the
        layer is multiplied by in a product bound (:func:`lqtheory.compression.allocation.layer_factors`), squared.
    layers : str or sequence of str, optional
        Patterns for the names of the layers to compress; all by default.
    sample : torch.Tensor, numpy.ndarray or sequence of batches, optional
        Inputs, without labels.
    batch_size : int
        Inputs handled at a time.
    loss : {"cross_entropy", "squared"}, optional
        Loss of ``"obd"``.
    refit : bool
        Whether to fit the kept weights to the sample by least squares afterwards.
    ridge : float
        Ridge of the fit, relative to the mean of the diagonal.
    certify : bool
        Whether to add certified bounds of the output error on the sample to the report; they say nothing about other
        inputs (:mod:`lqtheory.compression.certificates`).
    seed : int
        Root seed of the methods that sample: with the same seed, the same weights are drawn on every device and with
        every batch size.
    allocation : {"layers", "network", "schedule", "neyman"}
        How ``"corenet"`` and its kin share a budget: draws in proportion to the sensitivities of classes, each layer
        the same share of its weights, or in the whole network at once; as the published schedule does; or to the least
        linearised output error.
    counts : {"published", "sharpened", "conformal"}
        Which draws ``eps`` and ``delta`` ask for; see :mod:`lqtheory.compression.sampling.schedule` and
        :mod:`lqtheory.compression.sampling.conformal`.
    candidates : int, optional
        Coresets of each class of which ``"corenet_plus_plus"`` keeps the best; by default 10, or what ``delta`` needs.
    alpha : float
        Share of unseen inputs for which conformal counts may be too small.
    floor : float
        Share of the mean square of all inputs of a layer that is added to that of each in the scores of
        ``"poisson"`` and ``"pivotal"``, at least 0: an edge that the sample hardly uses is otherwise divided by a tiny
        probability.
    construction : {"combined", "greedy", "maurey", "coordinate"}
        How ``"dictionary"`` finds combinations: the largest terms and orthogonal greedy pursuit for the rest, pursuit
        alone, derandomised means of equal weights, or the largest terms as they are.
    bias : {"kept", "atom"}
        Whether ``"dictionary"`` keeps biases, or fits them as the coefficient of a constant that every neuron uses.
    held_out : torch.Tensor, numpy.ndarray or sequence of batches, optional
        Inputs that neither training nor compression has seen: the report gets limits of the error on unseen inputs.

    Returns
    -------
    Compressed
        A new network in evaluation mode, masks, and a report.

    Raises
    ------
    RegistryError
        If there is no such method, or no layer matches.
    InputTypeError
        If an argument has the wrong type.
    DomainError
        If a value is out of range, a weight or the sample NaN or infinite, a sample needed, or ``allocation`` or
        ``counts`` would change nothing.
    ShapeError
        If the sample does not fit the network.
    UnsupportedError
        If a module cannot be compressed, or the method needs the network and got a state dict.

    Notes
    -----
    Biases and parameters of other modules are kept and counted neither as prunable nor as kept. A budget is met
    exactly, except by ``"structured"``, ``"svd"`` and the means of ``"dictionary"``, which stay at or below it, and by
    methods that sample, which meet it on average where the sample uses that many weights; the report says what was
    asked for, expected and achieved.
    Batch normalisations are folded in the copy. Layers that store their weight in x out (``Conv1D`` of transformers)
    are compressed as linear ones, and stored as they were.

    References
    ----------
    yang_2022, baykal_2019; dossier lq.alloc.rule, lq.alloc.exact, lq.alloc.max, lq.alloc.structured, and sections 4
    to 6 and 8 of the one on coresets.

    Examples
    --------
    >>> net = torch.nn.Sequential(torch.nn.Linear(20, 10), torch.nn.ReLU(), torch.nn.Linear(10, 2))
    >>> result = compress(net, "adaptive", density=0.1)
    >>> int(sum(mask.sum() for mask in result.masks.values())), result.report.density
    (22, 0.1)
    """
    if not isinstance(method, str):
        raise InputTypeError(f"method={method!r} is a {type(method).__name__} (compression); give a name as a str")
    if method not in METHODS:
        raise RegistryError(f"there is no method {method!r} (compression); there are {', '.join(METHODS)}")
    chosen = METHODS[method]
    q = check_real(q, "q", "compression", 0.0, 2.0, "neither")
    share = check_negligible(negligible, method)
    original, (network, turned) = network, with_linear_layers(network)
    subject = subject_of(network, layers)
    given: dict[str, Any] = {
        "density": density,
        "kept": kept,
        "parameters": parameters,
        "tolerance": tolerance,
        "eps": eps,
    }
    goal = goal_of(
        subject.n, subject.n_always_kept, **given, delta=delta,
        largest_tolerance=math.inf if chosen.absolute else 1.0, removes_biases=method == "structured",
    )  # fmt: skip
    rule = rule if rule is not None else "exact" if goal.tolerance is not None else "stechkin"
    checked = _sample_for(network, subject, sample, batch_size)
    check_real(delta, "delta", "compression", 0.0, 1.0, "neither")
    fresh = None if held_out is None else Sample(held_out, batch_size)
    check_goal(method, goal)
    _check_choices(method, goal, allocation, counts)
    _check(method, chosen, subject, checked, {"refit": refit, "certify": certify}, fresh)
    wanted = _Wanted(
        method, q, rule, share, layer_weights, weighting,
        SamplingOptions(weighting or chosen.weighting, allocation, counts, seed, candidates, loss, alpha, floor),
        construction, bias, check_real(ridge, "ridge", "compression", 0.0, math.inf, "left") if refit else None,
    )  # fmt: skip
    result, told = _made(subject, goal, checked, wanted)
    settings = {name: value for name, value in given.items() if value is not None}
    settings |= {"delta": delta} if eps is not None else {}
    if checked is not None and result.report.output_error is None:
        result = result.measured(*output_change(subject.network, result.network, checked))
    result = result.with_settings(method, settings | told).with_folded(subject.folded)
    if refit and method != "structured":
        result = refit_kept(subject.network, result, sample, ridge=ridge, batch_size=batch_size, q=q)
    if certify:
        assert checked is not None
        result = certified(subject.network, result, checked)
    if fresh is not None:
        limits = held_out_limits(subject.network, result.network, fresh, checked, delta, eps)
        plan = (result.report.sampling or {}).get("plan")
        if plan is not None and checked is not None:
            limits["assumptions"] = published_assumptions(subject, checked, fresh, plan, delta)
        result = result.with_held_out(limits)
    return put_back(result, original, turned)


@dataclass(frozen=True)
class _Wanted:
    """The method, and all its options; ``ridge`` is that of a fit, if one was asked for."""

    method: str
    q: float
    rule: str
    share: float
    layer_weights: Mapping[str, float] | None
    given_weighting: str | None
    sampling: SamplingOptions
    construction: str
    bias: str
    ridge: float | None

    @property
    def weighting(self) -> str:
        """What weights count for."""
        return self.sampling.weighting


def _sample_for(network: Any, subject: Subject, sample: Any, batch_size: int) -> Sample | None:
    """The sample, checked, and batch normalisations that were folded compared on its first batch."""
    if sample is None:
        return None
    checked = Sample(sample, batch_size)
    if subject.folded:
        batch = next(iter(checked.batches(subject.network)))[:2]
        forward(subject.network, batch)  # its errors name the sample
        check_folding(network, subject.network, batch, "compression")
    return checked


def _made(subject: Subject, goal: Goal, sample: Sample | None, wanted: _Wanted) -> tuple[Compressed, dict[str, Any]]:
    """What the method gives, and the settings that mattered."""
    method, q, weighting = wanted.method, wanted.q, wanted.weighting
    if method == "structured":
        assert sample is not None
        return remove_neurons_for_budget(subject, goal, sample, weighting, q, wanted.ridge), {}
    if method in _KEEP:
        parts = weighted_values(subject, weighting, sample, wanted.sampling.loss)
        values = [without_negligible_rows(part, wanted.share) for part in parts]
        result = _masked(subject, _KEEP[method](values, goal, subject, wanted), q, method)
        if method == "adaptive" and goal.tolerance is not None:
            result = result.with_rule_counts(kept_by_rules(values, goal.tolerance, q))
        told = {"q": q, **_told(method, wanted.rule, wanted.given_weighting)}
        return result, {**told, **({"negligible": wanted.share} if wanted.share else {})}
    if method == "dictionary":
        assert sample is not None
        result = approximate_neurons(subject, goal, sample, q, wanted.construction, wanted.bias)
        return result, {"q": q, "construction": wanted.construction, "bias": wanted.bias}
    told = _told_of_options(method, wanted.sampling, wanted.given_weighting)
    return _resampled(subject, method, goal, sample, wanted.sampling, q), told


def _resampled(
    subject: Subject, method: str, goal: Goal, sample: Sample | None, options: SamplingOptions, q: float
) -> Compressed:
    """What the methods give that change weights."""
    if method == "svd":
        return factorise(subject, goal, q)
    if method in ("pfp", "pfp_top"):
        assert sample is not None
        return prune_filters(subject, goal, sample, q, options.seed, deterministic=method == "pfp_top")
    return reweighted(subject, method, goal, sample, options, q)


_Keep = Callable[[list[torch.Tensor], Goal, Subject, _Wanted], list[torch.Tensor]]

_KEEP: Mapping[str, _Keep] = {
    **dict.fromkeys(
        ("magnitude", "activation", "activation_jacobian", "obd", "sensitivity"),
        lambda values, goal, subject, wanted: keep_globally(values, goal),
    ),
    "magnitude_layer": lambda values, goal, subject, wanted: keep_in_layers(values, goal),
    "magnitude_neuron": lambda values, goal, subject, wanted: keep_in_neurons(values, goal),
    "adaptive": lambda values, goal, subject, wanted: keep_adaptively(values, goal, wanted.q, wanted.rule),
    "relative": lambda values, goal, subject, wanted: keep_relative(values, goal),
    "absolute": lambda values, goal, subject, wanted: keep_absolute(values, goal),
    "allocation": lambda values, goal, subject, wanted: keep_allocated(
        values, goal, subject.layers, wanted.layer_weights, wanted.weighting
    ),
    "allocation_layers": lambda values, goal, subject, wanted: keep_allocated_to_layers(
        values, goal, subject.layers, wanted.layer_weights, wanted.weighting
    ),
}


def _check(
    method: str,
    chosen: Method,
    subject: Subject,
    sample: Sample | None,
    wanted: Mapping[str, bool],
    fresh: Sample | None,
) -> None:
    if wanted["refit"] and chosen.reshapes and method != "structured":
        raise DomainError(
            f"refit is for networks of the original shape, and {method} gives another (compression); leave refit out"
        )
    if sample is None and chosen.needs_sample:
        raise DomainError(f"the method {method} needs a sample of inputs (compression); give {HOW}")
    for name in (name for name, value in wanted.items() if value):
        if sample is None:
            raise DomainError(f"{name} needs a sample of inputs (compression); give {HOW}")
    if (sample is not None or fresh is not None) and not isinstance(subject.network, torch.nn.Module):
        raise DomainError("a sample was given, but a state dict cannot be run (compression); give the network itself")


#: Methods whose classes share a budget of draws; all but ``"mixed"`` and ``"minimax"`` also take ε and δ.
_SHARING = ("corenet", "corenet_plus", "corenet_plus_plus", "mixed", "minimax", "hybrid")


def _check_choices(method: str, goal: Goal, allocation: str, counts: str) -> None:
    """Refuse a choice that would change nothing: whoever makes it expects another network."""
    budget = goal.kind == "budget"
    if allocation in ALLOCATIONS and allocation != "layers" and not (budget and method in _SHARING):
        found = method if budget else f"{method} with {goal.kind}"
        raise DomainError(
            f"allocation={allocation!r} shares a budget among classes of corenet and its kin, and {found} has none to "
            "share (compression); leave allocation out"
        )
    if counts in COUNTS and counts != "published" and (goal.eps is None or method not in _SHARING):
        found = method if goal.eps is not None else f"{method} with a {goal.kind}"
        raise DomainError(
            f"counts={counts!r} says how many draws eps asks of corenet and its kin, and {found} has no such number "
            "(compression); leave counts out"
        )


def _told(method: str, rule: str, weighting: str | None) -> dict[str, str]:
    told = {"rule": rule} if method == "adaptive" else {}
    return told if weighting is None else {**told, "weighting": weighting}


def _told_of_options(method: str, options: SamplingOptions, weighting: str | None) -> dict[str, Any]:
    """The options that mattered."""
    told: dict[str, Any] = {"seed": options.seed} if METHODS[method].sampled else {}
    if method in _SHARING:
        told |= {"allocation": options.allocation, "counts": options.counts}
    if method in ("poisson", "pivotal"):
        told["weighting"] = options.weighting
    return told


def _masked(subject: Subject, masks: list[torch.Tensor], q: float, method: str) -> Compressed:
    """Zero what is not kept, in a copy of the subject's network."""
    pruned = subject_of(subject.network, [layer.name for layer in subject.layers])
    tensors = pruned.network.state_dict() if isinstance(pruned.network, torch.nn.Module) else pruned.network
    for layer, mask in zip(pruned.layers, masks, strict=True):
        tensors[layer.name].mul_(mask.reshape(layer.shape))  # the tensor itself: the view may be a copy
    reports = tuple(layer_report(layer, mask, q) for layer, mask in zip(subject.layers, masks, strict=True))
    report = Report(method, {}, reports, subject.skipped, subject.n_always_kept)
    shaped = {layer.name: mask.reshape(layer.shape) for layer, mask in zip(subject.layers, masks, strict=True)}
    return Compressed(pruned.network, shaped, report)
