r"""**Effective sparsity is an exponential Renyi entropy**: s_{q,p} = exp H_{q/p}(pi), pi_i = |x_i|^p/||x||_p^p.

H_a(pi) = ln(sum pi_i^a)/(1 - a) is the Renyi entropy of order a, so that exp H_a = (sum pi_i^a)^{1/(1-a)} is the
effective number (Hill number) of entries that carry the p-mass. An identity; at q = p the limit, the Shannon
entropy, takes its place.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import effective_sparsity, mass_shares, power_sum

D = Domain(
    n=Integer(1, typical=(1, 32)),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
    x=Vector("n", nonzero=True),
)
n, q, p, x = D.symbols

THEOREM = Theorem(
    name="effective_sparsity_is_renyi",
    title="Effective sparsity is an exponential Renyi entropy",
    id="lq.effs",
    statement="For nonzero x in R^n and 0 < q < p, s_{q,p}(x) is the exponential of the Renyi entropy of order q/p "
    "of the "
    "shares of the entries in the p-mass.",
    domain=D,
    claim=Equal(effective_sparsity(x, q, p), power_sum(mass_shares(x, p), q / p) ** (1 / (1 - q / p))),
    source=Source("lqtheory_dossier", "lq.effs (a)"),
    notes="Orders above 1 follow from the symmetry of s in its exponents (effective_sparsity_symmetric).",
)
