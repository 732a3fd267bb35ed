"""Data in batches that are the same in every pass: slices of tensors, or batches of a loader."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch

from lqtheory.errors import DataError, DomainError, InputTypeError, ShapeError

__all__ = ["Batches", "Watched", "batches_of", "stamp"]

#: Parts of a tensor whose sums tell whether it was written to.
PARTS = 64
#: Bytes up to which a checksum is taken instead.
SHORT = 1 << 16
#: Types of entries that NumPy reads as they are.
_OF_NUMPY = (torch.float64, torch.float32, torch.int64)


def stamp(tensor: torch.Tensor) -> tuple[int, ...]:
    """What changes when a tensor is written to, by torch, by NumPy in the same memory, or through ``.data``.

    Parameters
    ----------
    tensor : torch.Tensor
        Any.

    Returns
    -------
    tuple of int
        Its version, which NumPy and ``.data`` leave as it is, and sums of its bytes as integers over 64 parts (or a
        checksum if it is short), which costs one reading of it.

    Examples
    --------
    >>> array = np.ones(3)
    >>> tensor = torch.from_numpy(array)
    >>> before = stamp(tensor)
    >>> array *= 2
    >>> stamp(tensor) == before
    False
    """
    if not tensor.numel():
        return (tensor._version,)
    if tensor.nbytes <= SHORT and tensor.device.type == "cpu":  # a single call costs less than sums of parts
        held = tensor.detach()
        if held.dtype in _OF_NUMPY and held.is_contiguous():  # without views in between: they cost as much again
            return tensor._version, zlib.adler32(held.numpy().data)
        return tensor._version, zlib.adler32(held.contiguous().reshape(-1).view(torch.uint8).numpy().data)
    plain = tensor.detach().contiguous().reshape(-1).view(torch.uint8)
    whole = plain.numel() // (8 * PARTS) * (8 * PARTS)
    sums = [plain[whole:].sum(dtype=torch.int64)[None]] if whole < plain.numel() else []
    if whole:
        words = plain[:whole]
        words = words.clone() if words.data_ptr() % 8 else words
        sums.append(words.view(torch.int64).view(PARTS, -1).sum(1))
    return (tensor._version, *torch.cat(sums).tolist())


class Watched:
    """A tensor that is asked at every product whether it was written to; what that takes is made once.

    Parameters
    ----------
    tensor : torch.Tensor
        Any.

    Examples
    --------
    >>> array = np.ones(3)
    >>> watched = Watched(torch.from_numpy(array))
    >>> array *= 2
    >>> watched.is_unchanged()
    False
    """

    def __init__(self, tensor: torch.Tensor) -> None:
        self.tensor, self.first, self.place = tensor, stamp(tensor), tensor.data_ptr()
        held = tensor.detach()
        short = held.nbytes <= SHORT and held.device.type == "cpu"
        # The same memory, without the views in between, which cost more than reading it.
        self.memory: Any = None
        self.words: torch.Tensor | None = None
        if not held.numel() or not held.is_contiguous():
            return
        if short and held.dtype in _OF_NUMPY:
            self.memory = held.numpy().data
        elif not short and self.place % 8 == 0:
            plain, whole = held.reshape(-1).view(torch.uint8), held.nbytes // (8 * PARTS) * (8 * PARTS)
            self.words, self.rest = plain[:whole].view(torch.int64).view(PARTS, -1), plain[whole:]
            self.sums, self.ending = self.words.sum(1), self.rest.clone()

    def is_unchanged(self, now: torch.Tensor | None = None) -> bool:
        """Whether the tensor, or what stands in its place now, is in the same memory with the same entries.

        Parameters
        ----------
        now : torch.Tensor, optional
            By default the tensor itself.

        Returns
        -------
        bool
        """
        now = self.tensor if now is None else now
        if now.data_ptr() != self.place or now._version != self.first[0]:
            return False
        if self.memory is not None:
            return zlib.adler32(self.memory) == self.first[1]
        if self.words is not None:
            return torch.equal(self.words.sum(1), self.sums) and torch.equal(self.rest, self.ending)
        return stamp(now) == self.first

    def __reduce__(self) -> tuple[Any, ...]:
        return Watched, (self.tensor,)


@dataclass(frozen=True, eq=False)
class Batches:
    """A data set that can be read again and again, in micro-batches of at most ``size`` examples.

    Parameters
    ----------
    source : pair of tensors, or iterable of batches
        Inputs and targets of equal length, or batches ``(inputs, targets)``.
    size : int or None
        Largest number of examples of a micro-batch; None keeps a pair in one piece and batches as they are.
    wholes : tuple of int
        Numbers of examples of the batches of the source, from the first pass.
    cuttable : bool
        Whether inputs and targets are tensors, so that batches can be cut.
    digests : tuple of int
        CRC-32 of each batch as it came from the source.
    watched : tuple of Watched
        The two tensors of a pair.

    Examples
    --------
    >>> batches = batches_of((torch.zeros(5, 3), torch.zeros(5)), size=2)
    >>> batches.lengths, batches.examples
    ((2, 2, 1), 5)
    """

    source: Any
    size: int | None
    wholes: tuple[int, ...]
    cuttable: bool
    digests: tuple[int, ...]
    watched: tuple[Watched, ...] = ()

    @property
    def lengths(self) -> tuple[int, ...]:
        """Numbers of examples of the micro-batches."""
        size = self.size if self.cuttable else None
        return tuple(n for whole in self.wholes for n in _cut(whole, size))

    @property
    def examples(self) -> int:
        """Number of examples N."""
        return sum(self.wholes)

    @property
    def fingerprint(self) -> str:
        """Digest of the data."""
        return f"{zlib.crc32(np.asarray(self.digests).tobytes()):08x} of {self.examples}"

    @property
    def is_pair(self) -> bool:
        """Whether the data are two tensors in memory."""
        return _is_pair(self.source)

    def resized(self, size: int) -> Batches:
        """The same data in micro-batches of at most ``size`` examples."""
        return replace(self, size=size)

    def read(self, wanted: range | None = None) -> Iterator[tuple[int, Any, Any]]:
        """Micro-batches ``(index, inputs, targets)``; those that are not wanted are passed over.

        Parameters
        ----------
        wanted : range, optional
            Indices of micro-batches; by default all.

        Yields
        ------
        (int, tensor, tensor)

        Raises
        ------
        DataError
            If the data are not those of the first pass.
        """
        index = 0
        for batch, (inputs, targets) in enumerate(_batches(self.source)):
            if self.is_pair:
                self.unchanged()
            elif batch >= len(self.digests) or _digest(inputs, targets) != self.digests[batch]:
                raise DataError(
                    f"the data changed between passes: batch {batch} differs (curvature); use no shuffling and no "
                    "random augmentation, or keep one pass in a list"
                )
            for part in _parts(inputs, targets, self.size if self.cuttable else None):
                if wanted is None or index in wanted:
                    yield index, *part
                index += 1
        if index != len(self.lengths):
            raise DataError(
                f"the data changed between passes: {index} micro-batches, not {len(self.lengths)} (curvature)"
            )

    def unchanged(self) -> None:
        """Refuse a pair of tensors that was written to; what a loader holds is seen when it is read."""
        if not all(part.is_unchanged() for part in self.watched):
            raise DataError("the data changed between passes: a tensor was written to (curvature); give a copy")


def batches_of(data: Any, size: int | None = None) -> Batches:
    """Check a data set and describe its batches.

    Parameters
    ----------
    data : pair of arrays or tensors, or iterable of batches
        ``(inputs, targets)`` with equally many rows; or a list or loader of such batches, whose inputs may then be
        anything that the network takes. Arrays become tensors.
    size : int, optional
        Largest number of examples of a micro-batch; batches whose inputs are no tensor are never cut.

    Returns
    -------
    Batches

    Raises
    ------
    InputTypeError
        If it is neither, or can be read only once.
    ShapeError
        If inputs and targets differ in length.
    DomainError
        If ``size`` is below 1.
    DataError
        If there is no example, or a loader gives other data in a second pass.

    Notes
    -----
    A loader is read twice here, to see that it gives the same data.

    Examples
    --------
    >>> batches_of([(torch.zeros(2, 3), torch.zeros(2)), (torch.zeros(1, 3), torch.zeros(1))]).lengths
    (2, 1)
    """
    if size is not None and (isinstance(size, bool) or not isinstance(size, int) or size < 1):
        raise DomainError(f"batch_size={size!r} is not a count of at least 1 (curvature)")
    if _is_pair(data):
        data = tuple(torch.from_numpy(part) if isinstance(part, np.ndarray) else part for part in data)
    elif isinstance(data, Iterator) or not hasattr(data, "__iter__") or isinstance(data, (torch.Tensor, np.ndarray)):
        raise InputTypeError(
            f"data is a {type(data).__name__} (curvature); give (inputs, targets), or a list or loader of such batches"
        )
    wholes, digests, cuttable = [], [], True
    for inputs, targets in _batches(data):
        digests.append(_digest(inputs, targets))
        wholes.append(_length(inputs, targets))
        cuttable = cuttable and isinstance(inputs, torch.Tensor) and isinstance(targets, torch.Tensor)
    if not sum(wholes):
        raise DataError("the data set is empty (curvature); give at least one example")
    watched = tuple(Watched(part) for part in data) if _is_pair(data) else ()
    made = Batches(data, size, tuple(wholes), cuttable, tuple(digests), watched)
    if not made.is_pair:
        for _ in made.read():
            pass
    return made


def _is_pair(data: Any) -> bool:
    arrays = (torch.Tensor, np.ndarray)
    return isinstance(data, (tuple, list)) and len(data) == 2 and all(isinstance(part, arrays) for part in data)


def _batches(source: Any) -> Iterator[tuple[Any, Any]]:
    for batch in [source] if _is_pair(source) else source:
        if not isinstance(batch, (tuple, list)) or len(batch) != 2:
            raise InputTypeError(f"a batch is a {type(batch).__name__} (curvature); give pairs (inputs, targets)")
        yield batch[0], batch[1]


def _length(inputs: Any, targets: Any) -> int:
    counted = targets if isinstance(targets, torch.Tensor) else inputs
    if not isinstance(counted, torch.Tensor) or counted.ndim == 0:
        raise InputTypeError(
            f"targets are a {type(targets).__name__} (curvature); give a tensor whose rows are the examples"
        )
    if isinstance(inputs, torch.Tensor) and len(inputs) != len(counted):
        raise ShapeError(f"{len(inputs)} inputs have {len(counted)} targets (curvature); give one for each")
    return len(counted)


def _cut(length: int, size: int | None) -> list[int]:
    if size is None or length <= size:
        return [length] if length else []
    return [min(size, length - first) for first in range(0, length, size)]


def _parts(inputs: Any, targets: Any, size: int | None) -> Iterator[tuple[Any, Any]]:
    lengths = _cut(_length(inputs, targets), size)
    if len(lengths) < 2:
        yield from [(inputs, targets)] * len(lengths)
        return
    yield from zip(inputs.split(lengths), targets.split(lengths), strict=True)


def _digest(*parts: Any) -> int:
    """CRC-32 of tensors, however they are nested."""
    value = 0
    for part in parts:
        if isinstance(part, torch.Tensor):
            plain = part.detach().cpu().contiguous()
            value = zlib.crc32(plain.view(-1).view(torch.uint8).numpy().data, value) if plain.numel() else value
        elif isinstance(part, dict):
            value = zlib.crc32(repr((value, [(key, _digest(item)) for key, item in part.items()])).encode())
        elif isinstance(part, (tuple, list)):
            value = zlib.crc32(repr((value, [_digest(item) for item in part])).encode())
        else:
            value = zlib.crc32(repr(part).encode(), value)
    return value
