r"""**Chernoff exponent of a sub-exponential variable, near its mean**: s = t/(2λ^2) gives -t^2/(4λ^2).

The assumption is E exp(s(Δ-EΔ)) <= exp(s^2 λ^2) for |s| <= 1/λ; P(Δ-EΔ >= t) is at most the exponential of the
exponent. t = 2λh with h in (0, 1]. No other s does better: sharp at r = s.
"""

from fractions import Fraction

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    lam=Real(0),
    h=Real(0, 1, closed="right"),
    r=Real(0, closed="left"),
)
lam, h, r = D.symbols
t = 2 * lam * h
s = t / (2 * lam**2)

THEOREM = Theorem(
    name="sub_exponential_tail_near",
    title="Chernoff exponent near the mean",
    id="coreset.kappa",
    statement="For lam > 0, h in (0, 1] and t = 2 lam h, s = t/(2 lam^2) is at most 1/lam, and -s t + s^2 lam^2 is "
    "-t^2/(4 lam^2), at most -r t + r^2 lam^2 for every r >= 0.",
    domain=D,
    claim=Claim(
        then=[Relation(s, "<=", 1 / lam), Relation(-s * t + s**2 * lam**2, "<=", -r * t + r**2 * lam**2)],
    ),
    sharp_at=({"lam": 2, "h": 1, "r": Fraction(1, 2)},),
    source=Source("lqtheory_dossier", "coreset.kappa"),
)
