r"""**The worst case over a weighted l_q class**: the error is at most W_{omega,a}(k,q,p) (sum omega_i |x_i|^q)^{1/q}.

The error is the minimum over |S| = k of (sum_{i not in S} a_i |x_i|^p)^{1/p}, attained by keeping the k largest
a_i^{1/p} |x_i|. With c_i = omega_i a_i^{-q/p} in ascending order and q <= p, W_{omega,a}(k,q,p) = max_{k<m<=n}
(m-k)^{1/p} (c_1 + ... + c_m)^{-1/q}; all weights 1 give ``worst_case_best_k_term_error``. For pruning with activation
norms a_i is the p-th power of the norm of input i. Attained where a_i^{1/p} x_i is constant on the m* smallest c_i.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.quantities.weighted import weighted_worst_case_extremal
from lqtheory.symbols import weighted_best_k_term_error, weighted_power_sum, weighted_worst_case

D = Domain(
    n=Integer(1, typical=(1, 32)),
    k=Integer(0, "n-1"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", closed="left", typical=("q", 4)),
    omega=Vector("n", sign="positive"),
    a=Vector("n", sign="positive"),
    x=Vector("n"),
)
n, k, q, p, omega, a, x = D.symbols


def extremal(n: int, k: int, q: float, p: float) -> dict[str, np.ndarray]:
    """Class weights 1, ..., n, error weights 1 and 4 in turn, and their worst vector up to scale."""
    omega, a = np.arange(1.0, n + 1), np.where(np.arange(n) % 2, 4.0, 1.0)
    support = weighted_worst_case_extremal(k, omega, a, q, p) > 0
    return {"omega": omega, "a": a, "x": np.where(support, a ** (-1 / p), 0.0)}


THEOREM = Theorem(
    name="weighted_worst_case_best_k_term_error",
    title="Exact worst case over weighted l_q classes",
    id="lq.weighted.class",
    statement="For x in R^n, positive weights omega, a, 0 < q <= p and 0 <= k < n, the best k-term error of x in l_p "
    "with weights a is at most the weighted worst case times (sum of omega_i |x_i|^q)^(1/q).",
    domain=D,
    claim=AtMost(
        weighted_best_k_term_error(x, a, k, p),
        weighted_worst_case(k, omega, a, q, p) * weighted_power_sum(x, omega, q) ** (1 / q),
    ),
    extremal=extremal,
    sharp_at=({"n": 6, "k": 2, "q": 1, "p": 2}, {"n": 5, "k": 0, "q": 0.5, "p": 1}, {"n": 8, "k": 3, "q": 1, "p": 1}),
    source=Source("lqtheory_dossier", "lq.weighted.class"),
)
