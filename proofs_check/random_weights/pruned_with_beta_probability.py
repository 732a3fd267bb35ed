"""At least k of n-1 others exceed a weight: the binomial tail is the incomplete beta function, k = 1 by itself."""

from lqtheory import Claim, Integer, Proof, Source, Step
from lqtheory.proof import apply, chain, cited
from lqtheory.theorems.random_weights import few_larger_weights as fewer
from lqtheory.theorems.random_weights.pruned_with_beta_probability import THEOREM, D

n, _, u = D.symbols
EXTRA = {"N": Integer(3), "K": Integer(2, "N-1")}
N, K = D.extend(**EXTRA).symbols[-2:]


def at(index, others, kept):
    """One of the two relations for other numbers."""
    values = dict(zip(fewer.D.symbols, (others, kept, u), strict=True))
    return fewer.THEOREM.relations[index].subs(values)


alone, few = at(0, n + 1, 2), at(1, N, K)

PROOF = Proof(
    "pruned_with_beta_probability",
    extra=EXTRA,
    steps=[
        Step("few", few, apply("few_larger_weights", {"n": N, "k": K, "u": u})),
        Step("none", alone, apply("few_larger_weights", {"n": n + 1, "k": 2, "u": u})),
        Step("numbers", Claim(then=[few, alone]), chain(), ["few", "none"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "sections VI.2 (binomial distribution) and II.12 (binomial theorem)"),
                "the number of n-1 independent events of probability u that happen is binomial; the density of "
                "I_u(k, n-k) is k C(n-1,k) u^(k-1) (1-u)^(n-k-1), whose last power is multiplied out",
            ),
            ["numbers"],
        ),
    ],
)
