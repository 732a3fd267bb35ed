r"""**Bracket for non-increasing functions of any matrix** (Chebyshev-Markov-Stieltjes), for every number J of nodes.

theta_1 < ... < theta_J are the nodes of the Gauss rule of a measure, omega_j its weights. The mean of a nonincreasing f
lies between the sums of omega_j f(theta_{j+1}) and omega_j f(theta_{j-1}), with every node moved one to the right or to
the left; beyond the last node f has its limit. The measure's eigenvalues and the nodes are finitely many points, on
which f is its limit at infinity, whose sum with the weights is that of both sides, and a sum of drops d_i >= 0 at
places t_i: f(lam) adds the drops with lam <= t_i. So one place after the other is a question of how much weight lies up
to it. No eigenvalue need be positive: clipped curvature of an indefinite Hessian is covered. A function with a peak is
not: there the bracket of :mod:`lqtheory.curvature.brackets` takes the least value over all distribution functions that
the nodes allow.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.quantities.spectral_measures import FALLING, REAL_MEASURE, measure_quantity
from lqtheory.relations import Relation

D = Domain(g=Integer(1, typical=(1, 4)), J=Integer(1, typical=(1, 5)), M=REAL_MEASURE, F=FALLING)
g, J, M, F = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
drop, mass = measure_quantity("step_drop")(F, i), measure_quantity("mass_up_to")(M, F, i)
left, right = (measure_quantity("shifted_mass")(M, F, J, i, side) for side in (0, 1))


def total(weight: sp.Expr) -> sp.Expr:
    """Drops times the weight up to their places."""
    return sp.Sum(drop * weight, (i, 1, g))


THEOREM = Theorem(
    name="shifted_sums_enclose_nonincreasing_functions",
    title="Bracket for non-increasing functions",
    id="geom.spec.cms",
    statement="For every measure M of weights at eigenvalues, every function F with drops d_i >= 0 at g places t_i, "
    "less its limit at infinity, and J >= 1, the sum of d_i times the weight up to t_i is at most that with the weight "
    "of the Gauss nodes whose left neighbour lies up to t_i, and at least that with the weight of those whose right "
    "neighbour does.",
    domain=D,
    claim=Claim(then=[Relation(total(right), "<=", total(mass)), Relation(total(mass), "<=", total(left))]),
    source=Source("lqtheory_dossier", "geom.spec.cms"),
    notes="The first node has -inf for its left neighbour and the last one inf for its right neighbour.",
)
