"""Masks of the layers of a file, some rows at a time: the same as those of the methods in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import numpy as np
import torch

from lqtheory.compression.adaptive import keep_absolute, keep_adaptively, keep_relative, kept_by_rules
from lqtheory.compression.adaptive import scores_for_budget as row_scores
from lqtheory.compression.allocation import inverse_norm, layer_counts
from lqtheory.compression.budgets import Goal, apportion
from lqtheory.compression.magnitude import keep_in_neurons
from lqtheory.compression.ordered import Ordered
from lqtheory.compression.report import LayerReport, layer_report
from lqtheory.compression.selection import largest_of_rows
from lqtheory.compression.shared_budgets import step_of
from lqtheory.compression.sharp_rule import always_first, norms_of, sharp_counts
from lqtheory.compression.thresholds import FEW, Largest, largest_of
from lqtheory.compression.weights_file import WeightsFile
from lqtheory.compression.writing import Writer
from lqtheory.networks.views import LayerView
from lqtheory.quantities.streamed import streamed_errors

__all__ = ["StreamedMasks"]

#: Of a long layer this share is sorted at a time.
_SHARE = 16


class StreamedMasks:
    """What a method keeps of every layer of a file.

    Parameters
    ----------
    file : WeightsFile
        The file, after its survey.
    method, rule : str
        Method, and rule of the adaptive one (a reconstruction).
    q : float
        Exponent of the adaptive rule.
    goal : Goal
        Budget or tolerance.
    """

    def __init__(self, file: WeightsFile, method: str, rule: str, q: float, goal: Goal) -> None:
        self._file, self._method, self._rule, self._q, self._goal = file, method, rule, q, goal
        self._largest: dict[str, Largest] = {}
        self._counts: dict[str, torch.Tensor] = {}
        self._factors: dict[str, float] = {}
        self.rule_counts: dict[str, int] = {}
        self.renamed: dict[str, str] = {}

    def prepare(self) -> None:
        """Find what needs all layers: thresholds, shares of a budget, factors of layers."""
        goal, sizes = self._goal, self._file.counts
        if self._method.startswith("allocation"):
            self._factors = {layer.name: inverse_norm(layer.matrix) for layer in self._file.layers()}
        if self._method == "allocation_layers":
            self._keep_in_layers(self._counts_of_layers())
        elif self._method == "magnitude_layer":
            if goal.kept is None:
                self._keep_in_layers([self._count([name]) for name in sizes])
            else:
                self._keep_in_layers(apportion(goal.kept, list(sizes.values())))
        elif self._method == "magnitude_neuron" and goal.kept is not None:
            columns = [columns for rows, columns in self._file.sizes.values() for _ in range(rows)]
            self._split(torch.tensor(apportion(goal.kept, columns)))
        elif self._method in ("magnitude", "allocation") or goal.kept is not None:
            if self._method == "adaptive" and self._rule == "sharp":
                assert goal.kept is not None
                blocks = (block for layer in self._file.layers() for _, block in self._file.blocks(layer))
                self._split(sharp_counts([norms_of(block, self._q) for block in blocks], goal.kept, self._q))
            count = goal.kept if goal.kept is not None else self._count(list(sizes))
            found = largest_of(lambda: self._scores(list(sizes)), count, self._file.n)
            self._largest = dict.fromkeys(sizes, found)

    def _keep_in_layers(self, counts: Iterable[int]) -> None:
        for (name, n), count in zip(self._file.counts.items(), counts, strict=True):
            self._largest[name] = largest_of(partial(self._magnitudes, name), count, n)

    def _split(self, counts: torch.Tensor) -> None:
        """Counts of all rows, layer by layer."""
        parts = counts.split([rows for rows, _ in self._file.sizes.values()])
        self._counts = dict(zip(self._file.sizes, parts, strict=True))

    def _counts_of_layers(self) -> list[int]:
        sizes = self._file.counts
        step = step_of(self._file.n)
        layers = [Ordered(partial(self._arrays, name), n, step, max(FEW, n // _SHARE)) for name, n in sizes.items()]
        return layer_counts(layers, list(self._factors.values()), self._goal)

    def _count(self, names: list[str]) -> int:
        """Least number of the largest values that meets the tolerance."""
        assert self._goal.tolerance is not None

        def pieces() -> Iterator[np.ndarray]:
            return (block.reshape(-1).numpy() for block in self._scores(names))

        return streamed_errors(pieces, (), [self._goal.tolerance]).kept[0]

    def _magnitudes(self, name: str) -> Iterator[torch.Tensor]:
        for layer in self._file.layers([name]):
            for _, block in self._file.blocks(layer):
                yield block.to(self._file.wide).abs()
                del block
            del layer

    def _arrays(self, name: str) -> Iterator[np.ndarray]:
        for block in self._magnitudes(name):
            yield block.contiguous().numpy()
            del block

    def _scores(self, names: list[str]) -> Iterator[torch.Tensor]:
        """The scores of some layers, of which the largest are kept."""
        for layer in self._file.layers(names):
            for rows, block in self._file.blocks(layer):
                yield self._score(block, rows, layer.name)
                del block
            del layer

    def _score(self, block: torch.Tensor, rows: slice, name: str) -> torch.Tensor:
        if self._method == "allocation":
            return (block.double() * self._factors[name]).abs()
        if self._method.startswith(("magnitude", "allocation")):
            return block.to(self._file.wide).abs()
        method = "relative" if self._method == "adaptive" and self._rule == "exact" else self._method
        scores = row_scores(block, method, self._q)
        chosen = self._counts.get(name)
        return scores if chosen is None else always_first(scores, largest_of_rows(block, chosen[rows]))

    def write(self, layer: LayerView, names: Sequence[str], writer: Writer) -> tuple[LayerReport, torch.Tensor]:
        """Find the mask of a layer and write what is kept; each layer once, in the order of the file.

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
            What it loses, and its mask in the shape in which the weight is stored.
        """
        mask = torch.zeros(layer.shape, dtype=torch.bool)
        matrix = mask.t() if layer.transposed else mask.reshape(layer.matrix.shape)
        for rows, block in self._file.blocks(layer):
            matrix[rows] = self._mask(block, rows, layer.name)
        report = layer_report(layer, matrix, self._q)
        stored = layer.matrix.t() if layer.transposed else layer.matrix.reshape(layer.shape)
        for name in names:
            writer.add(name, stored, mask)
        return report, mask

    def finish(self, names: Sequence[str], writer: Writer) -> None:
        """Nothing waits: the layer has been written."""

    def _mask(self, block: torch.Tensor, rows: slice, name: str) -> torch.Tensor:
        """Which weights of some rows are kept."""
        goal = self._goal
        if self._method in ("magnitude", "magnitude_layer", "allocation", "allocation_layers"):
            return self._largest[name].mask(self._score(block, rows, name))
        if goal.kept is not None:
            if self._method == "magnitude_neuron":
                return largest_of_rows(block, self._counts[name][rows])
            return largest_of_rows(block, self._largest[name].mask(self._score(block, rows, name)).sum(dim=1))
        if self._method == "magnitude_neuron":
            return keep_in_neurons([block], goal)[0]
        if self._method == "absolute":
            return keep_absolute([block], goal)[0]
        if self._method == "relative":
            return keep_relative([block], goal)[0]
        assert goal.tolerance is not None
        for rule, count in kept_by_rules([block], goal.tolerance, self._q).items():
            self.rule_counts[rule] = self.rule_counts.get(rule, 0) + count
        return keep_adaptively([block], goal, self._q, self._rule)[0]
