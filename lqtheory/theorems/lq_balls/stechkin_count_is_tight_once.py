r"""**Where the closed-form keep count is tight**: on a vector flat on s entries only at eta = (q/p)^{1/p}.

Such a vector has effective sparsity s, and keeping k of its entries leaves a relative error ((s-k)/s)^{1/p}: it needs
s (1 - eta^p) entries. The closed form is as small where q/p = eta^p, and larger at every other ratio of the exponents:
``low`` and ``high`` are ratios on the two sides.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import kmin_stechkin

D = Domain(
    s=Real(0, typical=(1, 64)),
    eta=Real(0, 1, typical=(0.3, 0.95)),
    p=Real(0, typical=(0.5, 4)),
    low=Real(0, "eta**p"),
    high=Real("eta**p", 1),
)
s, eta, p, low, high = D.symbols
needed = s * (1 - eta**p)

THEOREM = Theorem(
    name="stechkin_count_is_tight_once",
    title="The one tolerance at which the closed-form keep count is tight",
    id="lq.kmin.stechkin.tight",
    statement="For s, p > 0 and 0 < eta < 1, the closed-form keep count is s (1 - eta^p) where q/p = eta^p, that is at "
    "eta = (q/p)^(1/p), and larger where q/p = low < eta^p and where q/p = high > eta^p.",
    domain=D,
    claim=Claim(
        then=[
            Relation(kmin_stechkin(s, eta, p * eta**p, p), "=", needed),
            Relation(needed, "<", kmin_stechkin(s, eta, p * low, p)),
            Relation(needed, "<", kmin_stechkin(s, eta, p * high, p)),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.kmin.stechkin"),
    notes="s (1 - eta^p) is what a vector flat on s entries needs. That the closed form suffices for every vector is "
    "stechkin_keep_count_suffices.",
)
