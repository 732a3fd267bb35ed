"""Where |z| < c/t the parts exceed t |z|; the density there is at least (1-e) f(0), its integral 2 c/t of it.

a stands for f(0), f for the least density on (-c/t, c/t), c and v for the least parts and the parts, P for P(Δ > t).
"""

import sympy as sp

from lqtheory import Claim, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.cancellation_tail_at_infinity import THEOREM, D

NUMBERS = {
    **{"a": Real(0), "c": Real(0), "t": Real(0), "v": Real("c", closed="left"), "z": Real(0, "c/t")},
    **{"f": Real("(1-e)*a", closed="left"), "P": Real("2*c*f/t", closed="left")},
}
symbols = D.extend(**NUMBERS).symbols
e, (a, c, t, v, z, f, P) = symbols[0], symbols[-7:]
s = sp.Symbol("s", real=True)
ratio, bound = Relation(t, "<", v / z), Relation(2 * c / t * (1 - e) * a, "<=", P)

PROOF = Proof(
    "cancellation_tail_at_infinity",
    extra=NUMBERS,
    steps=[
        Step("near", Relation(z, "<", c / t), sign()),
        Step("product", Relation(t * z, "<", c), monotone(s, t * s), ["near"]),
        Step("parts", Relation(c, "<=", v), sign()),
        Step("less", Relation(t * z, "<", v), chain(), ["product", "parts"]),
        Step("ratio", ratio, monotone(s, s / z), ["less"]),
        Step("density", Relation((1 - e) * a, "<=", f), sign()),
        Step("scaled", Relation(bound.lhs, "<=", 2 * c / t * f), monotone(s, 2 * c / t * s), ["density"]),
        Step("integral", Relation(2 * c / t * f, "<=", P), sign()),
        Step("bound", bound, chain(), ["scaled", "integral"]),
        Step("numbers", Claim(then=[ratio, bound]), chain(), ["ratio", "bound"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "IV.1 (an event that implies another is at most as probable)"),
                "P(Δ > t) is at least P(|z| < c/t), the integral over (-c/t, c/t) of a density that is at least its "
                "least value there; for t >= c/h that is at least (1-e) f(0); z = 0 has probability 0",
            ),
            ["numbers"],
        ),
    ],
)
