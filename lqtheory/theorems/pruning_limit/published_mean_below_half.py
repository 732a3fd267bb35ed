r"""**The published share lies between the truth p <= 1/2 and one half**, for a whole spectrum and at its fixed point.

As :mod:`published_mean_above_half`: wherever the slice grants the share p <= 1/2, that is 2 epsilon/R^2 = c at least
s (1-p)/p, the published formula grants p too, and up to one half at that level; so its crossing is not before that of
the slice. Term by term this is :mod:`published_share_below_half`. Sharp at isotropic spectra (F = 1/2).
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic

D = Domain(
    n=Integer(1, typical=(1, 12)),
    s=Real(0, typical=(0.1, 10)),
    c=Real(0, typical=(0.01, 5)),
    lam=Vector("n", sign="nonnegative"),
)
n, s, c, lam = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
entry = order_statistic(lam, i)


def share(level: sp.Expr) -> sp.Expr:
    """Share of the i-th eigenvalue at a level."""
    return level / (level + entry)


def published_level(p: sp.Expr) -> sp.Expr:
    """The level 2 epsilon/R^2 at which the slice grants p."""
    return s * (1 - p) / p


def total(body: sp.Expr) -> sp.Expr:
    """Sum over the spectrum."""
    return sp.Sum(body, (i, 1, n))


p = total(share(s)) / n
published = share(published_level(p))

THEOREM = Theorem(
    name="published_mean_below_half",
    title="Published share of a spectrum, pulled up to one half",
    id="geom.prune.bias.below",
    statement="For s > 0, n eigenvalues lam >= 0 whose mean p of s/(s + lam_i) is at most 1/2, and c > 0 with c >= l = "
    "s(1-p)/p: the mean of l/(l + lam_i) lies between p and 1/2, and that of c/(c + lam_i) is at least p.",
    domain=D,
    claim=Claim(
        given=[
            Relation(p, "<=", sp.Rational(1, 2)),
            Relation(published_level(p), "<=", c),
        ],
        then=[
            Relation(total(share(s)), "<=", total(published)),
            Relation(total(published), "<=", n / 2),
            Relation(total(share(s)), "<=", total(share(c))),
        ],
    ),
    source=Source("lqtheory_dossier", "geom.prune.bias"),
)
