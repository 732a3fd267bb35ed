r"""**The sharp keep count is necessary**: where G_k(eta^p) < s^{1-q/p} some x has a larger error.

The other half of dossier lq.kmin.exact: nothing below the count of :mod:`sharp_keep_count_suffices` can be promised
from s and eta. The vector is one spike, a flat block of k-1+m entries and at most one remainder, with a tail share a
little above eta^p so that its error is above eta. An existence statement: the vector is constructed and measured.
"""

import itertools
import math
from collections.abc import Iterator

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, effective_sparsity, lq_norm, sharp_keep_threshold

D = Domain(
    n=Integer(2, typical=(2, 32)),
    k=Integer(1, "n-1"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("1.2*q", 8)),
    eta=Real(0, 1, typical=(0.1, 0.9)),
    s=Real(1, "n", closed="both"),
)
n, k, q, p, eta, s = D.symbols
x = sp.Symbol("x", zero=False, real=True)


def distributions(n: int, k: int, share: float) -> Iterator[np.ndarray]:
    """The extremal distributions with k entries before a tail of the given share, without the zeros behind."""
    highest = (1 - share) / k
    full = math.floor(share / highest)
    if k + full < n or (k + full == n and share - full * highest <= 0):
        yield np.array([highest] * (k + full) + [max(share - full * highest, 0.0)])[:n]
    for m in range(max(1, math.ceil(share / highest)), n - k + 1):
        yield np.array([1 - share - (k - 1) * share / m] + [share / m] * (k - 1 + m))


def spike_and_block(n: int, k: int, q: float, p: float, eta: float, s: float) -> np.ndarray:
    """The extremal vector at the largest tail share at which its effective sparsity is still at most s."""
    a, best = q / p, np.eye(n)[0]
    for slack, j in itertools.product((1 - 1e-13, 1 + 1e-13), range(1, 50)):  # the second one is left to balls
        share = eta**p * (1 + 2.0**-j)
        found = min(distributions(n, k, share), key=lambda y: (y**a).sum(), default=None) if share < 1 else None
        if found is not None and (found**a).sum() <= s ** (1 - a) * slack:
            best = np.zeros(n)
            best[: found.size] = found ** (1 / p)
            break
    return best


THEOREM = Theorem(
    name="sharp_keep_count_is_necessary",
    title="Sharp keep count cannot be lowered",
    id="lq.kmin.exact.necessary",
    statement="For 0 < q < p, 0 < eta < 1, 1 <= k < n and 1 <= s <= n, if G_k(eta^p) is less than s^(1-q/p) there is"
    " a vector in R^n of effective sparsity at most s of which k terms leave an l_p error of more than eta"
    " times its l_p norm.",
    domain=D,
    claim=Claim(
        given=[Relation(sharp_keep_threshold(k, eta**p, q / p, n), "<", s ** (1 - q / p))],
        then=[
            Relation(effective_sparsity(x, q, p), "<=", s),
            Relation(eta * lq_norm(x, p), "<", best_k_term_error(x, k, p)),
        ],
        witness={"x": spike_and_block},
    ),
    source=Source("lqtheory_dossier", "lq.kmin.exact"),
)
