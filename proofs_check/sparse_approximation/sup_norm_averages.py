"""With lambda = a/V, a^2 = 2 ln(2d)/m, the sum of cosh grows by exp(a^2/2) a step, from d to 2d^2: solve."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.proof import chain, cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.sup_norm_averages import THEOREM, D, bound, mass

n, theta, F, m = D.symbols
d = DISTANCES["sample_size"].symbol(F)
a = sp.sqrt(2 * sp.log(2 * d) / m)
one_step = Relation(a**2 * (2 * mass) ** 2 / 8, "=", mass**2 * a**2 / 2)
all_steps = Relation(d * sp.exp(m * (a**2 / 2)), "=", 2 * d**2)
solved = Relation(mass * sp.log(2 * (2 * d**2)) / (a * m), "=", bound)

PROOF = Proof(
    "sup_norm_averages",
    steps=[
        Step("solved", solved, identity(), note="exp(lambda m error)/2 is at most one cosh, hence at most their sum"),
        Step("numbers", Claim(then=[one_step, all_steps, solved]), chain(), ["solved"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Lemma 2.2 (Hoeffding)"),
                "a centred variable X in an interval of length 2V has E exp(lambda X) <= exp(lambda^2 (2V)^2/8), for "
                "lambda and -lambda, hence E cosh(lambda (c+X)) <= cosh(lambda c) exp(lambda^2 V^2/2); some value of "
                "the d-dimensional X is no worse than the mean, and m steps use at most m atoms",
            ),
            ["numbers"],
        ),
    ],
)
