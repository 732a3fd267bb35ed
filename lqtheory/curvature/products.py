"""Products with the Hessian and the generalised Gauss-Newton matrix of a mean loss, by reverse mode alone.

The first-order graph of every micro-batch that fits into the memory limit is kept, so that a product there costs one
backward pass; the others are built anew for each block of vectors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Any

import torch

from lqtheory.curvature.batches import Watched
from lqtheory.curvature.layout import Layout
from lqtheory.curvature.memory import saved_bytes
from lqtheory.curvature.modules import refuse_unsuitable
from lqtheory.curvature.objectives import Objective, standard_loss
from lqtheory.curvature.operators import SymmetricOperator, checked
from lqtheory.errors import DataError, DomainError, InputTypeError, LqTheoryError

__all__ = ["MEMORY_LIMIT", "gauss_newton", "hessian"]

#: Bytes for kept graphs, unless the caller says otherwise.
MEMORY_LIMIT = 1 << 30
#: Entries of a vector below which copying all parts at once is worth a second vector.
SMALL = 1 << 17
#: Examples on which the memory of a graph is measured.
MEASURED = 32
#: Losses that are convex in the outputs, so that their Gauss-Newton matrix is positive semidefinite.
CONVEX = (
    standard_loss,
    torch.nn.functional.cross_entropy,
    torch.nn.functional.mse_loss,
    torch.nn.functional.binary_cross_entropy_with_logits,
)
CONVEX_MODULES = (torch.nn.CrossEntropyLoss, torch.nn.MSELoss, torch.nn.BCEWithLogitsLoss)
CROSS_ENTROPIES = (torch.nn.functional.cross_entropy, torch.nn.CrossEntropyLoss)

#: Multiplies one vector, given as parameters, by the matrix of one micro-batch.
Product = Callable[[tuple[torch.Tensor, ...]], tuple[Any, ...]]
Build = Callable[[Objective, int, Any, Any], Product]


def hessian(made: Objective, *, memory_limit: int = MEMORY_LIMIT) -> SymmetricOperator:
    """The Hessian ∇²L of the mean loss at the network's weights.

    Hv = ∇(∇L · v), summed over the micro-batches in float64.

    Parameters
    ----------
    made : Objective
        The mean loss, from :func:`objective`.
    memory_limit : int
        Bytes for graphs. Where the objective leaves the batch size open, all data are one batch if its graph fits;
        batches never take more than that, and no more than a quarter of the limit where there are several.

    Returns
    -------
    SymmetricOperator
        Of the dtype and on the device of the network.

    Raises
    ------
    DomainError
        If the graph of a single example (or of a batch that is no tensor) does not fit, or a product is not finite.
    DataError
        If the data or the weights change afterwards.

    Notes
    -----
    Five products for checks and timing. With all graphs kept a product costs about two gradients, otherwise about four.
    Piecewise linear activations count as linear at the point, as autograd takes them. On a GPU set
    ``torch.backends.cudnn.allow_tf32 = False``: convolutions in TF32 are too coarse for the check of symmetry.

    References
    ----------
    Dossier geom.spec.hvp.

    Examples
    --------
    >>> from lqtheory.curvature import objective
    >>> net = torch.nn.Linear(2, 1, bias=False).double()
    >>> operator = hessian(objective(net, (torch.tensor([[1.0, 0.0], [1.0, 2.0]]), torch.zeros(2))))
    >>> operator(torch.tensor([1.0, 0.0])).tolist()
    [2.0, 2.0]
    """
    return _operator("Hessian", made, _hessian_product, memory_limit, False)


def gauss_newton(made: Objective, *, memory_limit: int = MEMORY_LIMIT, convex: bool | None = None) -> SymmetricOperator:
    """The generalised Gauss-Newton matrix (1/N) Σ Jᵀ (∇²ℓ) J, J the Jacobian of the outputs and ∇²ℓ in the outputs.

    Parameters
    ----------
    made : Objective
        The mean loss, from :func:`objective`; outputs must be one tensor.
    memory_limit : int
        As in :func:`hessian`.
    convex : bool, optional
        Whether the loss is convex in the outputs, so that the matrix is positive semidefinite; known for
        cross-entropy and squared errors, else False.

    Returns
    -------
    SymmetricOperator

    Raises
    ------
    DomainError, DataError
        As :func:`hessian`.
    InputTypeError
        If the outputs are not one tensor.

    References
    ----------
    Dossier geom.spec.hvp, geom.prune.negative.

    Examples
    --------
    >>> from lqtheory.curvature import objective
    >>> net = torch.nn.Linear(2, 1, bias=False).double()
    >>> operator = gauss_newton(objective(net, (torch.tensor([[1.0, 0.0], [1.0, 2.0]]), torch.zeros(2))))
    >>> operator(torch.tensor([1.0, 0.0])).tolist(), operator.semidefinite
    ([2.0, 2.0], True)
    """
    if convex is None:
        convex = _is_convex(made)
    return _operator("Gauss-Newton matrix", made, _gauss_newton_product, memory_limit, convex)


def _is_convex(made: Objective) -> bool:
    """Whether the loss is known to be convex in the outputs: a subclass, or a negative weight, may be anything."""
    loss = made.loss
    if not (any(loss is known for known in CONVEX) or type(loss) in CONVEX_MODULES):
        return False
    weights = [getattr(loss, name, None) for name in ("weight", "pos_weight")]
    if weights[1] is not None or (weights[0] is not None and bool((weights[0] < 0).any())):
        return False
    if loss not in CROSS_ENTROPIES and type(loss) not in CROSS_ENTROPIES:
        return True
    everything = made.read(range(len(made.batches.lengths)))
    return not any(targets.is_floating_point() and bool((targets < 0).any()) for *_, targets in everything)


def _hessian_product(made: Objective, length: int, inputs: Any, targets: Any) -> Product:
    parameters = made.parameters
    with torch.enable_grad():
        loss = made.batch_loss(length, inputs, targets)
        gradient = torch.autograd.grad(loss, parameters, create_graph=True, materialize_grads=True, allow_unused=True)
    # A loss that is linear in a parameter has a gradient without a graph.
    curved = [i for i, part in enumerate(gradient) if part.requires_grad]
    parts = [gradient[i] for i in curved]

    def product(vector: tuple[torch.Tensor, ...]) -> tuple[Any, ...]:
        if not parts:
            return (None,) * len(parameters)
        given = [vector[i] for i in curved]
        return torch.autograd.grad(parts, parameters, given, retain_graph=True, allow_unused=True)

    return product


def _gauss_newton_product(made: Objective, length: int, inputs: Any, targets: Any) -> Product:
    parameters = made.parameters
    with torch.enable_grad():
        outputs = made.outputs(inputs)
        if not isinstance(outputs, torch.Tensor):
            raise InputTypeError(f"the network returns a {type(outputs).__name__} (gauss_newton); return one tensor")
        place = outputs.detach().requires_grad_()
        loss = made.share(length) * made.loss(place, targets)
        (slope,) = torch.autograd.grad(loss, place, create_graph=True)
        # Jᵀu is linear in u, so that its derivative in the direction of v is Jv, whatever u is.
        dummy = torch.zeros_like(outputs, requires_grad=True)
        pulled = torch.autograd.grad(
            outputs, parameters, dummy, create_graph=True, materialize_grads=True, allow_unused=True
        )
    moving = [i for i, part in enumerate(pulled) if part.requires_grad]
    parts = [pulled[i] for i in moving]

    def product(vector: tuple[torch.Tensor, ...]) -> tuple[Any, ...]:
        if not parts or not slope.requires_grad:
            return (None,) * len(parameters)
        given = [vector[i] for i in moving]
        (pushed,) = torch.autograd.grad(parts, dummy, given, retain_graph=True)
        (curved,) = torch.autograd.grad(slope, place, pushed, retain_graph=True)
        return torch.autograd.grad(outputs, parameters, curved, retain_graph=True, allow_unused=True)

    return product


def _operator(name: str, made: Objective, build: Build, memory_limit: int, semidefinite: bool) -> SymmetricOperator:
    try:
        made, bytes_of_example = _sized(made, build, memory_limit)
        products = _Products(made, build, memory_limit, bytes_of_example)
        return checked(_described(name, made, products, semidefinite))
    except (torch.cuda.OutOfMemoryError, LqTheoryError):
        raise
    except (RuntimeError, NotImplementedError) as error:
        reason = " ".join(str(error).split())[:160]
        raise DomainError(
            f"the {name} cannot be computed, torch says: {reason} (curvature); use layers and a loss that have second "
            "derivatives, and dense gradients"
        ) from error


def _described(name: str, made: Objective, products: _Products, semidefinite: bool) -> SymmetricOperator:
    like = made.parameters[0]
    return SymmetricOperator(
        f"{name} of {made.layout.dimension} parameters",
        made.layout.dimension,
        like.dtype,
        like.device,
        products,
        semidefinite,
        False,
        made.layout,
        made.fingerprint,
        products.counter,
    )


def _sized(made: Objective, build: Build, memory_limit: int) -> tuple[Objective, float]:
    """The objective with a batch size, and the bytes of the graph of an example."""
    _, length, inputs, targets = next(made.read(range(1)))
    if made.batches.cuttable:
        length = min(length, MEASURED)
        inputs, targets = inputs[:length], targets[:length]
    size = saved_bytes(lambda: build(made, length, inputs, targets), [*made.parameters, *made.network.buffers()])
    each = max(1.0, size / length)
    largest = max(made.batches.lengths)
    if made.batches.cuttable:
        world = torch.distributed.get_world_size() if made.distributed else 1
        if made.batches.size is None and len(made.batches.lengths) == 1:
            largest = -(-largest // world)  # a single batch is shared among the processes
        # Where not all graphs are kept, the one that is built anew takes at most a quarter of the limit.
        everything = made.batches.examples * each <= memory_limit * world
        largest = max(1, min(largest, int((memory_limit if everything else memory_limit / 4) / each)))
        made = replace(made, batches=made.batches.resized(largest))
    if largest * each > memory_limit:
        raise DomainError(
            f"the graph of {largest} examples takes {largest * each:.3g} bytes, more than memory_limit={memory_limit} "
            "(curvature); raise it"
        )
    return made, each


class _Products:
    """Products with a block of vectors; kept graphs, and the weights that they belong to."""

    def __init__(self, made: Objective, build: Build, memory_limit: int, bytes_of_example: float) -> None:
        self.made, self.build, self.counter = made, build, [0]
        # Where each parameter is kept: finding it by its name takes as long as a small product.
        split = [name.rpartition(".") for name in made.layout.names]
        self.places = [(made.network.get_submodule(owner)._parameters, name) for owner, _, name in split]
        self.weights = [None if part is None else Watched(part) for part in self._current()]
        mine, sizes = made.mine(), [made.batches.lengths[i] * bytes_of_example for i in made.mine()]
        room = memory_limit if sum(sizes) <= memory_limit else memory_limit - max(sizes)
        fitting = sum(used <= room for used in accumulate(sizes))
        self.kept = [build(made, *batch) for _, *batch in made.read(mine[:fitting])] if fitting else []
        self.others = mine[fitting:]

    def _current(self) -> list[Any]:
        return [kept[name] for kept, name in self.places]

    def _is_unchanged(self) -> bool:
        pairs = zip(self.weights, self._current(), strict=True)
        return all(
            now is None if known is None else now is not None and known.is_unchanged(now) for known, now in pairs
        )

    def _products(self) -> Iterator[Product]:
        self.made.batches.unchanged()
        yield from self.kept
        if not self.others:
            return
        refuse_unsuitable(self.made.network)
        for _, length, inputs, targets in self.made.read(self.others):
            yield self.build(self.made, length, inputs, targets)

    def __call__(self, vectors: torch.Tensor) -> torch.Tensor:
        if not self._is_unchanged():
            raise DataError("the weights changed since the operator was made (curvature); make a new one")
        self.counter[0] += len(vectors)
        layout = self.made.layout
        if len(vectors) == 1 and len(self.kept) == 1 and not self.others and not self.made.distributed:
            self.made.batches.unchanged()
            return _joined(list(self.kept[0](layout.split(vectors[0]))), layout, vectors)
        total = torch.zeros(vectors.shape, dtype=torch.float64, device=vectors.device)
        for product in self._products():
            for row, vector in zip(total, vectors, strict=True):
                for (first, end), part in zip(layout.ranges, product(layout.split(vector)), strict=True):
                    if part is not None:
                        row[first:end] += part.reshape(-1)
        return self.made.summed(total).to(vectors.dtype)


def _joined(parts: list[Any], layout: Layout, vectors: torch.Tensor) -> torch.Tensor:
    """One vector of the parts, each of which is released when it has been copied."""
    if vectors.numel() < SMALL and all(part is not None for part in parts):
        return torch.cat([part.reshape(-1) for part in parts])[None]
    joined = torch.empty_like(vectors)
    for i, (first, end) in enumerate(layout.ranges):
        part, parts[i] = parts[i], None
        joined[0, first:end] = 0.0 if part is None else part.reshape(-1)
        del part
    return joined
