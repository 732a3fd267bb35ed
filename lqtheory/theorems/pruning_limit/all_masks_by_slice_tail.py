r"""**Necessity over all masks**: P(some mask of m weights is feasible) <= C(d, m) E B+(N'_M + 1, d - 1, m - 2 - N'_M).

H = Q Lambda Q' with Haar Q; the mean is over the direction y of the pruned part of the magnitude mask, which is uniform
in the eigenbasis, and N'_M belongs to the slice by y^perp of the sublevel cone at that radius. Where 2 e/R^2 is at
least the mean curvature seen by y the bound is 1 (one-shot pruning is feasible), and below the harmonic mean 0 (no
subspace is: every mask with m >= 1 fails at that direction). Tested as one event, like
:mod:`all_masks_by_union_bound`: with probability 1/(1 + C) a draw counts if some mask is feasible, else with the
probability 1 - B+ at a fresh direction; the claim is that this has probability at most C/(1 + C).
"""

import itertools
import math

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem, Vector
from lqtheory.quantities.slice_draws import slice_tails
from lqtheory.theorems.pruning_limit.all_masks_by_union_bound import Share, retrained_losses

D = Domain(
    d=Integer(2, typical=(2, 5)),
    m=Integer(1, "d", typical=(1, "d")),
    e=Real(0, typical=(0.01, 1)),
    x=Vector("d", sign="nonnegative"),
    w=Vector("d"),
)
CHUNK = 2_000


def counts(rng: np.random.Generator, size: int, d: int, m: int, e: float, x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Whether a draw counts."""
    values, weights = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    radius = math.sqrt(math.fsum(sorted((weights * weights).tolist())[:m]))
    masks, roots = list(itertools.combinations(range(d), m)), np.sqrt(values)
    found = np.zeros(size, dtype=bool)
    for start in range(0, size, CHUNK):
        count = min(CHUNK, size - start)
        some = rng.random(count) < 1.0 / (1.0 + len(masks))
        basis, triangle = np.linalg.qr(rng.standard_normal((int(some.sum()), d, d)))
        haar = (basis * np.sign(np.einsum("tii->ti", triangle))[:, None, :]).transpose(0, 2, 1)
        forms = (roots[:, None] * haar)[:, roots > 0.0]
        feasible = np.zeros(int(some.sum()), dtype=bool)
        for mask in masks:
            feasible |= retrained_losses(forms, weights, mask) <= e
        directions = rng.standard_normal((count, d))
        directions *= radius / np.linalg.norm(directions, axis=1)[:, None]
        drawn = rng.random(count) >= slice_tails(values, directions, e, m)
        drawn[some] = feasible
        found[start : start + count] = drawn
    return found


THEOREM = Theorem(
    name="all_masks_by_slice_tail",
    title="All masks of one size, by the upper tail of the slice",
    id="geom.prune.union.slice",
    statement="For a quadratic loss with any d >= 2 eigenvalues x >= 0 and Haar eigenvectors, any weights w and any "
    "tolerance e > 0, the probability that some mask of m weights is feasible is at most C(d, m) times the mean, over "
    "directions of the pruned part of the magnitude mask, of the Chernoff bound of the upper tail of the slice with "
    "N'_M + 1 in place of delta.",
    domain=D,
    claim=Probability(counts, "<=", Share(), text="P(some)/(1+C) + C (1 - E B+)/(1+C) <= C/(1+C)"),
    source=Source("lqtheory_dossier", "geom.prune.union"),
    notes="The dossier's bar P_m is the tail bound at one slice; under Haar eigenvectors the slice depends on the "
    "direction of y in the eigenbasis, so that its mean over directions stands here. "
    "Boole's factor leaves so much room that draws would not notice a wrong tail: what is shown is the proof, and "
    "the tail is that of fixed_mask_is_rarely_feasible, whose draws do.",
)
