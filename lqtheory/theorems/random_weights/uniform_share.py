r"""**What pruning takes from uniform weights**: a fraction 1 - f of them has the share (1-f)^{p+1} of the p-th moment.

g = 1 - f is the pruned fraction, the threshold is a g. The full moment a^p/(p+1) is the case g = 1.
Equalities, hence attained everywhere.
"""

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import uniform_truncated_moment

D = Domain(
    p=Real(0, closed="left", typical=(0, 4)),
    a=Real(0, typical=(0.25, 4)),
    g=Real(0, 1, closed="right", typical=(0.01, 1)),
)
p, a, g = D.symbols

THEOREM = Theorem(
    name="uniform_share",
    title="Share pruned from uniform weights",
    id="lq.stoch.uniform",
    statement=(
        "For weights uniform on [-a, a], a > 0, the threshold a g, 0 < g <= 1, prunes a fraction g of them, and the "
        "share g^(p+1) of the moment a^p/(p+1) of order p >= 0."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal(uniform_truncated_moment(0, a * g, a), g),
            Equal(uniform_truncated_moment(p, a * g, a), g ** (p + 1) * a**p / (p + 1)),
        )
    ),
    sharp_at=({"p": 2, "a": 1, "g": 0.5}, {"p": 1, "a": 2, "g": 1}),
    source=Source("lqtheory_dossier", "lq.stoch, table of laws (uniform)"),
)
