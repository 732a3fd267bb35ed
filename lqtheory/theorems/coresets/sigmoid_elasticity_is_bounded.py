r"""**Elasticity of the sigmoid on u >= 0**: u/(1+e^u) is at most 0.2784645428, Lambert's W at 1/e, rounded up.

A relative error e of u >= 0 becomes at most about 0.278 e. For SiLU, u times the sigmoid, elasticities add to
1.2784645. The largest value is attained at u = 1 + W(1/e).
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem

#: W(1/e) = 0.27846454276107..., rounded up.
BOUND = sp.Rational(2784645428, 10**10)

D = Domain(
    u=Real(0, closed="left", typical=(0, 8)),
)
(u,) = D.symbols

THEOREM = Theorem(
    name="sigmoid_elasticity_is_bounded",
    title="Elasticity of the sigmoid on positive arguments",
    id="coreset.activation",
    statement="For u >= 0, u is at most 0.2784645428 (1+e^u).",
    domain=D,
    claim=AtMost(u, BOUND * (1 + sp.exp(u))),
    source=Source("lqtheory_dossier", "coreset.activation"),
)
