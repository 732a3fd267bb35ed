"""Pinsker's inequality where the divergence is at most c."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import binary_divergence, kl_inverse
from lqtheory.theorems.generalization.kl_bound_at_most_hoeffding import THEOREM, c, p

v, w = sp.Symbol("v", nonnegative=True), sp.Symbol("w", real=True)
q = kl_inverse(p, c)
divergence = binary_divergence(p, q)

PROOF = Proof(
    "kl_bound_at_most_hoeffding",
    steps=[
        Step(
            "pinsker",
            Relation(2 * (q - p) ** 2, "<=", divergence),
            cited(Source("cover_thomas_2006", "Lemma 11.6.1 (Pinsker) for two points"), "2 (q-p)^2 <= kl(p||q)"),
        ),
        Step("definition", Relation(divergence, "<=", c), lemma("kl_inverse_within", p=p, c=c)),
        Step("square", Relation(2 * (q - p) ** 2, "<=", c), chain(), ["pinsker", "definition"]),
        Step("half", Relation((q - p) ** 2, "<=", c / 2), monotone(w, w / 2), ["square"]),
        Step("root", Relation(sp.sqrt((q - p) ** 2), "<=", sp.sqrt(c / 2)), monotone(v, sp.sqrt(v)), ["half"]),
        Step("absolute", Relation(q - p, "<=", sp.sqrt((q - p) ** 2)), lemma("at_most_absolute", t=q - p)),
        Step("difference", Relation(q - p, "<=", sp.sqrt(c / 2)), chain(), ["absolute", "root"]),
        Step("claim", THEOREM.claim, monotone(w, w + p), ["difference"]),
    ],
)
