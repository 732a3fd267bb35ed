"""Files of safetensors written one tensor at a time, so that memory does not grow with the file.

Sparse tensors take the smallest of three forms, which :mod:`lqtheory.compression.files` describes.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np
import torch

from lqtheory.errors import DataError, InputTypeError
from lqtheory.tables import replacing

__all__ = ["FORMAT", "LONGEST", "VERSION", "Writer", "check_place", "writing"]

FORMAT, VERSION = "lqtheory.compression", "1"
#: A byte that stands for so many zeros and no entry.
LONGEST = 255
#: Entries handled at a time; a multiple of 8, so that bits of a bitmap fill whole bytes.
PIECE = 1 << 18
_KINDS = {
    torch.float64: "F64",
    torch.float32: "F32",
    torch.float16: "F16",
    torch.bfloat16: "BF16",
    torch.float8_e4m3fn: "F8_E4M3",
    torch.float8_e5m2: "F8_E5M2",
    torch.int64: "I64",
    torch.int32: "I32",
    torch.int16: "I16",
    torch.int8: "I8",
    torch.uint8: "U8",
    torch.bool: "BOOL",
}


class Writer:
    """Takes tensors one after another; what belongs to one width waits in a file of its own.

    The format wants the tensors one behind the other, and readers want each at a multiple of its width: wide tensors
    come first, bytes last.
    """

    def __init__(self, folder: Path, encode: bool, stack: ExitStack) -> None:
        self._folder, self._encode, self._stack = folder, encode, stack
        self._spools: dict[int, IO[bytes]] = {}
        self._entries: dict[int, list[tuple[str, str, list[int], int]]] = {}
        self.shapes: dict[str, list[int]] = {}

    def add(self, name: str, tensor: torch.Tensor, mask: torch.Tensor | None = None) -> None:
        """Write a tensor, without the entries that a mask of its shape leaves out.

        Parameters
        ----------
        name : str
            Its name.
        tensor : torch.Tensor
            The tensor, on any device.
        mask : torch.Tensor of bool, optional
            True where entries are kept.

        Raises
        ------
        InputTypeError
            If the format has no name for its dtype, or it is not dense.
        """
        if tensor.dtype not in _KINDS or tensor.layout is not torch.strided:
            raise InputTypeError(
                f"content holds {name} as {tensor.dtype}, {tensor.layout} (compression.save); expected a dense tensor "
                "of floats, integers or Booleans"
            )
        flat = tensor.detach().reshape(-1)
        kept = None if mask is None else mask.reshape(-1)
        form = _form(flat, kept) if self._encode and tensor.ndim >= 2 else None
        if form is None:
            self._write(name, list(tensor.shape), tensor.dtype, (_bytes(part) for _, part in _pieces(flat, kept)))
            return
        self.shapes[name] = list(tensor.shape)
        kind, count, length = form
        values = (_bytes(part[part.ne(0)]) for _, part in _pieces(flat, kept))
        self._write(f"{name}::values", [count], tensor.dtype, values)
        self._write(f"{name}::{kind}", [length], torch.uint8, _codes(flat, kept, kind))

    def _write(self, name: str, shape: list[int], dtype: torch.dtype, parts: Iterator[bytes]) -> None:
        width = dtype.itemsize
        if width not in self._spools:
            self._spools[width] = self._stack.enter_context(tempfile.TemporaryFile(dir=self._folder))
        size = sum(self._spools[width].write(part) for part in parts)
        self._entries.setdefault(width, []).append((name, _KINDS[dtype], shape, size))

    def finish(self, path: Path, metadata: Mapping[str, str]) -> None:
        """Put everything together.

        Parameters
        ----------
        path : pathlib.Path
            File to write.
        metadata : mapping of str to str
            What the header says.
        """
        header: dict[str, Any] = {"__metadata__": dict(metadata)}
        end = 0
        for width in sorted(self._spools, reverse=True):
            for name, kind, shape, size in self._entries[width]:
                header[name] = {"dtype": kind, "shape": shape, "data_offsets": [end, end + size]}
                end += size
        start = json.dumps(header).encode()
        start += b" " * (-len(start) % 8)
        with open(path, "wb") as stream:
            stream.write(len(start).to_bytes(8, "little") + start)
            for width in sorted(self._spools, reverse=True):
                self._spools[width].seek(0)
                shutil.copyfileobj(self._spools[width], stream, 1 << 20)


@contextmanager
def writing(path: Path, metadata: Mapping[str, str] | None = None) -> Iterator[Writer]:
    """Write a file of safetensors that appears complete or not at all.

    Parameters
    ----------
    path : pathlib.Path
        File to write, checked by :func:`check_place`.
    metadata : mapping of str to str, optional
        What the header says; without it the file is a compressed checkpoint, and sparse tensors are encoded.

    Yields
    ------
    Writer

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with writing(Path(folder, "net.safetensors")) as writer:
    ...         writer.add("fc.weight", torch.eye(100))
    ...     Path(folder, "net.safetensors").stat().st_size < 1000
    True
    """
    with replacing(path) as temporary, ExitStack() as stack:
        writer = Writer(path.absolute().parent, metadata is None, stack)
        yield writer
        own = {"format": FORMAT, "version": VERSION, "shapes": json.dumps(writer.shapes)}
        writer.finish(temporary, own if metadata is None else metadata)


def check_place(path: str | os.PathLike[str], where: str) -> Path:
    """The path, if a file of safetensors may be written there.

    Parameters
    ----------
    path : path
        What the caller gave.
    where : str
        Function that asks, for the error text.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    DataError
        If the name does not end in ``.safetensors``, or the folder does not exist.
    """
    place = Path(path)
    if place.suffix != ".safetensors":
        raise DataError(f"{place} does not end in .safetensors ({where}); name it {place.stem}.safetensors")
    if not place.absolute().parent.is_dir():
        raise DataError(f"there is no folder {place.parent} ({where}); create it first")
    return place


def _pieces(flat: torch.Tensor, mask: torch.Tensor | None) -> Iterator[tuple[int, torch.Tensor]]:
    """Where a piece begins, and its entries on the CPU, zero where the mask says so."""
    for start in range(0, flat.numel(), PIECE):
        part = flat[start : start + PIECE].cpu()
        yield start, part if mask is None else part * mask[start : start + PIECE].cpu()


def _bytes(part: torch.Tensor) -> bytes:
    array: np.ndarray = part.contiguous().view(torch.uint8).numpy()
    return array.tobytes()


def _form(flat: torch.Tensor, mask: torch.Tensor | None) -> tuple[str, int, int] | None:
    """The smallest form of a tensor, its number of nonzero entries and of code bytes; ``None`` if that is dense."""
    if not flat.is_floating_point() or flat.element_size() < 2:
        return None
    count, longer = 0, 0
    for zeros, _ in _zeros_before(flat, mask):
        count, longer = count + len(zeros), longer + int((zeros // LONGEST).sum())
    sizes = {"bitmap": math.ceil(flat.numel() / 8), "gaps": count + longer}
    best = min(sizes, key=lambda kind: sizes[kind])
    smaller = sizes[best] + count * flat.element_size() < flat.numel() * flat.element_size()
    return (best, count, sizes[best]) if smaller else None


def _zeros_before(flat: torch.Tensor, mask: torch.Tensor | None) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Number of zeros before each nonzero entry since the last one, and which entries of a piece are nonzero."""
    last = -1
    for start, part in _pieces(flat, mask):
        nonzero = part.ne(0).numpy()
        places = np.flatnonzero(nonzero) + start
        yield np.diff(places, prepend=last) - 1, nonzero
        last = int(places[-1]) if len(places) else last


def _codes(flat: torch.Tensor, mask: torch.Tensor | None, kind: str) -> Iterator[bytes]:
    for zeros, nonzero in _zeros_before(flat, mask):
        if kind == "bitmap":
            yield np.packbits(nonzero, bitorder="little").tobytes()
            continue
        skips = zeros // LONGEST
        coded = np.full(len(zeros) + int(skips.sum()), LONGEST, dtype=np.uint8)
        coded[np.cumsum(skips + 1) - 1] = zeros % LONGEST
        yield coded.tobytes()
