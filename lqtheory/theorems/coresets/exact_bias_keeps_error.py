r"""**A bias that is kept exactly adds no error**: relative to |z+b| the error is epsilon times Δ = (u+v)/|u-v+b|.

u, v are the positive and negative parts of the sum, x, y their estimates within (1±epsilon), b the bias and h =
|u-v+b| the size of the neuron's value, of which the error is a share of at most epsilon (u+v)/h. Without bias Δ >= 1;
with one it may be smaller.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    epsilon=Real(0, 1, closed="both"),
    b=Real(),
    h=Real(0),
    u=Real(0, closed="left"),
    v=Real(0, closed="left"),
    x=Real("(1-epsilon)*u", "(1+epsilon)*u", closed="both"),
    y=Real("(1-epsilon)*v", "(1+epsilon)*v", closed="both"),
)
epsilon, b, h, u, v, x, y = D.symbols
gap = epsilon * ((u + v) / h) * h

THEOREM = Theorem(
    name="exact_bias_keeps_error",
    title="A bias that is kept exactly",
    id="coreset.bias",
    statement="For u, v >= 0 with estimates x, y within (1±epsilon), a real b and h > 0, x-y+b differs from u-v+b by "
    "at most epsilon (u+v)/h times h.",
    domain=D,
    claim=Claim(then=[Relation(x - y + b, "<=", u - v + b + gap), Relation(u - v + b, "<=", x - y + b + gap)]),
    source=Source("lqtheory_dossier", "coreset.bias"),
    notes="h stands for |u-v+b|; the statement holds for any positive scale.",
)
