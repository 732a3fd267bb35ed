r"""**Number of distinct edges**: the mean U(m) = sum_j (1 - (1-q_j)^m) and the variance for m draws from q = s/sum s.

Both moments are enumerated over all counts. The variance is sum_j p_j (1-p_j) and twice the sum over pairs of
(1-q_i-q_j)^m - p_i p_j <= 0, p_j = (1-q_j)^m the chance to miss edge j: missing one makes it less likely to miss
another one. U(1) = 1, and U is concave: the gain of another draw falls.
"""

from typing import Any

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.balls import total
from lqtheory.quantities.coreset_draws import _class, _counts
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_draws import _ways
from lqtheory.relations import Relation
from lqtheory.symbols import expected_unique, mass_shares, unique_variance


def distinct_moment(s: Any, m: int, r: int) -> Any:
    """Mean of the r-th power of the number of distinct edges over all counts of m draws."""
    xp, _, q = _class("distinct_moment", s)
    counts, chances = _counts(xp, q, m, "distinct_moment")
    return chances @ xp.sum(xp.astype(counts > 0, xp.float64), axis=-1) ** r


def ball_distinct_moment(s: Any, m: int, r: int) -> Any:
    """The definition as a loop over balls."""
    q = [x / total(s) for x in s]
    return total(chance * sum(c > 0 for c in counts) ** int(r) for counts, chance in _ways(q, m))


def single_misses(s: Any, m: int) -> Any:
    """Sum of p_j (1 - p_j), p_j the probability that edge j is never drawn."""
    xp, _, q = _class("single_misses", s)
    p = (1.0 - q) ** m
    return xp.sum(p * (1.0 - p), axis=-1)


def ball_single_misses(s: Any, m: int) -> Any:
    """The definition as a loop over balls."""
    p = [(1 - x / total(s)) ** m for x in s]
    return total(x * (1 - x) for x in p)


MOMENT = Quantity(
    "distinct_moment", ("s", "m", "r"), distinct_moment, ball_distinct_moment, r"\mathbb{{E}}\,u_{{{m}}}^{{{r}}}({s})"
)
MISSES = Quantity("single_misses", ("s", "m"), single_misses, ball_single_misses, r"\Sigma_{{{m}}}({s})", "")

D = Domain(n=Integer(1, typical=(1, 4)), m=Integer(1, typical=(1, 5)), s=Vector("n", sign="positive"))
n, m, s = D.symbols
q = mass_shares(s, 1)
mean, variance = expected_unique(q, m), unique_variance(q, m)

THEOREM = Theorem(
    name="distinct_edges_of_draws",
    title="Mean and variance of the number of distinct edges",
    id="coreset.unique",
    statement="For scores s > 0 in R^n and m >= 1 draws from q = s/sum s, the number of distinct edges has the mean "
    "U(m) = sum_j (1 - (1-q_j)^m) and the second moment U(m)^2 plus sum_j p_j (1-p_j) + 2 sum_{i<j} ((1-q_i-q_j)^m - "
    "p_i p_j), p = (1-q)^m; this variance is at most sum_j p_j (1-p_j); U(1) = 1 and U(m) + U(m+2) <= 2 U(m+1).",
    domain=D,
    claim=Claim(
        then=[
            Relation(MOMENT.symbol(s, m, 1), "=", mean),
            Relation(MOMENT.symbol(s, m, 2), "=", mean**2 + variance),
            Relation(variance, "<=", MISSES.symbol(s, m)),
            Relation(expected_unique(q, 1), "=", 1),
            Relation(mean + expected_unique(q, m + 2), "<=", 2 * expected_unique(q, m + 1)),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.unique"),
)
