r"""**Directions of negative curvature have the dimension N <= delta <= N + 1**, N = sum mu/(mu + lam_i).

The quadratic form sum lam_i x_i^2 - mu x_0^2 with lam_i >= 0 and one negative eigenvalue -mu is negative where sqrt(mu)
|x_0| exceeds the root of sum lam_i x_i^2: inside a quadratic cone with the weights lam_i/mu and its mirror image, which
a subspace meets together or not at all. So a subspace of codimension m in general position has negative curvature up
to m = N, within 1 and up to the spread of the intrinsic volumes (:mod:`negative_curvature_is_often_met`,
:mod:`negative_curvature_is_rarely_met`): about half of D for an eigenvalue of the size of the others. delta is computed
exactly. Both constants are sharp for equal lam_i and growing dimension (:mod:`circular_excess_reaches_its_ends`); not
in fixed dimension.

The dossier sums over lam_i > 0. Directions without curvature count as well, each by 1: with mu = 1 and lam = (0, 0, 1)
the sum is 2.5, not 0.5, and delta is 3.
"""

from lqtheory import Claim, Domain, Source, Theorem
from lqtheory.cones.classes import NEGATIVE
from lqtheory.quantities.cone_weights import quadratic_quantity
from lqtheory.quantities.negative_forms import negative_quantity
from lqtheory.relations import Relation

D = Domain(K=NEGATIVE)
(K,) = D.symbols
value, count = quadratic_quantity("quadratic_dimension")(K), negative_quantity("negative_form_count")(K)

THEOREM = Theorem(
    name="negative_cone_within_half",
    title="Negative curvature within one half",
    id="geom.prune.negative.cone",
    statement="For every quadratic form K with one negative eigenvalue -mu and others lam >= 0, each of the two cones "
    "of directions where it is negative has a statistical dimension between the sum of mu/(mu + lam) and that plus 1.",
    domain=D,
    claim=Claim(then=[Relation(count, "<=", value), Relation(value, "<=", count + 1)]),
    source=Source("lqtheory_dossier", "geom.prune.negative"),
)
