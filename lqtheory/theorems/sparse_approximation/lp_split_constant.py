r"""**The best split in L_p**: C_{q,1} t^{1-1/q} (1-t)^{1/r-1} >= K_{q,r} for every share t of largest terms.

t m atoms are the largest terms, the others averages (:mod:`lp_averages_with_split`): the mean error is at most 2 T_p
times the left side times m^{1/r-1/q} ||v||_q, r = min(2, p) > 1. So 2 T_p K_{q,r} is what the best real split gives,
K_{q,r} = q^{1/r} (1-q/r)^{1/q-1/r} (1-1/r)^{-(1-1/r)}. Attained at t = (1-q) r/(r-q); at r = 2 it is 2C_{q,2}.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.symbols import stechkin_constant

D = Domain(
    q=Real(0, 1, typical=(0.1, 0.9)), r=Real(1, 2, closed="right", typical=(1.1, 2)), t=Real(0, 1, typical=(0.05, 0.95))
)
q, r, t = D.symbols
rate = (r - 1) / r
constant = q ** (1 / r) * (1 - q / r) ** (1 / q - 1 / r) * rate**-rate

THEOREM = Theorem(
    name="lp_split_constant",
    title="Constant of sparse approximation in L_p at its best split",
    id="lq.dict.lp.best_split",
    statement="For 0 < q < 1 < r <= 2 and 0 < t < 1, the constant K_{q,r} is at most C_{q,1} t^(1-1/q) (1-t)^(1/r-1).",
    domain=D,
    claim=AtMost(constant, stechkin_constant(q, 1) * t ** (1 - 1 / q) * (1 - t) ** (1 / r - 1)),
    sharp_at=({"q": 0.5, "r": 2, "t": 2 / 3}, {"q": 0.5, "r": 1.5, "t": 0.75}),
    source=Source("lqtheory_dossier", "lq.dict.lp"),
)
