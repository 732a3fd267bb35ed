"""With P the sum of w/(s+f+omega), the mean is (|y|^2 - s P)/(P + q/s): at most |y|^2 over at least q/s."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.slice_mean_of_singular_matrix import THEOREM, D, bent, flat, mean, radius

K, f, s, q = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t = sp.Symbol("t", real=True)
above_zero, least = THEOREM.relations
z = f + s
KNOWN = ["flat_positive"]
SPLIT = [(1, f, 0, 1, 0), (-z, z, 0, 1, 1), (-1, z, 1, 1, 1)]


PROOF = Proof(
    "slice_mean_of_singular_matrix",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        Step("flat_positive", Relation(0, "<", flat), lemma("spectral_sum_positive", K=K, s=z, a=0, c=1)),
        Step("above_zero", above_zero, sign(), KNOWN),
        Step(
            "split",
            Relation(0, "=", radius - z * flat - bent),
            lemma("spectral_sums", K=K, terms=SPLIT, lam=lam, w=w, equal=True),
        ),
        Step(
            "top",
            Relation(mean, "=", (radius - s * flat) / (flat + q / s)),
            monotone(t, t / (flat + q / s) + mean),
            ["split", *KNOWN],
        ),
        Step("rest", Relation(0, "<", s * flat * (radius + q) / (q * (flat + q / s))), sign(), KNOWN),
        Step(
            "less",
            Relation((radius - s * flat) / (flat + q / s), "<", s * radius / q),
            monotone(t, t + (radius - s * flat) / (flat + q / s)),
            ["rest"],
        ),
        Step("least", least, chain(), ["top", "less"]),
        Step("claim", THEOREM.claim, chain(), ["above_zero", "least"]),
    ],
)
