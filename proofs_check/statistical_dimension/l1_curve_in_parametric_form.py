"""Each side is a fraction over t + 2u; the numerators agree."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.statistical_dimension.l1_curve_in_parametric_form import THEOREM

PROOF = Proof("l1_curve_in_parametric_form", steps=[Step("forms", THEOREM.claim, identity())])
