"""Both sides are products of powers of q and 1-q."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.lq_balls.stechkin_constant_in_l1 import THEOREM

PROOF = Proof("stechkin_constant_in_l1", steps=[Step("powers", THEOREM.claim, identity())])
