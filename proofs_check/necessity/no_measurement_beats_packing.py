"""If the kernel were thin, the cosets of the packing points would be too many separated points of a quotient."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import absurd, apply, cases, chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import greedy_packing_size, packing_count
from lqtheory.theorems.necessity.no_measurement_beats_packing import THEOREM, D

s, n, m, q, p, A = D.symbols
t, half = sp.Symbol("t", positive=True), sp.Rational(1, 2)
bound, ratio = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
met, broken = Relation(bound, "<=", ratio), Relation(ratio, "<", bound)
found, level = greedy_packing_size(n, s), m * sp.log(3)

PROOF = Proof(
    "no_measurement_beats_packing",
    steps=[
        Step("few_measurements", Relation(level, "<", q * sp.log(packing_count(n, s))), sign()),
        Step("packing", Relation(packing_count(n, s), "<=", found), apply("greedy_packing_reaches_count")),
        Step(
            "logarithms",
            Relation(q * sp.log(packing_count(n, s)), "<=", q * sp.log(found)),
            monotone(t, q * sp.log(t)),
            ["packing"],
        ),
        Step(
            "disjoint",
            Claim([broken], [Relation(found * half ** (m / q), "<=", (3 * half) ** (m / q))]),
            cited(
                Source("foucart_rauhut_2013", "Proposition C.3 (volume)"),
                "2s-sparse vectors are l_q-minimal in their cosets (thin_kernel_has_small_heads, "
                "thin_kernel_has_small_heads_in_max_norm), so in the quotient, of dimension m at most, the packing "
                "points have q-th powers of norms 1 and of distances above 1: balls of radius (1/2)^(1/q) about them "
                "are disjoint and lie in one of radius (3/2)^(1/q)",
                ("thin_kernel_has_small_heads", "thin_kernel_has_small_heads_in_max_norm"),
            ),
        ),
        Step(
            "volumes",
            Claim([broken], [Relation(found, "<=", 3 ** (m / q))]),
            monotone(t, 2 ** (m / q) * t),
            ["disjoint"],
        ),
        Step(
            "few",
            Claim([broken], [Relation(q * sp.log(found), "<=", level)]),
            monotone(t, q * sp.log(t)),
            ["volumes"],
        ),
        Step(
            "too_many",
            Claim([broken], [Relation(level, "<", level)]),
            chain(),
            ["few_measurements", "logarithms", "few"],
        ),
        Step("broken", Claim([broken], [met]), absurd(), ["too_many"]),
        Step("met", Claim([met], [met]), sign()),
        Step("both", THEOREM.claim, cases(), ["met", "broken"]),
    ],
)
