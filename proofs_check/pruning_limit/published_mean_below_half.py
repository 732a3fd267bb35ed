"""Term by term for every P in (0, 1/2], summed, and then at the mean p, where the tangents add up to n/2."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.published_mean_below_half import (
    THEOREM,
    D,
    entry,
    i,
    p,
    published_level,
    share,
    total,
)

n, s, c, lam = D.symbols
NUMBERS = {
    "i": Integer(1, "n"),
    "P": Real(0, sp.Rational(1, 2), closed="right"),
    "b": Real(0, closed="left"),
    "L": Real("s*(1-P)/P", closed="left"),
}
P, b, L = D.extend(**NUMBERS).symbols[-3:]
t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
truth, published, one = share(s), share(published_level(P)), s / (s + b)
slope = 1 / (4 * P * (1 - P))
base = sp.Rational(1, 2) - P * slope
tangent, summed = base + slope * truth, base * n + slope * total(truth)
given, (high, low, last) = THEOREM.claim.given, THEOREM.relations
sums = {"terms": ((base, sp.S.One), (slope, truth)), "index": i, "low": 1, "high": n}

PROOF = Proof(
    "published_mean_below_half",
    extra=NUMBERS,
    steps=[
        Step(
            "pulled",
            Claim(
                then=[
                    Relation(one, "<=", published.subs(entry, b)),
                    Relation(published.subs(entry, b), "<=", base + slope * one),
                ]
            ),
            apply("published_share_below_half", {"p": P, "x": one}),
        ),
        Step(
            "terms",
            Claim(then=[Relation(truth, "<=", published), Relation(published, "<=", tangent)]),
            substitute({b: entry}),
            ["pulled"],
        ),
        Step(
            "chords",
            Relation(total(truth), "<=", total(published)),
            lemma("termwise_sum", body=truth, bound=published, factor=1, index=i),
            ["terms"],
        ),
        Step(
            "tangents",
            Relation(total(published), "<=", total(tangent)),
            lemma("termwise_sum", body=published, bound=tangent, factor=1, index=i),
            ["terms"],
        ),
        Step("ones", Relation(total(sp.S.One), "=", n), lemma("telescoping_sum", body=1, antidifference=-i, index=i)),
        Step(
            "linear",
            Relation(total(tangent), "=", base * total(sp.S.One) + slope * total(truth)),
            lemma("linear_sum", total=tangent, **sums),
        ),
        Step(
            "counted",
            Relation(base * total(sp.S.One) + slope * total(truth), "=", summed),
            monotone(t, base * t + slope * total(truth)),
            ["ones"],
        ),
        Step("upper", Relation(total(published), "<=", summed), chain(), ["tangents", "linear", "counted"]),
        Step(
            "at_mean",
            Claim(given[:1], [Relation(low.lhs, "<=", summed.subs(P, p))]),
            substitute({P: p, L: published_level(p)}),
            ["upper"],
        ),
        Step("low", Claim(given[:1], [low]), chain(), ["at_mean"]),
        Step("high", Claim(given[:1], [high]), substitute({P: p, L: published_level(p)}), ["chords"]),
        Step("raised", Relation(published_level(P) + entry, "<=", L + entry), sign()),
        Step("some", Relation(0, "<", published_level(P) + entry), sign()),
        Step("positive", Relation(0, "<", L + entry), chain(), ["some", "raised"]),
        Step(
            "turned",
            Relation(1 - entry / (published_level(P) + entry), "<=", 1 - entry / (L + entry)),
            monotone(u, 1 - entry / u),
            ["raised", "positive"],
        ),
        Step("left", Relation(published, "=", 1 - entry / (published_level(P) + entry)), identity()),
        Step("right", Relation(1 - entry / (L + entry), "=", share(L)), identity()),
        Step("granted", Relation(published, "<=", share(L)), chain(), ["left", "turned", "right"]),
        Step(
            "sums",
            Relation(total(published), "<=", total(share(L))),
            lemma("termwise_sum", body=published, bound=share(L), factor=1, index=i),
            ["granted"],
        ),
        Step(
            "sums_at_mean",
            Claim(given, [Relation(high.rhs, "<=", total(share(c)))]),
            substitute({P: p, L: c}),
            ["sums"],
        ),
        Step("last", Claim(given, [last]), chain(), ["high", "sums_at_mean"]),
        Step("claim", THEOREM.claim, chain(), ["low", "high", "last"]),
    ],
)
