r"""**The refined margin is at most the published one**, under the same assumption on Δ.

With a = ln(nd) = 2λ, L = ln(8nd/delta) and N >= aL points: a(1+L)/2 <= aL because L >= 1, and a sqrt(L/N) <= sqrt(a).
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import published_cancellation_margin, refined_cancellation_margin

D = Domain(
    n=Integer(2, typical=(2, 600)),
    d=Integer(1, typical=(1, 300)),
    delta=Real(0, 1, typical=(0.001, 0.5)),
)
n, d, delta = D.symbols

THEOREM = Theorem(
    name="refined_margin_at_most_published",
    title="The refined margin",
    id="coreset.kappa",
    statement="For n >= 2, d >= 1 and 0 < delta < 1, the refined margin for n neurons of width d is at most the "
    "published one.",
    domain=D,
    claim=AtMost(refined_cancellation_margin(n, d, delta), published_cancellation_margin(n, d, delta)),
    source=Source("lqtheory_dossier", "coreset.kappa"),
    notes="Both rest on the assumption of a sub-exponential ratio, which is false in general.",
)
