"""A network read as a sequence of known parts, or a sentence that names what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

import torch

from lqtheory.errors import DataError, InputTypeError, UnsupportedError
from lqtheory.networks.views.parts import ActivationPart, AffinePart, FlattenPart, Part, PoolPart, ResidualPart
from lqtheory.networks.views.residual import Residual

__all__ = ["affine_parts", "current", "is_sequence", "network_parts"]

_nn = torch.nn
_TRANSPARENT = (_nn.Identity, _nn.Dropout, _nn.Dropout1d, _nn.Dropout2d, _nn.Dropout3d, _nn.AlphaDropout)
_NORMS = (_nn.BatchNorm1d, _nn.BatchNorm2d)
_POOLS = (
    _nn.MaxPool1d, _nn.MaxPool2d, _nn.AvgPool1d, _nn.AvgPool2d, _nn.AdaptiveAvgPool1d, _nn.AdaptiveAvgPool2d,
)  # fmt: skip
#: Module classes of activations, with their names and the attributes that are parameters.
_ACTIVATIONS: dict[type[torch.nn.Module], tuple[str, tuple[str, ...]]] = {
    _nn.ReLU: ("relu", ()),
    _nn.ReLU6: ("relu6", ()),
    _nn.LeakyReLU: ("leaky_relu", ("negative_slope",)),
    _nn.ELU: ("elu", ("alpha",)),
    _nn.SiLU: ("silu", ()),
    _nn.Mish: ("mish", ()),
    _nn.Tanh: ("tanh", ()),
    _nn.Sigmoid: ("sigmoid", ()),
    _nn.Hardtanh: ("hardtanh", ("min_val", "max_val")),
}


def network_parts(model: torch.nn.Module) -> tuple[Part, ...]:
    """What a network consists of, in the order of computation.

    Parameters
    ----------
    model : torch.nn.Module
        Nested ``torch.nn.Sequential`` and :class:`lqtheory.networks.Residual` of linear layers, convolutions in one or
        two dimensions, activations, pooling, batch normalisation, flattening, dropout and identities. It is read as it
        computes after training.

    Returns
    -------
    tuple of AffinePart, ActivationPart, PoolPart, FlattenPart or ResidualPart
        Dropout and identities are left out. A batch normalisation is a factor and a shift for each channel;
        :func:`lqtheory.networks.views.fold_batch_norm` makes it one map with the layer before it, which bounds see
        better.

    Raises
    ------
    InputTypeError
        If ``model`` is not a module.
    UnsupportedError
        If some module is not known here; the text names its type and path, and what can be done.
    DataError
        If weights are not finite.

    Examples
    --------
    >>> net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(4, 3), torch.nn.ReLU(), torch.nn.Linear(3, 2))
    >>> [(type(part).__name__, part.path) for part in network_parts(net)]
    [('FlattenPart', '0'), ('AffinePart', '1'), ('ActivationPart', '2'), ('AffinePart', '3')]
    """
    if not isinstance(model, torch.nn.Module):
        raise InputTypeError(f"expected a torch.nn.Module, got {type(model).__name__} (network_parts)")
    return tuple(_parts(model, ""))


def affine_parts(parts: tuple[Part, ...]) -> Iterator[AffinePart]:
    """The affine parts in order of computation, those inside residual blocks included."""
    for part in parts:
        if isinstance(part, AffinePart):
            yield part
        elif isinstance(part, ResidualPart):
            yield from affine_parts(part.parts)
            yield from affine_parts(part.shortcut)


def is_sequence(module: torch.nn.Module) -> TypeGuard[torch.nn.Sequential]:
    """Whether a module is a ``torch.nn.Sequential`` that computes as one; subclasses may have their own ``forward``.

    Parameters
    ----------
    module : torch.nn.Module
        Any module.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_sequence(torch.nn.Sequential(torch.nn.ReLU())), is_sequence(torch.nn.ReLU())
    (True, False)
    """
    return _is(module, _nn.Sequential)


def current(module: torch.nn.Module, name: str) -> torch.Tensor | None:
    """A parameter as the next forward pass uses it; masked by ``torch.nn.utils.prune``, the attribute can be older.

    Parameters
    ----------
    module : torch.nn.Module
        A layer.
    name : str
        Name of the parameter.

    Returns
    -------
    torch.Tensor or None

    Examples
    --------
    >>> current(torch.nn.Linear(1, 1, bias=False), "bias") is None
    True
    """
    whole, mask = getattr(module, f"{name}_orig", None), getattr(module, f"{name}_mask", None)
    value: torch.Tensor | None = whole * mask if whole is not None and mask is not None else getattr(module, name)
    return value


def _is(module: torch.nn.Module, *classes: type[torch.nn.Module]) -> bool:
    """Whether a module is of one of the classes and computes as that class does."""
    return any(isinstance(module, cls) and type(module).forward is cls.forward for cls in classes)


def _parts(module: torch.nn.Module, path: str) -> Iterator[Part]:
    if module._forward_hooks:
        raise UnsupportedError(
            _refusal(module, path, "has forward hooks, which may change what it computes; remove them")
        )
    if is_sequence(module):
        for name, child in module._modules.items():  # named_children() would leave out the second use of a module
            if child is not None:
                yield from _parts(child, f"{path}.{name}" if path else name)
    elif _is(module, Residual):
        assert isinstance(module, Residual)
        prefix = f"{path}." if path else ""
        around = () if module.shortcut is None else _parts(module.shortcut, f"{prefix}shortcut")
        yield ResidualPart(path, tuple(_parts(module.inner, f"{prefix}inner")), tuple(around))
    elif _is(module, _nn.Linear, _nn.Conv1d, _nn.Conv2d):
        yield _affine(module, path)
    elif _is(module, *_NORMS):
        yield _norm(module, path)
    elif not _is(module, *_TRANSPARENT):
        yield _other(module, path)


def _affine(module: Any, path: str) -> AffinePart:
    if torch.nn.parameter.is_lazy(module.weight):
        raise UnsupportedError(_refusal(module, path, "has no shape yet; run the network once on a batch"))
    weight, bias = current(module, "weight"), current(module, "bias")
    assert weight is not None
    weight, bias = weight.detach(), None if bias is None else bias.detach()
    for name, tensor in (("weight", weight), ("bias", bias)):
        if tensor is not None and not bool(torch.isfinite(tensor).all()):
            raise DataError(f"the {name} of {path or 'the network'!r} has entries that are not finite (network_parts)")
    if isinstance(module, _nn.Linear):
        return AffinePart(path, "linear", weight, bias)
    if module.padding_mode != "zeros":
        raise UnsupportedError(_refusal(module, path, f"pads with {module.padding_mode!r}; only zero padding is known"))
    kind = "conv1d" if isinstance(module, _nn.Conv1d) else "conv2d"
    return AffinePart(path, kind, weight, bias, module.stride, module.padding, module.dilation, module.groups)


def _norm(module: Any, path: str) -> AffinePart:
    """γ/√(v + ε) and β − γ μ/√(v + ε), computed in float64 and rounded once, as folding does."""
    mean, variance = module.running_mean, module.running_var
    if mean is None or variance is None:
        raise UnsupportedError(_refusal(module, path, "keeps no running statistics and depends on the batch"))
    scale = (variance.detach().double() + module.eps).rsqrt()
    if module.weight is not None:
        scale = scale * module.weight.detach().double()
    shift = -mean.detach().double() * scale
    if module.bias is not None:
        shift = shift + module.bias.detach().double()
    if not bool((torch.isfinite(scale) & torch.isfinite(shift)).all()):
        raise DataError(f"the numbers of {path or 'the network'!r} are not finite (network_parts)")
    return AffinePart(path, "scale", scale.to(mean.dtype)[:, None], shift.to(mean.dtype))


def _other(module: Any, path: str) -> Part:
    found = next((item for cls, item in _ACTIVATIONS.items() if _is(module, cls)), None)
    if found is not None:
        name, attributes = found
        return ActivationPart(path, name, {a: float(getattr(module, a)) for a in attributes})
    if _is(module, _nn.GELU):
        return ActivationPart(path, "gelu_tanh" if module.approximate == "tanh" else "gelu")
    if _is(module, _nn.Softplus):
        return ActivationPart(path, "softplus", {a: float(getattr(module, a)) for a in ("beta", "threshold")})
    if _is(module, _nn.Flatten):
        if module.start_dim < 1:
            raise UnsupportedError(_refusal(module, path, f"has start_dim={module.start_dim}; samples must stay apart"))
        return FlattenPart(path, int(module.start_dim), int(module.end_dim))
    if _is(module, *_POOLS):
        return _pool(module, path)
    if isinstance(module, (_nn.Conv3d, _nn.BatchNorm3d)):
        raise UnsupportedError(_refusal(module, path, "works in three dimensions; only one and two are known"))
    if next(module.children(), None) is not None:
        raise UnsupportedError(
            _refusal(
                module,
                path,
                "hides the order of computation; write it as a torch.nn.Sequential, with "
                "lqtheory.networks.Residual for shortcuts",
            )
        )
    raise UnsupportedError(
        _refusal(module, path, "has no global Lipschitz constant known here; replace it, or bound the parts beside it")
    )


def _pool(module: Any, path: str) -> PoolPart:
    axes = 1 if isinstance(module, (_nn.MaxPool1d, _nn.AvgPool1d, _nn.AdaptiveAvgPool1d)) else 2
    one = (1,) * axes
    if isinstance(module, (_nn.AdaptiveAvgPool1d, _nn.AdaptiveAvgPool2d)):
        if module.output_size not in (1, one):
            raise UnsupportedError(_refusal(module, path, f"has output_size={module.output_size}; only 1 is known"))
        return PoolPart(path, "global_average", one, one, (0,) * axes, one)
    if module.ceil_mode:
        raise UnsupportedError(_refusal(module, path, "has ceil_mode=True, windows over the edge; pad instead"))
    kernel, stride, padding = (_each(v, axes) for v in (module.kernel_size, module.stride, module.padding))
    if isinstance(module, (_nn.MaxPool1d, _nn.MaxPool2d)):
        return PoolPart(path, "max", kernel, stride, padding, _each(module.dilation, axes))
    if (any(padding) and not module.count_include_pad) or getattr(module, "divisor_override", None) is not None:
        raise UnsupportedError(_refusal(module, path, "divides by a number other than its window; use plain averages"))
    return PoolPart(path, "average", kernel, stride, padding, one)


def _each(value: Any, axes: int) -> tuple[int, ...]:
    return (int(value),) * axes if isinstance(value, int) else tuple(int(v) for v in value)


def _refusal(module: torch.nn.Module, path: str, reason: str) -> str:
    where = f"at {path!r}" if path else "itself"
    return f"the {type(module).__name__} {where} {reason} (network_parts)"
