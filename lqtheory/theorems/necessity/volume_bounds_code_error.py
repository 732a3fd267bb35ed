r"""**Volume bounds the error of a code from below**: 2^{-B/n} (vol b_q^n/vol b_p^n)^{1/n}, here against the top-k code.

The l_p balls of radius e about 2^B words cover b_q^n, so vol b_q^n <= 2^B e^n vol b_p^n. The code has step 1/r on the
unit l_q ball, B bits and an error of at most (W(k,n,q,p)^p + k/(2r)^p)^{1/p}. Sharp at n = k = 1 up to the level 0.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import log_lq_ball_volume, top_k_code_length, worst_case

D = Domain(
    n=Integer(1, typical=(1, 12)),
    k=Integer(0, "n"),
    r=Integer(1, typical=(1, 16)),
    q=Real(0, typical=(0.2, 2)),
    p=Real(0, typical=(0.5, 4)),
)
n, k, r, q, p = D.symbols
bits = top_k_code_length(n, k, r)
volumes = log_lq_ball_volume(n, q) - log_lq_ball_volume(n, p)

THEOREM = Theorem(
    name="volume_bounds_code_error",
    title="Lower bound by volume against the top-k code",
    id="lq.lower.volume.top_k",
    statement="For q, p > 0, 0 <= k <= n and r >= 1, the error bound of the top-k code of step 1/r on the unit l_q "
    "ball is at least 2^(-B/n) (vol b_q/vol b_p)^(1/n), B its number of bits.",
    domain=D,
    claim=AtMost(
        2 ** (-bits / n) * sp.exp(volumes / n), (worst_case(k, n, q, p) ** p + k * (2 * r) ** (-p)) ** (1 / p)
    ),
    box={"n": (2, 3), "k": (1, 1), "r": (1, 2), "q": (0.5, 1), "p": (1.5, 2)},
    source=Source("lqtheory_dossier", "lq.lower.volume"),
    notes="A code whose error is known, for any n; for every code see no_code_beats_volume.",
)
