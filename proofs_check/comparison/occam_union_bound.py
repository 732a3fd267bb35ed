"""Every k contributes delta/(P+1)."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import binomial_coefficient, occam_bound, occam_failure_bound
from lqtheory.theorems.comparison.occam_union_bound import THEOREM, D

P, b, n, delta = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)
v = sp.Symbol("v", real=True)
networks = binomial_coefficient(P, k) * 2 ** (k * b)
gap = occam_bound(P, k, b, n, delta) ** 2
complexity = sp.log(networks * (P + 1) / delta)
term, share = networks * sp.exp(-2 * n * gap), delta / (P + 1)
total, equal = sp.Sum(term, (k, 0, P)), sp.Sum(share, (k, 0, P))
source = Source("shalev_shwartz_ben_david_2014", "Theorem 7.7 and Lemma 4.5 (Hoeffding)")

PROOF = Proof(
    "occam_union_bound",
    extra={"k": Integer(0, "P")},
    steps=[
        Step(
            "definition",
            Relation(occam_failure_bound(P, b, n, delta), "=", total),
            cited(source, "definition: C(P,k) 2^(kb) networks with k weights, Hoeffding's exp(-2 n eps_k^2) for each"),
        ),
        Step(
            "gap",
            Relation(gap, "=", complexity / (2 * n)),
            cited(source, "definition: 2 n eps_k^2 = ln[C(P,k) 2^(kb) (P+1)/delta]"),
        ),
        Step("exponent", Relation(-2 * n * gap, "=", -complexity), monotone(v, -2 * n * v), ["gap"]),
        Step("term", Relation(term, "=", share), monotone(v, networks * sp.exp(v)), ["exponent"]),
        Step("terms", Relation(total, "=", equal), lemma("equal_terms", body=term, other=share, index=k), ["term"]),
        Step(
            "sum", Relation(equal, "=", delta), lemma("telescoping_sum", body=share, antidifference=-share * k, index=k)
        ),
        Step("one_side", THEOREM.claim.then[0], chain(), ["definition", "terms", "sum"]),
        Step(
            "at_half",
            Relation(occam_failure_bound(P, b, n, delta / 2), "=", delta / 2),
            substitute({delta: delta / 2}),
            ["one_side"],
        ),
        Step("both_sides", THEOREM.claim.then[1], monotone(v, 2 * v), ["at_half"]),
        Step("together", THEOREM.claim, chain(), ["one_side", "both_sides"]),
    ],
)
