r"""**Squared loss**: sqrt R(f~) <= sqrt R(f) + ||f~ - f||_{L_2}.

x are the residuals f(x_i) - y_i of the original network on a sample of n, d the changes of its outputs; R is the mean
of squares, so both sides carry the same 1/sqrt(n). Equality where the changes are a nonnegative multiple of the
residuals.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import lq_norm

D = Domain(n=Integer(1, typical=(1, 32)), x=Vector("n"), d=Vector("n"))
n, x, d = D.symbols

THEOREM = Theorem(
    name="root_risk_of_pruned_network",
    title="Root mean square risk of a pruned network",
    id="lq.net.loss.squared",
    statement="For residuals x and changes d in R^n, the Euclidean norm of x + d, divided by the root of n, is at most "
    "that of x plus that of d, so the root mean square risk grows by no more than the L_2 change of the network.",
    domain=D,
    claim=AtMost(lq_norm(x + d, 2) / sp.sqrt(n), (lq_norm(x, 2) + lq_norm(d, 2)) / sp.sqrt(n)),
    source=Source("lqtheory_dossier", "lq.net.loss"),
)
