r"""**Stechkin's constant is at most 1**: C_{q,p} = [a^a (1-a)^{1-a}]^{1/q} <= 1 with a = q/p.

Never attained: C_{q,p} tends to 1 as q -> p, so 1 is the best bound that is free of q and p. C_{1,2} = 1/2.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.symbols import stechkin_constant

D = Domain(q=Real(0, typical=(0.2, 2)), p=Real("q", typical=("q", 8)))
q, p = D.symbols

THEOREM = Theorem(
    name="stechkin_constant_at_most_one",
    title="Stechkin's constant is at most 1",
    id="lq.stechkin.one",
    statement="For 0 < q < p Stechkin's constant C_{q,p} is at most 1.",
    domain=D,
    claim=AtMost(stechkin_constant(q, p), 1),
    box={"q": (0.25, 1), "p": (1.5, 8)},
    source=Source("lqtheory_dossier", "lq.stechkin"),
)
