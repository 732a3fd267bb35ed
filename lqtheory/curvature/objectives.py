"""The mean loss of a network over a data set, as a function of the network's parameters."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch.nn import functional

from lqtheory.curvature.batches import Batches, batches_of
from lqtheory.curvature.layout import Layout, layout_of
from lqtheory.curvature.modules import refuse_unsuitable, twice_differentiable, with_shared_places
from lqtheory.errors import DomainError, InputTypeError, LqTheoryError, ShapeError

__all__ = ["Loss", "Objective", "objective", "standard_loss"]

Loss = Callable[[Any, Any], torch.Tensor]

#: How far the loss of a batch may be from the mean over its halves, relative to both.
ADDITIVE = {torch.float64: 1e-9, torch.float32: 1e-3}


def standard_loss(outputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Cross-entropy for integer targets, mean squared error for real ones, as :func:`lqtheory.networks.fit` minimises.

    Parameters
    ----------
    outputs : torch.Tensor, shape (n, classes), or (n,) or (n, 1)
        Logits or predictions.
    targets : torch.Tensor, shape (n,)
        Classes or values.

    Returns
    -------
    torch.Tensor
        Mean over the batch, a scalar.

    Examples
    --------
    >>> standard_loss(torch.tensor([[1.0], [3.0]]), torch.tensor([1.0, 1.0]))
    tensor(2.)
    """
    if targets.is_floating_point():
        return functional.mse_loss(outputs.reshape(targets.shape), targets)
    return functional.cross_entropy(outputs, targets)


