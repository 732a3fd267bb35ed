"""The balls around the words cover the class, so they have at least its volume.

The radius is the error of the code: what is left out has its worst case, and what is kept moves by half a step.
"""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step, Vector
from lqtheory.proof import apply, cases, chain, cited, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import (
    best_k_term_error,
    log_lq_ball_volume,
    lq_norm,
    tail_power_sum,
    top_k_code_bound,
    top_k_code_length,
    top_k_quantised,
    worst_case,
)
from lqtheory.theorems.necessity.volume_bounds_code_error import THEOREM, D

EXTRA = {"x": Vector("n")}
n, k, r, q, p, x = D.extend(**EXTRA).symbols
t, u = sp.Symbol("t", nonnegative=True), sp.Symbol("u", nonnegative=True)
error, bits = THEOREM.claim.then[0].rhs, top_k_code_length(n, k, r)
volume = {e: sp.exp(log_lq_ball_volume(n, e)) for e in (q, p)}
norm, worst, tail = lq_norm(x, q), worst_case(k, n, q, p), tail_power_sum(x, k, p)
moved = k * (2 * r) ** (-p)
left_out = Relation(tail, "<=", worst**p * norm**p)
some, all_kept = Relation(k, "<", n), Relation(n, "<=", k)
code = lq_norm(x - top_k_quantised(x, k, 1 / r), p)

PROOF = Proof(
    "volume_bounds_code_error",
    extra=EXTRA,
    steps=[
        Step(
            "class",
            Claim([some], [Relation(best_k_term_error(x, k, p), "<=", worst * norm)]),
            apply("worst_case_best_k_term_error"),
        ),
        Step("some", Claim([some], [left_out]), monotone(u, u**p), ["class"]),
        Step("no_tail", Claim([all_kept], [Relation(tail, "=", 0)]), lemma("tail_after_everything", x=x, k=k, p=p)),
        Step("bound", Relation(0, "<=", worst**p * norm**p), sign()),
        Step("all", Claim([all_kept], [left_out]), chain(), ["no_tail", "bound"]),
        Step("left_out", left_out, cases(), ["some", "all"]),
        Step("code", Relation(code, "<=", top_k_code_bound(x, k, 1 / r, p)), apply("top_k_code_error", {"h": 1 / r})),
        Step(
            "with_moved",
            Relation(tail + moved, "<=", worst**p * norm**p + moved),
            monotone(u, u + moved),
            ["left_out"],
        ),
        Step(
            "parts",
            Relation(top_k_code_bound(x, k, 1 / r, p), "<=", (worst**p * norm**p + moved) ** (1 / p)),
            monotone(u, u ** (1 / p)),
            ["with_moved"],
        ),
        Step("radius", Relation(code, "<=", (worst**p * norm**p + moved) ** (1 / p)), chain(), ["code", "parts"]),
        Step(
            "cover",
            Relation(volume[q], "<=", 2**bits * error**n * volume[p]),
            cited(
                Source("rudin_1987", "Theorem 2.20 (Lebesgue measure: subadditive, and scaled by e^n)"),
                "the unit l_q ball lies in the union of the closed l_p balls of that radius about the 2^B words",
            ),
            ["radius"],
        ),
        Step("root", THEOREM.claim, monotone(t, (2**bits * volume[p]) ** (-1 / n) * t ** (1 / n)), ["cover"]),
    ],
)
