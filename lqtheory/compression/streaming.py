"""Compression of files larger than memory: one tensor at a time, some rows of it at a time."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any, Protocol

import torch

from lqtheory.compression.adaptive import RULES, check_negligible
from lqtheory.compression.budgets import goal_of
from lqtheory.compression.entrywise import ENTRYWISE
from lqtheory.compression.methods import METHODS, check_goal
from lqtheory.compression.pruning import MASKS
from lqtheory.compression.report import LayerReport, Report
from lqtheory.compression.streamed_masks import StreamedMasks
from lqtheory.compression.streamed_values import StreamedEntries, StreamedFactors
from lqtheory.compression.weights_file import Progress, WeightsFile
from lqtheory.compression.writing import Writer, check_place, writing
from lqtheory.errors import DomainError, RegistryError, UnsupportedError
from lqtheory.networks.views import Checkpoint, LayerView
from lqtheory.quantities.arrays import check_real

__all__ = ["STREAMED", "compress_file", "streams"]

#: Methods that look at the weights alone.
STREAMED = tuple(name for name, method in METHODS.items() if not method.needs_sample)


class _Change(Protocol):
    """What a method does to the layers of a file, in their order."""

    renamed: dict[str, str]

    def write(self, layer: LayerView, names: Sequence[str], writer: Writer) -> tuple[LayerReport, torch.Tensor]: ...

    def finish(self, names: Sequence[str], writer: Writer) -> None: ...


def streams(method: str, weighting: str | None = None) -> bool:
    """Whether :func:`compress_file` does what a method does.

    Parameters
    ----------
    method, weighting : str, optional
        As in :func:`lqtheory.compression.compress`.

    Returns
    -------
    bool

    Examples
    --------
    >>> streams("adaptive"), streams("svd"), streams("corenet"), streams("adaptive", "activation")
    (True, True, False, False)
    """
    return method in STREAMED and weighting in (None, "magnitude")


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
    seed: int = 0,
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
        One of :data:`STREAMED`: all methods that need no sample.
    density, kept, parameters, tolerance, q, rule, negligible, seed, layers
        As in :func:`lqtheory.compression.compress`.
    masks : path, optional
        File for Boolean masks.
    on_progress : callable, optional
        Called with ``(done, total)`` layers, each told of twice.

    Returns
    -------
    Report
        That of :func:`lqtheory.compression.compress`, with the same masks and weights.

    Raises
    ------
    UnsupportedError
        If the method needs a sample, or a tensor cannot be computed with.
    DataError, DomainError, RegistryError
        As :func:`lqtheory.compression.compress`.

    Notes
    -----
    Reads the file once to check it, two to five times to find a threshold for a budget (digits of 16 bits of the
    scores are counted), and once to write. The allocations read each layer for its spectral norm, by up to 300 power
    iterations, and ``"allocation_layers"`` about 20 times more to know its best k-term errors at the steps of the
    dynamic programme; methods that sample read it for every number of draws tried. Memory: the largest tensor, a
    Boolean mask of it, and blocks of some rows; methods that sample also take the new values of the tensor and about
    0.2 GB for the draws, ``"svd"`` that of a singular value decomposition of one tensor in float64. Until the output
    is complete as much room again is taken on the disk.

    References
    ----------
    Dossier lq.alloc.rule, lq.alloc.exact, lq.alloc.sumnorm, baseline.probs, baseline.svd.

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
    q = check_real(q, "q", "compression", 0.0, 2.0, "neither")
    _check(method, rule)
    file = WeightsFile(weights, check_negligible(negligible, method), on_progress)
    place = check_place(output, "compress_file")
    file.survey(layers)
    goal = goal_of(
        file.n, file.entries - file.n, density=density, kept=kept, parameters=parameters, tolerance=tolerance,
        largest_tolerance=math.inf if METHODS[method].absolute else 1.0,
    )  # fmt: skip
    check_goal(method, goal)
    change: Any
    if method in ENTRYWISE:
        change = StreamedEntries(file, method, goal, seed, q, place.absolute().parent)
    elif method == "svd":
        change = StreamedFactors(file, goal, q)
    else:
        change = StreamedMasks(file, method, rule, q, goal)
        change.prepare()
    with ExitStack() as stack:
        writer = stack.enter_context(writing(place))
        beside = None
        if masks is not None:
            beside = stack.enter_context(writing(check_place(masks, "compress_file"), MASKS))
        found = _written(file, change, writer, beside)
    given = {"density": density, "kept": kept, "parameters": parameters, "tolerance": tolerance}
    settings: dict[str, Any] = {**{name: value for name, value in given.items() if value is not None}, "q": q}
    settings |= {"rule": rule} if method == "adaptive" else {"seed": seed} if METHODS[method].sampled else {}
    settings |= {"negligible": file.share} if file.share else {}
    counts = change.rule_counts if method == "adaptive" and tolerance is not None else None
    sampling = change.told() if method in ENTRYWISE else None
    always = file.entries - file.n
    return Report(method, settings, tuple(found), tuple(file.skipped), always, rule_counts=counts, sampling=sampling)


def _check(method: str, rule: str) -> None:
    """Refuse what the weights alone do not tell, before anything is read."""
    if method not in METHODS:
        raise RegistryError(f"there is no method {method!r} (compression); there are {', '.join(METHODS)}")
    if method not in STREAMED:
        raise UnsupportedError(
            f"the method {method} needs the network and a sample of inputs, not the weights alone (compress_file); "
            f"expected one of {', '.join(STREAMED)}; or use compress, on the command line with --model and --data"
        )
    if rule not in RULES:
        raise DomainError(f"rule={rule!r} is not one of {', '.join(RULES)} (compression)")


def _written(file: WeightsFile, change: _Change, writer: Writer, beside: Writer | None) -> list[LayerReport]:
    """Write every tensor; what the layers lose."""
    reports, written = [], set()
    aliases = file.aliases()
    for layer in file.layers():
        names = aliases[layer.name]
        report, mask = change.write(layer, names, writer)
        if beside is not None:
            beside.add(layer.name, mask)
        del layer, mask  # the file is mapped anew for the next one
        file.weights.release()
        change.finish(names, writer)
        reports.append(report)
        written.update(names)
        file.tell()
    for name in file.weights:
        if name not in written:
            writer.add(change.renamed.get(name, name), file.weights[name])
        file.weights.release()
    return reports
