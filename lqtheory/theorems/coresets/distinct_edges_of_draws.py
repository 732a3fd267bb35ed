r"""**Expected number of distinct edges**: U(m) = sum_j (1 - (1-q_j)^m) for m draws from q = s/sum s.

Enumerated over all counts. Its variance is at most sum_j p_j (1-p_j), p_j = (1-q_j)^m: that one edge is missed
makes it less likely that another one is. Equality for m = 1 in the mean, for n = 1 in the variance.
"""

from typing import Any

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.balls import total
from lqtheory.quantities.coreset_draws import _class, _counts
from lqtheory.quantities.coreset_unique import expected_unique, unique_variance
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_draws import _ways
from lqtheory.quantities.reference.coreset_unique import ball_expected_unique, ball_unique_variance
from lqtheory.relations import Relation


def mean_distinct(s: Any, m: int) -> Any:
    """Mean number of distinct edges over all counts of m draws."""
    xp, _, q = _class("mean_distinct", s)
    counts, chances = _counts(xp, q, m, "mean_distinct")
    return chances @ xp.sum(xp.astype(counts > 0, xp.float64), axis=-1)


def ball_mean_distinct(s: Any, m: int) -> Any:
    """The definition as a loop over balls."""
    q = [x / total(s) for x in s]
    return total(chance * sum(c > 0 for c in counts) for counts, chance in _ways(q, m))


def single_misses(s: Any, m: int) -> Any:
    """Sum of p_j (1 - p_j), p_j the probability that edge j is never drawn."""
    xp, _, q = _class("single_misses", s)
    p = (1.0 - q) ** m
    return xp.sum(p * (1.0 - p), axis=-1)


def ball_single_misses(s: Any, m: int) -> Any:
    """The definition as a loop over balls."""
    p = [(1 - x / total(s)) ** m for x in s]
    return total(x * (1 - x) for x in p)


def expected_distinct(s: Any, m: int) -> Any:
    """U(m) at q = s/sum s."""
    return expected_unique(_class("expected_distinct", s)[2], m)


def ball_expected_distinct(s: Any, m: int) -> Any:
    """The same in balls."""
    return ball_expected_unique([x / total(s) for x in s], m)


def distinct_variance(s: Any, m: int) -> Any:
    """Variance of the number of distinct edges at q = s/sum s."""
    return unique_variance(_class("distinct_variance", s)[2], m)


def ball_distinct_variance(s: Any, m: int) -> Any:
    """The same in balls."""
    return ball_unique_variance([x / total(s) for x in s], m)


EXPECTED = Quantity("expected_distinct", ("s", "m"), expected_distinct, ball_expected_distinct, r"U_{{{m}}}({s})", "")
VARIANCE = Quantity(
    "distinct_variance", ("s", "m"), distinct_variance, ball_distinct_variance, r"\mathrm{{Var}}\,u_{{{m}}}({s})", ""
)
MEAN = Quantity("mean_distinct", ("s", "m"), mean_distinct, ball_mean_distinct, r"\mathbb{{E}}\,u_{{{m}}}({s})", "")
MISSES = Quantity("single_misses", ("s", "m"), single_misses, ball_single_misses, r"\Sigma_{{{m}}}({s})", "")

D = Domain(n=Integer(1, typical=(1, 4)), m=Integer(1, typical=(1, 5)), s=Vector("n", sign="positive"))
n, m, s = D.symbols

THEOREM = Theorem(
    name="distinct_edges_of_draws",
    title="Mean and variance of the number of distinct edges",
    id="coreset.unique",
    statement="For scores s > 0 in R^n and m >= 1 draws from s over its sum, the mean number of distinct edges is "
    "sum_j (1 - (1-q_j)^m), and its variance is at most the sum of the variances for single edges.",
    domain=D,
    claim=Claim(
        then=[
            Relation(MEAN.symbol(s, m), "=", EXPECTED.symbol(s, m)),
            Relation(VARIANCE.symbol(s, m), "<=", MISSES.symbol(s, m)),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.unique"),
)
