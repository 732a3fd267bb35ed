r"""**The dominating vector has the smaller effective sparsity in every exponent** (Schur concavity of Renyi entropies).

s_{q,p}(x) <= s_{q,p}(y) for all q, on both sides of p and at p itself (where s_{p,p} is the exponential of Shannon's
entropy of the shares), if the shares of x majorise those of y. The converse is false:
:mod:`entropies_decide_dominance`.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import effective_sparsity, majorisation_defect

D = Domain(
    n=Integer(1, typical=(1, 5)),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("1.1*q", "q+3")),
    r=Real("p", typical=("1.1*p", "p+3")),
    x=Vector("n", nonzero=True),
    y=Vector("n", nonzero=True),
)
n, q, p, r, x, y = D.symbols
s = effective_sparsity

THEOREM = Theorem(
    name="dominance_lowers_effective_sparsity",
    title="Dominance lowers effective sparsity",
    id="lq.dom.major.sparsity",
    statement="For nonzero x, y in R^n and 0 < q < p < r, if the shares of x in its p-mass majorise those of y then "
    "s_{q,p}(x) <= s_{q,p}(y), s_{r,p}(x) <= s_{r,p}(y) and s_{p,p}(x) <= s_{p,p}(y).",
    domain=D,
    claim=Claim(
        given=[Relation(majorisation_defect(x, y, p), "<=", 0)],
        then=[Relation(s(x, e, p), "<=", s(y, e, p)) for e in (q, r, p)],
    ),
    source=Source("lqtheory_dossier", "lq.dom.major"),
)
