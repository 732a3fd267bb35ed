r"""**Clipping or making negative curvature positive shrinks the sublevel set**: both replacements are conservative.

The eigenvalues are a_i - b_i with a, b >= 0 (one of both 0 in every direction), so that a_i are the clipped and
a_i + b_i the absolute ones. If x lies in the set of |H| it lies in that of H_+, and then in that of H. In the share of
a negative eigenvalue -m the two differ by 1 - s/(s+m) = m/(m+s). Term by term see
:mod:`clipped_curvature_is_conservative`.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    n=Integer(1, typical=(1, 12)),
    e=Real(0, typical=(0.5, 20)),
    m=Real(0, typical=(0.1, 10)),
    s=Real(0, typical=(0.1, 10)),
    a=Vector("n", sign="nonnegative"),
    b=Vector("n", sign="nonnegative"),
    x=Vector("n"),
)
n, e, m, s, a, b, x = D.symbols
positive, negative = power_sum(sp.sqrt(a) * x, 2), power_sum(sp.sqrt(b) * x, 2)

THEOREM = Theorem(
    name="clipped_sublevel_sets_are_nested",
    title="Sublevel sets of clipped and of absolute curvature",
    id="geom.prune.negative",
    statement="For a, b >= 0, x in R^n and e > 0: if half the sum of (a_i + b_i) x_i^2 is at most e then so is half "
    "the sum of a_i x_i^2, and half the sum of (a_i - b_i) x_i^2 as well; and 1 - s/(s+m) = m/(m+s) for s, m > 0.",
    domain=D,
    claim=Claim(
        given=[Relation((positive + negative) / 2, "<=", e)],
        then=[
            Relation(positive / 2, "<=", e),
            Relation((positive - negative) / 2, "<=", positive / 2),
            Relation(1 - s / (s + m), "=", m / (m + s)),
        ],
    ),
    source=Source("lqtheory_dossier", "geom.prune.negative"),
)
