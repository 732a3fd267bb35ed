"""Compressed checkpoints: safetensors files in which sparse tensors take the place of their nonzero entries.

A tensor ``name`` is stored in the smallest of three forms:

* dense, as ``name``;
* ``name::values`` and ``name::bitmap``: the nonzero entries in row-major order, and one bit for every entry, 1 where it
  is nonzero, the first entry in the lowest bit of the first byte;
* ``name::values`` and ``name::gaps``: the nonzero entries, and bytes; each says how many zeros come before the next
  nonzero entry, where 255 stands for 255 zeros and no entry.

The metadata of the file hold ``format = "lqtheory.compression"``, ``version = "1"``, and under ``shapes`` the shapes of
the sparse tensors as JSON. Files without them are read as ordinary checkpoints.
"""

from __future__ import annotations

import copy
import json
import math
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

from lqtheory.compression.inputs import NORMALISATIONS, PRUNABLE
from lqtheory.compression.low_rank import factored_module, replaced
from lqtheory.compression.neurons import resized
from lqtheory.compression.records import Compressed
from lqtheory.compression.stored import linear_of
from lqtheory.compression.writing import FORMAT, LONGEST, VERSION, check_place, writing
from lqtheory.errors import DataError, InputTypeError
from lqtheory.networks.views import Checkpoint, fold_batch_norm, is_transposed_linear, read_state_dict

__all__ = ["load", "open_weights", "save"]


def save(path: str | os.PathLike[str], content: Compressed | torch.nn.Module | Mapping[str, torch.Tensor]) -> int:
    """Write a compressed checkpoint, complete or not at all.

    Parameters
    ----------
    path : path
        A name ending in ``.safetensors``.
    content : Compressed, torch.nn.Module or mapping of str to torch.Tensor
        A result, a network, or a state dict.

    Returns
    -------
    int
        Size of the file in bytes.

    Raises
    ------
    DataError
        If the name does not end in ``.safetensors``, or the folder does not exist.
    InputTypeError
        If ``content`` is none of these.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     size = save(folder + "/net.safetensors", {"fc.weight": torch.eye(100)})
    ...     size < 1000, bool((load(folder + "/net.safetensors")["fc.weight"] == torch.eye(100)).all())
    (True, True)
    """
    place = check_place(path, "compression.save")
    if isinstance(content, (Compressed, torch.nn.Module)):
        content = content.state_dict()
    if not isinstance(content, Mapping) or not all(isinstance(value, torch.Tensor) for value in content.values()):
        raise InputTypeError(
            f"content is a {type(content).__name__} (compression.save); give a network or a state dict"
        )
    with writing(place) as writer:  # the library's own writer makes files that only their owner reads
        for name, tensor in content.items():
            writer.add(name, tensor)
    return place.stat().st_size


def load(path: str | os.PathLike[str], network: torch.nn.Module | None = None) -> Any:
    """Read a compressed checkpoint, or an ordinary one.

    Parameters
    ----------
    path : path
        A file that :func:`save` wrote, or any that :func:`lqtheory.networks.read_state_dict` reads.
    network : torch.nn.Module, optional
        A network of the original architecture; it is not changed.

    Returns
    -------
    dict of str to torch.Tensor, or torch.nn.Module
        Dense tensors on the CPU; or, if a network is given, a copy of it with these weights, in evaluation mode, its
        batch normalisations folded if the checkpoint lacks some, layers that lost neurons made smaller, and layers that
        were factored made two.

    Raises
    ------
    DataError
        If the file is missing, damaged, or does not fit the network.

    Notes
    -----
    Weights only: nothing in the file is executed.
    """
    place = Path(path)
    tensors = dict(open_weights(place)) if place.suffix == ".safetensors" else read_state_dict(place)
    if network is None:
        return tensors
    fitted = copy.deepcopy(network).eval()
    norms = [name for name, module in fitted.named_modules() if isinstance(module, NORMALISATIONS)]
    if not all(f"{name}.running_mean" in tensors for name in norms):
        fitted = fold_batch_norm(fitted, partial=True)
    fitted = _factored(fitted, tensors)
    for name, module in fitted.named_modules():
        weight = tensors.get(f"{name}.weight" if name else "weight")
        if isinstance(module, PRUNABLE) and weight is not None and weight.ndim == module.weight.ndim:
            bias = tensors.get(f"{name}.bias" if name else "bias")
            like = module.weight
            resized(module, weight.to(like), None if bias is None else bias.to(like))
        elif is_transposed_linear(module) and weight is not None and weight.shape != module.weight.shape:
            turned: Any = module
            turned.weight = torch.nn.Parameter(weight.to(turned.weight))
            turned.bias = torch.nn.Parameter(tensors[f"{name}.bias" if name else "bias"].to(turned.weight))
            turned.nf = weight.shape[1]
    try:
        fitted.load_state_dict(tensors)
    except RuntimeError as error:
        reason = " ".join(str(error).split())[:200]
        raise DataError(f"{path} does not fit the network: {reason} (compression.load)") from error
    return fitted


