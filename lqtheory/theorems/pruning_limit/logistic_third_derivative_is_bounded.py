r"""**The third derivative of the logistic loss is at most 1/(6 sqrt 3) in magnitude**: .0962.

With s the sigmoid the derivatives of log(1 + e^-t) are s - 1, s(1-s) and s(1-s)(1-2s), largest in magnitude at s = 1/2
-+ 1/(2 sqrt 3), where t = -+ln(2 + sqrt 3).
"""

import math

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(t=Real(typical=(-12, 12)))
(t,) = D.symbols
third = sp.diff(sp.log(1 + sp.exp(-t)), t, 3)
largest = 1 / (6 * sp.sqrt(3))
top = math.log(2 + math.sqrt(3))

THEOREM = Theorem(
    name="logistic_third_derivative_is_bounded",
    title="Third derivative of the logistic loss",
    id="geom.prune.model.third",
    statement="For every real t the third derivative of log(1 + e^-t) lies between -1/(6 sqrt 3) and 1/(6 sqrt 3).",
    domain=D,
    claim=Claim(then=[Relation(third, "<=", largest), Relation(-largest, "<=", third)]),
    sharp_at=({"t": top}, {"t": -top}),
    box={"t": (-1, 1)},
    source=Source("lqtheory_dossier", "geom.prune.model"),
    notes="Our own, for the error of the dossier's quadratic model.",
)
