r"""**If the shares of x majorise those of y, x is more compressible at every keep count**.

sigma_k(x)_p/||x||_p <= sigma_k(y)_p/||y||_p for every k, here without the quotients. Equality where x and y have the
same shares.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, lq_norm, majorisation_defect

D = Domain(
    n=Integer(1, typical=(1, 5)),
    k=Integer(0, "n"),
    p=Real(0, typical=(0.5, 4)),
    x=Vector("n", nonzero=True),
    y=Vector("n", nonzero=True),
)
n, k, p, x, y = D.symbols

THEOREM = Theorem(
    name="majorisation_gives_dominance",
    title="Majorisation gives dominance",
    id="lq.dom.major.forward",
    statement="For nonzero x, y in R^n, p > 0 and 0 <= k <= n, if the shares of x in its p-mass majorise those of y "
    "then the relative l_p error of x after k entries is at most that of y.",
    domain=D,
    claim=Claim(
        given=[Relation(majorisation_defect(x, y, p), "<=", 0)],
        then=[
            Relation(best_k_term_error(x, k, p) * lq_norm(y, p), "<=", best_k_term_error(y, k, p) * lq_norm(x, p)),
        ],
    ),
    source=Source("lqtheory_dossier", "lq.dom.major"),
)
