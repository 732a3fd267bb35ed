"""All bounds of the output error of a pruned network on a sample, in one call."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from lqtheory.compression.certificates.class_bounds import is_restriction
from lqtheory.compression.certificates.entries import Entrywise, Gated, GatedRows, Row, Signed
from lqtheory.compression.certificates.forward import Calculus, add, forward, walk
from lqtheory.compression.certificates.inference import inference_error
from lqtheory.compression.certificates.ladder import LADDER, Ladder, product_bound
from lqtheory.compression.certificates.masked import masked_copy
from lqtheory.compression.certificates.pairs import Pair, affine_pairs, pair_up
from lqtheory.compression.certificates.record import NetworkBounds
from lqtheory.compression.certificates.rounding import Enclosed, Rounding, plain_arithmetic
from lqtheory.errors import DataError, DomainError, InputTypeError, RegistryError, ShapeError
from lqtheory.networks.views import affine_parts, check_folding, fold_batch_norm, folded_parts
from lqtheory.networks.views.parts import Part

__all__ = ["BOUNDS", "network_bounds"]

_ENTRIES: dict[str, Callable[[Rounding], Calculus]] = {
    "row": Row,
    "entrywise": Entrywise,
    "gated": Gated,
    "gated_rows": GatedRows,
}
#: Names of all bounds.
BOUNDS = ("measured", "B0", *LADDER, "product", *_ENTRIES, "inference")


def network_bounds(
    original: torch.nn.Module,
    pruned: torch.nn.Module | Mapping[str, torch.Tensor],
    inputs: torch.Tensor,
    *,
    bounds: Collection[str] | None = None,
    q: float = 0.5,
    dtype: torch.dtype = torch.float64,
    batch_size: int = 1024,
    on_progress: Callable[[int, int], None] | None = None,
) -> NetworkBounds:
    r"""Upper bounds of the output error of a pruned network, rigorous against rounding, for each input of a sample.

    Euclidean: B0 = Σ_l ‖F_l(x) − F_{l−1}(x)‖ over hybrids, B1 = Σ_l Λ_l ‖E^l x̃^{l−1} + Δb^l‖, B2 to B5 with more and
    more of it replaced by norms, the mirror image of B1 and the product form. By entries: row norms, magnitudes
    (entrywise), and through the gates of the sample (gated, gated_rows).

    Parameters
    ----------
    original, pruned : torch.nn.Module
        Networks of the same architecture, made of what :func:`lqtheory.networks.views.network_parts` knows. Neither is
        changed; they are read as they compute in evaluation mode. Batch normalisations are folded into the layers
        before them, in copies, where that is possible; one network may be folded already. Masks by name of the weight,
        booleans of its shape, may stand for the pruned network: the original with all other entries of them zero.
    inputs : torch.Tensor or numpy.ndarray, shape (n, ...)
        The sample, floats, on the device of the networks.
    bounds : collection of str, optional
        Names out of ``BOUNDS``; all that apply by default.
    q : float
        Exponent of B5, in (0, 2].
    dtype : torch.dtype
        Arithmetic in which the certificate is computed, float64 or float32; widened where weights or inputs need it.
    batch_size : int
        How many inputs are taken at a time.
    on_progress : callable, optional
        Called with the number of inputs done and their total.

    Returns
    -------
    NetworkBounds
        Tensors on the device of the inputs, in ``dtype``; bounds that do not apply are named with the reason under
        ``missing``, and batch normalisations that were folded under ``folded``.

    Raises
    ------
    InputTypeError
        If the networks are not modules, a mask is not boolean, or the inputs are not a tensor of floats.
    DataError
        If the sample is empty, or weights or inputs are not finite.
    ShapeError
        If the architectures differ, or a mask has not the shape of its weight.
    DomainError
        If q or the batch size is out of range.
    RegistryError
        If a name is not a bound, or a mask not that of a weight.
    UnsupportedError
        If a module is not known; the text names it, its path and a remedy.

    Notes
    -----
    The bound of a sample says nothing about unseen inputs. B5 and its closed form need pruned weights that are the
    original ones with entries set to zero. The gated bound uses the activation patterns of both networks. Folding
    computes in float64 and rounds to the dtype of the weights: all statements are about the folded networks, as stored
    by :func:`lqtheory.networks.fold_batch_norm`.

    References
    ----------
    Dossier lq.net.chain, lq.net.product, lq.net.entrywise, lq.net.row, lq.net.residual, lq.net.conv.

    Examples
    --------
    >>> net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1)).double()
    >>> found = network_bounds(net, net, torch.ones(1, 2, dtype=torch.float64), bounds=["B1", "row"])
    >>> sorted(found.l2), float(found.l2["B1"]) < 1e-12
    (['B1'], True)
    """
    names = _checked_names(bounds)
    inputs = _checked_inputs(inputs)
    if not isinstance(batch_size, int) or isinstance(batch_size, bool) or batch_size < 1:
        raise DomainError(f"batch_size={batch_size!r} is not a positive integer (network_bounds)")
    if dtype not in (torch.float32, torch.float64):
        raise DomainError(f"dtype={dtype} is neither torch.float32 nor torch.float64 (network_bounds)")
    pruned = masked_copy(original, pruned) if isinstance(pruned, Mapping) else pruned
    (parts, folded), (pruned_parts, folded_too) = folded_parts(original), folded_parts(pruned)
    own = Rounding(_wide_enough(dtype, inputs, original, pruned))
    with plain_arithmetic():
        pairs = pair_up(parts, pruned_parts, own.dtype)
        names, missing = _applicable(names, parts, pairs, inputs, q, own)
        stored = torch.float64 if any(t.dtype == torch.float64 for t in _stored(parts)) else torch.float32
        batches = []
        for start in range(0, len(inputs), batch_size):
            batches.append(_of_batch(pairs, inputs[start : start + batch_size], names, q, own, stored))
            if on_progress is not None:
                on_progress(min(start + batch_size, len(inputs)), len(inputs))
    for model, changed in ((original, folded), (pruned, folded_too)):
        if changed:
            check_folding(model, fold_batch_norm(model, partial=True), inputs, "network_bounds")
    return replace(_joined(batches, missing, q), folded=tuple(dict.fromkeys((*folded, *folded_too))))


def _checked_names(bounds: Collection[str] | None) -> tuple[str, ...]:
    if bounds is None:
        return BOUNDS
    if isinstance(bounds, str):
        raise InputTypeError(f"bounds={bounds!r} is a string, not a collection of names (network_bounds)")
    unknown = [name for name in bounds if name not in BOUNDS]
    if unknown:
        raise RegistryError(f"there is no bound {unknown[0]!r} (network_bounds); there are {', '.join(BOUNDS)}")
    return tuple(name for name in BOUNDS if name in bounds)


def _checked_inputs(inputs: Any) -> torch.Tensor:
    if isinstance(inputs, np.ndarray) and np.issubdtype(inputs.dtype, np.floating):
        inputs = torch.from_numpy(np.ascontiguousarray(inputs))
    if not isinstance(inputs, torch.Tensor) or not inputs.is_floating_point():
        kind = inputs.dtype if isinstance(inputs, torch.Tensor) else type(inputs).__name__
        raise InputTypeError(f"the inputs are {kind}, not a tensor of floats (network_bounds)")
    if inputs.ndim < 2:
        raise ShapeError(f"the inputs have shape {tuple(inputs.shape)}, not (samples, ...) (network_bounds)")
    if inputs.numel() == 0:
        raise DataError("the sample is empty (network_bounds); give at least one input")
    if not bool(torch.isfinite(inputs).all()):
        raise DataError("the inputs have entries that are not finite (network_bounds)")
    return inputs.detach()


def _wide_enough(dtype: torch.dtype, inputs: torch.Tensor, *models: torch.nn.Module) -> torch.dtype:
    for tensor in (inputs, *(p for model in models for p in model.parameters())):
        dtype = torch.promote_types(dtype, tensor.dtype)
    return dtype


def _stored(parts: tuple[Part, ...]) -> list[torch.Tensor]:
    """The weights as the original network stores them."""
    return [part.weight for part in affine_parts(parts)]


def _applicable(
    names: tuple[str, ...],
    parts: tuple[Part, ...],
    pairs: tuple[Pair, ...],
    inputs: torch.Tensor,
    q: float,
    own: Rounding,
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Names without those that do not apply, and why."""
    missing: dict[str, str] = {}
    if isinstance(q, bool) or not isinstance(q, (int, float)) or not 0 < q <= 2:
        raise DomainError(f"q={q!r} is outside (0, 2] (network_bounds)")
    changed = [pair.part.path for pair in affine_pairs(pairs) if not is_restriction(pair)]
    for name in ("B5", "B5_closed"):
        if changed:
            missing[name] = f"kept weights were changed at {changed[0]!r}: the l_q bound needs entries set to zero only"
    if q == 2:
        missing["B5_closed"] = "Stechkin's closed form needs q < 2"
    half = [p.dtype for p in _stored(parts) if p.dtype not in (torch.float32, torch.float64)]
    if half:
        missing["inference"] = f"inference in {half[0]} is not modelled; exact arithmetic on the stored weights is"
    if any(part.kind == "scale" for part in affine_parts(parts)):
        missing["inference"] = "inference of a batch normalisation that could not be folded is not modelled"
    if product_bound(pairs, torch.zeros(1, dtype=own.dtype), own) is None:
        missing["product"] = "the product form needs zero biases, linear layers only, and activations with c <= 1"
    return tuple(n for n in names if n not in missing), {n: why for n, why in missing.items() if n in names}


