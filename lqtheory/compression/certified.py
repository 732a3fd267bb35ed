"""Certified bounds in the report of a compression."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import torch

from lqtheory.compression.certificates import NetworkBounds, certified_unchanged, network_bounds
from lqtheory.compression.expansion import expanded
from lqtheory.compression.records import Compressed
from lqtheory.compression.samples import Sample

__all__ = ["certified"]


def certified(original: torch.nn.Module, compressed: Compressed, sample: Sample, q: float = 0.5) -> Compressed:
    """The same result with certified bounds of its output error on the sample in the report.

    Parameters
    ----------
    original : torch.nn.Module
        The network before compression, batch normalisations folded.
    compressed : Compressed
        Result of any method; a network without some neurons is compared in the shape of the original one
        (:func:`lqtheory.compression.expansion.expanded`).
    sample : Sample
        Inputs.
    q : float
        Exponent of the bound from l_q norms.

    Returns
    -------
    Compressed
        ``report.certificate`` holds the number of inputs, and for each bound the largest and the median bound of the
        output error and the share of the inputs whose largest output provably stays, under ``arithmetic`` whether in
        the dtype of the network or, where its inference is not modelled, on exact arithmetic only.

    Raises
    ------
    UnsupportedError
        If the network holds a module without a known Lipschitz constant.

    Notes
    -----
    Valid for the inputs of the sample and for no others.

    References
    ----------
    Dossier lq.net.chain, lq.net.row, lq.net.margin, lq.alloc.structured.

    Examples
    --------
    >>> from lqtheory.compression import compress
    >>> net = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.ReLU(), torch.nn.Linear(3, 2))
    >>> report = compress(net, "magnitude", density=1.0, sample=torch.ones(5, 4), certify=True).report
    >>> report.certificate["inputs"], report.certificate["bounds"]["B1"]["unchanged"]
    (5, 1.0)
    """
    pruned = compressed.network if compressed.same_shape is None else compressed.same_shape
    if compressed.report.method in ("structured", "pfp", "pfp_top"):
        pruned = expanded(original, compressed)
    values: dict[str, list[torch.Tensor]] = {}
    stays: dict[str, list[torch.Tensor]] = {}
    for batch in sample.batches(original):
        bounds: NetworkBounds = network_bounds(original, pruned, batch, q=q)
        inference = "pruned" in bounds.inference
        unchanged = certified_unchanged(bounds, inference=inference)
        for name, bound in bounds.largest.items():
            values.setdefault(name, []).append(bound)
            if name in unchanged:
                stays.setdefault(name, []).append(unchanged[name])
    record: dict[str, dict[str, Any]] = {}
    for name, parts in values.items():
        together = torch.cat(parts)
        record[name] = {"median": float(together.median()), "max": float(together.max()), "unchanged": math.nan}
        if name in stays:
            record[name]["unchanged"] = float(torch.cat(stays[name]).double().mean())
    dtype = next(original.parameters()).dtype
    arithmetic = str(dtype).removeprefix("torch.") if inference else "exact"
    certificate = {"inputs": sample.size, "arithmetic": arithmetic, "bounds": record}
    report = dataclasses.replace(compressed.report, certificate=certificate)
    return dataclasses.replace(compressed, report=report)
