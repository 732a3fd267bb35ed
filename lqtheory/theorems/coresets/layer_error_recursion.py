r"""**One step of the error recursion**: inaccurate inputs and inaccurate classes give Δ((1+e)(1+epsilon)-1).

u, v are the positive and negative parts of a neuron's sum; x, y their estimates, within (1±epsilon)(1±e) of them
because all terms are nonnegative (``input_errors_keep_class_accuracy``). Their difference is off by at most
((1+e)(1+epsilon)-1)(u+v), and u+v = Δ|u-v|. Attained: x too large by (1+epsilon)(1+e), v = 0.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    epsilon=Real(0, 1, closed="both"),
    e=Real(0, 1, closed="both"),
    u=Real(0, closed="left", typical=(0, 8)),
    v=Real(0, closed="left", typical=(0, 1)),
    x=Real("(1-epsilon)*(1-e)*u", "(1+epsilon)*(1+e)*u", closed="both"),
    y=Real("(1-epsilon)*(1-e)*v", "(1+epsilon)*(1+e)*v", closed="both"),
)
epsilon, e, u, v, x, y = D.symbols
gap = ((1 + e) * (1 + epsilon) - 1) * (u + v)

THEOREM = Theorem(
    name="layer_error_recursion",
    title="Relative error of one layer",
    id="coreset.layer_recursion",
    statement="For u, v >= 0, epsilon, e in [0, 1], x within (1±epsilon)(1±e)u and y within (1±epsilon)(1±e)v, x-y "
    "differs from u-v by at most ((1+e)(1+epsilon)-1)(u+v).",
    domain=D,
    claim=Claim(then=[Relation(x - y, "<=", u - v + gap), Relation(u - v, "<=", x - y + gap)]),
    sharp_at=({"epsilon": 0.25, "e": 0.5, "u": 1, "v": 0, "x": 1.875, "y": 0},),
    source=Source("lqtheory_dossier", "coreset.layer_recursion"),
)
