"""In the variables tau and a = |g| - tau the Gaussian exponent has no cross terms, so that the two angles separate."""

from lqtheory import Integer, Proof, Real, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.l1_faces_of_projections import THEOREM, D

extra = {"j": Integer(0), "t": Real(), "total": Real(), "squares": Real()}
_, s, _, j, t, total, squares = D.extend(**extra).symbols
# z^2 + sum (t + a_i)^2 with z = (s t - sum a)/sqrt(s), total = sum a_i, squares = sum a_i^2
exponent = (s * t - total) ** 2 / s + j * t**2 + 2 * t * total + squares
separate = (s + j) * t**2 + total**2 / s + squares
TEXT = (
    "change of variables in a Gaussian integral: over t and the a_i > 0 the density is a product, of "
    "exp(-(s+j) t^2/2) erf(t/sqrt 2)^(n-j) and of a centred normal density with covariance I - 11'/(s+j)"
)

PROOF = Proof(
    "l1_faces_of_projections",
    extra=extra,
    steps=[
        Step("cross", Relation(exponent, "=", separate), identity()),
        Step(
            "claim", THEOREM.claim, cited(Source("rudin_1987", "Theorem 7.26 (change of variables)"), TEXT), ["cross"]
        ),
    ],
)
