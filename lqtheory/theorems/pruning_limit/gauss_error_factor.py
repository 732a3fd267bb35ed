r"""**Error of Gauss rules for resolvents**: 1/T_J(sigma)^2 <= 4 q^{2J}, and how many Lanczos steps that asks for.

The relative error of the J-node Gauss rule for s/(s + lam) is that of J steps of conjugate gradients, at most
1/T_J(sigma)^2 with sigma = (1+z^2)/(1-z^2) for a spectrum with (s + lam_max)/(s + lam_min) = kappa = 1/z^2. With q =
(sqrt(kappa)-1)/(sqrt(kappa)+1) that is T_J(sigma) = (q^J + q^{-J})/2. z stands for 1/sqrt(kappa): q = (1-z)/(1+z) is
at most exp(-2 z), so that J >= (sqrt(kappa)/4) log(4/tau) steps reach the relative error tau. Not sharp (T_J is twice
as large for few steps).
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(J=Integer(1, typical=(1, 64)), z=Real(0, 1), tau=Real(0, 4, typical=(0.001, 1)))
J, z, tau = D.symbols
q = (1 - z) / (1 + z)
factor = 4 / (q**J + q ** (-J)) ** 2

THEOREM = Theorem(
    name="gauss_error_factor",
    title="Error factor of Gauss rules for resolvents",
    id="geom.spec.gauss",
    statement="For J >= 1, 0 < z < 1 and 0 < tau < 4 with log(4/tau) <= 4 J z, q = (1-z)/(1+z): "
    "(1 + z^2)/(1 - z^2) is (q + 1/q)/2, 4/(q^J + q^(-J))^2 is at most 4 q^(2J), and 4 q^(2J) at most tau.",
    domain=D,
    claim=Claim(
        given=[Relation(sp.log(4 / tau), "<=", 4 * J * z)],
        then=[
            Relation((1 + z**2) / ((1 - z) * (1 + z)), "=", (q + 1 / q) / 2),
            Relation(factor, "<=", 4 * q ** (2 * J)),
            Relation(4 * q ** (2 * J), "<=", tau),
        ],
    ),
    source=Source("lqtheory_dossier", "geom.spec.gauss"),
    notes="The identity of Gauss rules with conjugate gradients and the minimax property of T_J are not part of it.",
)
