"""How compressible the layers of a network are, in one pass over its weights and the memory of one tensor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory.errors import DataError, DomainError
from lqtheory.networks.views import LayerView, Skipped, iter_views, no_layers
from lqtheory.quantities.arrays import check_real
from lqtheory.quantities.keep_counts import kmin_exact
from lqtheory.quantities.sharp_errors import sharp_error_bound
from lqtheory.quantities.streamed import StreamedErrors, streamed_errors, streamed_norms
from lqtheory.tables import Table

__all__ = ["DENSITIES", "LayerCompressibility", "NetworkCompressibility", "compressibility"]

#: Shares of weights kept at which errors are predicted and measured.
DENSITIES = (0.9, 0.7, 0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01)


@dataclass(frozen=True, eq=False)
class LayerCompressibility:
    """What the weights of one layer say about pruning it.

    Parameters
    ----------
    name, kind : str
        Name of the weight tensor and kind of layer.
    shape : tuple of int
        Shape of the weight tensor.
    zeros : int
        Number of weights that are zero already.
    norm : float
        The 2-norm of all weights.
    si : tuple of float or None
        SI_q = ‖w‖_1/‖w‖_q for each q, larger is sparser; ``None`` for a zero layer.
    effective_sparsity : tuple of float
        s_{q,2} for each q: about so many weights carry the layer; 0 for a zero layer.
    kept : tuple of int
        Least number of weights with relative error at most each tolerance.
    kept_sharp : tuple of int
        The same as far as s_{q,2} tells, with the first q.
    counts : tuple of int
        Number of weights kept at each density.
    measured, predicted : tuple of float
        Relative error σ_k(w)_2/‖w‖_2 there, and the least bound of it that s_{q,2} with the first q allows.
    errors : StreamedErrors
        The curve of measured errors.
    """

    name: str
    kind: str
    shape: tuple[int, ...]
    zeros: int
    norm: float
    si: tuple[float, ...] | None
    effective_sparsity: tuple[float, ...]
    kept: tuple[int, ...]
    kept_sharp: tuple[int, ...]
    counts: tuple[int, ...]
    measured: tuple[float, ...]
    predicted: tuple[float, ...]
    errors: StreamedErrors

    @property
    def n(self) -> int:
        """Number of weights."""
        return self.errors.n


@dataclass(frozen=True, eq=False)
class NetworkCompressibility:
    """The layers of a network, most compressible first.

    Parameters
    ----------
    layers : tuple of LayerCompressibility
        In ascending order of s_{q,2}/n with the first q.
    skipped : tuple of Skipped
        Parameters that belong to no layer.
    q, tolerance, density : tuple of float
        What was asked for.
    """

    layers: tuple[LayerCompressibility, ...]
    skipped: tuple[Skipped, ...]
    q: tuple[float, ...]
    tolerance: tuple[float, ...]
    density: tuple[float, ...]

    @property
    def n(self) -> int:
        """Number of weights of all layers."""
        return sum(layer.n for layer in self.layers)

    def table(self) -> Table:
        """One row for each layer: indices, effective sparsities, keep counts.

        Returns
        -------
        Table
            Columns ``layer``, ``kind``, ``n``, ``zeros``, ``si_q``, ``sparsity_q`` and ``share_q`` = s_{q,2}/n for each
            q, ``kept_t`` and ``kept_sharp_t`` for each tolerance t.
        """
        return Table.from_records([self._record(layer) for layer in self.layers], keys=("layer",))

    def _record(self, layer: LayerCompressibility) -> dict[str, Any]:
        row: dict[str, Any] = {"layer": layer.name, "kind": layer.kind, "n": layer.n, "zeros": layer.zeros}
        for i, q in enumerate(self.q):
            row[f"si_{q:g}"] = None if layer.si is None else layer.si[i]
            row[f"sparsity_{q:g}"] = layer.effective_sparsity[i]
            row[f"share_{q:g}"] = layer.effective_sparsity[i] / layer.n
        for i, tolerance in enumerate(self.tolerance):
            row[f"kept_{tolerance:g}"] = layer.kept[i]
            row[f"kept_sharp_{tolerance:g}"] = layer.kept_sharp[i]
        return row

    def curves(self) -> Table:
        """Predicted and measured degradation: columns ``layer``, ``density``, ``k``, ``predicted``, ``measured``."""
        rows = [
            (layer.name, density, k, predicted, measured)
            for layer in self.layers
            for density, k, predicted, measured in zip(
                self.density, layer.counts, layer.predicted, layer.measured, strict=True
            )
        ]
        return Table(("layer", "density", "k", "predicted", "measured"), tuple(rows), ("layer", "density"))

    def global_curve(self) -> tuple[np.ndarray, np.ndarray]:
        """Relative error of all weights together if those below one magnitude go, whatever their layer.

        Returns
        -------
        tuple of numpy.ndarray
            Shares of weights kept, descending, and the errors.
        """
        edges = np.unique(np.concatenate([layer.errors.edges for layer in self.layers]))
        kept, lost = np.zeros(edges.size), np.zeros(edges.size)
        scale = max(layer.norm for layer in self.layers) or 1.0
        for layer in self.layers:
            curve = layer.errors
            at = np.searchsorted(curve.edges, edges)
            kept += np.append(curve.curve_kept, 0)[at]
            lost += (np.append(curve.curve_errors, float(layer.norm > 0))[at] * (layer.norm / scale)) ** 2
        whole = sum((layer.norm / scale) ** 2 for layer in self.layers) or 1.0
        return kept / self.n, np.sqrt(lost / whole)


def compressibility(
    model: Any,
    q: Sequence[float] | float = 0.5,
    tolerance: Sequence[float] | float = 0.1,
    density: Sequence[float] = DENSITIES,
    *,
    on_progress: Callable[[int, int], None] | None = None,
) -> NetworkCompressibility:
    """Sparsity indices, effective sparsities, keep counts and degradation of every layer of a network.

    Parameters
    ----------
    model : torch.nn.Module or mapping of str to torch.Tensor
        A network, its state dict, or a :class:`lqtheory.networks.Checkpoint`, of which one tensor at a time is read.
    q : float or sequence of float
        Exponents in (0, 1).
    tolerance : float or sequence of float
        Relative errors in the 2-norm, in (0, 1).
    density : sequence of float
        Shares of weights kept, in (0, 1).
    on_progress : callable, optional
        Called with ``(done, total)`` layers.

    Returns
    -------
    NetworkCompressibility

    Raises
    ------
    InputTypeError, DataError
        If the model is neither a network nor a state dict, or has no linear or convolutional layer.
    DomainError
        If a weight is NaN or infinite, or an argument is out of range.

    Notes
    -----
    Three passes over each layer in pieces of a few million weights; nothing is sorted.

    References
    ----------
    yang_wang_ding_yang_2022; dossier lq.si, lq.effs, lq.kmin, lq.kmin.exact.

    Examples
    --------
    >>> import torch
    >>> found = compressibility({"a.weight": torch.ones(2, 8), "b.weight": torch.eye(8)})
    >>> [(layer.name, layer.effective_sparsity, layer.kept, layer.kept_sharp) for layer in found.layers]
    [('b.weight', (8.0,), (8,), (14,)), ('a.weight', (16.0,), (16,), (16,))]
    """
    exponents = _numbers(q, "q")
    tolerances, densities = _numbers(tolerance, "tolerance"), _numbers(density, "density")
    total = sum(isinstance(item, LayerView) for item in iter_views(model)) if on_progress else 0
    layers: list[LayerCompressibility] = []
    skipped: list[Skipped] = []
    for layer in _views(model, skipped):
        layers.append(_measured(layer, exponents, tolerances, densities))
        if on_progress is not None:
            on_progress(len(layers), total)
    if not layers:
        raise DataError(no_layers(skipped, "compressibility"))
    layers.sort(key=lambda layer: layer.effective_sparsity[0] / layer.n)
    return NetworkCompressibility(tuple(layers), tuple(skipped), exponents, tolerances, densities)


def _numbers(values: Any, name: str) -> tuple[float, ...]:
    items = list(values) if isinstance(values, (list, tuple, np.ndarray)) else [values]
    if not items:
        raise DomainError(f"{name} is empty (compressibility); give at least one number in (0, 1)")
    return tuple(dict.fromkeys(check_real(item, name, "compressibility", 0.0, 1.0, "neither") for item in items))


def _views(model: Any, skipped: list[Skipped]) -> Iterator[LayerView]:
    """The layers, one at a time; the others are added to the list."""
    for item in iter_views(model):
        if isinstance(item, LayerView):
            yield item
        else:
            skipped.append(item)


def _measured(
    layer: LayerView, exponents: tuple[float, ...], tolerances: tuple[float, ...], densities: tuple[float, ...]
) -> LayerCompressibility:
    n = layer.n
    counts = tuple(round(density * n) for density in densities)
    try:
        errors = streamed_errors(layer.pieces, counts, tolerances)
        norms = streamed_norms(layer.pieces, [*exponents, 1.0, 2.0])
    except DomainError as error:
        raise DomainError(_not_finite(layer)) from error
    sums = dict(zip((*exponents, 1.0, 2.0), map(float, norms), strict=True))
    common = (layer.name, layer.kind, layer.shape, errors.zeros, sums[2.0])
    if sums[2.0] == 0.0:
        none = (0,) * len(tolerances)
        nothing = (0.0,) * len(counts)
        return LayerCompressibility(
            *common, None, (0.0,) * len(exponents), none, none, counts, nothing, nothing, errors
        )  # fmt: skip
    si = tuple(sums[1.0] / sums[q] for q in exponents)
    sparsity = tuple(_effective_sparsity(sums[q], sums[2.0], q, n - errors.zeros) for q in exponents)
    s, q = sparsity[0], exponents[0]
    sharp = tuple(int(kmin_exact(s, tolerance, q, 2.0, n)) for tolerance in tolerances)
    predicted = tuple(sharp_error_bound(s, k, q, 2.0, n) for k in counts)
    return LayerCompressibility(*common, si, sparsity, errors.kept, sharp, counts, errors.errors, predicted, errors)


def _effective_sparsity(norm: float, euclidean: float, q: float, nonzero: int) -> float:
    """(‖w‖_q/‖w‖_2)^{2q/(2-q)}, within [1, ‖w‖_0] where rounding would leave it."""
    return float(min(max((norm / euclidean) ** (2.0 * q / (2.0 - q)), 1.0), nonzero))


def _not_finite(layer: LayerView) -> str:
    bad = sum(int(np.count_nonzero(~np.isfinite(piece))) for piece in layer.pieces())
    return (
        f"{bad} of the {layer.n} weights of {layer.name} are NaN or infinite (compressibility); expected finite "
        "weights: repair or retrain the network first"
    )