def _factored(network: torch.nn.Module, tensors: Mapping[str, torch.Tensor]) -> torch.nn.Module:
    """A network with two layers in the place of each that the checkpoint holds as two factors."""
    for name, module in list(network.named_modules()):
        prefix = f"{name}." if name else ""
        right, left = tensors.get(f"{prefix}0.weight"), tensors.get(f"{prefix}1.weight")
        layer = isinstance(module, PRUNABLE) or is_transposed_linear(module)
        if layer and f"{prefix}weight" not in tensors and right is not None and left is not None:
            if left.numel() and right.numel() and left.shape[1] == len(right):
                like = module if isinstance(module, PRUNABLE) else linear_of(module)
                parts = factored_module(like, left.flatten(1), right.flatten(1))
                network = replaced(network, module, parts)
    return network


def _decoded(values: torch.Tensor, kind: str, coded: np.ndarray, shape: list[int]) -> torch.Tensor:
    n = math.prod(shape)
    if kind == "bitmap":
        places = np.flatnonzero(np.unpackbits(coded, count=n, bitorder="little"))
    else:
        entries = coded != LONGEST
        places = (np.cumsum(np.where(entries, coded.astype(np.int64) + 1, LONGEST)) - 1)[entries]
    if len(places) != values.numel() or (len(places) and places[-1] >= n):
        raise ValueError(f"{values.numel()} values for {len(places)} places")
    flat = torch.zeros(n, dtype=values.dtype)
    flat[torch.from_numpy(places)] = values
    return flat.reshape(shape)


def open_weights(path: str | os.PathLike[str]) -> Checkpoint:
    """The tensors of a compressed checkpoint, or of an ordinary one, by name, read when they are looked up.

    Parameters
    ----------
    path : path
        As in :func:`load`.

    Returns
    -------
    lqtheory.networks.Checkpoint
        A mapping; sparse tensors are dense in it.

    Raises
    ------
    DataError
        If the file is missing or damaged; of a damaged sparse tensor when it is looked up.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     size = save(folder + "/net.safetensors", {"fc.weight": torch.eye(100)})
    ...     {name: tuple(tensor.shape) for name, tensor in open_weights(folder + "/net.safetensors").items()}
    {'fc.weight': (100, 100)}
    """
    checkpoint = Checkpoint(path)
    if checkpoint.metadata.get("format") != FORMAT:
        return checkpoint
    version = checkpoint.metadata.get("version")
    if version != VERSION:
        raise DataError(
            f"{path} has version {version} of the format of compression, known is {VERSION}; read it with the version "
            "of lqtheory that wrote it"
        )
    return _Decoded(path)


class _Decoded(Checkpoint):
    """A compressed checkpoint whose sparse tensors are put together when they are looked up."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path)
        try:
            shapes = json.loads(self.metadata["shapes"])
            self._shapes = {name: [int(size) for size in shape] for name, shape in shapes.items()}
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise DataError(self._damaged(error)) from error
        stored = super().__iter__()
        self._dense = [name for name in stored if name.rpartition("::")[0] not in self._shapes]

    def __iter__(self) -> Iterator[str]:
        yield from self._dense
        yield from self._shapes

    def __len__(self) -> int:
        return len(self._dense) + len(self._shapes)

    def __getitem__(self, name: str) -> torch.Tensor:
        if name not in self._shapes:
            return super().__getitem__(name)
        stored = list(super().__iter__())
        try:
            (kind,) = (kind for kind in ("bitmap", "gaps") if f"{name}::{kind}" in stored)
            coded = super().__getitem__(f"{name}::{kind}").numpy()
            return _decoded(super().__getitem__(f"{name}::values"), kind, coded, self._shapes[name])
        except (KeyError, ValueError, TypeError, RuntimeError) as error:
            raise DataError(self._damaged(error)) from error

    def _damaged(self, error: Exception) -> str:
        reason = " ".join(str(error).split())[:160]
        return f"{self.path} is damaged: its sparse tensors cannot be put together ({reason}); write it anew"
