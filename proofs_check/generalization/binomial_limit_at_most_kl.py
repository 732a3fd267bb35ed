"""Chernoff's bound at the limit itself, where the tail is delta; below the observed rate there is nothing to show."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import cases, chain, cited, lemma, sign
from lqtheory.relations import Relation
from lqtheory.symbols import binary_divergence, clopper_pearson_upper, kl_inverse
from lqtheory.theorems.generalization.binomial_limit_at_most_kl import THEOREM, delta, k, n

limit, rate, level = clopper_pearson_upper(k, n, delta), k / n, sp.log(1 / delta) / n
above, below = Relation(rate, "<=", limit), Relation(limit, "<", rate)

PROOF = Proof(
    "binomial_limit_at_most_kl",
    steps=[
        Step(
            "chernoff",
            Claim([above], [Relation(binary_divergence(rate, limit), "<=", level)]),
            cited(
                Source("boucheron_lugosi_massart_2013", "section 2.2 (Cramer-Chernoff method) for a binomial law"),
                "n kl(k/n||q) <= ln(1/P(Bin(n,q) <= k)) for q >= k/n, at the q for which that probability is delta "
                "(or at q = 1 for k = n, where the left side is 0)",
            ),
        ),
        Step(
            "probability",
            Relation(limit, "<=", 1),
            cited(Source("clopper_pearson_1934", "the upper limit"), "the limit is a probability"),
        ),
        Step(
            "above",
            Claim([above], THEOREM.claim.then),
            lemma("kl_inverse_is_largest", p=rate, q=limit, c=level),
            ["chernoff", "probability"],
        ),
        Step("below", Claim([below], [Relation(limit, "<=", rate)]), sign()),
        Step("rate", Relation(rate, "<=", kl_inverse(rate, level)), lemma("kl_inverse_above", p=rate, c=level)),
        Step("small", Claim([below], THEOREM.claim.then), chain(), ["below", "rate"]),
        Step("claim", THEOREM.claim, cases(), ["above", "small"]),
    ],
)
