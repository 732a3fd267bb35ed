r"""**The even split of a budget over two equal rows (false for sums of norms)**: 2 sigma_k <= sigma_{k-1}+sigma_{k+1}.

Two copies of one row share the budget 2k. For p-th powers the even split is best (``best_k_term_power_is_convex``);
for the norms themselves it is not. Two flat vectors of length 4, K = 4, p = 2: the split (2, 2) costs 2 sqrt 2, the
split (4, 0) costs 2.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import best_k_term_error

D = Domain(
    n=Integer(2, typical=(2, 8)),
    k=Integer(1, "n-1"),
    p=Real(1, closed="left", typical=(1, 4)),
    x=Vector("n"),
)
n, k, p, x = D.symbols

THEOREM = Theorem(
    name="even_split_of_norms",
    title="The even split over two equal rows, for sums of norms",
    id="lq.alloc.sumnorm",
    statement="For x in R^n, p >= 1 and 0 < k < n, two copies of x cost least in the sum of their l_p errors when "
    "both keep k entries, in comparison with keeping k-1 and k+1.",
    domain=D,
    claim=AtMost(2 * best_k_term_error(x, k, p), best_k_term_error(x, k - 1, p) + best_k_term_error(x, k + 1, p)),
    extremal=lambda n, k, p: flat(n, n),
    expected="refuted",
    corrected_by="best_k_term_power_is_convex",
    source=Source("lqtheory_dossier", "lq.alloc.sumnorm"),
    notes="The dossier's instance moves two entries; moving one already helps: sqrt 3 + 1 < 2 sqrt 2.",
)
