"""The balls around the words cover the class, so they have at least its volume."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import log_lq_ball_volume, top_k_code_length
from lqtheory.theorems.necessity.volume_bounds_code_error import THEOREM, D

n, k, r, q, p = D.symbols
t = sp.Symbol("t", nonnegative=True)
error, bits = THEOREM.claim.then[0].rhs, top_k_code_length(n, k, r)
volume = {e: sp.exp(log_lq_ball_volume(n, e)) for e in (q, p)}

PROOF = Proof(
    "volume_bounds_code_error",
    steps=[
        Step(
            "cover",
            Relation(volume[q], "<=", 2**bits * error**n * volume[p]),
            cited(
                Source("foucart_rauhut_2013", "Proposition C.3 (volume)"),
                "the l_p balls around 2^B words, with the error of the code (top_k_code_error and "
                "worst_case_best_k_term_error) as radius, cover the unit l_q ball",
            ),
        ),
        Step("root", THEOREM.claim, monotone(t, (2**bits * volume[p]) ** (-1 / n) * t ** (1 / n)), ["cover"]),
    ],
)