_Batch = tuple[Enclosed, Enclosed, dict[str, torch.Tensor], dict[str, Any], dict[str, torch.Tensor]]


def _of_batch(
    pairs: tuple[Pair, ...], inputs: torch.Tensor, names: tuple[str, ...], q: float, own: Rounding, stored: torch.dtype
) -> _Batch:
    x = Enclosed(inputs.to(own.dtype), torch.zeros(len(inputs), dtype=own.dtype, device=inputs.device))
    ladder = Ladder(tuple(n for n in LADDER if n in names), float(q), own)
    calculi: list[Calculus] = [_ENTRIES[name](own) for name in names if name in _ENTRIES]
    if ladder.names:
        calculi.append(ladder)
    try:
        original, pruned, states = walk(pairs, x, x, calculi, [c.start(x) for c in calculi], own)
    except RuntimeError as error:  # torch's own complaint about shapes, or about devices
        where = f"inputs of shape {tuple(inputs.shape)} on {inputs.device}"
        raise ShapeError(f"the network does not take {where} (network_bounds): {str(error).splitlines()[0]}") from error
    original, pruned = (Enclosed(e.value.flatten(1), e.radius) for e in (original, pruned))
    l2: dict[str, torch.Tensor] = {}
    entries: dict[str, Any] = {}
    difference = add(pruned, Enclosed(-original.value, original.radius), own)
    if "measured" in names:
        l2["measured"] = difference.euclidean(own)
        rounded = difference.spread() + own.unit * difference.value.abs()
        entries["measured"] = (difference.value - 2 * rounded, difference.value + 2 * rounded)
    if "B0" in names:
        l2["B0"] = _telescoped(pairs, x, own)
    if ladder.names:
        l2 |= states[-1].errors
    if "product" in names:
        bound = product_bound(pairs, x.euclidean(own), own)
        assert bound is not None
        l2["product"] = bound
    for name, state in zip((n for n in names if n in _ENTRIES), states, strict=False):
        entries[name] = _interval(state, original.value, own)
    inference = {}
    if "inference" in names:
        target = Rounding(stored)
        for name, which in (("original", False), ("pruned", True)):
            inference[name] = inference_error(pairs, x, own, target, pruned=which).flatten(1)
    return original, pruned, l2, entries, inference


