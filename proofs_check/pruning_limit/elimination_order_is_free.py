"""All three have one normal form."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.pruning_limit.elimination_order_is_free import THEOREM

PROOF = Proof("elimination_order_is_free", steps=[Step("claim", THEOREM.claim, identity())])
