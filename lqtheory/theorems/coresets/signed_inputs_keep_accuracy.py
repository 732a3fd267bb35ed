r"""**Inputs of both signs are split like the weights**: four sums of nonnegative terms, each within (1±epsilon).

a = a+ - a- enters the positive and the negative class; p, q, r, s are the sums of w+a+, w+a-, w-a+, w-a- and the
other letters their estimates. The neuron's value p-q-r+s is then off by at most epsilon times the sum of all |w_j
a_j|. The union bound covers four estimates in place of two.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    epsilon=Real(0, 1, closed="both"),
    p=Real(0, closed="left"),
    q=Real(0, closed="left"),
    r=Real(0, closed="left"),
    s=Real(0, closed="left"),
    P=Real("(1-epsilon)*p", "(1+epsilon)*p", closed="both"),
    Q=Real("(1-epsilon)*q", "(1+epsilon)*q", closed="both"),
    R=Real("(1-epsilon)*r", "(1+epsilon)*r", closed="both"),
    S=Real("(1-epsilon)*s", "(1+epsilon)*s", closed="both"),
)
epsilon, p, q, r, s, P, Q, R, S = D.symbols
value, estimate = p - q - r + s, P - Q - R + S
gap = epsilon * (p + q + r + s)

THEOREM = Theorem(
    name="signed_inputs_keep_accuracy",
    title="Inputs of both signs",
    id="coreset.signed_inputs",
    statement="For p, q, r, s >= 0 with estimates P, Q, R, S within (1±epsilon) of each, p-q-r+s is estimated to "
    "within epsilon(p+q+r+s).",
    domain=D,
    claim=Claim(then=[Relation(estimate, "<=", value + gap), Relation(value, "<=", estimate + gap)]),
    source=Source("lqtheory_dossier", "coreset.signed_inputs"),
)
