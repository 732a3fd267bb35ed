"""Each side is a fraction over t + u; the numerators agree."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.statistical_dimension.nonnegative_curve_in_parametric_form import THEOREM

PROOF = Proof("nonnegative_curve_in_parametric_form", steps=[Step("forms", THEOREM.claim, identity())])
