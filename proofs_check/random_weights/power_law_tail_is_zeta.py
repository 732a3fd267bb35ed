"""The zeta function loses its first term at every step, so that the sum telescopes."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.random_weights.power_law_tail_is_zeta import THEOREM, i, s

u = sp.Symbol("u", real=True)
after = sp.zeta(s, i + 1)

PROOF = Proof(
    "power_law_tail_is_zeta",
    extra={"i": Integer("k+1", "n")},
    steps=[
        Step("begins", Relation(sp.zeta(s, i), "=", i ** (-s) + after), lemma("hurwitz_step", s=s, t=i)),
        Step("term", Relation(sp.zeta(s, i) - after, "=", i ** (-s)), monotone(u, u - after), ["begins"]),
        Step("turned", Relation(i ** (-s), "=", sp.zeta(s, i) - after), chain(), ["term"]),
        Step(
            "sum",
            THEOREM.claim,
            lemma("telescoping_sum", body=i ** (-s), antidifference=sp.zeta(s, i), index=i),
            ["turned"],
        ),
    ],
)
