"""Both worst cases are convex in the count: t more entries gain at most t first gains, t fewer lose at least t."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import worst_case
from lqtheory.theorems.allocation.exchange_between_worst_cases import THEOREM, D, first, second

t, k, j, n, m, q, p, r, s = D.symbols
i, g = (sp.Symbol(letter, integer=True, positive=True) for letter in "ig")
v = sp.Symbol("v", real=True)
(given,), (claim,) = THEOREM.claim.given, THEOREM.claim.then
here, there = (lambda kept: worst_case(kept, n, q, p) ** p), (lambda kept: worst_case(kept, m, q, p) ** p)
gain, loss = first(k) - first(k + 1), second(j - 1) - second(j)
convex = lambda f, at: Relation(2 * f(at), "<=", f(at - 1) + f(at + 1))  # noqa: E731

PROOF = Proof(
    "exchange_between_worst_cases",
    extra={"i": Integer(1, "n-1"), "g": Integer(1, "m-1")},
    steps=[
        Step("convex_n", convex(here, i), apply("worst_case_power_is_convex", {"k": i, "n": n})),
        Step("convex_m", convex(there, g), apply("worst_case_power_is_convex", {"k": g, "n": m})),
        Step(
            "more",
            Relation(here(k) - here(k + t), "<=", t * (here(k) - here(k + 1))),
            lemma("convex_sequence", body=here(i), index=i, j=k, k=k + t, least=False),
            ["convex_n"],
        ),
        Step(
            "fewer",
            Relation(t * (there(j - 1) - there(j)), "<=", there(j - t) - there(j)),
            lemma("convex_sequence", body=there(g), index=g, j=j - t, k=j, least=True),
            ["convex_m"],
        ),
        Step("in_first", Relation(first(k) - first(k + t), "<=", t * gain), monotone(v, r * v), ["more"]),
        Step("in_second", Relation(t * loss, "<=", second(j - t) - second(j)), monotone(v, s * v), ["fewer"]),
        Step("gains", Claim([given], [given]), sign()),
        Step("times", Claim([given], [Relation(t * gain, "<=", t * loss)]), monotone(v, t * v), ["gains"]),
        Step(
            "differences",
            Claim([given], [Relation(first(k) - first(k + t), "<=", second(j - t) - second(j))]),
            chain(),
            ["in_first", "times", "in_second"],
        ),
        Step("all", THEOREM.claim, monotone(v, v + first(k + t) + second(j)), ["differences"]),
    ],
)
