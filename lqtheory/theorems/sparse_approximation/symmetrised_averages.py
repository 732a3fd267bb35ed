r"""**Symmetrisation of averages**: E||g-f||_p <= 2 E||(1/m) sum eps_t X_t||_p for m independent atoms X_t, mean f.

The signs eps_t are independent and fair. First step of ``lp_averages``.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.signed_sums import SIGNED_SUMS

D = Domain(
    n=Integer(1, typical=(1, 4)),
    m=Integer(1, typical=(1, 3)),
    p=Real(1, closed="left", typical=(1, 6)),
    theta=Vector("n"),
    F=DICTIONARY,
)
n, m, p, theta, F = D.symbols

THEOREM = Theorem(
    name="symmetrised_averages",
    title="Averages of atoms by random signs",
    id="lq.dict.lp.symmetrised",
    statement="For every dictionary F of n atoms, coefficients theta, m >= 1 and p >= 1 the mean of m independent "
    "draws has a mean error in l_p of at most twice the mean norm of the average with random signs.",
    domain=D,
    claim=AtMost(
        DISTANCES["mean_lp_error"].symbol(theta, F, m, p), 2 * SIGNED_SUMS["mean_signed_norm"].symbol(theta, F, m, p)
    ),
    source=Source("ledoux_talagrand_1991", "Lemma 6.3 (symmetrisation)"),
    provenance="recalled",
)
