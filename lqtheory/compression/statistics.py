"""What a sample says about weights: second moments of activations, sensitivities of the output, curvature of the loss.

Everything is summed batch by batch in float64, on the device of the network.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator
from typing import Any

import torch

from lqtheory.compression.inputs import Subject, modules_of, subject_of
from lqtheory.compression.patches import outputs_by_position, patches
from lqtheory.compression.samples import Sample, forward, hooked
from lqtheory.compression.stored import with_linear_layers
from lqtheory.errors import DomainError, UnsupportedError

__all__ = ["activation_norms", "curvatures", "gauss_newton_diagonal", "output_change", "sensitivities"]


@torch.no_grad()
def activation_norms(subject: Subject, sample: Sample) -> dict[str, torch.Tensor]:
    """Root mean squares of the inputs of every layer.

    rms(h_j) = (mean over the sample and the positions of h_j²)^{1/2}.

    Parameters
    ----------
    subject : Subject
        Network.
    sample : Sample
        Inputs.

    Returns
    -------
    dict of str to torch.Tensor of float64
        For each layer, shape (1, in * kernel), or (out, in * kernel) if it has groups.

    Raises
    ------
    UnsupportedError
        If the network is a state dict, or a layer is never called.
    ShapeError
        If the sample does not fit the network.

    Examples
    --------
    >>> from lqtheory.compression.inputs import subject_of
    >>> net = torch.nn.Linear(2, 1)
    >>> norms = activation_norms(subject_of(net), Sample(torch.tensor([[1.0, 0.0], [1.0, 2.0]])))
    >>> norms["weight"].square().round(decimals=12).tolist()
    [[1.0, 2.0]]
    """
    modules = modules_of(subject)
    sums: dict[str, torch.Tensor] = {}
    counts: dict[str, int] = {}

    def hook(name: str, module: torch.nn.Module, inputs: torch.Tensor, output: torch.Tensor) -> None:
        seen = patches(module, inputs)
        squares = seen.double().square().sum(dim=(0, 2))
        sums[name] = sums.get(name, 0) + squares
        counts[name] = counts.get(name, 0) + seen.shape[0] * seen.shape[2]

    with hooked(modules, hook):
        for batch in sample.batches(subject.network):
            forward(subject.network, batch)
    _check_called(modules, sums)
    return {name: _by_row(modules[name], sums[name] / counts[name]).sqrt() for name in modules}


def sensitivities(subject: Subject, sample: Sample) -> dict[str, torch.Tensor]:
    """Root mean square sensitivities of the output to the neurons of every layer.

    rms(J_i) = (mean over the sample of Σ over positions and outputs of (∂f_c/∂z_i)²)^{1/2}.

    Parameters
    ----------
    subject : Subject
        Network.
    sample : Sample
        Inputs.

    Returns
    -------
    dict of str to torch.Tensor of float64
        For each layer, shape (out, 1).

    Raises
    ------
    UnsupportedError, ShapeError
        As :func:`activation_norms`.

    Notes
    -----
    One backward pass per output and batch.

    Examples
    --------
    >>> from lqtheory.compression.inputs import subject_of
    >>> net = torch.nn.Sequential(torch.nn.Linear(2, 1), torch.nn.Linear(1, 1))
    >>> net[1].weight.data.fill_(-3.0)
    tensor([[-3.]])
    >>> sensitivities(subject_of(net), Sample(torch.ones(4, 2)))["0.weight"].tolist()
    [[3.0]]
    """
    modules = modules_of(subject)
    sums = {
        name: torch.zeros(len(module.weight), dtype=torch.float64, device=module.weight.device)
        for name, module in modules.items()
    }
    for outputs, calls in _recorded(subject, sample):
        for c in range(outputs.shape[1]):
            for name, _, gradient in _gradients(outputs[:, c].sum(), calls, modules):
                sums[name] += gradient.double().square().sum(dim=(0, 2)).reshape(-1)
    return {name: (total / sample.size).sqrt_()[:, None] for name, total in sums.items()}


def curvatures(subject: Subject, sample: Sample, loss: str | None = None) -> dict[str, torch.Tensor]:
    """Diagonal of the generalised Gauss-Newton matrix of the loss with respect to every weight.

    g_ij = mean over the sample of Σ_c ((S^T J)_c)², with J = ∂f/∂w_ij and S S^T the Hessian of the loss in f.

    Parameters
    ----------
    subject : Subject
        Network.
    sample : Sample
        Inputs; labels are not needed.
    loss : {"cross_entropy", "squared"}, optional
        Loss; by default the squared one for a single output, else the cross-entropy.

    Returns
    -------
    dict of str to torch.Tensor of float64
        For each layer, shape (out, in * kernel).

    Raises
    ------
    DomainError
        If the loss is unknown.
    UnsupportedError, ShapeError
        As :func:`activation_norms`.

    Notes
    -----
    Exact, also for convolutions, whose weights act at many positions at once. One backward pass per output and batch.
    """
    if loss not in (None, "cross_entropy", "squared"):
        raise DomainError(f"loss={loss!r} is not one of cross_entropy, squared (compression)")
    modules = modules_of(subject)
    sums = {
        name: torch.zeros(layer.matrix.shape, dtype=torch.float64, device=layer.matrix.device)
        for name, layer in zip(modules, subject.layers, strict=True)
    }
    for outputs, calls in _recorded(subject, sample):
        for factor in _hessian_factors(outputs.detach(), loss):
            per_weight: dict[str, torch.Tensor] = {}
            for name, seen, gradient in _gradients((outputs * factor).sum(), calls, modules):
                if seen.shape[2] == 1 and _called_once(name, calls):
                    sums[name] += _table(gradient.double().square().sum(2), seen.double().square().sum(2))
                else:  # a weight acts at every position: gradients add up before they are squared
                    term = torch.einsum("ngpo,ngpk->ngok", gradient.double(), seen.double())
                    per_weight[name] = per_weight.get(name, 0) + term
            for name, total in per_weight.items():
                sums[name] += total.square_().sum(dim=0).reshape(sums[name].shape)
    return {name: total / sample.size for name, total in sums.items()}


def gauss_newton_diagonal(network: torch.nn.Module, inputs: Any, task: str) -> dict[str, torch.Tensor]:
    """Diagonal of the Gauss-Newton matrix of the mean training loss, for the weights of a network as it is.

    The loss is the mean cross-entropy, or the mean squared error over inputs and outputs; its second derivative in an
    output is then 2/outputs.

    Parameters
    ----------
    network : torch.nn.Module
        Of linear and convolutional layers, without batch normalisation; not changed.
    inputs : array or torch.Tensor, shape (n, ...)
        Inputs; labels are not needed.
    task : {"classification", "regression"}
        Which loss.

    Returns
    -------
    dict of str to torch.Tensor of float64
        By the name of the parameter and in its shape; biases are left out.

    Raises
    ------
    DomainError
        If the task is unknown.
    UnsupportedError
        If a layer is computed with other weights than its own, such as those with a batch normalisation folded in.

    References
    ----------
    lecun_denker_solla_1990; dossier geom.prune.aligned.

    Examples
    --------
    >>> net = torch.nn.Sequential(torch.nn.Linear(2, 1, bias=False))
    >>> gauss_newton_diagonal(net, torch.tensor([[1.0, 2.0]]), "regression")["0.weight"].tolist()
    [[2.0, 8.0]]
    """
    if task not in ("classification", "regression"):
        raise DomainError(f"task={task!r} is not one of classification, regression (gauss_newton_diagonal)")
    network, turned = with_linear_layers(network)
    subject, sample = subject_of(network), Sample(inputs)
    own = dict(network.named_parameters())
    for layer in subject.layers:
        weight = own.get(layer.name)
        if weight is None or not torch.equal(weight.reshape(layer.matrix.shape), layer.matrix):
            raise UnsupportedError(
                f"{layer.name} is computed with other weights than its own (gauss_newton_diagonal); fold batch "
                "normalisations first"
            )
    loss, scale = ("cross_entropy", 1.0) if task == "classification" else ("squared", 0.0)
    if task == "regression":
        first = next(sample.batches(subject.network))[:1]
        scale = 2.0 / forward(subject.network, first).numel()
    found = curvatures(subject, sample, loss)
    shaped = {name: (scale * values).reshape(own[name].shape) for name, values in found.items()}
    return {name: values.t() if name in turned else values for name, values in shaped.items()}


def _hessian_factors(outputs: torch.Tensor, loss: str | None) -> Iterator[torch.Tensor]:
    """Columns of a square root of the Hessian of the loss in the outputs, for every input, shapes (n, outputs)."""
    n, size = outputs.shape
    identity = torch.eye(size, dtype=outputs.dtype, device=outputs.device)
    if loss == "squared" or (loss is None and size == 1):
        yield from (row.expand(n, size) for row in identity)
        return
    p = torch.softmax(outputs, dim=1)
    for c in range(size):  # diag(p) - p p^T = S S^T with S = diag(√p) - p √p^T
        yield p[:, c : c + 1].sqrt() * (identity[c] - p)


def _table(gradients: torch.Tensor, inputs: torch.Tensor) -> torch.Tensor:
    """Sums over the sample of products, (n, g, o) and (n, g, k) to (g * o, k)."""
    return torch.einsum("ngo,ngk->gok", gradients, inputs).flatten(0, 1)


def _called_once(name: str, calls: list[tuple[str, torch.Tensor, torch.Tensor]]) -> bool:
    return sum(other == name for other, _, _ in calls) == 1


def _recorded(
    subject: Subject, sample: Sample
) -> Iterator[tuple[torch.Tensor, list[tuple[str, torch.Tensor, torch.Tensor]]]]:
    """Outputs (n, outputs) of every batch with their graph, and name, inputs and outputs of every call of a layer."""
    network, modules = subject.network, modules_of(subject)
    wanted = [parameter.requires_grad for parameter in network.parameters()]
    calls: list[tuple[str, torch.Tensor, torch.Tensor]] = []

    def hook(name: str, module: torch.nn.Module, inputs: torch.Tensor, output: torch.Tensor) -> torch.Tensor:
        calls.append((name, inputs.detach(), output))
        return output.clone()  # an activation that works in place would change what was recorded

    try:
        for parameter in network.parameters():
            parameter.requires_grad_(True)
        with torch.enable_grad(), hooked(modules, hook):
            for batch in sample.batches(network):
                calls.clear()
                outputs = forward(network, batch)
                _check_called(modules, {name for name, _, _ in calls})
                yield outputs.reshape(len(batch), -1), calls
    finally:
        for parameter, before in zip(network.parameters(), wanted, strict=True):
            parameter.requires_grad_(before)


def _gradients(
    value: torch.Tensor, calls: list[tuple[str, torch.Tensor, torch.Tensor]], modules: dict[str, torch.nn.Module]
) -> Iterator[tuple[str, torch.Tensor, torch.Tensor]]:
    """Name, patches and gradient of every call of a layer, both in the arrangement of ``patches``."""
    gradients = torch.autograd.grad(value, [out for _, _, out in calls], retain_graph=True, allow_unused=True)
    for (name, inputs, _), gradient in zip(calls, gradients, strict=True):
        if gradient is not None:
            yield name, patches(modules[name], inputs), outputs_by_position(modules[name], gradient)


def _by_row(module: Any, values: torch.Tensor) -> torch.Tensor:
    """(g, k) to (1, k) without groups, else to (out, k)."""
    groups = values.shape[0]
    return values if groups == 1 else values.repeat_interleave(len(module.weight) // groups, dim=0)


def _check_called(modules: dict[str, torch.nn.Module], called: Container[str]) -> None:
    for name in modules:
        if name not in called:
            raise UnsupportedError(
                f"the network does not call the layer of {name} on the sample (compression); leave it out with layers="
            )


@torch.no_grad()
def output_change(before: torch.nn.Module, after: torch.nn.Module, sample: Sample) -> tuple[float, float | None]:
    """How much the outputs of two networks differ on a sample.

    Parameters
    ----------
    before, after : torch.nn.Module
        Networks with outputs of the same shape.
    sample : Sample
        Inputs.

    Returns
    -------
    float
        Root mean square of ‖f̃(x) - f(x)‖ over that of ‖f(x)‖.
    float or None
        Share of the inputs with the same largest output; ``None`` for a single output.

    Raises
    ------
    ShapeError
        If the sample does not fit the networks.

    Examples
    --------
    >>> net = torch.nn.Linear(2, 3)
    >>> output_change(net, net, Sample(torch.ones(4, 2)))
    (0.0, 1.0)
    """
    change = whole = agreeing = 0.0
    several = False
    for batch in sample.batches(before):
        outputs, others = forward(before, batch), forward(after, batch)
        outputs, others = outputs.reshape(len(batch), -1).double(), others.reshape(len(batch), -1).double()
        several = outputs.shape[1] > 1
        change += float((others - outputs).square().sum())
        whole += float(outputs.square().sum())
        agreeing += float((outputs.argmax(dim=1) == others.argmax(dim=1)).sum())
    error = math.sqrt(change / whole) if whole > 0 else (0.0 if change == 0 else math.inf)
    return error, agreeing / sample.size if several else None
