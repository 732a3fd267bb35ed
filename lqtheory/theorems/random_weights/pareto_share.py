r"""**What pruning takes from Pareto weights**: D_p = (s a^p/(s-p)) (1 - f^{1-p/s}), f = (a/T)^s, for every s except p.

P(|w| > x) = (a/x)^s for x >= a; s is the dossier's alpha. For s > p this is the share 1 - f^{1-p/s} of the moment
s a^p/(s-p); for s < p the moment is infinite and both factors are negative. Stated without the division by s - p; at
s = p see :mod:`pareto_moment_of_tail_order`. Equalities, hence attained everywhere.
"""

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import pareto_truncated_moment

D = Domain(
    p=Real(0, closed="left", typical=(0, 4)),
    s=Real(0, typical=(0.25, 8)),
    a=Real(0, typical=(0.25, 4)),
    T=Real("a", typical=("a", 16)),
)
p, s, a, T = D.symbols
kept = (a / T) ** s

THEOREM = Theorem(
    name="pareto_share",
    title="Share pruned from Pareto weights",
    id="lq.stoch.pareto",
    statement=(
        "For weights with P(|w| > x) = (a/x)^s for x >= a, s > 0 and p >= 0, the threshold T > a keeps f = (a/T)^s and "
        "prunes (s-p) D_p = s a^p (1 - f^(1-p/s)), for p < s the share 1 - f^(1-p/s) of the moment s a^p/(s-p)."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal(pareto_truncated_moment(0, T, s, a), 1 - kept),
            Equal((s - p) * pareto_truncated_moment(p, T, s, a), s * a**p * (1 - (a / T) ** (s - p))),
            Equal(kept ** (1 - p / s), (a / T) ** (s - p)),
        )
    ),
    sharp_at=({"p": 2, "s": 3, "a": 1, "T": 2}, {"p": 2, "s": 1, "a": 2, "T": 8}),
    source=Source("lqtheory_dossier", "lq.stoch, table of laws (pareto)"),
)
