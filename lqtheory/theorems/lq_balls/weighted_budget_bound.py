r"""**Stechkin for a cost budget**: ||x_{S^c}||_{omega,p} <= C_{q,p} (s - max omega^2)^{1/p-1/q} ||x||_{omega,q}.

Entry j costs omega_j^2, ||x||_{omega,p} = (sum |x_j|^p omega_j^{2-p})^{1/p}, and S is the longest prefix of the order
of decreasing |x_j|/omega_j that costs at most s. The dossier writes the budget s; here s = max omega^2 + t with t >
0, so that every instance is admissible. Never attained for one budget: the prefix costs strictly more than t unless
nothing is pruned. With unit costs and t -> k from below it approaches Stechkin's inequality, so the constant is the
best one.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import budget_tail_error, peak, stechkin_constant, weighted_lq_norm

D = Domain(
    n=Integer(1, typical=(1, 32)),
    t=Real(0, typical=(0.1, 32)),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 4)),
    omega=Vector("n", sign="positive"),
    x=Vector("n"),
)
n, t, q, p, omega, x = D.symbols
s = peak(omega) ** 2 + t

THEOREM = Theorem(
    name="weighted_budget_bound",
    title="Stechkin's inequality for a cost budget",
    id="lq.weighted.budget",
    statement="For x in R^n, costs omega_j^2 and 0 < q < p, the greedy prefix in the budget max omega^2 + t, t > 0, "
    "leaves a weighted l_p error of at most C_{q,p} t^(1/p-1/q) times the weighted l_q norm of x.",
    domain=D,
    claim=AtMost(
        budget_tail_error(x, omega, s, p),
        stechkin_constant(q, p) * t ** (1 / p - 1 / q) * weighted_lq_norm(x, omega, q),
    ),
    source=Source("lqtheory_dossier", "lq.weighted.budget"),
    notes="The weighted norms are those of Rauhut and Ward (rauhut_ward_2016); the constant is the dossier's.",
)
