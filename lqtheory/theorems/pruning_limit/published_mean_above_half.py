r"""**The published share lies between one half and the truth p >= 1/2**, for a whole spectrum and at its fixed point.

p is the mean of s/(s + lam_i): the share that the slice grants to a direction in general position when 2 epsilon/R^2 =
s (1-p)/p, the published level. The published share F at that level has 1/2 <= F <= p. So wherever the slice refuses
the share p >= 1/2, that is 2 epsilon/R^2 = c <= s (1-p)/p, the published formula grants at most p: as k/n - F(R_k)
rises strictly (:mod:`published_crossing_is_unique`), its crossing is not beyond that of the slice. Term by term this
is :mod:`published_share_above_half`. Sharp at isotropic spectra (F = 1/2).
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
    name="published_mean_above_half",
    title="Published share of a spectrum, pulled down to one half",
    id="geom.prune.bias",
    statement="For s > 0, n eigenvalues lam >= 0 whose mean p of s/(s + lam_i) is at least 1/2 and below 1, and 0 < "
    "c <= l = s(1-p)/p: the mean of l/(l + lam_i) lies between 1/2 and p, and that of c/(c + lam_i) is "
    "at most p.",
    domain=D,
    claim=Claim(
        given=[
            Relation(sp.Rational(1, 2), "<=", p),
            Relation(p, "<", 1),
            Relation(c, "<=", published_level(p)),
        ],
        then=[
            Relation(n / 2, "<=", total(published)),
            Relation(total(published), "<=", total(share(s))),
            Relation(total(share(c)), "<=", total(share(s))),
        ],
    ),
    source=Source("lqtheory_dossier", "geom.prune.bias"),
)
