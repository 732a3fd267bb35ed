r"""**All masks of one size**: P(some mask of m weights is feasible) <= C(d, m) P(the magnitude mask is feasible).

H = Q Lambda Q' with Haar Q. The chance of one mask depends on its radius R alone and falls in it, because the loss
scales with R^2, so that the mask of the m smallest weights has the largest; Boole's inequality for the rest. Tested as
one event: with probability 1/(1 + C(d, m)) a draw counts if some mask is feasible, else if the magnitude mask is not;
the claim is that this has probability at most C/(1 + C). x stands for the eigenvalues, w for the weights, e for the
tolerance. A single mask's threshold does not cover the choice of the mask: see also :mod:`all_masks_stay_above_floor`.
"""

import itertools
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem, Vector

D = Domain(
    d=Integer(2, typical=(2, 5)),
    m=Integer(1, "d", typical=(1, "d")),
    e=Real(0, typical=(0.01, 1)),
    x=Vector("d", sign="nonnegative"),
    w=Vector("d"),
)
CHUNK = 10_000


def retrained_losses(forms: np.ndarray, weights: np.ndarray, mask: tuple[int, ...]) -> np.ndarray:
    """Least value of |F (w - w*)|^2/2 over the kept weights, for each of the forms F, shape (size, rank, d)."""
    kept = [j for j in range(weights.size) if j not in mask]
    if len(kept) >= forms.shape[1]:  # they reach everything, whatever the directions
        return np.zeros(len(forms))
    missing = forms[:, :, list(mask)] @ weights[list(mask)]
    if kept:
        reached = np.linalg.qr(forms[:, :, kept])[0]
        missing = missing - np.einsum("tnk,tk->tn", reached, np.einsum("tnk,tn->tk", reached, missing))
    return 0.5 * np.einsum("ti,ti->t", missing, missing)


def counts(rng: np.random.Generator, size: int, d: int, m: int, e: float, x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Whether a draw counts."""
    weights, roots = np.asarray(w, dtype=np.float64), np.sqrt(np.asarray(x, dtype=np.float64))
    masks = list(itertools.combinations(range(d), m))
    magnitude = masks.index(tuple(sorted(np.argsort(np.abs(weights), kind="stable")[:m].tolist())))
    found = np.zeros(size, dtype=bool)
    for start in range(0, size, CHUNK):
        count = min(CHUNK, size - start)
        basis, triangle = np.linalg.qr(rng.standard_normal((count, d, d)))
        haar = (basis * np.sign(np.einsum("tii->ti", triangle))[:, None, :]).transpose(0, 2, 1)
        forms = (roots[:, None] * haar)[:, roots > 0.0]
        feasible = np.array([retrained_losses(forms, weights, mask) for mask in masks]) <= e
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
    statement="For a quadratic loss with any d >= 2 eigenvalues x >= 0 and Haar eigenvectors, any weights w and any "
    "tolerance e > 0, the probability that some mask of m weights is feasible is at most C(d, m) times that of the "
    "magnitude mask.",
    domain=D,
    claim=Probability(counts, "<=", Share(), text="P(some)/(1+C) + C (1 - P(magnitude))/(1+C) <= C/(1+C)"),
    source=Source("lqtheory_dossier", "geom.prune.union"),
    notes="The dossier goes on to bound the probability of the magnitude mask by the upper tail of its slice: that is "
    "all_masks_by_slice_tail. In most "
    "random draws the magnitude mask is feasible almost always or almost never: what is shown is the proof.",
)
