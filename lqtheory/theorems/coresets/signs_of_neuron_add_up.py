r"""**Both signs of a neuron**: (1 +- e) estimates a of p = z_+ and b of q = z_- give |(a-b) - (p-q)| <= e_+ p + e_- q.

With equal accuracies that is e (p + q) = e Delta |p - q|, Delta = (p+q)/|p-q|. Attained where one is too large and the
other too small.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    p=Real(0, closed="left", typical=(0, 8)),
    q=Real(0, closed="left", typical=(0, 8)),
    epsilon=Real(0, closed="left", typical=(0, 1)),
    eta=Real(0, closed="left", typical=(0, 1)),
    a=Real("(1-epsilon)*p", "(1+epsilon)*p", closed="both"),
    b=Real("(1-eta)*q", "(1+eta)*q", closed="both"),
)
p, q, epsilon, eta, a, b = D.symbols

THEOREM = Theorem(
    name="signs_of_neuron_add_up",
    title="Estimates of the two classes of a neuron",
    id="coreset.neuron",
    statement="For p, q >= 0, a between (1-epsilon) p and (1+epsilon) p and b between (1-eta) q and (1+eta) q, a - b "
    "differs from p - q by at most epsilon p + eta q.",
    domain=D,
    claim=Claim(
        then=[
            Relation((a - b) - (p - q), "<=", epsilon * p + eta * q),
            Relation((p - q) - (a - b), "<=", epsilon * p + eta * q),
        ]
    ),
    sharp_at=({"p": 2, "q": 3, "epsilon": 0.25, "eta": 0.5, "a": 2.5, "b": 1.5},),
    source=Source("lqtheory_dossier", "coreset.neuron"),
)
