r"""**The number of distinct edges rises to the number of edges**: n - n c^m <= U(m) <= n, c = max_j (1 - q_j) < 1.

U(m) = sum_j (1 - (1-q_j)^m). Its gain at another draw is sum_j q_j (1-q_j)^m, at least each of its terms, which are
positive from two edges on; and it gains less by the next one. So U rises, is concave, and tends to n at the rate c^m.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.expressions import MaxOver
from lqtheory.quantities.coreset_samples import sample_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import expected_unique, mass_shares

D = Domain(
    n=Integer(1, typical=(1, 12)), m=Integer(1, typical=(1, 20)), j=Integer(1, "n"), s=Vector("n", sign="positive")
)
n, m, j, s = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
score = sample_quantity("score_at")
TOTAL = sp.Sum(score(s, i), (i, 1, n))


def share(edge: sp.Expr) -> sp.Expr:
    """q_j = s_j/sum s."""
    return score(s, edge) / TOTAL


def U(draws: sp.Expr) -> sp.Expr:
    """Expected number of distinct edges."""
    return expected_unique(mass_shares(s, 1), draws)


LARGEST_MISS = MaxOver(1 - share(i), i, 1, n)

THEOREM = Theorem(
    name="distinct_edges_rise_to_all",
    title="The number of distinct edges rises to all of them",
    id="coreset.unique.limit",
    statement="For scores s > 0 in R^n, m >= 1 draws from q = s/sum s and any edge j, the mean number U of distinct "
    "edges has U(m) + q_j (1-q_j)^m <= U(m+1), U(m) + U(m+2) <= 2 U(m+1), n - n max_i (1-q_i)^m <= U(m) <= n and U(1) "
    "= 1.",
    domain=D,
    claim=Claim(
        then=[
            Relation(U(m) + share(j) * (1 - share(j)) ** m, "<=", U(m + 1)),
            Relation(U(m) + U(m + 2), "<=", 2 * U(m + 1)),
            Relation(n - n * LARGEST_MISS**m, "<=", U(m)),
            Relation(U(m), "<=", n),
            Relation(U(1), "=", 1),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.unique"),
)
