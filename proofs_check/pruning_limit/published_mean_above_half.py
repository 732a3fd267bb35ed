"""Term by term for every P in [1/2, 1), summed, and then at the mean p, where the tangents add up to n/2."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.published_mean_above_half import (
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
    "P": Real(sp.Rational(1, 2), 1, closed="left"),
    "b": Real(0, closed="left"),
    "L": Real("c", closed="left"),
}
P, b, L = D.extend(**NUMBERS).symbols[-3:]
t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
truth, published, one = share(s), share(published_level(P)), s / (s + b)
slope = 1 / (4 * P * (1 - P))
base = sp.Rational(1, 2) - P * slope
tangent, summed = base + slope * truth, base * n + slope * total(truth)
given, (low, high, last) = THEOREM.claim.given, THEOREM.relations
sums = {"terms": ((base, sp.S.One), (slope, truth)), "index": i, "low": 1, "high": n}

PROOF = Proof(
    "published_mean_above_half",
    extra=NUMBERS,
    steps=[
        Step(
            "pulled",
            Claim(
                then=[
                    Relation(base + slope * one, "<=", published.subs(entry, b)),
                    Relation(published.subs(entry, b), "<=", one),
                ]
            ),
            apply("published_share_above_half", {"p": P, "x": one}),
        ),
        Step(
            "terms",
            Claim(then=[Relation(tangent, "<=", published), Relation(published, "<=", truth)]),
            substitute({b: entry}),
            ["pulled"],
        ),
        Step(
            "chords",
            Relation(total(published), "<=", total(truth)),
            lemma("termwise_sum", body=published, bound=truth, factor=1, index=i),
            ["terms"],
        ),
        Step(
            "tangents",
            Relation(total(tangent), "<=", total(published)),
            lemma("termwise_sum", body=tangent, bound=published, factor=1, index=i),
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
        Step("lower", Relation(summed, "<=", total(published)), chain(), ["counted", "linear", "tangents"]),
        Step(
            "at_mean",
            Claim(given[:2], [Relation(summed.subs(P, p), "<=", low.rhs)]),
            substitute({P: p}),
            ["lower"],
        ),
        Step("low", Claim(given[:2], [low]), chain(), ["at_mean"]),
        Step("high", Claim(given[:2], [high]), substitute({P: p}), ["chords"]),
        Step("raised", Relation(c + entry, "<=", L + entry), sign()),
        Step(
            "turned",
            Relation(1 - entry / (c + entry), "<=", 1 - entry / (L + entry)),
            monotone(u, 1 - entry / u),
            ["raised"],
        ),
        Step("left", Relation(share(c), "=", 1 - entry / (c + entry)), identity()),
        Step("right", Relation(1 - entry / (L + entry), "=", share(L)), identity()),
        Step("granted", Relation(share(c), "<=", share(L)), chain(), ["left", "turned", "right"]),
        Step(
            "sums",
            Relation(total(share(c)), "<=", total(share(L))),
            lemma("termwise_sum", body=share(c), bound=share(L), factor=1, index=i),
            ["granted"],
        ),
        Step(
            "sums_at_mean",
            Claim(given, [Relation(total(share(c)), "<=", high.lhs)]),
            substitute({L: published_level(p)}),
            ["sums"],
        ),
        Step("last", Claim(given, [last]), chain(), ["sums_at_mean", "high"]),
        Step("claim", THEOREM.claim, chain(), ["low", "high", "last"]),
    ],
)
