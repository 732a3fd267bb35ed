r"""**Greedy steps allocate a budget best over any number of convex curves**: the K largest gains T_i(k) - T_i(k+1).

The least gain lambda that is taken prices every count: T_i(k^_i) + lambda k^_i <= T_i(k) + lambda k by convexity, and
the sum over the curves is the claim, for k^ spends all of the budget (or lambda = 0). Error curves a_i
sigma_k(w_i)_p^p of rows are convex (the K largest scores, :mod:`allocation_by_scores_is_optimal`), and so are the
bounds a_i ||w_i||_q^p W(k,d_i,q,p)^p (:mod:`worst_case_power_is_convex`, :mod:`worst_case_gains_decrease`). Sums of
norms are not: see :mod:`greedy_exchange_for_norms` and :mod:`dynamic_programme_is_exact`.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.quantities.greedy_budgets import CONVEX_CURVES, greedy_quantity
from lqtheory.relations import Relation

D = Domain(L=Integer(1, typical=(1, 5)), T=CONVEX_CURVES)
L, T = D.symbols
index = sp.Symbol("i", integer=True, positive=True)


def error(i: sp.Expr, count: str) -> sp.Expr:
    """Value of a curve at one of the two counts."""
    return greedy_quantity("curve_value")(T, i, greedy_quantity(count)(T, i))


def total(term: sp.Expr) -> sp.Expr:
    """Sum over the curves."""
    return sp.Sum(term, (index, 1, L))


THEOREM = Theorem(
    name="greedy_steps_are_optimal",
    title="Greedy steps allocate a budget over convex curves best",
    id="lq.alloc.exact.greedy",
    statement="For L convex nonincreasing error curves T and a budget K the K largest gains give counts that add up to "
    "at most K, and a sum of errors that is at most that of any allocation of the budget.",
    domain=D,
    claim=Claim(
        then=[
            Relation(total(error(index, "greedy_count")), "<=", total(error(index, "any_count"))),
            Relation(total(greedy_quantity("greedy_count")(T, index)), "<=", greedy_quantity("shared_budget")(T)),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.alloc.exact"),
    notes="Gains of the instances are multiples of 1/64, so that the gains of floats that the algorithm compares are "
    "exact; worst cases over l_q balls among them are rounded to these.",
)