@dataclass(frozen=True, eq=False)
class Objective:
    """L(w) = (1/N) Σ over the data of the loss; made and checked by :func:`objective`.

    Parameters
    ----------
    network : torch.nn.Module
        In evaluation mode; never changed.
    loss : callable
        ``loss(outputs, targets)``, a scalar.
    batches : Batches
        The data.
    layout : Layout
        Parameters w.
    reduction : {"mean", "sum"}
        What ``loss`` does with the examples of a batch.
    distributed : bool
        Whether the micro-batches are shared among the processes of ``torch.distributed``.
    first : float
        The mean loss when the objective was made; part of the fingerprint.
    """

    network: torch.nn.Module
    loss: Loss
    batches: Batches
    layout: Layout
    reduction: str = "mean"
    distributed: bool = False
    first: float = math.nan

    @property
    def parameters(self) -> tuple[torch.Tensor, ...]:
        """The parameters themselves, in the order of the layout."""
        known = dict(self.network.named_parameters())
        return tuple(known[name] for name in self.layout.names)

    @property
    def weights(self) -> torch.Tensor:
        """Copy of the parameters as a vector, shape (D,)."""
        return torch.cat([parameter.detach().reshape(-1) for parameter in self.parameters])

    @property
    def fingerprint(self) -> str:
        """Digest of data and weights, and the loss: other layers or another loss give another one.

        Four digits of it, or rounding in float32 by another number of threads would tell a run from itself.
        """
        digest = zlib.crc32(self.weights.cpu().contiguous().view(torch.uint8).numpy().data)
        return f"data {self.batches.fingerprint}, weights {digest:08x}, loss {self.first:.4g}"

    def share(self, length: int) -> float:
        """Factor that turns the loss of a micro-batch into its part of the mean over all data."""
        return (length if self.reduction == "mean" else 1.0) / self.batches.examples

    def mine(self) -> range:
        """Indices of the micro-batches of this process."""
        rank, world = _place() if self.distributed else (0, 1)
        return range(rank, len(self.batches.lengths), world)

    def read(self, wanted: range | None = None) -> Iterator[tuple[int, int, Any, Any]]:
        """Micro-batches ``(index, length, inputs, targets)`` on the device and in the dtype of the parameters."""
        like = self.parameters[0]
        for index, inputs, targets in self.batches.read(self.mine() if wanted is None else wanted):
            yield index, self.batches.lengths[index], _moved(inputs, like), _moved(targets, like)

    def outputs(self, inputs: Any, weights: dict[str, torch.Tensor] | None = None) -> Any:
        """Outputs of the network, with its own or other parameters."""
        positional = inputs if isinstance(inputs, (tuple, list)) else () if isinstance(inputs, dict) else (inputs,)
        named = inputs if isinstance(inputs, dict) else {}
        with twice_differentiable():
            if weights is None:
                return self.network(*positional, **named)
            # torch's own tying leaves a module that is used twice with the other weights.
            everywhere = with_shared_places(self.network, weights)
            return torch.func.functional_call(self.network, everywhere, tuple(positional), named, tie_weights=False)

    def batch_loss(self, length: int, inputs: Any, targets: Any, weights: Any = None) -> torch.Tensor:
        """Part of the mean loss that a micro-batch contributes, with its graph."""
        return self.share(length) * self.loss(self.outputs(inputs, weights), targets)

    def multiplications(self) -> int:
        """How many multiplications of a weight and an input one loss over all data takes.

        Of matrix products and convolutions; a kernel meets its inputs at many places, so that weights times examples is
        too few. Counted by evaluating the loss once.
        """
        from torch.utils.flop_counter import FlopCounterMode

        with FlopCounterMode(display=False) as counter:
            self.value()
        return int(counter.get_total_flops()) // 2

    @torch.no_grad()
    def value(self, weights: Any = None) -> float:
        """Mean loss over all data.

        Parameters
        ----------
        weights : tensor, shape (D,), optional
            Other parameters than those of the network.

        Returns
        -------
        float
            Summed over the micro-batches in float64; NaN or infinite if the loss is.
        """
        named = self._named(weights)
        total = torch.zeros(1, dtype=torch.float64, device=self.parameters[0].device)
        for _, length, inputs, targets in self.read():
            total += self.batch_loss(length, inputs, targets, named).double()
        return float(self.summed(total))

    def gradient(self, weights: Any = None) -> torch.Tensor:
        """Gradient of the mean loss.

        Parameters
        ----------
        weights : tensor, shape (D,), optional
            Other parameters than those of the network.

        Returns
        -------
        torch.Tensor of float64, shape (D,)
        """
        named = self._named(self.weights if weights is None else weights)
        assert named is not None
        places = [part.detach().requires_grad_() for part in named.values()]
        total = torch.zeros(self.layout.dimension, dtype=torch.float64, device=places[0].device)
        for _, length, inputs, targets in self.read():
            with torch.enable_grad():
                loss = self.batch_loss(length, inputs, targets, dict(zip(named, places, strict=True)))
                parts = torch.autograd.grad(loss, places, materialize_grads=True, allow_unused=True)
            for (first, end), part in zip(self.layout.ranges, parts, strict=True):
                total[first:end] += part.reshape(-1)
        return self.summed(total)

    def summed(self, total: torch.Tensor) -> torch.Tensor:
        """Sum over the processes, in place; nothing if there is one."""
        if self.distributed:
            torch.distributed.all_reduce(total)
        return total

    def _named(self, weights: Any) -> dict[str, torch.Tensor] | None:
        if weights is None:
            return None
        like = self.parameters[0]
        vector = torch.as_tensor(weights, dtype=like.dtype, device=like.device)
        if tuple(vector.shape) != (self.layout.dimension,):
            raise ShapeError(f"weights has shape {tuple(vector.shape)}, not ({self.layout.dimension},) (Objective)")
        return self.layout.unflatten(vector)


