"""The mixture is at least half of each of its parts."""

from lqtheory import Proof, Step
from lqtheory.proof import sign
from lqtheory.theorems.matrix_sampling.mixture_needs_no_truncation import THEOREM

PROOF = Proof("mixture_needs_no_truncation", steps=[Step("parts", THEOREM.claim, sign())])
