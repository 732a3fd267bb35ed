"""Compression of files larger than memory: one tensor at a time, some rows of it at a time."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import torch

from lqtheory.compression.adaptive import (
    RULES,
    check_negligible,
    keep_absolute,
    keep_adaptively,
    keep_relative,
    kept_by_rules,
    negligible_rows,
)
from lqtheory.compression.adaptive import scores_for_budget as row_scores
from lqtheory.compression.budgets import Goal, apportion, goal_of
from lqtheory.compression.inputs import check_kind, check_numbers, chosen_names
from lqtheory.compression.magnitude import keep_in_neurons
from lqtheory.compression.methods import METHODS
from lqtheory.compression.pruning import MASKS
from lqtheory.compression.report import LayerReport, Report, layer_report, row_blocks
from lqtheory.compression.selection import largest_of_rows
from lqtheory.compression.thresholds import Largest, largest_of
from lqtheory.compression.writing import Writer, check_place, writing
from lqtheory.errors import DataError, DomainError, UnsupportedError
from lqtheory.networks.views import Checkpoint, LayerView, Skipped, iter_views, no_layers
from lqtheory.quantities.arrays import check_real
from lqtheory.quantities.streamed import streamed_errors

__all__ = ["STREAMED", "compress_file", "streams"]

#: Methods that look at some rows at a time. Allocations compare all layers, and the sharp rule with a budget all rows.
STREAMED = ("magnitude", "magnitude_layer", "magnitude_neuron", "adaptive", "relative", "absolute")
Progress = Callable[[int, int], None]


def streams(method: str, rule: str | None = None, weighting: str | None = None, *, budget: bool = True) -> bool:
    """Whether :func:`compress_file` does what a method does.

    Parameters
    ----------
    method, rule, weighting : str, optional
        As in :func:`lqtheory.compression.compress`.
    budget : bool
        Whether a number of weights is given, not a tolerance.

    Returns
    -------
    bool

    Examples
    --------
    >>> streams("adaptive", "sharp"), streams("adaptive", "sharp", budget=False), streams("svd")
    (False, True, False)
    """
    return method in STREAMED and weighting in (None, "magnitude") and not (rule == "sharp" and budget)


def compress_file(
    weights: Checkpoint,
    output: str | os.PathLike[str],
    method: str,
    *,
    density: float | None = None,
    kept: int | None = None,
    parameters: int | None = None,
    tolerance: float | None = None,
    q: float = 0.5,
    rule: str | None = None,
    negligible: float = 0.0,
    layers: str | Sequence[str] | None = None,
    masks: str | os.PathLike[str] | None = None,
    on_progress: Progress | None = None,
) -> Report:
    """Compress a file of weights in the memory of its largest tensor, whatever its size.

    Parameters
    ----------
    weights : Checkpoint
        The file, as :func:`lqtheory.compression.open_weights` opens it.
    output : path
        Compressed checkpoint to write, complete or not at all; another file.
    method : str
        One of :data:`STREAMED`.
    density, kept, parameters, tolerance, q, rule, negligible, layers
        As in :func:`lqtheory.compression.compress`.
    masks : path, optional
        File for Boolean masks.
    on_progress : callable, optional
        Called with ``(done, total)`` layers, each read twice.

    Returns
    -------
    Report
        That of :func:`lqtheory.compression.compress`, with the same masks.

    Raises
    ------
    UnsupportedError
        If the method, or the rule with a budget, needs all weights at once; or a tensor cannot be computed with.
    DataError, DomainError, RegistryError
        As :func:`lqtheory.compression.compress`.

    Notes
    -----
    Reads the file once to check it, two to five times to find a threshold for a budget (digits of 16 bits of the
    scores are counted), and once to write. Memory: the largest tensor, a Boolean mask of it, and blocks of some
    rows. Until the output is complete as much room again is taken on the disk.

    References
    ----------
    Dossier lq.alloc.rule, lq.alloc.exact.

    Examples
    --------
    >>> import tempfile
    >>> from lqtheory.compression import load, open_weights, save
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     size = save(folder + "/net.safetensors", {"fc.weight": torch.tensor([[3.0, -4.0], [1.0, 2.0]])})
    ...     weights = open_weights(folder + "/net.safetensors")
    ...     report = compress_file(weights, folder + "/small.safetensors", "magnitude", kept=2)
    ...     report.kept, load(folder + "/small.safetensors")["fc.weight"].tolist()
    (2, [[3.0, -4.0], [0.0, 0.0]])
    """
    rule = rule if rule is not None else "exact" if tolerance is not None else "stechkin"
    if not streams(method, rule, budget=tolerance is None):
        raise UnsupportedError(
            f"{method} with rule={rule} needs all weights at once (compress_file); expected one of "
            f"{', '.join(STREAMED)}, or use compress"
        )
    q = check_real(q, "q", "compression", 0.0, 2.0, "neither")
    if rule not in RULES:
        raise DomainError(f"rule={rule!r} is not one of {', '.join(RULES)} (compression)")
    share = check_negligible(negligible, method)
    place = check_place(output, "compress_file")
    job = _Job(weights, method, q, rule, share, on_progress)
    job.survey(layers)
    largest = math.inf if METHODS[method].absolute else 1.0
    job.goal = goal_of(
        job.n, job.entries - job.n, density=density, kept=kept, parameters=parameters, tolerance=tolerance,
        largest_tolerance=largest,
    )  # fmt: skip
    job.prepare()
    with ExitStack() as stack:
        writer = stack.enter_context(writing(place))
        beside = None
        if masks is not None:
            beside = stack.enter_context(writing(check_place(masks, "compress_file"), MASKS))
        found = job.write(writer, beside)
    given = {"density": density, "kept": kept, "parameters": parameters, "tolerance": tolerance}
    settings: dict[str, Any] = {**{name: value for name, value in given.items() if value is not None}, "q": q}
    settings |= {"rule": rule} if method == "adaptive" else {}
    settings |= {"negligible": share} if share else {}
    counts = job.rule_counts if method == "adaptive" and tolerance is not None else None
    return Report(method, settings, tuple(found), tuple(job.skipped), job.entries - job.n, rule_counts=counts)


@dataclass
class _Job:
    """What is known of a file while it is compressed."""

    weights: Checkpoint
    method: str
    q: float
    rule: str
    share: float
    on_progress: Progress | None
    goal: Goal = field(default_factory=Goal)
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    entries: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    negligible: dict[str, torch.Tensor] = field(default_factory=dict)
    largest: dict[str, Largest] = field(default_factory=dict)
    counts: dict[str, torch.Tensor] = field(default_factory=dict)
    rule_counts: dict[str, int] = field(default_factory=dict)
    wide: torch.dtype = torch.float32
    done: int = 0

    @property
    def n(self) -> int:
        """Number of prunable weights."""
        return sum(rows * columns for rows, columns in self.sizes.values())

    def survey(self, patterns: str | Sequence[str] | None) -> None:
        """Read everything once: what layers there are, that they are sound, and which neurons count as zero."""
        others: list[Skipped] = []
        seen: dict[str, tuple[int, int]] = {}
        dtypes: dict[str, torch.dtype] = {}
        for item in iter_views(self.weights):
            if isinstance(item, Skipped):
                others.append(item)
                continue
            seen[item.name] = (item.matrix.shape[0], item.matrix.shape[1])
            dtypes[item.name] = item.matrix.dtype
            self.negligible[item.name] = self._negligible(item)
        if not seen:
            raise DataError(no_layers(others, "compress_file"))
        chosen = chosen_names({name: name.rpartition(".")[0] for name in seen}, patterns)
        self.sizes = {name: seen[name] for name in chosen}
        self.wide = torch.float64 if any(dtypes[name] == torch.float64 for name in chosen) else torch.float32
        left = [(name, "is not among the layers to compress") for name in seen if name not in self.sizes]
        self.skipped = [*left, *((item.name, item.reason) for item in others)]
        for name in self.weights:
            self._check(name, self.weights[name], name in seen)
            self.weights.release()

    def _check(self, name: str, tensor: torch.Tensor, layer: bool) -> None:
        if name.endswith("weight_orig"):
            raise UnsupportedError(
                f"{name} is a weight with a mask of its own (compression); call torch.nn.utils.prune.remove before "
                "saving the state dict"
            )
        if not tensor.is_floating_point():
            return
        first = self.weights.first_of(name)
        self.entries += tensor.numel() if first == name else 0
        if layer:
            return
        check_kind(name, tensor)
        check_numbers(name, tensor)

    def _negligible(self, layer: LayerView) -> torch.Tensor:
        """Rows that the caller wants to count as zero, see :func:`lqtheory.compression.adaptive.negligible_rows`."""
        check_kind(layer.name, layer.matrix)
        norms = torch.zeros(len(layer.matrix), dtype=torch.float64)
        for rows, block in row_blocks(layer.matrix):
            if not torch.isfinite(block).all():
                raise DomainError(
                    f"{layer.name} holds NaN or infinity (compression); repair or retrain the network first"
                )
            norms[rows] = block.double().norm(dim=1)
        self._tell()
        return negligible_rows(norms, self.share)

    def layers(self) -> Iterator[LayerView]:
        """The layers to compress, one at a time; whoever asks for the next has to let go of the last one first."""
        for item in iter_views(self.weights):
            if isinstance(item, LayerView) and item.name in self.sizes:
                yield item
            del item

    def blocks(self, layer: LayerView) -> Iterator[tuple[slice, torch.Tensor]]:
        """Some rows at a time, those that count as zero put to zero."""
        for rows, block in row_blocks(layer.matrix):
            negligible = self.negligible[layer.name][rows]
            yield rows, block * ~negligible[:, None] if bool(negligible.any()) else block

    def prepare(self) -> None:
        """Find the thresholds of a budget, and of a tolerance of whole layers or the whole network."""
        sizes = {name: rows * columns for name, (rows, columns) in self.sizes.items()}
        goal = self.goal
        if self.method == "magnitude_layer":
            shares = apportion(goal.kept, list(sizes.values())) if goal.kept is not None else []
            for i, (name, n) in enumerate(sizes.items()):
                count = shares[i] if shares else self._count({name})
                self.largest[name] = largest_of(partial(self._scores, {name}), count, n)
        elif self.method == "magnitude_neuron" and goal.kept is not None:
            columns = [columns for rows, columns in self.sizes.values() for _ in range(rows)]
            parts = torch.tensor(apportion(goal.kept, columns)).split([rows for rows, _ in self.sizes.values()])
            self.counts = dict(zip(self.sizes, parts, strict=True))
        elif self.method == "magnitude" or goal.kept is not None:
            count = goal.kept if goal.kept is not None else self._count(set(sizes))
            found = largest_of(lambda: self._scores(set(sizes)), count, self.n)
            self.largest = dict.fromkeys(sizes, found)

    def _count(self, names: set[str]) -> int:
        """Least number of the largest weights that meets the tolerance."""
        assert self.goal.tolerance is not None

        def pieces() -> Iterator[np.ndarray]:
            for layer in self.layers():
                for _, block in row_blocks(layer.matrix) if layer.name in names else ():
                    yield block.to(self.wide).reshape(-1).numpy()
                    del block
                del layer

        return streamed_errors(pieces, (), [self.goal.tolerance]).kept[0]

    def _scores(self, names: set[str]) -> Iterator[torch.Tensor]:
        """The scores of some layers, of which the largest are kept."""
        for layer in self.layers():
            for _, block in self.blocks(layer) if layer.name in names else ():
                yield self._score(block)
                del block
            del layer

    def _score(self, block: torch.Tensor) -> torch.Tensor:
        if self.method.startswith("magnitude"):
            return block.to(self.wide).abs()
        method = "relative" if self.method == "adaptive" and self.rule == "exact" else self.method
        return row_scores(block, method, self.q)

    def _mask(self, block: torch.Tensor, rows: slice, name: str) -> torch.Tensor:
        """Which weights of some rows are kept."""
        if self.method in ("magnitude", "magnitude_layer"):
            return self.largest[name].mask(self._score(block))
        if self.goal.kept is not None:
            if self.method == "magnitude_neuron":
                return largest_of_rows(block, self.counts[name][rows])
            return largest_of_rows(block, self.largest[name].mask(self._score(block)).sum(dim=1))
        if self.method == "magnitude_neuron":
            return keep_in_neurons([block], self.goal)[0]
        if self.method == "absolute":
            return keep_absolute([block], self.goal)[0]
        if self.method == "relative":
            return keep_relative([block], self.goal)[0]
        assert self.goal.tolerance is not None
        for rule, count in kept_by_rules([block], self.goal.tolerance, self.q).items():
            self.rule_counts[rule] = self.rule_counts.get(rule, 0) + count
        return keep_adaptively([block], self.goal, self.q, self.rule)[0]

    def write(self, writer: Writer, beside: Writer | None) -> list[LayerReport]:
        """Write every tensor, and what the layers lose."""
        reports, written = [], set()
        aliases = _aliases(self.weights)
        for layer in self.layers():
            mask = torch.zeros(layer.shape, dtype=torch.bool)
            matrix = mask.t() if layer.transposed else mask.reshape(layer.matrix.shape)
            for rows, block in self.blocks(layer):
                matrix[rows] = self._mask(block, rows, layer.name)
            reports.append(layer_report(layer, matrix, self.q))
            stored = layer.matrix.t() if layer.transposed else layer.matrix.reshape(layer.shape)
            for name in aliases[layer.name]:
                writer.add(name, stored, mask)
                written.add(name)
            if beside is not None:
                beside.add(layer.name, mask)
            del layer, stored, block  # the file is mapped anew for the next one
            self._tell()
        for name in self.weights:
            if name not in written:
                writer.add(name, self.weights[name])
            self.weights.release()
        return reports

    def _tell(self) -> None:
        self.done += 1
        if self.on_progress is not None:
            self.on_progress(self.done, max(self.done, 2 * len(self.sizes)))


def _aliases(weights: Checkpoint) -> Mapping[str, list[str]]:
    """All names of each tensor, by the first of them."""
    found: dict[str, list[str]] = {}
    for name in weights:
        found.setdefault(weights.first_of(name), []).append(name)
    return found