def objective(
    network: torch.nn.Module,
    data: Any,
    loss: Loss | None = None,
    *,
    batch_size: int | None = None,
    parameters: Sequence[str] | None = None,
    reduction: str = "mean",
    distributed: bool = False,
) -> Objective:
    """The mean loss over a data set, after everything that would make its Hessian meaningless has been refused.

    L(w) = (1/N) Σ_n ℓ(f(x_n; w), y_n), every example with the weight 1/N however ragged the batches are.

    Parameters
    ----------
    network : torch.nn.Module
        In evaluation mode; its dtype and device are those of all vectors.
    data : pair of arrays or tensors, or iterable of batches
        ``(inputs, targets)``; or a list or loader of such batches, read in the same order in every pass.
    loss : callable, optional
        ``loss(outputs, targets)``, a scalar; by default :func:`standard_loss`.
    batch_size : int, optional
        Largest number of examples handled at a time; by default as many as fit the memory limit of the operators.
    parameters : sequence of str, optional
        Names of the parameters w; by default all that require gradients.
    reduction : {"mean", "sum"}
        Whether ``loss`` is a mean or a sum over the examples of a batch.
    distributed : bool
        Share the micro-batches among the processes of ``torch.distributed``; every process passes all data.

    Returns
    -------
    Objective

    Raises
    ------
    DomainError
        If batch normalisation uses the batch or dropout is active, the network or loss is random, the loss is not
        finite or no mean over examples, or an argument is out of range.
    DataError
        If the data set is empty or changes between passes.
    InputTypeError, ShapeError
        If the data or the loss have the wrong type or shape.

    Notes
    -----
    Costs three forward passes over the data, and two readings more of a loader: the loss of every batch must be the
    mean over its parts.

    References
    ----------
    Dossier geom.spec.hvp.

    Examples
    --------
    >>> net = torch.nn.Linear(2, 1, bias=False).double()
    >>> _ = net.weight.data.fill_(1.0)
    >>> made = objective(net, (torch.eye(2), torch.tensor([1.0, 3.0])))
    >>> made.value(), made.gradient().tolist()
    (2.0, [0.0, -2.0])
    """
    if reduction not in ("mean", "sum"):
        raise DomainError(f"reduction={reduction!r} (objective); use 'mean' or 'sum', as loss does")
    if distributed and not torch.distributed.is_initialized():
        raise DomainError("distributed=True without a process group (objective); call init_process_group first")
    refuse_unsuitable(network)
    made = Objective(
        network,
        standard_loss if loss is None else loss,
        batches_of(data, batch_size),
        layout_of(network, parameters),
        reduction,
        distributed,
    )
    _refuse_infinite(made)
    _refuse_random(made)
    _refuse_other_means(made)
    value = made.value()
    if not math.isfinite(value):
        raise DomainError(f"the mean loss is {value} with finite weights (objective); check the data and the loss")
    return replace(made, first=value)


@torch.no_grad()
def _refuse_random(made: Objective) -> None:
    """Two evaluations of the first batch must agree, and be a scalar."""
    _, _, inputs, targets = next(made.read(range(1)))
    first, second = (_tried(made, inputs, targets) for _ in range(2))
    if not isinstance(first, torch.Tensor) or first.ndim or not first.is_floating_point():
        kind = f"shape {tuple(first.shape)}" if isinstance(first, torch.Tensor) else type(first).__name__
        raise InputTypeError(f"loss returns {kind} (objective); return a scalar tensor")
    if not torch.equal(first, second) and bool(first.isfinite() & second.isfinite()):
        raise DomainError(
            f"two evaluations of the loss differ by {abs(float(first - second)):.2e} (objective); take randomness out "
            "of the network and the loss"
        )


@torch.no_grad()
def _refuse_other_means(made: Objective) -> None:
    """The loss of every batch must be the mean (or sum) over its two parts, else it depends on how data are cut."""
    reasons = []
    if made.batches.cuttable:
        for index, length, inputs, targets in made.read():
            whole, parts, dtype = _cut_loss(made, length, inputs, targets)
            slack = ADDITIVE.get(dtype, 1e-1) * (abs(whole) + abs(parts)) + 1e3 * torch.finfo(dtype).eps
            if math.isfinite(whole) and not abs(whole - parts) <= slack:
                reasons.append(f"loss gives {whole:.6g} for batch {index} and {parts:.6g} from its two parts")
                break
    # All processes must stop together, or those without a reason would wait for the others.
    failed = made.summed(torch.tensor([float(len(reasons))], device=made.parameters[0].device))
    if failed.item():
        raise DomainError(
            f"{[*reasons, 'loss is no mean in another process'][0]} (objective); it must be the {made.reduction} over "
            "the examples: set reduction= as it is, use no statistics of the batch, and leave out examples that the "
            "loss ignores (targets of -100)"
        )


