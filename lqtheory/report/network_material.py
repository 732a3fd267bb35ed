"""What trained networks have to offer a theorem: rows, layers, chains, inputs, and networks with a pruned copy."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lqtheory.domain import Integer, Matrix, MatrixChain, Object, Parameter, Vector
from lqtheory.quantities.tiny_networks import TinyNetwork
from lqtheory.theorem import Theorem

__all__ = ["Chunk", "chunks_of", "largest_entries"]

#: Rows of a layer, examples of a data set, and entries of a whole layer that are looked at.
ROWS, EXAMPLES, ENTRIES = 6, 8, 4096
#: Shares of the weights of a network that its pruned copies keep.
DENSITIES = (0.5, 0.2, 0.1)


@dataclass(frozen=True)
class Chunk:
    """Instances of one kind from one place of a network.

    Parameters
    ----------
    network, layer, form : str
        Where they come from and what they are.
    instances : tuple of mapping
        Values of the parameters that they fix.
    pruned : bool
        Whether vectors that may have few nonzero entries keep their largest ones alone.
    """

    network: str
    layer: str
    form: str
    instances: tuple[Mapping[str, Any], ...]
    pruned: bool = False


@dataclass(frozen=True)
class _Layer:
    """A layer as a matrix, with the inputs it gets and the sums it makes of them where the network is a plain chain."""

    name: str
    matrix: np.ndarray
    bias: np.ndarray | None = None
    inputs: np.ndarray | None = None


def chunks_of(theorem: Theorem, name: str, network: Any) -> Iterator[Chunk]:
    """Instances of a theorem, as far as a network fixes them.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    name : str
        Name of the network.
    network : torch.nn.Module or mapping of str to torch.Tensor
        The network, or its state dict.

    Yields
    ------
    Chunk
        Instances fix vectors, matrices, chains and networks, and the sizes that these have.
    """
    members = theorem.domain.parameters
    objects = {n: m for n, m in members.items() if isinstance(m, Object)}
    chains = {n: m for n, m in members.items() if isinstance(m, MatrixChain)}
    layers = _layers(network)
    if objects:
        yield from _pruned_copies(members, objects, name, layers)
    elif chains:
        yield from _chains(members, chains, name, layers)
    else:
        matrices = any(isinstance(m, Matrix) for m in members.values())
        for layer in layers:
            yield from _from_matrix(members, name, layer) if matrices else _from_rows(members, name, layer)


def _layers(network: Any) -> list[_Layer]:
    from lqtheory.networks import chain_views, data, tensor_views

    views = tensor_views(network)
    layers = [_Layer(view.name, view.array().reshape(view.array().shape[0], -1)) for view in views]
    if isinstance(network, Mapping):  # a file of weights does not say in which order they are used
        return layers
    chains = chain_views(network)
    if len(chains) != 1 or len(chains[0].layers) != len(layers):
        return layers
    weights = {key: value.detach().double().numpy() for key, value in network.state_dict().items()}
    values = data.load("digits").x_test[:EXAMPLES].reshape(EXAMPLES, -1).astype(np.float64)
    told = []
    for layer, activation in zip(layers, chains[0].activations, strict=True):
        bias = weights.get(layer.name.replace("weight", "bias"))
        if activation not in ("relu", "identity") or values.shape[1] != layer.matrix.shape[1]:
            return layers
        told.append(replace(layer, bias=bias, inputs=values))
        values = values @ layer.matrix.T + (0.0 if bias is None else bias)
        values = np.maximum(values, 0.0) if activation == "relu" else values
    return told


# ---- shapes ----------------------------------------------------------------------------------------------------------


def _bind(sizes: Sequence[Any], shape: tuple[int, ...], known: dict[str, Any]) -> bool:
    """Whether a shape agrees with what is known of its sizes, which then are known."""
    if len(sizes) != len(shape):
        return False
    for size, length in zip(sizes, shape, strict=True):
        wanted = known.get(size) if isinstance(size, str) else size
        if isinstance(size, str) and not size.isidentifier():
            return False
        if wanted is not None and wanted != length:
            return False
        if isinstance(size, str):
            known[size] = length
    return True


def _assigned(members: Mapping[str, Parameter], offered: Sequence[np.ndarray]) -> dict[str, Any] | None:
    """Vectors and matrices of a theorem from arrays of fitting shapes, each used once; matrices come first."""
    known: dict[str, Any] = {}
    left = list(offered)
    wanted: dict[str, Matrix | Vector] = {n: m for n, m in members.items() if isinstance(m, Matrix)}
    wanted.update({n: m for n, m in members.items() if isinstance(m, Vector)})
    for name, member in wanted.items():
        sizes = (member.rows, member.cols) if isinstance(member, Matrix) else (member.size,)
        for place, array in enumerate(left):
            trial = dict(known)
            if _bind(sizes, array.shape, trial):
                known = trial | {name: array}
                del left[place]
                break
        else:
            return None
    sizes_only = {n for n in known if n in members and isinstance(members[n], Integer)}
    return {n: v for n, v in known.items() if n in wanted or n in sizes_only}


def _spread(count: int, most: int) -> list[int]:
    return sorted({int(i) for i in np.linspace(0, count - 1, min(count, most)).round()})


# ---- vectors ---------------------------------------------------------------------------------------------------------


def _from_rows(members: Mapping[str, Parameter], network: str, layer: _Layer) -> Iterator[Chunk]:
    """Rows of a layer, and the whole layer as one vector if the theorem has one vector."""
    vectors = [m for m in members.values() if isinstance(m, Vector)]
    matrix = layer.matrix
    picked = _spread(len(matrix), ROWS)
    offers = [[np.roll(matrix, -row, axis=0)[i] for i in range(len(matrix))] for row in picked]
    columns = [list(matrix.T[: len(vectors)])] * len(picked)
    rows = [_assigned(members, [*offer, *column]) for offer, column in zip(offers, columns, strict=True)]
    yield from _in_forms(members, Chunk(network, layer.name, "rows", tuple(r for r in rows if r is not None)))
    if len(vectors) == 1 and matrix.size <= ENTRIES:
        whole = _assigned(members, [matrix.ravel()])
        yield from _in_forms(members, Chunk(network, layer.name, "the whole layer", (whole,) if whole else ()))


def _in_forms(members: Mapping[str, Parameter], chunk: Chunk) -> Iterator[Chunk]:
    """The instances as they are, then with vectors made to fit their spaces, if they do not."""
    if not chunk.instances:
        return
    yield chunk
    vectors = {n: m for n, m in members.items() if isinstance(m, Vector)}
    if any(m.sign != "real" for m in vectors.values()):
        changed = [_with(i, {n: np.abs(i[n]) for n, m in vectors.items() if m.sign != "real"}) for i in chunk.instances]
        chunk = replace(chunk, form=f"magnitudes of {chunk.form}", instances=tuple(changed))
        yield chunk
    if any(m.nonzeros is not None for m in vectors.values()):
        yield replace(chunk, form=f"largest entries of {chunk.form}", pruned=True)


def _with(instance: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    return {**instance, **changed}


def largest_entries(vector: np.ndarray, count: int) -> np.ndarray:
    """A vector without all but its largest entries.

    Parameters
    ----------
    vector : array, shape (n,)
        The vector.
    count : int
        How many entries stay; among equal ones the first.

    Returns
    -------
    array, shape (n,)

    Examples
    --------
    >>> largest_entries(np.array([1.0, -3.0, 2.0]), 1).tolist()
    [0.0, -3.0, 0.0]
    """
    kept = np.zeros_like(vector)
    places = np.argsort(-np.abs(vector), kind="stable")[:count]
    kept[places] = vector[places]
    return kept


# ---- matrices and chains ---------------------------------------------------------------------------------------------


def _from_matrix(members: Mapping[str, Parameter], network: str, layer: _Layer) -> Iterator[Chunk]:
    """The matrix of a layer; further matrices are its pruned copy and its inputs; vectors are inputs and sums."""
    matrix = layer.matrix
    pruned = largest_entries(matrix.ravel(), matrix.size // 2).reshape(matrix.shape)
    offered = [matrix, pruned]
    if layer.inputs is not None:
        sums = layer.inputs @ matrix.T
        offered += [layer.inputs.T, sums.T, *layer.inputs, *sums]
    offered += [*matrix, *matrix.T]
    found = _assigned(members, offered)
    yield from _in_forms(members, Chunk(network, layer.name, "the layer", (found,) if found else ()))


def _chains(
    members: Mapping[str, Parameter], chains: Mapping[str, MatrixChain], network: str, layers: Sequence[_Layer]
) -> Iterator[Chunk]:
    matrices = [layer.matrix for layer in layers]
    widths = (matrices[0].shape[1], *(len(matrix) for matrix in matrices))
    known: dict[str, Any] = {}
    for name, chain in chains.items():
        if not _bind(chain.widths, widths, known):
            return
        known[name] = matrices
    if all(a.shape[0] == b.shape[1] for a, b in itertools.pairwise(matrices)):
        fixed = {n: v for n, v in known.items() if n in members}
        yield Chunk(network, "", "the chain of its layers", (fixed,))


# ---- networks with a pruned copy -------------------------------------------------------------------------------------


def _pruned_copies(
    members: Mapping[str, Parameter], objects: Mapping[str, Object], network: str, layers: Sequence[_Layer]
) -> Iterator[Chunk]:
    """The network beside a copy that keeps its largest weights, at an input of the test set."""
    if len(objects) != 1 or any(layer.inputs is None for layer in layers):
        return
    ((name, member),) = objects.items()
    if not _is_network(member):
        return
    if getattr(member.sampler, "keywords", {}).get("plain"):
        layers = [replace(layer, bias=None) for layer in layers]
    sizes = {"L": len(layers)} if isinstance(members.get("L"), Integer) else {}
    for density in DENSITIES:
        nets = [_tiny(layers, density, i) for i in (0, EXAMPLES // 2)]
        form = f"{density:.0%} kept" + (", without biases" if layers[0].bias is None else "")
        yield Chunk(network, "", form, tuple({**sizes, name: net} for net in nets))


def _is_network(member: Object) -> bool:
    try:
        return isinstance(member.sample(np.random.default_rng(0), {}), TinyNetwork)
    except Exception:  # somebody's sampler may need what is not known here, or raise anything
        return False


def _tiny(layers: Sequence[_Layer], density: float, example: int) -> TinyNetwork:
    weights = tuple(layer.matrix for layer in layers)
    biases = tuple(np.zeros(len(layer.matrix)) if layer.bias is None else layer.bias for layer in layers)
    pruned = tuple(largest_entries(w.ravel(), round(density * w.size)).reshape(w.shape) for w in weights)
    keep = tuple(tuple(int(c) for c in np.count_nonzero(w, axis=1)) for w in pruned)
    assert layers[0].inputs is not None
    kinds = ("relu",) * (len(layers) - 1)
    return TinyNetwork(weights, biases, pruned, biases, kinds, keep, layers[0].inputs[example])
