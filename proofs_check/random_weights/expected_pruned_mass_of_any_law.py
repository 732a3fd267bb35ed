"""A draw is pruned if k others have smaller ranks, a binomial event; the mean runs over its own rank."""

from lqtheory import Claim, Integer, Proof, Real, Source, Step
from lqtheory.proof import apply, cited
from lqtheory.theorems.random_weights import few_larger_weights as fewer
from lqtheory.theorems.random_weights.expected_pruned_mass_of_any_law import THEOREM, D

#: A rank u, and N > K >= 2; the first relation of the theorem says the same of K = 1.
EXTRA = {"N": Integer(3, typical=(3, 8)), "K": Integer(2, "N-1"), "u": Real(0, 1)}
values = dict(zip(fewer.D.symbols, D.extend(**EXTRA).symbols[-3:], strict=True))
few = [relation.subs(values) for relation in fewer.THEOREM.relations]
N, K, u = values.values()

PROOF = Proof(
    "expected_pruned_mass_of_any_law",
    extra=EXTRA,
    steps=[
        Step("few", Claim(then=few), apply("few_larger_weights", {"n": N, "k": K, "u": u})),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("david_nagaraja_2003", "sections 2.1 and 2.3 (order statistics of ranks)"),
                "the draws are G(U) with independent uniform ranks U; the sum outside the k largest is that of the "
                "draws with k or more smaller ranks among the others (ties of G in any order), whose number is "
                "binomial, n-1 times with probability u; its mean is n times the integral of G(u)^p over u times that "
                "probability, and G is constant between multiples of 1/m",
            ),
            ["few"],
        ),
    ],
)
