"""What a wrong number of entries above the threshold costs; Hoeffding for that number and the gaps."""

from lqtheory import Claim, Integer, Proof, Real, Source, Step, Vector
from lqtheory.proof import apply, chain, cited
from lqtheory.relations import Relation
from lqtheory.symbols import tail_power_sum
from lqtheory.theorems.random_weights import pruned_mass_with_fewer_above_threshold as fewer
from lqtheory.theorems.random_weights import pruned_mass_with_more_above_threshold as more
from lqtheory.theorems.random_weights.pruned_mass_rarely_above_limit import THEOREM, D

j, n, k, p, _ = D.symbols
HIDDEN = {"m": Integer(1, "j"), "u": Real(0, 1, closed="both"), "T": Real(0), "x": Vector("n")}
m, _, T, x = D.extend(**HIDDEN).symbols[-4:]
tail = tail_power_sum(x, k, p)


def at(theorem, number):
    """Its bound for a number of entries too many, or too few."""
    own = {theorem.D.symbol(name): D.extend(**HIDDEN).symbol(name) for name in ("n", "k", "p", "u", "x")}
    return theorem.THEOREM.relations[0].rhs.subs({**own, theorem.D.symbol("j"): number}, simultaneous=True)


gaps = Relation(2 * n**2 * (j * T**p / n) ** 2 / (n * T ** (2 * p)), "=", 2 * j**2 / n)
counts = Relation(2 * n**2 * (j / n) ** 2 / n, "=", 2 * j**2 / n)

PROOF = Proof(
    "pruned_mass_rarely_above_limit",
    extra=HIDDEN,
    steps=[
        Step(
            "more",
            Relation(tail, "<=", at(more, m)),
            apply("pruned_mass_with_more_above_threshold", {"j": m}),
        ),
        Step(
            "fewer",
            Relation(tail, "<=", at(fewer, m)),
            apply("pruned_mass_with_fewer_above_threshold", {"j": m}),
        ),
        Step(
            "numbers",
            Claim(then=[Relation(tail, "<=", at(more, m)), Relation(tail, "<=", at(fewer, m)), gaps, counts]),
            chain(),
            ["more", "fewer"],
        ),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 2.8 (Hoeffding)"),
                "the mean of n independent variables in [0, b] is t or more off its mean value on one side with "
                "probability at most exp(-2 n^2 t^2/(n b^2)); the terms (T^p - |w|^p)_+ lie in [0, T^p]; "
                "T, u, v are the thresholds of k/n, (k-j)/n, (k+j)/n: the numbers of entries above them are binomial "
                "with means k, k-j, k+j, each j or more off on one side with probability at most exp(-2 j^2/n); else "
                "at most j entries too many or too few exceed T, |x|_(k+1) <= u, v <= |x|_(k), and the excess is "
                "at most j (u^p - v^p)",
            ),
            ["numbers"],
        ),
    ],
)
