r"""**Bracket for non-increasing functions of any matrix** (Chebyshev-Markov-Stieltjes), for two Gauss nodes u < v.

f has the values A >= B >= C >= E at -inf, u, v, +inf. Left of u it is at most A, elsewhere at most B, and the parabola
B + (A-B) ((v-lam)/(v-u))^2 is above both; the Gauss rule with weights w_1, w_2 integrates it exactly: the mean of f is
at most w_1 A + w_2 B, the sum with every node moved one to the left, and at least w_1 C + w_2 E. No eigenvalue need be
positive: clipped curvature of an indefinite Hessian is covered. A function with a peak is not: there the bracket of
:mod:`lqtheory.curvature.brackets` takes the least value over all distribution functions that the nodes allow.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    u=Real(-sp.oo, typical=(-4, 4)),
    v=Real("u", typical=("u + 0.1", "u + 4")),
    lam=Real(-sp.oo, typical=(-8, 8)),
    h=Real(0, closed="left", typical=(0, 4)),
    E=Real(-sp.oo, typical=(-1, 1)),
    C=Real("E", closed="left", typical=("E", "E + 1")),
    B=Real("C", closed="left", typical=("C", "C + 1")),
    A=Real("B", closed="left", typical=("B", "B + 1")),
)
u, v, lam, h, E, C, B, A = D.symbols


def above(at: sp.Expr) -> sp.Expr:
    """The parabola above f."""
    return B + (A - B) * ((v - at) / (v - u)) ** 2


def below(at: sp.Expr) -> sp.Expr:
    """The parabola below f."""
    return C - (C - E) * ((at - u) / (v - u)) ** 2


THEOREM = Theorem(
    name="shifted_sums_enclose_nonincreasing_functions",
    title="Bracket for non-increasing functions",
    id="geom.spec.cms",
    statement="For u < v, real lam, h >= 0 and E <= C <= B <= A, with a(l) = B + (A-B) ((v-l)/(v-u))^2 and b(l) = C - "
    "(C-E) ((l-u)/(v-u))^2: A <= a(u-h), B <= a(lam), b(v+h) <= E and b(lam) <= C.",
    domain=D,
    claim=Claim(
        then=[
            Relation(A, "<=", above(u - h)),
            Relation(B, "<=", above(lam)),
            Relation(below(v + h), "<=", E),
            Relation(below(lam), "<=", C),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.spec.cms"),
    notes="The dossier states it for measures and any number of nodes; here term by term for two.",
)
