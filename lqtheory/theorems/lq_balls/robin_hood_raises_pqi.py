r"""**Robin Hood (axiom D1) fails for every 1 < p < q and every p < q < 1**: a step that raises the PQ index.

Above 1 it is (3L, 3, 0) -> (3L, 2, 1), L large: the large entry hides the change from the l_q norm more than from the
l_p norm. Below 1 it is (3t, 0, 1^N) -> (2t, t, 1^N), t = N^{1/s}: the many ones hide it from the l_r norm more than
from the l_s norm. The index 1 - d^{1/q-1/p} ||x||_p/||x||_q rises where ||x||_p/||x||_q falls. It is why the published
claim (:mod:`pqi_all_axioms_as_published`) fails outside p <= 1 <= q, not at single exponents only.
"""

from collections.abc import Callable

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation

_PARAMETERS = Domain(
    p=Real(1, typical=(1.25, 3)),
    q=Real("p", typical=("p+0.5", "p+4")),
    L=Real(1, typical=(200, 4000)),
    r=Real(0, 1, typical=(0.125, 0.5)),
    s=Real("r", 1, typical=("r+0.25", 0.9)),
    N=Integer(2, typical=(4000, 100_000)),
)
p, q, L, r, s, N = _PARAMETERS.symbols
gain = ((2**s + 2) / (3**s + 1)) ** (r / s)
D = Domain(
    where=[
        Relation(2 * 3**p, "<=", (3**p - 2**p - 1) * L ** (q - p)),
        Relation(1 + N ** (r / s - 1), "<", gain),
    ],
    **_PARAMETERS.parameters,
)
t = N ** (1 / s)


def ratio(powers: Callable[[sp.Symbol], sp.Expr], u: sp.Symbol, v: sp.Symbol) -> sp.Expr:
    """The l_u norm over the l_v norm, from the function that gives the sum of powers."""
    return powers(u) ** (1 / u) * powers(v) ** (-1 / v)


THEOREM = Theorem(
    name="robin_hood_raises_pqi",
    title="Robin Hood fails for the PQ index wherever both exponents are above or below 1",
    id="lq.axioms.d1.fails",
    statement="Let 1 < p < q with 2*3^p <= (3^p-2^p-1) L^(q-p), L > 1, and 0 < r < s < 1 with 1 + N^(r/s-1) < "
    "((2^s+2)/(3^s+1))^(r/s), t = N^(1/s). Then ||x||_p/||x||_q is smaller at (3L, 2, 1) than at (3L, 3, 0), and "
    "||x||_r/||x||_s at (2t, t, 1, ..., 1) than at (3t, 0, 1, ..., 1), with N ones. All large L and N will do, for "
    "2^p + 1 < 3^p and 3^s < 2^s + 1.",
    domain=D,
    claim=Claim(
        then=[
            Relation(ratio(lambda u: (3 * L) ** u + 2**u + 1, p, q), "<", ratio(lambda u: (3 * L) ** u + 3**u, p, q)),
            Relation(ratio(lambda u: (2**u + 1) * t**u + N, r, s), "<", ratio(lambda u: 3**u * t**u + N, r, s)),
            Relation(2**p + 1, "<", 3**p),
            Relation(3**s, "<", 2**s + 1),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.axioms"),
)
