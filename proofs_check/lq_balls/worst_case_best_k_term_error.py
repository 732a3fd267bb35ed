"""q <= p: vertices of the sorted simplex; q > p: power means on the tail. Both end at a term of the maximum."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import cases, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, tail_power_sum, worst_case
from lqtheory.theorems.lq_balls.worst_case_best_k_term_error import THEOREM, D

n, k, q, p, x = D.symbols
m = sp.Symbol("m", integer=True, positive=True)
t = sp.Symbol("t", nonnegative=True)
S, tail, W = power_sum(x, q), tail_power_sum(x, k, p), worst_case(k, n, q, p)
value = (m - k) ** (1 / p) * m ** (-1 / q)
maximum = MaxOver(value, m, k + 1, n)
vertex = (m - k) * (S / m) ** (p / q)
below, above = Relation(q, "<=", p), Relation(p, "<", q)
powered = W**p * S ** (p / q)
full = (n - k) * (S / n) ** (p / q)


def under(assumption: Relation, lhs: sp.Expr, rhs: sp.Expr) -> Claim:
    """Lhs <= rhs in one of the two cases."""
    return Claim(given=[assumption], then=[Relation(lhs, "<=", rhs)])


PROOF = Proof(
    "worst_case_best_k_term_error",
    extra={"m": Integer("k+1", "n")},
    steps=[
        Step(
            "vertices",
            under(below, tail, MaxOver(vertex, m, k + 1, n)),
            lemma("sorted_simplex_vertices", x=x, k=k, q=q, p=p, index=m),
        ),
        Step("member", Relation(value, "<=", W), lemma("max_member", maximum=maximum, at=m)),
        Step("every_vertex", Relation(vertex, "<=", powered), monotone(t, t**p * S ** (p / q)), ["member"]),
        Step(
            "best_vertex",
            Relation(MaxOver(vertex, m, k + 1, n), "<=", powered),
            lemma("max_least", body=vertex, index=m, bound=powered),
            ["every_vertex"],
        ),
        Step("convex_sum", under(below, tail, powered), chain(), ["vertices", "best_vertex"]),
        Step("convex", Claim([below], THEOREM.claim.then), monotone(t, t ** (1 / p)), ["convex_sum"]),
        Step(
            "power_mean",
            under(above, tail, (n - k) ** (1 - p / q) * tail_power_sum(x, k, q) ** (p / q)),
            lemma("tail_power_mean", x=x, k=k, q=q, p=p),
        ),
        Step(
            "below_mean",
            Relation(n * tail_power_sum(x, k, q), "<=", (n - k) * S),
            lemma("tail_below_mean", x=x, k=k, q=q),
        ),
        Step(
            "full_tail",
            Relation((n - k) ** (1 - p / q) * tail_power_sum(x, k, q) ** (p / q), "<=", full),
            monotone(t, (n - k) ** (1 - p / q) * n ** (-p / q) * t ** (p / q)),
            ["below_mean"],
        ),
        Step(
            "member_n",
            Relation((n - k) ** (1 / p) * n ** (-1 / q), "<=", W),
            lemma("max_member", maximum=maximum, at=n),
        ),
        Step("full_support", Relation(full, "<=", powered), monotone(t, t**p * S ** (p / q)), ["member_n"]),
        Step("concave_sum", under(above, tail, powered), chain(), ["power_mean", "full_tail", "full_support"]),
        Step("concave", Claim([above], THEOREM.claim.then), monotone(t, t ** (1 / p)), ["concave_sum"]),
        Step("both", THEOREM.claim, cases(), ["convex", "concave"]),
    ],
)
