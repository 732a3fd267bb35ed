"""Each count has the property that the next smaller one is the least to have."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import apply, cases, chain, cited, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import (
    best_k_term_error,
    kmin,
    kmin_exact,
    kmin_stechkin,
    kmin_stechkin_count,
    kmin_worst_case,
    lq_norm,
    sharp_keep_threshold,
    stechkin_bound,
    stechkin_constant,
    worst_case,
)
from lqtheory.theorems.lq_balls.keep_counts_are_ordered import THEOREM, D, s

n, q, p, eta, x = D.symbols
t, v = sp.Symbol("t", positive=True), sp.Symbol("v", real=True)
own, sharp = kmin(x, eta, p), kmin_exact(s, eta, q, p, n)
worst, closed = kmin_worst_case(s, eta, q, p, n), kmin_stechkin_count(s, eta, q, p)
closed_form = kmin_stechkin(s, eta, q, p)
factor = s ** (1 / q - 1 / p)
scale = stechkin_constant(q, p) * factor
exponent = 1 / p - 1 / q
sharp_early, sharp_late = Relation(sharp, "<=", n - 1), Relation(n - 1, "<", sharp)
closed_early, closed_late = Relation(closed, "<=", n - 1), Relation(n - 1, "<", closed)
first_claim, second_claim, third_claim = THEOREM.claim.then

PROOF = Proof(
    "keep_counts_are_ordered",
    steps=[
        # The sharp count is enough for x.
        Step("sharp_first", Relation(1, "<=", sharp), lemma("least_at_least_first", count=sharp)),
        Step(
            "sharp_property",
            Claim([sharp_early], [Relation(s ** (1 - q / p), "<=", sharp_keep_threshold(sharp, eta**p, q / p, n))]),
            lemma("least_has_property", count=sharp),
        ),
        Step(
            "sharp_error",
            Claim([sharp_early], [Relation(best_k_term_error(x, sharp, p), "<=", eta * lq_norm(x, p))]),
            apply("sharp_keep_count_suffices", {"k": sharp}),
            ["sharp_first", "sharp_property"],
        ),
        Step("early", Claim([sharp_early], [first_claim]), lemma("least_at_most", count=own, k=sharp), ["sharp_error"]),
        Step("own_last", Relation(own, "<=", n), lemma("least_at_most_last", count=own)),
        Step("sharp_last", Claim([sharp_late], [Relation(n, "<=", sharp)]), sign()),
        Step("late", Claim([sharp_late], [first_claim]), chain(), ["own_last", "sharp_last"]),
        Step("first", first_claim, cases(), ["early", "late"]),
        Step(
            "second",
            second_claim,
            cited(
                Source("lqtheory_dossier", "lq.kmin.exact"),
                "extremal distributions obey the worst case: W s^(1/q-1/p) <= eta gives s^(1-q/p) <= G_k(eta^p)",
            ),
        ),
        # The closed form is enough for the worst case.
        Step("rounded", Relation(closed_form, "<=", closed), lemma("ceiling_at_least", t=closed_form)),
        Step("positive", Relation(0, "<", closed_form), sign()),
        Step("some", Relation(0, "<", closed), chain(), ["positive", "rounded"]),
        Step("one", Relation(1, "<=", closed), lemma("integers_are_apart", a=0, b=closed), ["some"]),
        Step(
            "stechkin",
            Claim([closed_early], [Relation(worst_case(closed, n, q, p), "<=", stechkin_bound(closed, q, p))]),
            apply("worst_case_at_most_stechkin", {"k": closed}),
            ["one"],
        ),
        Step(
            "scaled",
            Claim(
                [closed_early],
                [Relation(worst_case(closed, n, q, p) * factor, "<=", stechkin_bound(closed, q, p) * factor)],
            ),
            monotone(v, v * factor),
            ["stechkin"],
        ),
        Step(
            "power",
            Relation(stechkin_bound(closed, q, p) * factor, "=", scale * closed**exponent),
            identity(),
            ["some"],
        ),
        Step(
            "smaller",
            Relation(scale * closed**exponent, "<=", scale * closed_form**exponent),
            monotone(t, scale * t**exponent),
            ["rounded", "some"],
        ),
        Step("meets", Relation(scale * closed_form**exponent, "=", eta), identity()),
        Step(
            "worst_property",
            Claim([closed_early], [Relation(worst_case(closed, n, q, p) * factor, "<=", eta)]),
            chain(),
            ["scaled", "power", "smaller", "meets"],
        ),
        Step(
            "worst_early",
            Claim([closed_early], [third_claim]),
            lemma("least_at_most", count=worst, k=closed),
            ["worst_property", "one"],
        ),
        Step("worst_last", Relation(worst, "<=", n), lemma("least_at_most_last", count=worst)),
        Step("closed_last", Claim([closed_late], [Relation(n, "<=", closed)]), sign()),
        Step("worst_late", Claim([closed_late], [third_claim]), chain(), ["worst_last", "closed_last"]),
        Step("third", third_claim, cases(), ["worst_early", "worst_late"]),
        Step("all", THEOREM.claim, chain(), ["first", "second", "third"]),
    ],
)
