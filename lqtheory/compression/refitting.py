"""Least-squares refit of the weights that a mask keeps, layer after layer, on a sample of inputs."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

import torch

from lqtheory.compression.inputs import Subject, modules_of, subject_of
from lqtheory.compression.patches import outputs_by_position, patches
from lqtheory.compression.records import Compressed, check_result
from lqtheory.compression.report import layer_report
from lqtheory.compression.samples import Sample, forward, hooked
from lqtheory.compression.statistics import output_change
from lqtheory.errors import InputTypeError, ShapeError, UnsupportedError
from lqtheory.quantities.arrays import check_real

__all__ = ["calls_of", "layers_in_order", "refit", "refit_layers", "solve_rows"]

#: Entries of the systems that are solved at a time.
_ENTRIES = 1 << 24


def refit(
    original: torch.nn.Module,
    compressed: Compressed,
    sample: Any,
    *,
    ridge: float = 1e-3,
    bias: bool = True,
    batch_size: int = 256,
    q: float = 0.5,
) -> Compressed:
    """Fit the kept weights of every layer to the outputs of the original layer.

    For every neuron i of layer l, with h̃ the inputs that the layer gets in the refitted network and S_i its support:
    min over w on S_i and b of Σ_x (w·h̃(x) + b - z_i^l(x))² + λ‖w - w_i‖².

    Parameters
    ----------
    original : torch.nn.Module
        The network before compression.
    compressed : Compressed
        Result of a method that gives masks.
    sample : torch.Tensor or sequence of batches
        Inputs, without labels.
    ridge : float
        λ over the mean of the diagonal of the Gram matrix, at least 0.
    bias : bool
        Whether biases, where a layer has them, are fitted, too.
    batch_size : int
        Inputs handled at a time.
    q : float
        Exponent of the effective sparsity in the report.

    Returns
    -------
    Compressed
        A new network with the same masks; ``sample_error`` of each layer in its report is the relative error of the
        layer's outputs on the sample.

    Raises
    ------
    InputTypeError
        If ``original`` is not a module, ``compressed`` no result or ``ridge`` not a number.
    DomainError
        If ``ridge`` is negative, or the sample empty, NaN or infinite.
    ShapeError
        If the networks or the sample do not fit one another.
    UnsupportedError
        If a layer is never called.

    Notes
    -----
    Layers are taken in the order in which they are called. Cost per layer: one pass over the sample for the Gram
    matrix, and one Cholesky factorisation per neuron, batched; rows whose systems are singular get the solution of
    least norm.

    References
    ----------
    Dossier lq.net.dict (coefficients re-fitted, bias kept for free).

    Examples
    --------
    >>> from lqtheory.compression import compress
    >>> from lqtheory.networks import data, zoo
    >>> net, sample = zoo.build("mlp_digits"), data.load("digits").x_train
    >>> before = compress(net, "magnitude", density=0.3, sample=sample)
    >>> refit(net, before, sample).report.output_error < before.report.output_error
    True
    """
    ridge = check_real(ridge, "ridge", "refit", 0.0, math.inf, "left")
    check_result(compressed, "refit")
    if not isinstance(original, torch.nn.Module) or not isinstance(compressed.network, torch.nn.Module):
        raise InputTypeError("refit needs networks that can be run, not state dicts (refit); give torch.nn.Modules")
    checked = sample if isinstance(sample, Sample) else Sample(sample, batch_size)
    names = list(compressed.masks)
    dense, fitted = subject_of(original, names), subject_of(compressed.network, names)
    for before, after in zip(dense.layers, fitted.layers, strict=True):
        if before.shape != after.shape or compressed.masks[before.name].shape != before.shape:
            raise ShapeError(
                f"{before.name} has shape {before.shape} before and {after.shape} after compression (refit); neurons "
                "that were removed cannot be refitted"
            )
    errors = refit_layers(dense, fitted, compressed.masks, checked, ridge=ridge, bias=bias)
    layers = tuple(
        dataclasses.replace(
            layer_report(before, compressed.masks[before.name].reshape(before.matrix.shape), q, after.matrix),
            sample_error=errors[before.name],
        )
        for before, after in zip(dense.layers, fitted.layers, strict=True)
    )
    settings = {**compressed.report.settings, "refit": True, "ridge": ridge}
    report = dataclasses.replace(compressed.report, settings=settings, layers=layers)
    error, agreement = output_change(dense.network, fitted.network, checked)
    return Compressed(fitted.network, compressed.masks, report.measured(error, agreement))


def refit_layers(
    dense: Subject,
    fitted: Subject,
    masks: Mapping[str, torch.Tensor],
    sample: Sample,
    *,
    ridge: float,
    bias: bool = True,
    counted: Mapping[str, torch.Tensor] | None = None,
) -> dict[str, float]:
    """Fit the layers of a network in place, as :func:`refit` does.

    Parameters
    ----------
    dense, fitted : Subject
        The network before compression, and the one that is changed.
    masks : mapping of str to torch.Tensor of bool
        Weights kept, by name.
    sample : Sample
        Inputs.
    ridge, bias : float, bool
        As in :func:`refit`.
    counted : mapping of str to torch.Tensor of bool, shapes (out,), optional
        Neurons whose errors count in the result; all by default.

    Returns
    -------
    dict of str to float
        Relative error of the outputs of each layer on the sample.

    Raises
    ------
    UnsupportedError
        If a layer is never called.
    """
    errors = {}
    for name in layers_in_order(fitted, sample):
        sums = _accumulated(dense, fitted, name, sample)
        weights, offsets = _fit_layer(modules_of(fitted)[name], masks[name], sums, ridge, bias)
        squares = _squared_errors(sums, weights, offsets).reshape(-1)
        whole = sums.squares.reshape(-1)
        if counted is not None and name in counted:
            squares, whole = squares[counted[name]], whole[counted[name]]
        errors[name] = float((squares.sum().clamp(min=0) / whole.sum()).sqrt()) if bool(whole.any()) else 0.0
    return errors


@dataclass
class _Sums:
    """Sums over the sample and the positions: of h̃h̃^T, h̃z^T, h̃, z, z², and their number; per group."""

    gram: torch.Tensor
    cross: torch.Tensor
    inputs: torch.Tensor
    outputs: torch.Tensor
    squares: torch.Tensor
    count: int


def layers_in_order(subject: Subject, sample: Sample) -> list[str]:
    """Names of the layers in the order of their first calls.

    Parameters
    ----------
    subject : Subject
        A network.
    sample : Sample
        Inputs; the first batch is run.

    Returns
    -------
    list of str

    Raises
    ------
    UnsupportedError
        If a layer is never called.
    """
    modules, called = modules_of(subject), dict[str, None]()
    with torch.no_grad(), hooked(modules, lambda name, *_: called.setdefault(name)):
        forward(subject.network, next(iter(sample.batches(subject.network))))
    for name in modules:
        if name not in called:
            raise UnsupportedError(f"the network does not call the layer of {name} on the sample (refit); leave it out")
    return list(called)


@torch.no_grad()
def _accumulated(dense: Subject, fitted: Subject, name: str, sample: Sample) -> _Sums:
    total: _Sums | None = None
    runs = zip(calls_of(dense, name, sample), calls_of(fitted, name, sample), strict=True)
    for (module, _, outputs), (_, inputs, _) in runs:
        h = patches(module, inputs).transpose(0, 1).flatten(1, 2).double()
        z = outputs_by_position(module, outputs).transpose(0, 1).flatten(1, 2).double()
        part = _Sums(h.mT @ h, h.mT @ z, h.sum(dim=1), z.sum(dim=1), z.square().sum(dim=1), h.shape[1])
        if total is None:
            total = part
            continue
        for key in ("gram", "cross", "inputs", "outputs", "squares"):
            getattr(total, key).add_(getattr(part, key))
        total.count += part.count
    assert total is not None
    return total


def calls_of(subject: Subject, name: str, sample: Sample) -> Iterator[tuple[Any, torch.Tensor, torch.Tensor]]:
    """Module, inputs and outputs of every call of one layer, in order.

    Parameters
    ----------
    subject : Subject
        A network.
    name : str
        Name of the weight of a layer.
    sample : Sample
        Inputs.

    Yields
    ------
    tuple of torch.nn.Module, torch.Tensor, torch.Tensor
    """
    module = modules_of(subject)[name]
    seen: list[tuple[Any, torch.Tensor, torch.Tensor]] = []
    for batch in sample.batches(subject.network):
        seen.clear()
        with hooked({name: module}, lambda _, m, inputs, output: seen.append((m, inputs.clone(), output.clone()))):
            forward(subject.network, batch)
        yield from seen


def _fit_layer(
    module: Any, mask: torch.Tensor, sums: _Sums, ridge: float, bias: bool
) -> tuple[torch.Tensor, torch.Tensor | None]:
    """Fit one layer in place; the new weights (g, out/g, in) and biases (g, out/g), in float64."""
    groups = len(sums.gram)
    weights = module.weight.detach().reshape(groups, -1, sums.gram.shape[1]).double()
    offsets = None if module.bias is None else module.bias.detach().reshape(groups, -1).double()
    kept = mask.reshape(weights.shape)
    free = bias and offsets is not None
    gram, cross = sums.gram, sums.cross
    if free:
        gram = gram - sums.inputs[:, :, None] * sums.inputs[:, None] / sums.count
        cross = cross - sums.inputs[:, :, None] * sums.outputs[:, None] / sums.count
    elif offsets is not None:
        cross = cross - sums.inputs[:, :, None] * offsets[:, None]
    weights = torch.stack([solve_rows(*parts, ridge) for parts in zip(gram, cross.mT, weights, kept, strict=True)])
    if free:
        offsets = (sums.outputs - (weights @ sums.inputs[..., None])[..., 0]) / sums.count
    with torch.no_grad():
        module.weight.copy_(weights.reshape(module.weight.shape))
        if offsets is not None:
            cast(torch.Tensor, module.bias).copy_(offsets.reshape(-1))
    return weights, offsets


def _squared_errors(sums: _Sums, weights: torch.Tensor, offsets: torch.Tensor | None) -> torch.Tensor:
    """Σ(w·h̃ + b - z)² of every neuron from the sums, shape (g, out/g)."""
    b = torch.zeros_like(sums.outputs) if offsets is None else offsets
    predicted = (weights @ sums.inputs[..., None])[..., 0]
    quadratic = ((weights @ sums.gram) * weights).sum(dim=2) - 2 * (weights * sums.cross.mT).sum(dim=2) + sums.squares
    return quadratic + b * (2 * predicted - 2 * sums.outputs + sums.count * b)


def solve_rows(
    gram: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor, kept: torch.Tensor, ridge: float
) -> torch.Tensor:
    """Ridge regressions with one Gram matrix and many supports.

    For every row i: min over w on S_i of w^T G w - 2 c_i·w + λ‖w - w_i‖², λ = ridge · mean(diag G).

    Parameters
    ----------
    gram : torch.Tensor of float64, shape (n, n)
        G, positive semidefinite.
    targets : torch.Tensor of float64, shape (r, n)
        Rows c_i.
    weights : torch.Tensor of float64, shape (r, n)
        Rows w_i.
    kept : torch.Tensor of bool, shape (r, n)
        Supports S_i.
    ridge : float
        At least 0.

    Returns
    -------
    torch.Tensor of float64, shape (r, n)
        Zero outside the supports; the solution of least norm where G is singular on a support and λ = 0.

    Notes
    -----
    Rows with supports of similar size are solved together by batched Cholesky factorisations; if all rows have the same
    support, as after removing neurons, one factorisation serves them all.

    Examples
    --------
    >>> gram, targets = 4 * torch.eye(2).double(), torch.tensor([[8.0, 6.0]]).double()
    >>> solve_rows(gram, targets, torch.zeros(1, 2).double(), torch.tensor([[True, False]]), 0.0).tolist()
    [[2.0, 0.0]]
    """
    start = weights * kept
    wanted = targets - start @ gram
    penalty = ridge * float(gram.diagonal().mean())
    sizes = kept.sum(dim=1)
    places = torch.sort(kept.to(torch.int8), dim=1, descending=True, stable=True).indices
    result = start.clone()
    if len(kept) > 1 and bool((kept == kept[0]).all()):
        columns = kept[0].nonzero()[:, 0]
        system = gram[columns[:, None], columns]
        system.diagonal().add_(penalty)
        if len(columns):
            result[:, columns] += _solved(system[None], wanted[None, :, columns])[0]
        return result
    by_size = torch.argsort(sizes).tolist()
    largest = sizes.tolist()
    while by_size:
        m = largest[by_size[-1]]
        if m == 0:
            break
        some = by_size[-max(1, _ENTRIES // (m * m)) :]
        del by_size[-len(some) :]
        rows = torch.tensor(some, device=gram.device)
        columns = places[rows, :m]
        inside = torch.arange(m, device=gram.device) < sizes[rows][:, None]
        systems = gram[columns[:, :, None], columns[:, None, :]] * (inside[:, :, None] & inside[:, None, :])
        systems.diagonal(dim1=1, dim2=2).add_(torch.where(inside, penalty, torch.ones_like(start[:1, :1])))
        right = torch.where(inside, wanted[rows[:, None], columns], 0.0)
        result[rows[:, None], columns] += torch.where(inside, _solved(systems, right[:, None])[:, 0], 0.0)
    return result


def _solved(systems: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Solutions (s, r, m) of s symmetric systems (s, m, m), each with r right-hand sides (s, r, m)."""
    factors, failed = torch.linalg.cholesky_ex(systems)
    solutions = torch.cholesky_solve(right.mT, factors).mT
    bad = failed.ne(0) | ~torch.isfinite(solutions).all(dim=2).all(dim=1)
    if bool(bad.any()):
        solutions[bad] = right[bad] @ torch.linalg.pinv(systems[bad], hermitian=True)
    return solutions
