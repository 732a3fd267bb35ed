"""A run of Lanczos' method on disk, so that a killed process loses at most the step that it was in.

Two files: ``NAME.vectors``, whose row j (or j mod 3, if three vectors suffice) holds q_{j+1}, and ``NAME.json`` with α,
β, digests of the rows and what the run belongs to. A row is written first, then the JSON is replaced, so that the JSON
never names a row that is not there; a row that a failing disk damaged is noticed by its digest.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch

from lqtheory.errors import DataError
from lqtheory.tables import replacing

__all__ = ["Checkpoint"]

_SCHEMA = 1


@dataclass
class Checkpoint:
    """Where a run is kept.

    Parameters
    ----------
    path : path
        Without ending; missing folders are made.
    identity : dict
        What the run belongs to: operator, start, dtype, whether all vectors are kept. Compared when it is resumed.
    keeps_all : bool
        Whether all vectors are kept, or the last two, in turn in three places, so that both are there at any time.
    writes : bool
        False in all but one process of several.
    digests : list of int
        CRC-32 of the vectors so far.
    """

    path: Path
    identity: dict[str, Any]
    keeps_all: bool
    writes: bool = True
    digests: list[int] = field(default_factory=list)

    @property
    def record(self) -> Path:
        """The JSON file."""
        return self.path.with_name(self.path.name + ".json")

    @property
    def vectors(self) -> Path:
        """The file of vectors."""
        return self.path.with_name(self.path.name + ".vectors")

    def save(self, alpha: list[float], beta: list[float], invariant: bool, vector: torch.Tensor) -> None:
        """Keep a finished step: its coefficients, and the vector that the next step starts from."""
        content = vector.detach().cpu().contiguous().numpy()
        self.digests.append(zlib.crc32(content.view(np.uint8).data))
        if not self.writes:
            return
        self._write_row(len(self.digests) - 1, content)
        record = {"schema": _SCHEMA, **self.identity, "alpha": alpha, "beta": beta, "invariant": invariant}
        with replacing(self.record) as temporary:
            temporary.write_text(json.dumps({**record, "digests": self.digests}), encoding="utf-8")

    def start(self, vector: torch.Tensor) -> None:
        """Begin a run: its first vector, and no step yet."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.digests.clear()
        self.save([], [], False, vector)

    def _place(self, index: int) -> int:
        return index if self.keeps_all else index % 3

    def _write_row(self, index: int, content: np.ndarray) -> None:
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | (os.O_TRUNC if index == 0 else 0)
        descriptor = os.open(self.vectors, flags, 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.seek(self._place(index) * content.nbytes)
            file.write(content.tobytes())

    def resume(self, like: torch.Tensor) -> tuple[list[float], list[float], bool, Iterator[torch.Tensor]] | None:
        """The steps on disk: α, β, whether it is finished, and the vectors that are kept, oldest first, one by one.

        Parameters
        ----------
        like : torch.Tensor, shape (D,)
            A vector of the run, for dtype, device and length.

        Returns
        -------
        tuple or None
            None if there is no run.

        Raises
        ------
        DataError
            If the files are damaged or belong to another run.
        """
        if not self.record.exists():
            return None
        try:
            record = json.loads(self.record.read_text(encoding="utf-8"))
            alpha, beta, digests = (list(record[key]) for key in ("alpha", "beta", "digests"))
            invariant, identity = bool(record["invariant"]), {key: record[key] for key in self.identity}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataError(
                f"{self.record} is not a readable checkpoint ({error}); delete it to start again"
            ) from error
        wanted = self.identity
        other = [f"{key}={value!r}, not {wanted[key]!r}" for key, value in identity.items() if value != wanted[key]]
        if other:
            raise DataError(
                f"{self.record} belongs to another run: {'; '.join(other)} (lanczos); use another checkpoint"
            )
        if not len(alpha) == len(beta) == len(digests) - 1:
            raise DataError(f"{self.record} is damaged: lengths differ; delete it to start again")
        self.digests = digests
        first = 0 if self.keeps_all else max(0, len(digests) - 2)
        # A list of them would take as much memory again as the basis that they are copied to.
        rows = (self._read_row(index, digests[index], like) for index in range(first, len(digests)))
        return alpha, beta, invariant, rows

    def _read_row(self, index: int, digest: int, like: torch.Tensor) -> torch.Tensor:
        size = like.numel() * like.element_size()
        try:
            with self.vectors.open("rb") as file:
                file.seek(self._place(index) * size)
                content = bytearray(file.read(size))
        except OSError as error:
            raise DataError(f"{self.vectors} cannot be read ({error}); delete {self.record} to start again") from error
        if zlib.crc32(content) != digest:
            raise DataError(f"{self.vectors} is damaged in vector {index}; delete {self.record} to start again")
        return torch.frombuffer(content, dtype=like.dtype).to(like.device)
