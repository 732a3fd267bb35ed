"""A pretended device: tensors that lie in main memory but say they do not, and must not be mixed with those that do.

On a GPU a tensor made without ``device=`` meets one that lives there and torch refuses. :class:`Far` tensors report
another device and refuse in the same way, while every operation is computed on the CPU: so code that forgets a device
is found on a machine without a GPU, whatever its control flow. What only hardware shows (kernels, sums in another
order, memory) is not seen; for that the same tests run on CUDA where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_flatten, tree_map

__all__ = ["FAR", "Far", "MixedDevicesError", "far_module", "pretending"]

#: What the tensors say they are on: torch knows the name, differentiates on it, and has no data there of its own.
FAR = torch.device("lazy")
#: Operations that torch allows on tensors of two devices.
_COPIES = frozenset({"aten::_to_copy", "aten::copy_"})
_INDEXED = frozenset({"aten::index", "aten::index_put", "aten::index_put_", "aten::_unsafe_index"})
#: Torch marks a tensor as to be conjugated or negated and does it later; a wrapper would not be marked.
_EAGER = {"aten::_conj": torch.ops.aten.conj_physical.default, "aten::_neg_view": torch.ops.aten.neg.default}
_TO_PYTHON = frozenset({"aten::_local_scalar_dense"})


class MixedDevicesError(RuntimeError):
    """Tensors of both devices in one operation, or numbers of a far one read as if they were near."""


class Far(torch.Tensor):
    """A tensor on the pretended device.

    Parameters
    ----------
    near : torch.Tensor
        Its values.
    """

    near: torch.Tensor

    @staticmethod
    def __new__(cls, near: torch.Tensor) -> Far:
        return torch.Tensor._make_wrapper_subclass(  # type: ignore[attr-defined,no-any-return]
            cls, near.size(), strides=near.stride(), storage_offset=near.storage_offset(), dtype=near.dtype, device=FAR
        )

    def __init__(self, near: torch.Tensor) -> None:
        self.near = near

    @classmethod
    def __torch_dispatch__(
        cls, func: Any, types: Sequence[type], args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        return _run(func, args, kwargs or {})


def _run(func: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    name = func._schema.name
    tensors = [value for value in tree_flatten((args, kwargs))[0] if isinstance(value, torch.Tensor)]
    far = any(isinstance(value, Far) for value in tensors)
    device = kwargs.get("device")
    here = far if device is None else torch.device(device) == FAR
    if far and name not in _COPIES:
        _check_together(name, args, tensors)
    generator = kwargs.get("generator")
    if here and generator is not None:
        raise MixedDevicesError(f"{name} on the far device with a generator of the CPU")
    func = _EAGER.get(name, func)
    result = func(*tree_map(_near, args), **tree_map(_near, dict(kwargs)))
    if name in _TO_PYTHON:
        return result
    if name.endswith("_") and not name.endswith("__"):
        return args[0]
    if "out" in kwargs:
        return kwargs["out"]
    return tree_map(lambda value: Far(value) if here and isinstance(value, torch.Tensor) else value, result)


def _check_together(name: str, args: tuple[Any, ...], tensors: Sequence[torch.Tensor]) -> None:
    """Single numbers may come from anywhere, and indices of a far tensor may be near."""
    if name in _INDEXED and isinstance(args[0], Far):
        tensors = [value for value in args[2:] if isinstance(value, torch.Tensor)]
    strange = [tuple(value.shape) for value in tensors if not isinstance(value, Far) and value.ndim > 0]
    if strange:
        raise MixedDevicesError(f"{name} of tensors on two devices; near ones of shapes {strange}")


def _near(value: Any) -> Any:
    if isinstance(value, torch.device):
        return torch.device("cpu") if value == FAR else value
    return value.near if isinstance(value, Far) else value


class _Operations(TorchDispatchMode):
    def __torch_dispatch__(
        self, func: Any, types: Sequence[type], args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        return _run(func, args, kwargs or {})


class _Functions(TorchFunctionMode):
    """What torch decides before it dispatches: numbers from Python, and numbers to Python and NumPy."""

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Sequence[type],
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        given = dict(kwargs or {})
        if func in (torch.tensor, torch.as_tensor, torch.asarray) and _is_far(given.get("device")):
            del given["device"]
            made = func(*args, **given)
            return made if isinstance(made, Far) else made.to(FAR)
        if args and isinstance(args[0], Far):
            if func is torch.Tensor.tolist:
                return args[0].near.tolist()
            if func in (torch.Tensor.numpy, torch.Tensor.__array__):
                raise MixedDevicesError("a far tensor read by NumPy; copy it with cpu() first")
        return func(*args, **given)


def _is_far(device: Any) -> bool:
    return device is not None and torch.device(device) == FAR


@contextmanager
def pretending() -> Iterator[None]:
    """Within it tensors can be made on, and copied to and from, the pretended device.

    Yields
    ------
    None
    """
    with _Operations(), _Functions():
        yield


def far_module(module: torch.nn.Module) -> torch.nn.Module:
    """A module whose parameters and buffers are far.

    Parameters
    ----------
    module : torch.nn.Module
        Changed in place.

    Returns
    -------
    torch.nn.Module
        The same module.
    """
    for part in module.modules():
        for name, parameter in part._parameters.items():
            if parameter is not None:
                far = Far(parameter.detach().clone())
                part._parameters[name] = torch.nn.Parameter(far, requires_grad=parameter.requires_grad)
        for name, buffer in part._buffers.items():
            if buffer is not None:
                part._buffers[name] = Far(buffer.detach().clone())
    return module
