r"""**Beyond the range of the terms nothing is left**: P(z^ >= (1+e) z) <= B^{-m} for e >= B - 1, and 0 beyond.

No term exceeds B z, so that the estimate cannot either; it reaches B z only if every draw does, with a probability of
at most 1/B each, because terms have the mean z. Below, P(z^ <= (1-e) z) <= (1 - 1/B)^m for e >= 1: at e = 1 all draws
must be 0; and 0 beyond. Attained by terms in {0, B}. With :mod:`estimate_rarely_above` and :mod:`estimate_rarely_below`
every error is covered.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import estimate_lower_tail, estimate_upper_tail, peak, power_sum

D = Domain(
    n=Integer(1, typical=(1, 4)),
    m=Integer(1, typical=(1, 5)),
    B=Real(1, typical=(1, 6)),
    epsilon=Real("B-1", closed="left", typical=("B-1", 7)),
    eta=Real(1, closed="left", typical=(1, 3)),
    v=Vector("n", sign="nonnegative", nonzero=True),
    s=Vector("n", sign="positive"),
)
n, m, B, epsilon, eta, v, s = D.symbols
upper, lower = estimate_upper_tail(v, s, m, epsilon), estimate_lower_tail(v, s, m, eta)

THEOREM = Theorem(
    name="estimate_stays_in_range",
    title="Tails at and beyond the range of the terms",
    id="coreset.tail.kl.range",
    statement="For products v >= 0, not all zero, scores s > 0 in R^n, m >= 1 draws and S max v_j/s_j <= B z, B > 1, "
    "the estimate is at least (1+epsilon) z with probability at most B^-m for epsilon >= B - 1, and 0 for epsilon > "
    "B - 1; it is at most (1-eta) z with probability at most (1-1/B)^m for eta >= 1, and 0 for eta > 1.",
    domain=D,
    claim=Claim(
        given=[Relation(peak(v / s) * power_sum(s, 1), "<=", B * power_sum(v, 1))],
        then=[
            Relation(upper, "<=", B**-m),
            Relation((1 + epsilon - B) * upper, "<=", 0),
            Relation(lower, "<=", (1 - 1 / B) ** m),
            Relation((eta - 1) * lower, "<=", 0),
        ],
    ),
    source=Source("lqtheory_dossier", "coreset.tail.kl"),
)
