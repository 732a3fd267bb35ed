r"""**Finitely many uniform weights lose a little more than the limit**: the excess is at most a^2 f(1-f)/n.

E sigma_k^2 / n - a^2 (1-f)^3/3 lies between 0 and a^2 f (1-f)/n, f = k/n: the limit of lq.stoch.limit with an explicit
rate. Both bounds are attained (as 0) at k = 0, where the expectation is the moment itself.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import uniform_expected_tail

D = Domain(n=Integer(1, typical=(1, 40)), k=Integer(0, "n-1"), a=Real(0, typical=(0.25, 4)))
n, k, a = D.symbols
limit = a**2 * (n - k) ** 3 / (3 * n**3)
mean = uniform_expected_tail(k, n, a) / n

THEOREM = Theorem(
    name="uniform_expectation_near_limit",
    title="Expected and limiting energy pruned from uniform weights",
    id="lq.stoch.limit.uniform",
    statement=(
        "For n independent weights uniform on [-a, a] and 0 <= k < n, the expected energy per weight outside the k "
        "largest is at least a^2 (1-k/n)^3/3 and exceeds it by at most a^2 k(n-k)/n^3."
    ),
    domain=D,
    claim=Claim(then=(Relation(limit, "<=", mean), Relation(mean, "<=", limit + a**2 * k * (n - k) / n**3))),
    sharp_at=({"n": 10, "k": 0, "a": 1}, {"n": 1, "k": 0, "a": 2}),
    source=Source("lqtheory_dossier", "lq.stoch.limit"),
)
