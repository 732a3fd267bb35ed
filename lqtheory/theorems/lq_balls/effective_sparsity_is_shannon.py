r"""**Effective sparsity at q = p is the exponential of Shannon's entropy**: s_{p,p} = exp(-sum pi_i ln pi_i).

pi_i = |x_i|^p/||x||_p^p. The exponents p, p continue the other ones in order: s_{p,r} <= s_{p,p} <= s_{q,p} for q < p
< r, so that 1 <= s_{p,p} <= ||x||_0. Flat vectors attain everything.
"""

from typing import Any

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector, balls
from lqtheory.instances import flat
from lqtheory.quantities.arrays import as_magnitudes, namespace
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import effective_sparsity, support_size


def share_entropy(x: Any, p: float) -> Any:
    """Shannon's entropy of the shares of the entries in the p-mass, with 0 ln 0 = 0."""
    size = as_magnitudes(x, "x", "share_entropy")
    xp = namespace(size)
    powers = (size / xp.max(size, axis=-1, keepdims=True)) ** p
    shares = powers / xp.sum(powers, axis=-1, keepdims=True)
    return -xp.sum(shares * xp.log(xp.where(shares > 0.0, shares, 0.0 * shares + 1.0)), axis=-1)


def ball_share_entropy(x: list[Any], p: Any) -> Any:
    """The definition as a loop over balls."""
    powers = [balls.power(abs(v), p) for v in x if not v == 0]
    mass = balls.total(powers)
    return -balls.total(v / mass * (v / mass).log() for v in powers)


ENTROPY = Quantity("share_entropy", ("x", "p"), share_entropy, ball_share_entropy, r"H_{{{p}}}({x})", sign="real")

D = Domain(
    n=Integer(1, typical=(1, 32)),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 4)),
    r=Real("p", typical=("p", 8)),
    x=Vector("n", nonzero=True),
)
n, q, p, r, x = D.symbols
s = effective_sparsity(x, p, p)

THEOREM = Theorem(
    name="effective_sparsity_is_shannon",
    title="Effective sparsity at equal exponents is an exponential Shannon entropy",
    id="lq.effs.shannon",
    statement="For nonzero x in R^n and 0 < q < p < r, s_{p,p}(x) is the exponential of Shannon's entropy of the "
    "shares of the entries in the p-mass, s_{p,r}(x) <= s_{p,p}(x) <= s_{q,p}(x), and s_{p,p}(x) is between 1 and the "
    "number of nonzero entries.",
    domain=D,
    claim=Claim(
        then=[
            Relation(s, "=", sp.exp(ENTROPY.symbol(x, p))),
            Relation(s, "<=", effective_sparsity(x, q, p)),
            Relation(effective_sparsity(x, p, r), "<=", s),
            Relation(1, "<=", s),
            Relation(s, "<=", support_size(x)),
        ]
    ),
    extremal=lambda n, q, p, r: flat(n, n),
    sharp_at=({"n": 8, "q": 0.5, "p": 1, "r": 2}, {"n": 5, "q": 1, "p": 1.5, "r": 4}),
    source=Source("lqtheory_dossier", "lq.effs"),
)
