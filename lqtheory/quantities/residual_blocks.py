"""Small residual networks with a pruned copy: the instances of the theorems on residual blocks (``lq.net.residual``).

A block maps x to φ(S x + G(x)): S is the shortcut (the identity, or a linear map), the branch G a chain of d layers
h_i = φ_i(W_i h_{i-1} + b_i), and φ acts after the join.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.members import Object

__all__ = [
    "CONSTANTS",
    "RESIDUAL",
    "BranchLayer",
    "ResidualBlock",
    "ResidualNetwork",
    "ball_residual_network",
    "residual_network",
]

#: Activations of the instances, with their Lipschitz constants.
CONSTANTS = {"identity": 1.0, "relu": 1.0, "leaky_relu": 1.0, "tanh": 1.0, "sigmoid": 0.25}


@dataclass(frozen=True, eq=False)
class BranchLayer:
    """A layer h -> φ(W h + b) with its pruned copy; of arrays, or of lists of balls.

    Parameters
    ----------
    weight, pruned_weight : array (rows, columns) or list of rows
        W and W̃.
    bias, pruned_bias : array (rows,) or list
        b and b̃.
    activation : str
        A key of ``CONSTANTS``.
    """

    weight: Any
    pruned_weight: Any
    bias: Any
    pruned_bias: Any
    activation: str


@dataclass(frozen=True, eq=False)
class ResidualBlock:
    """A block x -> φ(S x + G(x)) with its pruned copy.

    Parameters
    ----------
    shortcut, pruned_shortcut : array (rows, columns) or list of rows
        S and S̃; an identity is never pruned.
    branch : tuple of BranchLayer
        The layers of G.
    activation : str
        φ, a key of ``CONSTANTS``.
    """

    shortcut: Any
    pruned_shortcut: Any
    branch: tuple[BranchLayer, ...]
    activation: str


@dataclass(frozen=True, eq=False)
class ResidualNetwork:
    """Residual blocks one after the other, an input, and the input of the pruned copy.

    Parameters
    ----------
    blocks : tuple of ResidualBlock
        The blocks.
    x, y : array or list of balls
        Inputs of the original and of the pruned network; they differ where a part before them is pruned.
    """

    blocks: tuple[ResidualBlock, ...]
    x: Any
    y: Any

    def __repr__(self) -> str:
        return f"ResidualNetwork({self.blocks!r}, x={np.asarray(self.x).tolist()}, y={np.asarray(self.y).tolist()})"


def residual_network(rng: np.random.Generator, *, L: int, d: int) -> ResidualNetwork:
    """A random residual network of L blocks with branches of d layers, at most three neurons wide.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    L, d : int
        Number of blocks, and of layers of each branch.

    Returns
    -------
    ResidualNetwork
        With entries of one digit; two of three shortcuts are identities.
    """
    width = int(rng.integers(1, 4))
    first = width
    plain = rng.random() < 0.3  # positive weights without activations: where constants multiply without loss
    blocks = []
    for _ in range(L):
        linear = rng.random() < 1 / 3
        rows = int(rng.integers(1, 4)) if linear else width
        shortcut = _entries(rng, rows, width, plain) if linear else np.eye(width)
        kept = _pruned(rng, shortcut) if linear else shortcut
        widths = [width, *(int(v) for v in rng.integers(1, 4, d - 1)), rows]
        branch = tuple(_branch_layer(rng, widths[i + 1], widths[i], plain) for i in range(d))
        blocks.append(ResidualBlock(shortcut, kept, branch, "identity" if plain else _activation(rng)))
        width = rows
    x = np.round(rng.standard_normal(first), 1)
    moved = x if rng.random() < 0.4 else np.round(x + rng.standard_normal(first), 1)
    return ResidualNetwork(tuple(blocks), x, moved)


def _activation(rng: np.random.Generator) -> str:
    return str(rng.choice(list(CONSTANTS)))


def _entries(rng: np.random.Generator, rows: int, columns: int, plain: bool) -> np.ndarray:
    return np.ones((rows, columns)) if plain else np.round(rng.standard_normal((rows, columns)), 1)


def _pruned(rng: np.random.Generator, weight: np.ndarray) -> np.ndarray:
    return weight * (rng.random(weight.shape) < rng.choice((0.5, 0.8, 1.0)))


def _branch_layer(rng: np.random.Generator, rows: int, columns: int, plain: bool) -> BranchLayer:
    weight = _entries(rng, rows, columns, plain)
    bias = np.zeros(rows) if plain else np.round(rng.standard_normal(rows), 1)
    kept = bias if rng.random() < 0.7 else bias * (rng.random(rows) < 0.5)
    return BranchLayer(weight, _pruned(rng, weight), bias, kept, "identity" if plain else _activation(rng))


def ball_residual_network(net: ResidualNetwork) -> ResidualNetwork:
    """The same network in exact balls.

    Parameters
    ----------
    net : ResidualNetwork
        Arrays.

    Returns
    -------
    ResidualNetwork
    """

    def rows(matrix: np.ndarray) -> list[list[Any]]:
        return [balls.ball_vector(row) for row in matrix]

    def layer(part: BranchLayer) -> BranchLayer:
        biases = (balls.ball_vector(part.bias), balls.ball_vector(part.pruned_bias))
        return BranchLayer(rows(part.weight), rows(part.pruned_weight), *biases, part.activation)

    blocks = tuple(
        ResidualBlock(rows(b.shortcut), rows(b.pruned_shortcut), tuple(map(layer, b.branch)), b.activation)
        for b in net.blocks
    )
    return ResidualNetwork(blocks, balls.ball_vector(net.x), balls.ball_vector(net.y))


def _fits(net: ResidualNetwork, *, L: int, d: int) -> bool:
    """Whether there are L blocks with d layers in each branch."""
    return len(net.blocks) == L and all(len(block.branch) == d for block in net.blocks)


#: Member of a domain that declares L and d before.
RESIDUAL = Object(
    residual_network,
    ball=ball_residual_network,
    description="a residual network of L blocks with branches of d layers, a pruned copy and two inputs",
    of=("L", "d"),
    fits=_fits,
)
