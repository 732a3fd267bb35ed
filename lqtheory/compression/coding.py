"""A code for sparse quantised networks, its length, and their quantisation (``coreset.code_length``).

Encoder and decoder know the architecture, which is fixed before any data are seen; everything else is coded: the bits
of a value, for each layer which weights are kept, its codebook in half precision, the values by type, and the biases.
The lengths of all networks satisfy Kraft's inequality, so that bounds on their risk hold for all of them at once.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from lqtheory.compression.quantisation import bias_levels, quantise, quantise_biases
from lqtheory.compression.range_coder import MOST, Decoder, Encoder
from lqtheory.errors import DataError, DomainError, InputTypeError, UnsupportedError
from lqtheory.networks.views import LayerView, tensor_views
from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.code_lengths import (
    BIAS_BITS,
    CENTROID_BITS,
    bias_code_length,
    codebook_code_length,
    line_code_length,
    support_code_length,
)
from lqtheory.quantities.generalization import log_binomial

__all__ = ["MOST_BITS", "CodeLength", "code_length", "decode", "encode", "quantise_network"]

#: Most bits of a value: codebooks of up to 256 entries.
MOST_BITS = 8


@dataclass(frozen=True)
class CodeLength:
    """Length of the code of a network, in bits, and what it is made of.

    Parameters
    ----------
    layers : mapping of str to mapping of str to float
        For each layer the bits of ``support``, ``codebook``, ``values`` and ``biases``.
    bits : int
        Bits of a value.
    """

    layers: Mapping[str, Mapping[str, float]]
    bits: int

    @property
    def total(self) -> float:
        """All of it, with the choice of the bits of a value; the bytes of the encoder are at most 16 bits longer."""
        return math.log2(MOST_BITS) + math.fsum(v for parts in self.layers.values() for v in parts.values())


def quantise_network(network: Any, bits: int, *, dynamic_range: float | None = None) -> Any:
    """A network whose weights and biases the code can hold.

    Parameters
    ----------
    network : torch.nn.Module or mapping of str to torch.Tensor
        A compressed network or its state dict, batch normalisations folded; not changed. Zeros stay zeros.
    bits : int
        Bits of a value, in {1, ..., 8}.
    dynamic_range : float, optional
        Ratio of the largest to the smallest magnitude of the codebook of a layer, > 1; by default that of the layer.
        What is nearer to 0 than to the smallest becomes 0.

    Returns
    -------
    torch.nn.Module or dict of str to torch.Tensor
        A copy.

    Raises
    ------
    InputTypeError, DataError
        If it is neither, or has no layer.
    UnsupportedError
        If it has parameters other than weights and biases of layers.
    DomainError
        If an argument is out of range, or a weight outside the range of half precision.

    Notes
    -----
    See :func:`lqtheory.compression.quantisation.quantise` for the codebook and its relative error.

    References
    ----------
    Dossier coreset.quantize.

    Examples
    --------
    >>> net = {"0.weight": torch.tensor([[1.0, 0.0], [-0.5, 0.3]])}
    >>> quantise_network(net, 2)["0.weight"].tolist()
    [[1.0, 0.0], [-0.300048828125, 0.300048828125]]
    """
    bits = check_count(bits, "bits", 1, MOST_BITS, "quantise_network", str(MOST_BITS))
    copied = _copy(network)
    with torch.no_grad():
        for layer in _layers(copied):
            values = quantise(layer.array(), bits, dynamic_range=dynamic_range)
            layer.matrix.copy_(torch.from_numpy(values))
            if layer.bias is not None:
                layer.bias.copy_(torch.from_numpy(quantise_biases(_biases(layer))))
    return copied


def code_length(network: Any, bits: int) -> CodeLength:
    r"""Length of the code of a quantised network.

    Per layer log2(N+1) + log2 C(N,u) for the support, or what rows and columns that are alive cost with the support
    among them, and one bit to say which; 16·2^b for the codebook; log2(u!/Π c_j!) + log2 C(u+2^b-1, 2^b-1) for the
    values; 6 for each bias and 32. log2 of the number of choices of b once.

    Parameters
    ----------
    network : torch.nn.Module or mapping of str to torch.Tensor
        A quantised network.
    bits : int
        Bits of a value, in {1, ..., 8}.

    Returns
    -------
    CodeLength

    Raises
    ------
    InputTypeError, DataError
        If it is no network, or has no layer.
    UnsupportedError
        If it has parameters other than weights and biases of layers.
    DomainError
        If a layer has more values than a codebook of that many bits, or a value or bias is not a codeword.

    Notes
    -----
    2^{-total} summed over all quantised networks of one architecture is at most 1 (Kraft).

    References
    ----------
    cover_thomas_2006, sections 5.2 and 11.1; dossier coreset.code_length.

    Examples
    --------
    >>> net = {"0.weight": torch.tensor([[1.0, 0.0], [-0.5, 0.0]])}
    >>> found = code_length(net, 1)
    >>> round(found.total, 3), 8 * len(encode(net, 1)) <= found.total + 16
    (43.492, True)
    """
    bits = check_count(bits, "bits", 1, MOST_BITS, "code_length", str(MOST_BITS))
    lengths = {}
    for layer in _layers(network):
        plan = _plan(layer, bits)
        u, letters = len(plan.symbols), 2**bits
        values = math.lgamma(u + 1) - math.fsum(math.lgamma(c + 1) for c in plan.counts)
        lengths[layer.name] = {
            "support": 1 + _support_length(plan),
            "codebook": codebook_code_length(bits),
            "values": (max(0.0, values) + log_binomial(u + letters - 1, letters - 1)) / math.log(2),
            "biases": 0.0 if layer.bias is None else bias_code_length(len(layer.bias)),
        }
    return CodeLength(lengths, bits)


def encode(network: Any, bits: int) -> bytes:
    """The bytes of a quantised network.

    Parameters
    ----------
    network : torch.nn.Module or mapping of str to torch.Tensor
        A quantised network.
    bits : int
        Bits of a value, in {1, ..., 8}.

    Returns
    -------
    bytes
        At most two more than the code length in bytes.

    Raises
    ------
    InputTypeError, DataError, UnsupportedError, DomainError
        As :func:`code_length`.

    Notes
    -----
    Cost O(N + u b) for each layer of N weights.

    References
    ----------
    Dossier coreset.code_length.
    """
    bits = check_count(bits, "bits", 1, MOST_BITS, "encode", str(MOST_BITS))
    encoder = Encoder()
    encoder.integer(bits - 1, MOST_BITS)
    for layer in _layers(network):
        plan = _plan(layer, bits)
        encoder.integer(plan.by_lines, 2)
        for flags in plan.lines if plan.by_lines else ():
            _write_flags(encoder, flags)
        _write_flags(encoder, plan.support)
        for word in plan.codebook.view(np.uint16).tolist():
            encoder.integer(word, 2**CENTROID_BITS)
        bars = np.concatenate([np.r_[np.zeros(c, dtype=int), 1] for c in plan.counts])[:-1]
        encoder.sequence(bars, [len(plan.symbols), 2**bits - 1])
        encoder.sequence(plan.symbols, plan.counts)
        if layer.bias is not None:
            for word in plan.bias_ends.view(np.uint16).tolist():
                encoder.integer(word, 2**CENTROID_BITS)
            for index in plan.bias_indices:
                encoder.integer(index, 2**BIAS_BITS)
    return encoder.finish()


def decode(data: bytes, like: Any) -> Any:
    """The network that was encoded.

    Parameters
    ----------
    data : bytes
        From :func:`encode`.
    like : torch.nn.Module or mapping of str to torch.Tensor
        A network of the same architecture; its weights and biases do not matter and are not changed.

    Returns
    -------
    torch.nn.Module or dict of str to torch.Tensor
        A copy of ``like`` with the decoded weights and biases.

    Raises
    ------
    InputTypeError, DataError, UnsupportedError
        As :func:`code_length`; also if bytes are left over.

    References
    ----------
    Dossier coreset.code_length.

    Examples
    --------
    >>> net = {"0.weight": torch.tensor([[1.0, 0.0], [-0.5, 0.0]]), "0.bias": torch.tensor([0.25, 1.0])}
    >>> back = decode(encode(net, 1), {name: torch.zeros_like(value) for name, value in net.items()})
    >>> all(torch.equal(net[name], back[name]) for name in net)
    True
    """
    copied = _copy(like)
    decoder = Decoder(data)
    letters = 2 ** (decoder.integer(MOST_BITS) + 1)
    with torch.no_grad():
        for layer in _layers(copied):
            weights = np.zeros(tuple(layer.matrix.shape))
            rows, columns = (np.ones(n, dtype=bool) for n in weights.shape)
            if decoder.integer(2):
                rows, columns = (_read_flags(decoder, len(flags)) for flags in (rows, columns))
            support = np.zeros(weights.shape, dtype=bool)
            support[np.ix_(rows, columns)] = _read_flags(decoder, int(rows.sum() * columns.sum())).reshape(
                int(rows.sum()), int(columns.sum())
            )
            words = [decoder.integer(2**CENTROID_BITS) for _ in range(letters)]
            codebook = np.array(words, dtype=np.uint16).view(np.float16).astype(np.float64)
            u = int(support.sum())
            bars = np.flatnonzero(decoder.sequence([u, letters - 1]))
            counts = np.diff(np.r_[-1, bars, u + letters - 1]) - 1
            weights[support] = codebook[decoder.sequence(counts.tolist())]
            layer.matrix.copy_(torch.from_numpy(weights))
            if layer.bias is not None:
                ends = np.array([decoder.integer(2**CENTROID_BITS) for _ in range(2)], dtype=np.uint16).view(np.float16)
                indices = [decoder.integer(2**BIAS_BITS) for _ in range(len(layer.bias))]
                layer.bias.copy_(torch.from_numpy(bias_levels(ends)[indices]))
    decoder.finish()
    return copied


# ---- what a layer is coded as ----------------------------------------------------------------------------------------
@dataclass(frozen=True, eq=False)
class _Plan:
    """Which rows and columns are alive, the support among them or among all, codebook, values, and biases."""

    lines: tuple[np.ndarray, np.ndarray]
    by_lines: bool
    support: np.ndarray
    codebook: np.ndarray
    symbols: np.ndarray
    counts: list[int]
    bias_ends: np.ndarray
    bias_indices: list[int]


def _plan(layer: LayerView, bits: int) -> _Plan:
    values = layer.array()
    if values.size >= MOST:
        raise UnsupportedError(f"{layer.name} has {values.size} weights (coding); at most {MOST - 1} are coded at once")
    alive = values != 0
    lines = (alive.any(axis=1), alive.any(axis=0))
    inner = alive[np.ix_(*lines)].ravel()
    by_lines = _line_length(lines, inner) < support_code_length(alive.size, int(alive.sum()))
    distinct, symbols = np.unique(values[alive], return_inverse=True)
    codebook = distinct.astype(np.float16)
    if len(distinct) > 2**bits or (codebook.astype(np.float64) != distinct).any():
        raise DomainError(
            f"{layer.name} has {len(distinct)} different weights, or some that half precision does not hold (coding); "
            f"quantise the network to {bits} bits first"
        )
    padded = np.concatenate([codebook, np.zeros(2**bits - len(codebook), dtype=np.float16)])
    counts = np.bincount(symbols, minlength=2**bits).tolist()
    ends, indices = _bias_plan(layer)
    return _Plan(lines, by_lines, inner if by_lines else alive.ravel(), padded, symbols, counts, ends, indices)


def _bias_plan(layer: LayerView) -> tuple[np.ndarray, list[int]]:
    if layer.bias is None:
        return np.zeros(2, dtype=np.float16), []
    biases = _biases(layer)
    ends = np.array([biases.min(), biases.max()], dtype=np.float16)
    levels = torch.from_numpy(bias_levels(ends)).to(layer.bias.dtype).double().numpy()
    indices = np.abs(biases[:, None] - levels).argmin(1)
    if (levels[indices] != biases).any():
        raise DomainError(f"the biases of {layer.name} are no codewords (coding); quantise the network first")
    return ends, indices.tolist()


def _line_length(lines: tuple[np.ndarray, np.ndarray], inner: np.ndarray) -> float:
    """Bits of the rows and columns that are alive and of the support among them."""
    rows, columns = lines
    return line_code_length(len(rows), len(columns), int(rows.sum()), int(columns.sum()), int(inner.sum()))


def _support_length(plan: _Plan) -> float:
    if plan.by_lines:
        return _line_length(plan.lines, plan.support)
    return support_code_length(plan.support.size, int(plan.support.sum()))


def _write_flags(encoder: Encoder, flags: np.ndarray) -> None:
    k = int(flags.sum())
    encoder.integer(k, flags.size + 1)
    encoder.sequence(flags.astype(int), [flags.size - k, k])


def _read_flags(decoder: Decoder, n: int) -> np.ndarray:
    k = decoder.integer(n + 1)
    return decoder.sequence([n - k, k]).astype(bool)


def _biases(layer: LayerView) -> np.ndarray:
    assert layer.bias is not None
    return layer.bias.detach().cpu().double().numpy().copy()


def _copy(network: Any) -> Any:
    if isinstance(network, torch.nn.Module):
        return copy.deepcopy(network)
    if not isinstance(network, Mapping):
        raise InputTypeError(f"the network is a {type(network).__name__} (coding); give a module or a state dict")
    return {name: value.clone() for name, value in network.items()}


def _layers(network: Any) -> Iterator[LayerView]:
    """Layers in the order of their names in the network, which is part of the architecture."""
    view = tensor_views(network)
    if view.skipped:
        names = ", ".join(item.name for item in view.skipped[:3])
        raise UnsupportedError(f"the network has other parameters, {names} (coding); fold or remove them first")
    for layer in view:
        if layer.transposed:
            raise UnsupportedError(f"{layer.name} is stored in x out (coding); replace the layer by a torch.nn.Linear")
        if not bool(torch.isfinite(layer.matrix).all()):
            raise DataError(f"{layer.name} holds NaN or infinity (coding)")
        yield layer
