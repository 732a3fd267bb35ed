"""Files of weights whose tensors are mapped into memory when they are asked for, and let go of again."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import torch
from safetensors import SafetensorError, safe_open

from lqtheory.errors import DataError
from lqtheory.networks.views.weights import checked_tensors, read_torch, require_file

__all__ = ["Checkpoint"]


class Checkpoint(Mapping[str, torch.Tensor]):
    """The tensors of a file of weights by name, each mapped into memory when it is looked up.

    Parameters
    ----------
    path : path
        A safetensors file, or one that ``torch.save`` wrote from a state dict, as in
        :func:`lqtheory.networks.read_state_dict`.

    Raises
    ------
    DataError
        As :func:`lqtheory.networks.read_state_dict`.

    Notes
    -----
    A mapping of a file takes memory only where it was read. After :meth:`release` the file is mapped anew, so that a
    loop that calls it after each tensor, and keeps none, needs the memory of one. Files in the old format of
    ``torch.save`` (before torch 1.6) cannot be mapped and are read whole (``mapped`` says so). While tensors are in use
    the file must not be overwritten in place.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     torch.save({"fc.weight": torch.ones(2, 3)}, folder + "/net.pt")
    ...     checkpoint = Checkpoint(folder + "/net.pt")
    ...     list(checkpoint), checkpoint["fc.weight"].shape
    (['fc.weight'], torch.Size([2, 3]))
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = require_file(path, "Checkpoint")
        safe = self.path.suffix == ".safetensors"
        #: Whether the file is mapped, so that only what is looked at takes memory.
        self.mapped = safe or zipfile.is_zipfile(self.path)
        self._open: Callable[[], Any] = self._open_safetensors if safe else self._open_torch
        self._handle: Any = None
        opened = self._opened()
        self._names = dict.fromkeys(opened.keys())
        self.metadata: dict[str, str] = dict(opened.metadata() or {}) if safe else {}
        self._first: dict[str, str] = {} if safe else _first_of_each(opened)

    def __getitem__(self, name: str) -> torch.Tensor:
        if name not in self._names:
            raise KeyError(name)
        opened = self._opened()
        tensor: torch.Tensor = opened[name] if isinstance(opened, dict) else opened.get_tensor(name)
        return tensor

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def first_of(self, name: str) -> str:
        """Name of the first tensor that shares all its memory and its shape with this one, mostly itself."""
        return self._first.get(name, name)

    def release(self) -> None:
        """Let go of the mapping; tensors still in use keep theirs."""
        self._handle = None

    def _opened(self) -> Any:
        if self._handle is None:
            self._handle = self._open()
        return self._handle

    def _open_safetensors(self) -> Any:
        try:
            return safe_open(self.path, framework="pt")
        except (SafetensorError, OSError) as error:
            raise DataError(f"{self.path} is not a readable safetensors file ({error}); save it anew") from error

    def _open_torch(self) -> dict[str, torch.Tensor]:
        return checked_tensors(read_torch(self.path, mapped=self.mapped), self.path)


def _first_of_each(tensors: Mapping[str, torch.Tensor]) -> dict[str, str]:
    first: dict[tuple[Any, ...], str] = {}
    return {
        name: first.setdefault((tensor.data_ptr(), *tensor.shape), name) if tensor.numel() else name
        for name, tensor in tensors.items()
    }
