r"""**Limit of all masks**: P(min over masks of |A(w - w*)| < c) <= 2 P(phi <= c), the min-max theorem of Gordon.

phi = (min_{t>0} [t (|g|^2 - |h|^2) + S_m(w* - t h)/t]/2)_+ with S_m the sum of the m smallest squares and Gaussian g in
R^n, h in R^d. Tested as one event: with probability 1/3 a draw of A counts if the minimum is below c, else a draw of
(g, h) counts if phi > c; the claim is that this has probability at most 2/3. w stands for the teacher w*.
"""

import itertools

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem, Vector

D = Domain(
    d=Integer(2, typical=(2, 5)),
    m=Integer(1, "d", typical=(1, "d")),
    n=Integer(1, typical=(1, 7)),
    c=Real(0, closed="left", typical=(0, 3)),
    w=Vector("d"),
)
CHUNK = 10_000


def least_over_masks(samples: np.ndarray, teacher: np.ndarray, m: int) -> np.ndarray:
    """Least norm of A(w - w*) over w with at most d - m nonzero entries; by enumeration, shape (size,)."""
    size, _, d = samples.shape
    least = np.full(size, np.inf)
    for pruned in itertools.combinations(range(d), m):
        kept = [j for j in range(d) if j not in pruned]
        missing = samples[:, :, list(pruned)] @ teacher[list(pruned)]
        if kept:
            basis = np.linalg.qr(samples[:, :, kept])[0]
            missing = missing - np.einsum("tnk,tk->tn", basis, np.einsum("tnk,tn->tk", basis, missing))
        least = np.minimum(least, np.linalg.norm(missing, axis=1))
    return least


def auxiliary(g: np.ndarray, h: np.ndarray, teacher: np.ndarray, m: int) -> np.ndarray:
    """The least of R sqrt(|g|^2 - |h kept|^2) - <h, w*> over masks, 0 for a negative root; by enumeration."""
    square, least = np.einsum("tn,tn->t", g, g), np.full(len(g), np.inf)
    for pruned in itertools.combinations(range(teacher.size), m):
        kept = [j for j in range(teacher.size) if j not in pruned]
        rest = square - np.einsum("tk,tk->t", h[:, kept], h[:, kept])
        energy, inner = np.linalg.norm(teacher[list(pruned)]), h[:, list(pruned)] @ teacher[list(pruned)]
        least = np.minimum(least, np.where(rest < 0, 0.0, energy * np.sqrt(np.maximum(rest, 0.0)) - inner))
    return np.maximum(least, 0.0)


def counts(rng: np.random.Generator, size: int, d: int, m: int, n: int, c: float, w: np.ndarray) -> np.ndarray:
    """Whether a draw counts, for the teacher w."""
    teacher, found = np.asarray(w, dtype=np.float64), np.zeros(size, dtype=bool)
    for start in range(0, size, CHUNK):
        count = min(CHUNK, size - start)
        first = rng.random(count) < 1 / 3
        below = least_over_masks(rng.standard_normal((count, n, d)), teacher, m) < c
        above = auxiliary(rng.standard_normal((count, n)), rng.standard_normal((count, d)), teacher, m) > c
        found[start : start + count] = np.where(first, below, above)
    return found


THEOREM = Theorem(
    name="all_masks_stay_above_floor",
    title="Limit of all masks of a linear teacher",
    id="geom.planted.gordon_l0",
    statement="For n Gaussian samples, every linear teacher of d >= 2 weights and c >= 0, the probability that pruning "
    "m weights by some mask leaves a norm |A(w - w*)| below c is at most twice that of an auxiliary value phi <= c.",
    domain=D,
    claim=Probability(counts, "<=", 2 / 3, text="P(min < c)/3 + 2 P(phi > c)/3 <= 2/3"),
    source=Source("thrampoulidis_oymak_hassibi_2015", "Theorem 3 (i)"),
    notes="phi by enumeration of masks; that it is the minimum over t is auxiliary_problem_is_additive.",
)
