r"""**The minimum of square-root errors**: (sum (c^2 a)^{1/3})^{3/2} / sqrt(M), attained in proportion to (c^2 a)^{1/3}.

Hoelder's inequality for the errors c sqrt(a/m) and the samples m with the exponents 2/3 and 1/3; M is what the
competitor m spends. With g = c sqrt(a): (sum g^{2/3})^{3/2} M^{-1/2} <= sum g m^{-1/2}.
"""

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import power_sum

D = Domain(r=Integer(1, typical=(1, 8)), g=Vector("r", sign="positive"), m=Vector("r", sign="positive"))
r, g, m = D.symbols
errors = g / sp.sqrt(m)

THEOREM = Theorem(
    name="square_root_allocation_minimum",
    title="Least square-root errors of a budget",
    id="coreset.alloc.sqrt",
    statement="For positive g, m in R^r, (sum of g^(2/3))^(3/2) times the sum of m to the power -1/2 is at most the "
    "sum of g m^(-1/2).",
    domain=D,
    claim=AtMost(
        power_sum(g ** sp.Rational(2, 3), 1) ** sp.Rational(3, 2) / sp.sqrt(power_sum(m, 1)), power_sum(errors, 1)
    ),
    extremal=lambda r: {"g": np.ones(r), "m": np.ones(r)},
    sharp_at=({"r": 3},),
    source=Source("lqtheory_dossier", "coreset.alloc.sqrt"),
    notes="The case b = 0 of the dossier.",
)
