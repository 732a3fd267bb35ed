r"""**Margins and small changes**: where no output moves by gamma/2, a margin falls by less than gamma.

f_y = u and f_j = v become a and b: u - a < gamma/2 and b - v < gamma/2 give a - b > (u - v) - gamma. An input with
margin at least gamma therefore keeps its class: the margin version of the bound from code lengths.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    gamma=Real(0, typical=(0.1, 2)),
    u=Real(typical=(-2, 2)),
    v=Real(typical=(-2, 2)),
    a=Real(typical=(-2, 2)),
    b=Real(typical=(-2, 2)),
)
gamma, u, v, a, b = D.symbols

THEOREM = Theorem(
    name="margin_survives_small_change",
    title="Margins and small changes of the outputs",
    id="coreset.occam_kl.margin",
    statement="For gamma > 0, if u - a and b - v are below gamma/2 then a - b is above u - v - gamma.",
    domain=D,
    claim=Claim(
        given=[Relation(u - a, "<", gamma / 2), Relation(b - v, "<", gamma / 2)],
        then=[Relation(u - v - gamma, "<", a - b)],
    ),
    source=Source("lqtheory_dossier", "coreset.occam_kl"),
    provenance="derived",
)
