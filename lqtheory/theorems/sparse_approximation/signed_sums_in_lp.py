r"""**Khintchine's inequality for atoms**: E||sum eps_t X_t||_p <= T_p E||(sum |X_t|^r)^(1/r)||_p, r = min(2, p).

T_p = 1 for p <= 2 and sqrt(p-1) beyond, at every point of the sample by itself. Second step of ``lp_averages``.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.signed_sums import SIGNED_SUMS
from lqtheory.symbols import type_constant

D = Domain(
    n=Integer(1, typical=(1, 4)),
    m=Integer(1, typical=(1, 3)),
    p=Real(1, closed="left", typical=(1, 6)),
    theta=Vector("n"),
    F=DICTIONARY,
)
n, m, p, theta, F = D.symbols
signed, roots = (SIGNED_SUMS[name].symbol(theta, F, m, p) for name in ("mean_signed_norm", "mean_root_sum"))

THEOREM = Theorem(
    name="signed_sums_in_lp",
    title="Atoms with random signs in L_p",
    id="lq.dict.lp.signed",
    statement="For every dictionary F of n atoms, coefficients theta, m >= 1 and p >= 1 the average of m draws with "
    "random signs has a mean l_p norm of at most T_p times that of (sum |X_t|^r)^(1/r)/m with r = min(2,p).",
    domain=D,
    claim=AtMost(signed, type_constant(p) * roots),
    source=Source("ledoux_talagrand_1991", "Section 4.1 (Khintchine)"),
    provenance="recalled",
    notes="Attained for m = 1, or p = 2 and orthogonal atoms; T_p is the constant of hypercontractivity.",
)
