"""Signs make the mixed products vanish in the mean, shifts bring every weight before every input once."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.relations import Relation
from lqtheory.theorems.random_weights.output_error_of_random_signs import ENERGY, HEAD, THEOREM, D

n, k, w, x = D.symbols
error, energy, value = HEAD.symbol(w, x, k), ENERGY.symbol(w, x, k), THEOREM.relations[0].rhs

PROOF = Proof(
    "output_error_of_random_signs",
    steps=[
        Step(
            "signs",
            Relation(error, "=", energy),
            cited(
                Source("foucart_rauhut_2013", "section 8.1 (Rademacher sums)"),
                "independent random signs are orthogonal: the mean of (sum_i e_i c_i)^2 over all signs is sum_i c_i^2",
            ),
        ),
        Step(
            "shifts",
            Relation(energy, "=", value),
            cited(
                Source("rudin_1976", "interchange of finite sums"),
                "over all n cyclic shifts the sum of u_(i-s) v_i is (sum u)(sum v), and the squares of all but the k "
                "largest entries sum to the tail power sum",
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["signs", "shifts"]),
    ],
)
