r"""**The mixture needs no truncation**: |x_i|/p_i <= 2 ||x||_1 and x_i^2/p_i <= 2 ||x||_2^2 for mixed probabilities.

a is the magnitude of an entry, u and v the other entries' sums of magnitudes and of squares.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    a=Real(0, typical=(0.01, 4)), u=Real(0, closed="left", typical=(0, 8)), v=Real(0, closed="left", typical=(0, 8))
)
a, u, v = D.symbols
p = (a / (a + u) + a**2 / (a**2 + v)) / 2

THEOREM = Theorem(
    name="mixture_needs_no_truncation",
    title="Bounded summands of the mixture",
    id="baseline.matrix_bernstein.mixture",
    statement="For an entry of magnitude a > 0 among others with sums u and v of magnitudes and squares, a/p is at "
    "most 2(a+u) and a^2/p at most 2(a^2+v).",
    domain=D,
    claim=Claim(then=[Relation(a / p, "<=", 2 * (a + u)), Relation(a**2 / p, "<=", 2 * (a**2 + v))]),
    source=Source("lqtheory_dossier", "baseline.matrix_bernstein"),
    provenance="derived",
)
