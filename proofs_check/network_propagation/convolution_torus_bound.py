"""A convolution is part of a circular one, which the Fourier transform makes block diagonal."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma
from lqtheory.quantities.small_convolutions import convolution_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.convolution_torus_bound import THEOREM, K

norm, circular, transfer = (
    convolution_quantity(name)(K) for name in ("convolution_norm", "circular_norm", "transfer_norm")
)

PROOF = Proof(
    "convolution_torus_bound",
    steps=[
        Step("part", Relation(norm, "<=", circular), lemma("part_of_circular", K=K)),
        Step("frequencies", Relation(circular, "=", transfer), lemma("circular_by_frequencies", K=K)),
        Step("together", THEOREM.claim, chain(), ["part", "frequencies"]),
    ],
)