def _telescoped(pairs: tuple[Pair, ...], x: Enclosed, own: Rounding) -> torch.Tensor:
    """B0: the sum of the norms of all steps from one hybrid to the next."""
    total, before = torch.zeros_like(x.radius), forward(pairs, x, own, 0)
    count = sum(1 for _ in affine_pairs(pairs))
    for layer in range(1, count + 1):
        after = forward(pairs, x, own, layer)
        total = total + add(after, Enclosed(-before.value, before.radius), own).euclidean(own)
        before = after
    return own.up(total, count)


def _interval(state: Any, like: torch.Tensor, own: Rounding) -> tuple[torch.Tensor, torch.Tensor]:
    """Lower and upper bounds of every entry of the output error from the last state of a calculus."""
    if isinstance(state, Signed):
        center, radius = state.center.flatten(1), state.radius.flatten(1)
        outward = own.up(radius + 2 * own.unit * (center.abs() + radius), 4)
        return center - outward, center + outward
    bound = state[:, None].expand_as(like) if state.ndim == 1 else state.flatten(1)
    return -bound, bound


def _joined(batches: list[_Batch], missing: dict[str, str], q: float) -> NetworkBounds:
    original, pruned, l2, entries, inference = zip(*batches, strict=True)
    result = NetworkBounds(
        outputs=torch.cat([e.value for e in original]),
        pruned_outputs=torch.cat([e.value for e in pruned]),
        outputs_radius=torch.cat([e.radius for e in original]),
        pruned_outputs_radius=torch.cat([e.radius for e in pruned]),
        l2={name: torch.cat([b[name] for b in l2]) for name in l2[0]},
        entries={
            name: (torch.cat([b[name][0] for b in entries]), torch.cat([b[name][1] for b in entries]))
            for name in entries[0]
        },
        inference={name: torch.cat([b[name] for b in inference]) for name in inference[0]},
        missing=missing,
        q=float(q),
    )
    values = (*result.l2.values(), *(v for pair in result.entries.values() for v in pair))
    if any(bool(torch.isnan(v).any()) for v in values) or not math.isfinite(float(result.outputs_radius.max())):
        raise DataError("the outputs or bounds overflow (network_bounds); scale the inputs or use dtype=torch.float64")
    return result
