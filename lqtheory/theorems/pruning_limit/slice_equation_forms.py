r"""**Two forms of the slice equation**: the mean of lam weighted by w/(s + lam) against the Schur complement.

r = sum w_i/(s + lam_i) and Q = sum w_i = R^2, so that sum w_i lam_i/(s + lam_i) = Q - s r. The cone K has a boundary
ray in y^perp where 2 epsilon + s Q = Q^2/r; that is (Q - s r)/r = 2 epsilon/Q, the boxed equation of the dossier.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    Q=Real(0, typical=(0.1, 10)),
    r=Real(0, typical=(0.1, 10)),
    s=Real(0, typical=(0.1, 10)),
    epsilon=Real(0, typical=(0.1, 10)),
)
Q, r, s, epsilon = D.symbols

THEOREM = Theorem(
    name="slice_equation_forms",
    title="Forms of the slice equation",
    id="geom.prune.slice.forms",
    statement="For Q, r, s, epsilon > 0, Q ((Q - s r)/r - 2 epsilon/Q) equals Q^2/r - (2 epsilon + s Q).",
    domain=D,
    claim=Claim(then=[Relation(Q * ((Q - s * r) / r - 2 * epsilon / Q), "=", Q**2 / r - (2 * epsilon + s * Q))]),
    source=Source("lqtheory_dossier", "geom.prune.slice"),
)
