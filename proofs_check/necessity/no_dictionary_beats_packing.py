"""Too many separated approximants for the subspaces that the dictionary spans."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import absurd, apply, cases, chain, cited, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import binomial_coefficient, greedy_packing_size, packing_count
from lqtheory.theorems.necessity.no_dictionary_beats_packing import THEOREM, D

s, n, M, m, q, theta, atoms = D.symbols
t = sp.Symbol("t", positive=True)
bound, error = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
met, broken = Relation(bound, "<=", error), Relation(error, "<", bound)
spans, found = binomial_coefficient(M, m), greedy_packing_size(n, s)
volume, base = 1 + 2 * (1 + theta) / (1 - 2 * theta), 3 / (1 - 2 * theta)

PROOF = Proof(
    "no_dictionary_beats_packing",
    steps=[
        Step("few_spans", Relation(spans * base**m, "<", packing_count(n, s)), sign()),
        Step("packing", Relation(packing_count(n, s), "<=", found), apply("greedy_packing_reaches_count")),
        Step(
            "covered",
            Claim([broken], [Relation(found, "<=", spans * volume**m)]),
            cited(
                Source("foucart_rauhut_2013", "Proposition C.3 (volume)"),
                "a ball of radius R in dimension m holds at most (1 + 2R/d)^m points d apart; the approximants of "
                "points "
                "D apart within theta D are (1-2 theta) D apart in a ball of radius (1+theta) D, in one of C(M,m) "
                "spans",
            ),
        ),
        Step("base", Relation(volume, "=", base), identity()),
        Step("powers", Relation(spans * volume**m, "=", spans * base**m), monotone(t, spans * t**m), ["base"]),
        Step(
            "too_many",
            Claim([broken], [Relation(spans * base**m, "<", spans * base**m)]),
            chain(),
            ["few_spans", "packing", "covered", "powers"],
        ),
        Step("broken", Claim([broken], [met]), absurd(), ["too_many"]),
        Step("met", Claim([met], [met]), sign()),
        Step("both", THEOREM.claim, cases(), ["met", "broken"]),
    ],
)
