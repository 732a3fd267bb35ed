r"""**False as released: A/(3m) + sqrt((A/(3m))^2 + A/m) <= e gives a failure of at most delta**, A = S log(2/delta).

The released pruning code uses this inverse of Bernstein's inequality, whose leading term is too small by sqrt(2): it
draws about half of what is needed. r points with disjoint active edges (total sensitivity S = r) refute it, since their
failure is exactly that of Bin(m, 1/r). Corrected by :mod:`bernstein_count_suffices`, with 2A/m.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import released_bernstein_error, two_point_lower_tail, two_point_upper_tail

D = Domain(
    r=Integer(2, typical=(4, 8)),
    m=Integer(1, typical=(200, 700)),
    epsilon=Real(0, 1, typical=(0.45, 0.6)),
    delta=Real(0, 1, typical=(1e-6, 1e-4)),
)
r, m, epsilon, delta = D.symbols
failure = two_point_upper_tail(m, r, epsilon) + two_point_lower_tail(m, r, epsilon)

THEOREM = Theorem(
    name="released_error_suffices",
    title="Inverse of Bernstein's inequality in the released pruning code (false)",
    id="coreset.eps.bernstein.released",
    statement="For r >= 2 points with disjoint active edges and m draws with released error at most epsilon at A = r "
    "log(2/delta), the estimate is off by epsilon or more with probability at most delta.",
    domain=D,
    claim=Claim(
        given=[Relation(released_bernstein_error(m, r * sp.log(2 / delta)), "<=", epsilon)],
        then=[Relation(failure, "<=", delta)],
    ),
    source=Source("baykal_2022", "released code"),
    provenance="read",
    expected="refuted",
    box={"r": (7, 8), "m": (440, 445), "epsilon": (0.5, 0.51), "delta": (1e-6, 1e-5)},
    corrected_by="bernstein_count_suffices",
    notes="The release multiplies A by 3 (its constant C), which hides the error as long as sensitivities do not grow "
    "by 3 out of the sample.",
)
