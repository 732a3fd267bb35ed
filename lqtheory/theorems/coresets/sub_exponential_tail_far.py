r"""**Chernoff exponent of a sub-exponential variable, far from its mean**: s = 1/λ gives 1 - t/λ <= -t/(2λ).

The published margin uses the second form; the first is about half as large for large t.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(
    lam=Real(0),
    t=Real("2*lam", closed="left"),
)
lam, t = D.symbols

THEOREM = Theorem(
    name="sub_exponential_tail_far",
    title="Chernoff exponent far from the mean",
    id="coreset.kappa",
    statement="For lam > 0 and t >= 2 lam, 1 - t/lam is at most -t/(2 lam).",
    domain=D,
    claim=AtMost(1 - t / lam, -t / (2 * lam)),
    source=Source("lqtheory_dossier", "coreset.kappa"),
)
