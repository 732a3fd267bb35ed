"""What a wrong number of entries above the threshold costs; Hoeffding for that number and the gaps."""

from lqtheory import Claim, Integer, Proof, Real, Source, Step, Vector
from lqtheory.proof import apply, chain, cited
from lqtheory.relations import Relation
from lqtheory.symbols import tail_power_sum
from lqtheory.theorems.random_weights import pruned_mass_with_fewer_above_threshold as fewer
from lqtheory.theorems.random_weights import pruned_mass_with_more_above_threshold as more
from lqtheory.theorems.random_weights.pruned_mass_rarely_above_limit import THEOREM, D

j, n, _, p, _ = D.symbols
#: The N weights x, of which K are kept and M too many or too few have ranks up to K/N.
HIDDEN = {
    "M": Integer(1, typical=(1, 3)), "K": Integer("M+1", typical=("M+1", "M+4")),
    "N": Integer("K+M+1", typical=("K+M+1", "K+M+4")), "u": Real(0, 1, closed="both"), "T": Real(0), "x": Vector("N"),
}  # fmt: skip
M, K, N, _, T, x = D.extend(**HIDDEN).symbols[-6:]
own = {"n": N, "k": K, "j": M}


def at(theorem):
    """Its bound for M entries too many, or too few."""
    names = {s: own.get(str(s), D.extend(**HIDDEN).symbol(str(s))) for s in theorem.D.symbols}
    return Relation(tail_power_sum(x, K, p), "<=", theorem.THEOREM.relations[0].rhs.subs(names, simultaneous=True))


gaps = Relation(2 * n**2 * (j * T**p / n) ** 2 / (n * T ** (2 * p)), "=", 2 * j**2 / n)
counts = Relation(2 * n**2 * (j / n) ** 2 / n, "=", 2 * j**2 / n)

PROOF = Proof(
    "pruned_mass_rarely_above_limit",
    extra=HIDDEN,
    steps=[
        Step("more", at(more), apply("pruned_mass_with_more_above_threshold", own)),
        Step("fewer", at(fewer), apply("pruned_mass_with_fewer_above_threshold", own)),
        Step("numbers", Claim(then=[at(more), at(fewer), gaps, counts]), chain(), ["more", "fewer"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 2.8 (Hoeffding)"),
                "the mean of n independent variables in [0, b] is t or more off its mean value on one side with "
                "probability at most exp(-2 n^2 t^2/(n b^2)); the weights are G(U) with independent uniform ranks U, "
                "the terms (T^p - |w|^p)_+ lie in [0, T^p] with mean T^p (1-k/n) - int_{k/n}^1 G^p; the numbers of "
                "ranks up to k/n, (k-j)/n, (k+j)/n are binomial with means k, k-j, k+j, each j or more off on one side "
                "with probability at most exp(-2 j^2/n); else fewer than j entries too many or too few have ranks up "
                "to k/n, T lies between neighbours in their order, |x|_(k+1) <= u, v <= |x|_(k), and the excess is at "
                "most j (u^p - v^p)",
            ),
            ["numbers"],
        ),
    ],
)
