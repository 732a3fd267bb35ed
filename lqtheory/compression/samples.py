"""Samples of inputs, and running a network on them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from lqtheory.errors import DomainError, InputTypeError, LqTheoryError, ShapeError, UnsupportedError
from lqtheory.quantities.arrays import check_count

__all__ = ["HOW", "Sample", "forward", "hooked", "split"]

#: How a caller gives a sample, for error texts.
HOW = "sample=, or --model and --data"


@dataclass(frozen=True, eq=False)
class Sample:
    """Inputs, in batches.

    Parameters
    ----------
    inputs : torch.Tensor, numpy.ndarray or sequence
        Inputs of shape (n, ...), or batches of them: tensors, or tuples whose first entry is one.
    batch_size : int
        Largest number of inputs handled at a time.

    Raises
    ------
    InputTypeError
        If it is neither, or ``batch_size`` no integer.
    DomainError
        If ``batch_size`` is below 1, the sample empty or an input is NaN or infinite.

    Examples
    --------
    >>> [len(batch) for batch in Sample(torch.ones(5, 3), 2).batches(torch.nn.Linear(3, 1))]
    [2, 2, 1]
    """

    inputs: Any
    batch_size: int = 256
    size: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "batch_size", check_count(self.batch_size, "batch_size", 1, None, "compression"))
        if isinstance(self.inputs, Iterator) or not hasattr(self.inputs, "__iter__"):
            raise InputTypeError(
                f"the sample is a {type(self.inputs).__name__} (compression); give a tensor or a list of batches"
            )
        if isinstance(self.inputs, np.ndarray) and self.inputs.dtype.kind in "fiu":
            object.__setattr__(self, "inputs", torch.tensor(self.inputs))
        size = 0
        for part in self._parts():
            if part.is_floating_point() and not torch.isfinite(part).all():
                raise DomainError("the sample holds NaN or infinity (compression); drop those inputs")
            size += len(part)
        if size == 0:
            raise DomainError("the sample is empty (compression); give at least one input")
        object.__setattr__(self, "size", size)

    def _parts(self) -> Iterator[torch.Tensor]:
        whole = isinstance(self.inputs, torch.Tensor) and self.inputs.ndim > 0
        for item in [self.inputs] if whole else self.inputs:
            part = item[0] if isinstance(item, (tuple, list)) and item else item
            if not isinstance(part, torch.Tensor) or part.ndim == 0:
                raise InputTypeError(
                    f"the sample holds a {type(part).__name__} (compression); give a tensor of inputs (n, ...) or a "
                    "list of such batches"
                )
            yield part

    def batches(self, network: torch.nn.Module) -> Iterator[torch.Tensor]:
        """Batches on the device of the network and, where they are floats, in its dtype."""
        parameter = next(network.parameters())
        for part in self._parts():
            for batch in part.detach().split(self.batch_size):
                if len(batch):
                    dtype = parameter.dtype if batch.is_floating_point() else None
                    yield batch.to(device=parameter.device, dtype=dtype)


def split(sample: Sample, first: int) -> tuple[Sample, Sample]:
    """The first inputs of a sample, and the others.

    Parameters
    ----------
    sample : Sample
        Inputs.
    first : int
        How many come first.

    Returns
    -------
    tuple of Sample

    Raises
    ------
    DomainError
        If one of the parts would be empty.

    Examples
    --------
    >>> [part.size for part in split(Sample([torch.ones(3, 2), torch.ones(4, 2)]), 4)]
    [4, 3]
    """
    if not 0 < first < sample.size:
        raise DomainError(
            f"a sample of {sample.size} cannot be split into {first} and the others, as this method does "
            "(compression); give at least 2 inputs"
        )
    heads, tails, seen = [], [], 0
    for part in sample._parts():
        cut = min(max(first - seen, 0), len(part))
        heads += [part[:cut]] if cut else []
        tails += [part[cut:]] if cut < len(part) else []
        seen += len(part)
    return Sample(heads, sample.batch_size), Sample(tails, sample.batch_size)


def forward(network: torch.nn.Module, batch: torch.Tensor) -> torch.Tensor:
    """Outputs of a network; what torch complains about becomes one sentence.

    Parameters
    ----------
    network : torch.nn.Module
        Network.
    batch : torch.Tensor
        Inputs.

    Returns
    -------
    torch.Tensor

    Raises
    ------
    ShapeError
        If the inputs do not fit the network.
    UnsupportedError
        If the output is not a tensor.
    """
    try:
        outputs = network(batch)
    except (torch.cuda.OutOfMemoryError, LqTheoryError):
        raise
    except Exception as error:  # the user's own code may raise anything
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        raise ShapeError(
            f"inputs of shape {tuple(batch.shape)} do not fit the network: {reason} (compression); give a sample of "
            "shape (n, ...) as the network takes it"
        ) from error
    if not isinstance(outputs, torch.Tensor):
        raise UnsupportedError(
            f"the network returns a {type(outputs).__name__} (compression); wrap it so that it returns one tensor"
        )
    return outputs


@contextlib.contextmanager
def hooked(modules: Mapping[str, torch.nn.Module], hook: Any) -> Iterator[None]:
    """Call ``hook(name, module, input, output)`` after every call of the modules; its result replaces the output.

    Parameters
    ----------
    modules : mapping of str to torch.nn.Module
        Modules by name.
    hook : callable
        The hook.

    Yields
    ------
    None
    """

    def of(name: str) -> Any:
        def call(module: torch.nn.Module, inputs: tuple[torch.Tensor, ...], output: torch.Tensor) -> Any:
            return hook(name, module, inputs[0], output)

        return call

    handles = [module.register_forward_hook(of(name)) for name, module in modules.items()]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()
