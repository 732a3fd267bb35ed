r"""**Error of a coreset that keeps some edges for certain**: epsilon(m') = SL/(3m') + sqrt((SL/(3m'))^2 + 2Lv/m').

v_j are the importances and s_j >= v_j the sensitivities of the edges that are drawn, G = sum v, S = sum s, L =
ln(2/delta); the others are kept and add no error, so that the relative error of the neuron is that of the estimate of
G. A draw gives S v_j/s_j, between 0 and S; its variance, m' times that of the estimate, is at most v, for instance the
largest over the points of a sample.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import estimate_covariance, estimate_lower_tail, estimate_upper_tail, peak, power_sum

D = Domain(
    n=Integer(1, typical=(1, 4)),
    m=Integer(1, typical=(1, 5)),
    delta=Real(0, 1, typical=(0.05, 0.95)),
    V=Real(0, closed="left", typical=(0, 16)),
    v=Vector("n", sign="nonnegative", nonzero=True),
    s=Vector("n", sign="positive"),
)
n, m, delta, V, v, s = D.symbols
G, S, L = power_sum(v, 1), power_sum(s, 1), sp.log(2 / delta)
share = S * L / (3 * m)
error = share + sp.sqrt(share**2 + 2 * L * V / m)

THEOREM = Theorem(
    name="mixed_coreset_rarely_errs",
    title="Error of a coreset that keeps some edges for certain",
    id="coreset.mixed.error",
    statement="For importances v >= 0, not all zero, and sensitivities s > 0 of the n edges that are drawn m times, "
    "v_j <= s_j, and V at least m times the variance of the estimate of G = sum v: a draw gives at most S = sum s, "
    "and the estimate is at least G + epsilon, and at most G - epsilon, with probability at most delta/2 each, "
    "epsilon = S L/(3m) + sqrt((S L/(3m))^2 + 2 L V/m) with L = ln(2/delta).",
    domain=D,
    claim=Claim(
        given=[Relation(peak(v / s), "<=", 1), Relation(m * estimate_covariance(v, v, s, m), "<=", V)],
        then=[
            Relation(S * peak(v / s), "<=", S),
            Relation(estimate_upper_tail(v, s, m, error / G), "<=", delta / 2),
            Relation(estimate_lower_tail(v, s, m, error / G), "<=", delta / 2),
        ],
    ),
    source=Source("lqtheory_dossier", "coreset.mixed"),
)
