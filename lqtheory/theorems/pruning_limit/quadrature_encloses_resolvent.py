r"""**Gauss rules lie below and Gauss-Radau rules at 0 above a resolvent**, for every number J of Lanczos steps.

p is the monic orthogonal polynomial of degree J of a measure of weights w_i at eigenvalues lam_i >= 0, r(lam) =
s/(s + lam). The polynomial r(lam) (1 - p(lam)^2/p(-s)^2) of degree 2J-1 meets r at the zeros of p, and the Gauss rule
integrates it exactly: it misses the sum of w_i r(lam_i) by that of w_i r p^2/p(-s)^2, which is not negative. One node
more, at x = 0 or above the spectrum, makes the Radau rule; what it misses has the sign of x - lam. Its polynomial of
degree J+1 is q, with q(x) = 0. Equality where there are no more than J eigenvalues. A function that is a mixture of
resolvents, such as c/(c + sqrt(mu)) = (c/pi) int sqrt(x)/((x+c^2)(x+mu)) dx for the square of H, inherits the bracket.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.quantities.spectral_measures import MEASURE, measure_quantity
from lqtheory.relations import Relation

D = Domain(
    J=Integer(1, typical=(1, 5)),
    s=Real(0, typical=(0.05, 5)),
    h=Real(0, closed="left", typical=(0, 4)),
    M=MEASURE,
)
J, s, h, M = D.symbols
mean, gauss = measure_quantity("resolvent_mean")(M, s), measure_quantity("gauss_rule")(M, s, J)
radau, end = measure_quantity("radau_rule"), measure_quantity("largest_eigenvalue")(M) + h

THEOREM = Theorem(
    name="quadrature_encloses_resolvent",
    title="Gauss and Gauss-Radau rules enclose means of resolvents",
    id="geom.spec.bracket",
    statement=(
        "For every measure M of weights at eigenvalues lam >= 0, s > 0, J >= 1, h >= 0, the Gauss rule of J nodes for "
        "s/(s + lam) and that of J nodes and one more at the largest eigenvalue plus h are at most the mean, and that "
        "of J nodes and one more at 0 is at least the mean. A rule of at least as many nodes as eigenvalues is "
        "the mean."
    ),
    domain=D,
    claim=Claim(
        then=[
            Relation(gauss, "<=", mean),
            Relation(radau(M, s, J, end), "<=", mean),
            Relation(mean, "<=", radau(M, s, J, 0)),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.spec.bracket"),
    notes="The dossier's node x_0 > -s in place of 0: shift the eigenvalues by -x_0, and s by x_0.",
)
