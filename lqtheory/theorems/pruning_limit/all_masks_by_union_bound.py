r"""**All masks of one size**: P(some mask of m weights is feasible) <= C(d, m) P(the magnitude mask is feasible).

H = Q Lambda Q' with Haar Q. The chance of one mask depends on its radius R alone and falls in it, because the loss
scales with R^2, so that the mask of the m smallest weights has the largest; Boole's inequality for the rest. Tested as
one event: with probability 1/(1 + C(d, m)) a draw counts if some mask is feasible, else if the magnitude mask is not;
the claim is that this has probability at most C/(1 + C). Weights 1, 1/2, ..., 1/d, eigenvalues 1, 1/4, 1/16, ...,
tolerance e = 2^-i. A single mask's threshold does not cover the choice of the mask: see also
:mod:`all_masks_stay_above_floor`.
"""

import itertools
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem

D = Domain(
    d=Integer(2, typical=(2, 5)),
    m=Integer(1, "d", typical=(1, "d")),
    i=Integer(1, typical=(1, 10)),
)
CHUNK = 10_000


def counts(rng: np.random.Generator, size: int, d: int, m: int, i: int) -> np.ndarray:
    """Whether a draw counts."""
    weights, roots = 1.0 / np.arange(1.0, d + 1.0), 2.0 ** np.arange(d)  # of the inverse eigenvalues
    masks = list(itertools.combinations(range(d), m))
    magnitude, found = masks.index(tuple(range(d - m, d))), np.zeros(size, dtype=bool)
    for start in range(0, size, CHUNK):
        count = min(CHUNK, size - start)
        basis, triangle = np.linalg.qr(rng.standard_normal((count, d, d)))
        basis = basis * np.sign(np.einsum("tii->ti", triangle))[:, None, :] * roots
        inverse = basis @ basis.transpose(0, 2, 1)
        losses = []
        for mask in masks:
            pruned = weights[list(mask)]
            block = inverse[:, mask, :][:, :, mask]
            losses.append(0.5 * np.linalg.solve(block, np.tile(pruned[:, None], (count, 1, 1)))[:, :, 0] @ pruned)
        feasible = np.array(losses) <= 2.0**-i
        some = rng.random(count) < 1.0 / (1.0 + len(masks))
        found[start : start + count] = np.where(some, feasible.any(axis=0), ~feasible[magnitude])
    return found


@dataclass(frozen=True)
class Share:
    """C/(1 + C) for C = C(d, m); an object, whose text is the same in every process."""

    def __call__(self, d: int, m: int, **_: Any) -> float:
        """Its value."""
        return math.comb(d, m) / (1.0 + math.comb(d, m))


THEOREM = Theorem(
    name="all_masks_by_union_bound",
    title="All masks of one size in the quadratic model",
    id="geom.prune.union",
    statement="For a quadratic loss with d eigenvalues 1, 1/4, ... and Haar eigenvectors, weights 1, ..., 1/d and "
    "tolerance 2^-i, the probability that some mask of m weights is feasible is at most C(d, m) times that of the "
    "magnitude mask.",
    domain=D,
    claim=Probability(counts, "<=", Share(), text="P(some)/(1+C) + C (1 - P(magnitude))/(1+C) <= C/(1+C)"),
    source=Source("lqtheory_dossier", "geom.prune.union"),
)
