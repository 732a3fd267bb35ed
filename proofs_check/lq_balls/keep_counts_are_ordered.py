"""Each count has the property that the next smaller one is the least to have."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step, Vector
from lqtheory.expressions import MaxOver
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
z = D.extend(z=Vector("n")).symbol("z")
t, v = sp.Symbol("t", positive=True), sp.Symbol("v", real=True)
own, sharp = kmin(x, eta, p), kmin_exact(s, eta, q, p, n)
worst, closed = kmin_worst_case(s, eta, q, p, n), kmin_stechkin_count(s, eta, q, p)
closed_form = kmin_stechkin(s, eta, q, p)
factor = s ** (1 / q - 1 / p)
scale = stechkin_constant(q, p) * factor
exponent = 1 / p - 1 / q
sharp_early, sharp_late = Relation(sharp, "<=", n - 1), Relation(n - 1, "<", sharp)
closed_early, closed_late = Relation(closed, "<=", n - 1), Relation(n - 1, "<", closed)
worst_early, worst_late = Relation(worst, "<=", n - 1), Relation(n - 1, "<", worst)
rate, threshold = worst_case(worst, n, q, p), sharp_keep_threshold(worst, eta**p, q / p, n)
j = sp.Symbol("j", integer=True, positive=True)
largest = MaxOver((j - worst) ** (1 / p) * j ** (-1 / q), j, worst + 1, n)
first_claim, second_claim, third_claim = THEOREM.claim.then

PROOF = Proof(
    "keep_counts_are_ordered",
    extra={"z": Vector("n")},
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
        # The worst case is enough for the extremal distribution.
        Step("worst_first", Relation(1, "<=", worst), lemma("least_at_least_first", count=worst)),
        Step(
            "worst_holds",
            Claim([worst_early], [Relation(rate * factor, "<=", eta)]),
            lemma("least_has_property", count=worst),
        ),
        Step(
            "member",
            Claim([worst_early], [Relation((worst + 1) ** (-1 / q), "<=", rate)]),
            lemma("max_member", maximum=largest, at=worst + 1),
            ["worst_first"],
        ),
        Step("entry", Relation(0, "<", (worst + 1) ** (-1 / q)), sign(), ["worst_first"]),
        Step("rate_positive", Claim([worst_early], [Relation(0, "<", rate)]), chain(), ["entry", "member"]),
        Step(
            "sparse",
            Claim([worst_early], [Relation(factor, "<=", eta / rate)]),
            monotone(v, v / rate),
            ["worst_holds", "rate_positive"],
        ),
        Step(
            "sparse_power",
            Claim([worst_early], [Relation(s ** (1 - q / p), "<=", (eta / rate) ** q)]),
            monotone(t, t**q),
            ["sparse", "rate_positive"],
        ),
        Step(
            "vectors",
            Claim([worst_early], [Relation(best_k_term_error(z, worst, p), "<=", rate * lq_norm(z, q))]),
            apply("worst_case_best_k_term_error", {"k": worst, "x": z}),
            ["worst_first"],
        ),
        Step(
            "extremal",
            Claim([worst_early], [Relation((eta / rate) ** q, "<=", threshold)]),
            cited(
                Source("rudin_1976", "Definition 1.8 (a minimum is attained) and the definition of a finite sum"),
                "G_k(T) is the sum of the powers of order q/p of n shares of which k leave T = eta^p (or infinite): "
                "for z_i = share^(1/p) the error is eta and the l_q norm is G_k(T)^(1/q)",
            ),
            ["vectors"],
        ),
        Step(
            "sharp_holds",
            Claim([worst_early], [Relation(s ** (1 - q / p), "<=", threshold)]),
            chain(),
            ["sparse_power", "extremal"],
        ),
        Step(
            "second_early",
            Claim([worst_early], [second_claim]),
            lemma("least_at_most", count=sharp, k=worst),
            ["worst_first", "sharp_holds"],
        ),
        Step("sharp_at_most", Relation(sharp, "<=", n), lemma("least_at_most_last", count=sharp)),
        Step("worst_all", Claim([worst_late], [Relation(n, "<=", worst)]), sign()),
        Step("second_late", Claim([worst_late], [second_claim]), chain(), ["sharp_at_most", "worst_all"]),
        Step("second", second_claim, cases(), ["second_early", "second_late"]),
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
            ["stechkin", "one"],
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
            "third_early",
            Claim([closed_early], [third_claim]),
            lemma("least_at_most", count=worst, k=closed),
            ["worst_property", "one"],
        ),
        Step("worst_last", Relation(worst, "<=", n), lemma("least_at_most_last", count=worst)),
        Step("closed_last", Claim([closed_late], [Relation(n, "<=", closed)]), sign()),
        Step("third_late", Claim([closed_late], [third_claim]), chain(), ["worst_last", "closed_last"]),
        Step("third", third_claim, cases(), ["third_early", "third_late"]),
        Step("all", THEOREM.claim, chain(), ["first", "second", "third"]),
    ],
)
