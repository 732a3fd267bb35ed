"""Layers of a file that get other values, one at a time: entries drawn and re-weighed, or two factors."""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import torch

from lqtheory.compression.budgets import Goal, apportion
from lqtheory.compression.entrywise import DrawnEntries, told_of_entries
from lqtheory.compression.low_rank import Factored, factored, refuse_shared, stored_factors
from lqtheory.compression.report import LayerReport, report_of_changes
from lqtheory.compression.weights_file import WeightsFile
from lqtheory.compression.writing import Writer
from lqtheory.networks.views import LayerView

__all__ = ["StreamedEntries", "StreamedFactors"]


class StreamedEntries:
    """Entries of every layer drawn and re-weighed, see :mod:`lqtheory.compression.entrywise`.

    Parameters
    ----------
    file : WeightsFile
        The file, after its survey.
    method : str
        One of :data:`lqtheory.compression.entrywise.ENTRYWISE`.
    goal : Goal
        Number of entries stored on average.
    seed : int
        Root seed.
    q : float
        Exponent of the effective sparsity in the report.
    folder : pathlib.Path
        Where the new values of a layer wait until they are complete.
    """

    def __init__(self, file: WeightsFile, method: str, goal: Goal, seed: int, q: float, folder: Path) -> None:
        assert goal.kept is not None
        self._method, self._seed, self._q, self._folder = method, seed, q, folder
        self._requested = goal.kept
        self._parts = dict(zip(file.counts, apportion(goal.kept, list(file.counts.values())), strict=True))
        self._told: list[dict[str, Any]] = []
        self._waiting: tuple[IO[bytes], torch.Size, torch.dtype] | None = None
        self.renamed: dict[str, str] = {}

    def write(self, layer: LayerView, names: Sequence[str], writer: Writer) -> tuple[LayerReport, torch.Tensor]:
        """Draw the entries of a layer; they wait in a file until the layer is let go of.

        Parameters
        ----------
        layer : LayerView
            The layer.
        names : sequence of str
            Names to write it under.
        writer : Writer
            Takes the tensors.

        Returns
        -------
        tuple of LayerReport, torch.Tensor
            What it loses, and the mask as it is stored.
        """
        drawn = DrawnEntries(layer.matrix, self._method, self._parts[layer.name], self._seed, layer.name)
        self._told.append(drawn.told())
        mask = torch.zeros(layer.shape, dtype=torch.bool)
        matrix = mask.t() if layer.transposed else mask.reshape(layer.matrix.shape)
        waiting = tempfile.NamedTemporaryFile(dir=self._folder)  # finish closes it
        self._waiting = waiting, torch.Size(layer.shape), layer.matrix.dtype

        def changes() -> Iterator[tuple[slice, torch.Tensor, torch.Tensor]]:
            for rows, new, kept in drawn.blocks():
                matrix[rows] = kept
                after = new.to(layer.matrix.dtype)
                _put(waiting, layer, rows, after)
                yield rows, layer.matrix[rows], after

        report = report_of_changes(layer, changes(), self._q)
        waiting.flush()
        return dataclasses.replace(report, kept=int(mask.count_nonzero())), mask

    def finish(self, names: Sequence[str], writer: Writer) -> None:
        """Write the layer that waits.

        Parameters
        ----------
        names : sequence of str
            Names to write it under.
        writer : Writer
            Takes the tensors.
        """
        assert self._waiting is not None
        waiting, shape, dtype = self._waiting
        self._waiting = None
        with waiting:
            stored = torch.from_file(waiting.name, shared=False, size=shape.numel(), dtype=dtype)
            for name in names:
                writer.add(name, stored.reshape(shape))

    def told(self) -> dict[str, Any]:
        """What the report says of the draws."""
        return told_of_entries(self._told, self._requested, self._seed)


def _put(file: IO[bytes], layer: LayerView, rows: slice, block: torch.Tensor) -> None:
    """Write new rows of the matrix of a layer to their place in its stored tensor."""
    width = block.element_size()
    if not layer.transposed:
        file.write(_bytes(block))
        return
    outputs = layer.shape[1]
    for i, part in enumerate(block.t().contiguous()):
        os.pwrite(file.fileno(), _bytes(part), (i * outputs + rows.start) * width)


def _bytes(block: torch.Tensor) -> bytes:
    flat = block.detach().contiguous().reshape(-1)
    return bytes(flat.view(torch.uint8).numpy())


class StreamedFactors:
    """Every layer as two, see :func:`lqtheory.compression.low_rank.factorise`.

    Parameters
    ----------
    file : WeightsFile
        The file, after its survey.
    goal : Goal
        Number of entries of all factors together, or the relative error of each layer.
    q : float
        Exponent of the effective sparsity in the report.
    """

    def __init__(self, file: WeightsFile, goal: Goal, q: float) -> None:
        sizes = file.counts
        parts: list[int | None] = [None] * len(sizes)
        if goal.kept is not None:
            parts = list(apportion(goal.kept, list(sizes.values())))
        self._parts, self._goal, self._q = dict(zip(sizes, parts, strict=True)), goal, q
        self.renamed: dict[str, str] = {}

    def write(self, layer: LayerView, names: Sequence[str], writer: Writer) -> tuple[LayerReport, torch.Tensor]:
        """Factor a layer and write its factors, or the layer as it is if that takes no more.

        Parameters
        ----------
        layer, names, writer
            As for :meth:`StreamedEntries.write`.

        Returns
        -------
        tuple of LayerReport, torch.Tensor
            What it loses, and its mask, all true or all false.

        Raises
        ------
        UnsupportedError
            If it is shared and would be factored.
        """
        found: Factored = factored(layer, self._parts[layer.name], self._goal.tolerance, self._q)
        mask = torch.full(layer.shape, found.rank != 0)
        if not found.rank:
            stored = layer.matrix.t() if layer.transposed else layer.matrix.reshape(layer.shape)
            for name in names:
                writer.add(name, stored if found.rank is None else torch.zeros(layer.shape, dtype=layer.matrix.dtype))
            return found.report, mask
        refuse_shared(names)
        for name, tensor in stored_factors(layer, found).items():
            writer.add(name, tensor)
        prefix = layer.name.removesuffix("weight")
        self.renamed[f"{prefix}bias"] = f"{prefix}1.bias"
        return found.report, mask

    def finish(self, names: Sequence[str], writer: Writer) -> None:
        """Nothing waits: the layer has been written."""
