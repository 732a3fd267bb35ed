"""The volumes are those of a cone that is no subspace."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.statistical_dimension.l1_volumes_satisfy_gauss_bonnet import THEOREM

TEXT = (
    "the formulas are internal times external angles of the faces of the cone, and the intrinsic volumes of a cone "
    "that is no subspace have the sum 1 and the alternating sum 0"
)

PROOF = Proof(
    "l1_volumes_satisfy_gauss_bonnet",
    steps=[Step("claim", THEOREM.claim, cited(Source("amelunxen_lotz_mccoy_tropp_2014", "facts 5.3 and 5.5"), TEXT))],
)
