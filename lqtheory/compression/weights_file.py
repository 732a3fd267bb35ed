"""A file of weights whose layers are gone through one at a time, as often as a method needs."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import torch

from lqtheory.compression.adaptive import negligible_rows
from lqtheory.compression.inputs import check_kind, check_numbers, chosen_names
from lqtheory.compression.report import row_blocks
from lqtheory.errors import DataError, DomainError, UnsupportedError
from lqtheory.networks.views import Checkpoint, LayerView, Skipped, iter_views, no_layers

__all__ = ["Progress", "WeightsFile"]

Progress = Callable[[int, int], None]


@dataclass
class WeightsFile:
    """A file of weights that is compressed, and what is known of it.

    Parameters
    ----------
    weights : Checkpoint
        The file.
    share : float
        Rows whose norm is below this share of the largest of their layer count as zero.
    on_progress : callable, optional
        Called with ``(done, total)`` layers, each told of twice.

    Notes
    -----
    Whoever goes through layers has to let go of one before asking for the next.
    """

    weights: Checkpoint
    share: float = 0.0
    on_progress: Progress | None = None
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    entries: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    wide: torch.dtype = torch.float32
    _known: dict[str, LayerView] = field(default_factory=dict)
    _negligible: dict[str, torch.Tensor] = field(default_factory=dict)
    _done: int = 0

    @property
    def n(self) -> int:
        """Number of prunable weights."""
        return sum(self.counts.values())

    @property
    def counts(self) -> dict[str, int]:
        """Number of weights of every layer."""
        return {name: rows * columns for name, (rows, columns) in self.sizes.items()}

    def survey(self, patterns: str | Sequence[str] | None) -> None:
        """Read everything once: what layers there are, that they are sound, and which neurons count as zero.

        Parameters
        ----------
        patterns : str or sequence of str, optional
            Names of the layers to compress.

        Raises
        ------
        DataError, DomainError, UnsupportedError, RegistryError, InputTypeError
            As :func:`lqtheory.compression.inputs.subject_of`.
        """
        others: list[Skipped] = []
        seen: dict[str, tuple[int, int]] = {}
        dtypes: dict[str, torch.dtype] = {}
        for item in iter_views(self.weights):
            if isinstance(item, Skipped):
                others.append(item)
                continue
            seen[item.name] = (item.matrix.shape[0], item.matrix.shape[1])
            dtypes[item.name] = item.matrix.dtype
            self._negligible[item.name] = self._rows_that_count_as_zero(item)
            self._known[item.name] = dataclasses.replace(item, matrix=torch.empty(0), bias=None)
            del item
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

    def _rows_that_count_as_zero(self, layer: LayerView) -> torch.Tensor:
        """Rows that the caller wants to count as zero, see :func:`lqtheory.compression.adaptive.negligible_rows`."""
        check_kind(layer.name, layer.matrix)
        norms = torch.zeros(len(layer.matrix), dtype=torch.float64)
        for rows, block in row_blocks(layer.matrix):
            if not torch.isfinite(block).all():
                raise DomainError(
                    f"{layer.name} holds NaN or infinity (compression); repair or retrain the network first"
                )
            norms[rows] = block.double().norm(dim=1)
        self.tell()
        return negligible_rows(norms, self.share)

    def layers(self, names: Iterable[str] | None = None) -> Iterator[LayerView]:
        """Layers to compress, one at a time.

        Parameters
        ----------
        names : iterable of str, optional
            Which; all by default.

        Yields
        ------
        LayerView
            Without its biases.
        """
        for name in self.sizes if names is None else names:
            self.weights.release()
            yield self._layer(name)  # not kept here: the file is mapped anew once the caller lets go of it

    def _layer(self, name: str) -> LayerView:
        tensor, known = self.weights[name].detach(), self._known[name]
        matrix = tensor.t() if known.transposed else tensor.reshape(tensor.shape[0], -1)
        return dataclasses.replace(known, matrix=matrix)

    def blocks(self, layer: LayerView) -> Iterator[tuple[slice, torch.Tensor]]:
        """Some rows of a layer at a time, those that count as zero put to zero.

        Parameters
        ----------
        layer : LayerView
            The layer.

        Yields
        ------
        slice, torch.Tensor
            Which rows, and what they hold.
        """
        for rows, block in row_blocks(layer.matrix):
            negligible = self._negligible[layer.name][rows]
            yield rows, block * ~negligible[:, None] if bool(negligible.any()) else block

    def aliases(self) -> Mapping[str, list[str]]:
        """All names of each tensor, by the first of them."""
        found: dict[str, list[str]] = {}
        for name in self.weights:
            found.setdefault(self.weights.first_of(name), []).append(name)
        return found

    def tell(self) -> None:
        """Say that one layer more is done."""
        self._done += 1
        if self.on_progress is not None:
            self.on_progress(self._done, max(self._done, 2 * len(self.sizes)))
