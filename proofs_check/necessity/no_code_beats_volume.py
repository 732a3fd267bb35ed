"""The balls around the words cover the class, so they have at least its volume."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import log_lq_ball_volume
from lqtheory.theorems.necessity.no_code_beats_volume import THEOREM, D

n, B, q, p, C = D.symbols
t = sp.Symbol("t", nonnegative=True)
error = THEOREM.claim.then[0].rhs
volume = {e: sp.exp(log_lq_ball_volume(n, e)) for e in (q, p)}

PROOF = Proof(
    "no_code_beats_volume",
    steps=[
        Step(
            "cover",
            Relation(volume[q], "<=", 2**B * error**n * volume[p]),
            cited(
                Source("rudin_1987", "Theorem 2.20 (Lebesgue measure: subadditive, and scaled by e^n)"),
                "the unit l_q ball lies in the union of the closed l_p balls of radius e about the 2^B words, e the "
                "error of the code",
            ),
        ),
        Step("root", THEOREM.claim, monotone(t, (2**B * volume[p]) ** (-1 / n) * t ** (1 / n)), ["cover"]),
    ],
)