def _cut_loss(made: Objective, length: int, inputs: Any, targets: Any) -> tuple[float, float, torch.dtype]:
    """The loss of a batch, what its two parts make of it, and its dtype."""
    whole = _tried(made, inputs, targets)
    if length < 2:
        return float(whole), float(whole), whole.dtype
    cut = min((2 * length + 2) // 3, length - 1)
    halves = [_tried(made, inputs[part], targets[part]).double() for part in (slice(cut), slice(cut, None))]
    shares = (cut / length, 1 - cut / length) if made.reduction == "mean" else (1.0, 1.0)
    return float(whole), float(shares[0] * halves[0] + shares[1] * halves[1]), whole.dtype


def _refuse_infinite(made: Objective) -> None:
    """Name the first parameter that is NaN or infinite."""
    for name, parameter in zip(made.layout.names, made.parameters, strict=True):
        bad = int((~parameter.detach().isfinite()).sum())
        if bad:
            raise DomainError(
                f"{bad} of the {parameter.numel()} weights of {name} are NaN or infinite (objective); expected finite "
                "weights: repair or retrain the network first"
            )


def _tried(made: Objective, inputs: Any, targets: Any) -> torch.Tensor:
    """The loss of a batch; what goes wrong in the user's network or loss becomes one sentence."""
    shape = tuple(inputs.shape) if isinstance(inputs, torch.Tensor) else type(inputs).__name__
    try:
        outputs = made.outputs(inputs)
    except (torch.cuda.OutOfMemoryError, LqTheoryError):
        raise
    except Exception as error:
        raise ShapeError(
            f"the network fails on inputs of shape {shape}: {_reason(error)} (objective); give the data that it takes"
        ) from error
    if made.loss is standard_loss:
        _check_outputs(outputs, targets)
    try:
        return made.loss(outputs, targets)
    except (torch.cuda.OutOfMemoryError, LqTheoryError):
        raise
    except Exception as error:
        raise ShapeError(
            f"the loss fails on what the network returns: {_reason(error)} (objective); give loss= for such outputs"
        ) from error


def _check_outputs(outputs: Any, targets: torch.Tensor) -> None:
    """Refuse outputs that are no logits of these classes, and no predictions of these values."""
    if not isinstance(outputs, torch.Tensor):
        raise InputTypeError(
            f"the network returns a {type(outputs).__name__} (objective); expected one tensor: wrap it, or give loss="
        )
    shape, n = tuple(outputs.shape), len(targets)
    if targets.is_floating_point():
        if outputs.numel() != targets.numel():
            raise ShapeError(
                f"the network returns shape {shape} for {n} values (objective); expected ({n},) or ({n}, 1)"
            )
    elif targets.numel():
        classes = int(targets.max()) + 1
        if outputs.ndim < 2 or shape[0] != n or shape[1] < classes:
            raise ShapeError(
                f"the network returns shape {shape} for {n} examples of {classes} classes or more (objective); "
                f"expected ({n}, classes)"
            )


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:160]}".rstrip(": ")


def _moved(value: Any, like: torch.Tensor) -> Any:
    """Tensors on the device of the parameters and, where they are floats, in their dtype."""
    if isinstance(value, torch.Tensor):
        return value.to(like.device, like.dtype if value.is_floating_point() else None)
    if isinstance(value, dict):
        return {key: _moved(item, like) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(_moved(item, like) for item in value)
    return value


def _place() -> tuple[int, int]:
    return torch.distributed.get_rank(), torch.distributed.get_world_size()
