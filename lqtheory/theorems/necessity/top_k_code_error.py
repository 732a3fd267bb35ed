r"""**Error of the top-k code**: the k largest entries rounded to a step h leave at most (sigma_k^p + k (h/2)^p)^{1/p}.

The upper side of the bounds for codes: ceil(log2 C(n,k)) + k ceil(log2(2 ||x||_inf/h + 1)) bits. Sharp: all entries
h/2.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import lq_norm, top_k_code_bound, top_k_quantised

D = Domain(
    n=Integer(1, typical=(1, 12)),
    k=Integer(0, "n"),
    h=Real(0, typical=(0.1, 4)),
    p=Real(0, typical=(0.5, 4)),
    x=Vector("n"),
)
n, k, h, p, x = D.symbols

THEOREM = Theorem(
    name="top_k_code_error",
    title="Error of the top-k code",
    id="lq.lower.bits.upper",
    statement="For x in R^n, p > 0, h > 0 and 0 <= k <= n, keeping the k largest entries rounded to multiples of h "
    "leaves an l_p error of at most (sigma_k(x)_p^p + k (h/2)^p)^(1/p).",
    domain=D,
    claim=AtMost(lq_norm(x - top_k_quantised(x, k, h), p), top_k_code_bound(x, k, h, p)),
    extremal=lambda n, k, h, p: np.full(n, h / 2),
    sharp_at=({"n": 4, "k": 2, "h": 1, "p": 1}, {"n": 6, "k": 6, "h": 0.5, "p": 2}),
    source=Source("lqtheory_dossier", "lq.lower.bits"),
    notes="Halves are rounded towards zero; any other rule for them has the same bound.",
)
