"""The deviation n d t of a quadratic form of norm^2 n d (V + t^2): Chernoff's exponent is n d t^2/(4 (V + t^2 + t))."""

from lqtheory import Claim, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.probe_means_rarely_off import THEOREM, D

d, n, t, x = D.symbols
NUMBERS = {"V": Real(0, closed="left"), "F": Real(0, 1)}
V, F = D.extend(**NUMBERS).symbols[-2:]
norm_square, deviation = n * d * (V + t**2), n * d * t

# Mean of (f - F - t)^2 where f has mean F and mean square V + F^2: linear in both moments.
moments = Relation((V + F**2) - 2 * (F + t) * F + (F + t) ** 2, "=", V + t**2)
exponent = Relation(deviation**2 / (4 * norm_square + 4 * deviation), "=", n * d * t**2 / (4 * (V + t**2 + t)))

PROOF = Proof(
    "probe_means_rarely_off",
    extra=NUMBERS,
    steps=[
        Step("exponent", exponent, identity()),
        Step("numbers", Claim(then=[moments, exponent]), chain(), ["exponent"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Section 2.4 (sub-gamma variables)"),
                "for independent squares of standard Gaussian variables g and b_i <= 1, P(sum b_i (g_i^2 - 1) >= u) <= "
                "exp(-u^2/(4 sum b_i^2 + 4 u)); both signs of the deviation, b = +-(f - F) - t, each taken n times",
            ),
            ["numbers"],
        ),
    ],
)
