"""The exponential moment at all rates t = log k: its m-th root is within 1/k of the bound, then k to infinity."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Step
from lqtheory.proof import apply, cases, chain, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.estimate_stays_in_range import THEOREM, D, lower, upper

EXTRA = {"k": Integer(1), "t": Real(0, closed="left")}
n, m, B, e, eta, v, s, k, t = D.extend(**EXTRA).symbols
u, r = sp.Symbol("u", real=True), sp.Symbol("r", nonnegative=True)
given = THEOREM.claim.given
high, beyond, low, below = THEOREM.claim.then
excess = 1 + e - B
up = sp.exp(-t * (1 + e)) * (1 - 1 / B + sp.exp(t * B) / B)
down = sp.exp(t * (1 - eta)) * (1 - 1 / B + sp.exp(-t * B) / B)
chord = 1 - 1 / B + sp.exp(-t * B) / B
above, under = Relation(0, "<", excess), Relation(0, "<", eta - 1)
at_end, at_zero = Relation(excess, "<=", 0), Relation(eta - 1, "<=", 0)


def claim(relation, *more):
    """Where the terms are bounded."""
    return Claim([*given, *more], [relation])


PROOF = Proof(
    "estimate_stays_in_range",
    extra=EXTRA,
    steps=[
        # above: e^{-t(1+e)} <= e^{-t} and e^{-t(1+e-B)} <= 1
        Step(
            "moment",
            claim(Relation(upper, "<=", up**m)),
            apply("estimate_tails_below_two_point_moment", {"epsilon": e}),
        ),
        Step("root", claim(Relation(upper ** (1 / m), "<=", up)), monotone(r, r ** (1 / m)), ["moment"]),
        Step("rate", Relation(-t * (1 + e), "<=", -t), sign()),
        Step("first", Relation(sp.exp(-t * (1 + e)), "<=", sp.exp(-t)), monotone(u, sp.exp(u)), ["rate"]),
        Step(
            "first_part",
            Relation(up, "<=", sp.exp(-t) * (1 - 1 / B) + sp.exp(-t * excess) / B),
            monotone(u, u * (1 - 1 / B) + sp.exp(-t * excess) / B),
            ["first"],
        ),
        Step("end", Relation(-t * excess, "<=", 0), sign()),
        Step("second", Relation(sp.exp(-t * excess), "<=", 1), monotone(u, sp.exp(u)), ["end"]),
        Step(
            "second_part",
            Relation(sp.exp(-t) * (1 - 1 / B) + sp.exp(-t * excess) / B, "<=", sp.exp(-t) * (1 - 1 / B) + 1 / B),
            monotone(u, sp.exp(-t) * (1 - 1 / B) + u / B),
            ["second"],
        ),
        Step(
            "near",
            claim(Relation(upper ** (1 / m), "<=", sp.exp(-t) * (1 - 1 / B) + 1 / B)),
            chain(),
            ["root", "first_part", "second_part"],
        ),
        Step(
            "at_k",
            claim(Relation(upper ** (1 / m), "<=", 1 / B + (1 - 1 / B) / k)),
            substitute({t: sp.log(k)}),
            ["near"],
        ),
        Step(
            "limit",
            claim(Relation(upper ** (1 / m), "<=", 1 / B)),
            lemma("archimedes", a=upper ** (1 / m), b=1 / B, c=1 - 1 / B, index=k),
            ["at_k"],
        ),
        Step("high", claim(high), monotone(r, r**m), ["limit"]),
        # beyond: both parts are at most e^{-t(1+e-B)}
        Step("faster", Relation(-t * (1 + e), "<=", -t * excess), sign()),
        Step("fast", Relation(sp.exp(-t * (1 + e)), "<=", sp.exp(-t * excess)), monotone(u, sp.exp(u)), ["faster"]),
        Step(
            "fast_part",
            Relation(up, "<=", sp.exp(-t * excess)),
            monotone(u, u * (1 - 1 / B) + sp.exp(-t * excess) / B),
            ["fast"],
        ),
        Step("decays", claim(Relation(upper ** (1 / m), "<=", sp.exp(-t * excess))), chain(), ["root", "fast_part"]),
        Step("tangent", Relation(k * excess, "<=", sp.exp(k * excess) - 1), lemma("log_tangent", t=sp.exp(k * excess))),
        Step(
            "slow",
            Relation(excess * sp.exp(-k * excess), "<=", (1 - sp.exp(-k * excess)) / k),
            monotone(u, u * sp.exp(-k * excess) / k),
            ["tangent"],
        ),
        Step("slower", Relation((1 - sp.exp(-k * excess)) / k, "<=", 1 / k), sign()),
        Step("at", claim(Relation(upper ** (1 / m), "<=", sp.exp(-k * excess))), substitute({t: k}), ["decays"]),
        Step(
            "times",
            claim(Relation(excess * upper ** (1 / m), "<=", excess * sp.exp(-k * excess))),
            monotone(u, excess * u),
            ["at"],
        ),
        Step("decay", claim(Relation(excess * upper ** (1 / m), "<=", 1 / k)), chain(), ["times", "slow", "slower"]),
        Step(
            "gone",
            claim(Relation(excess * upper ** (1 / m), "<=", 0)),
            lemma("archimedes", a=excess * upper ** (1 / m), b=0, c=1, index=k),
            ["decay"],
        ),
        Step("nothing", claim(Relation(upper ** (1 / m), "<=", 0), above), monotone(u, u / excess), ["gone"]),
        Step("never", claim(Relation(upper, "<=", 0), above), monotone(r, r**m), ["nothing"]),
        Step("never_beyond", claim(beyond, above), monotone(u, excess * u), ["never"]),
        Step("at_end", Claim([at_end], [beyond]), sign()),
        Step("beyond", claim(beyond), cases(), ["never_beyond", "at_end"]),
        # below: e^{t(1-e)} <= 1, and the other factor tends to 1 - 1/B
        Step(
            "moment_below",
            claim(Relation(lower, "<=", down**m)),
            apply("estimate_tails_below_two_point_moment", {"epsilon": eta}),
        ),
        Step("root_below", claim(Relation(lower ** (1 / m), "<=", down)), monotone(r, r ** (1 / m)), ["moment_below"]),
        Step("falls", Relation(t * (1 - eta), "<=", 0), sign()),
        Step("at_most_one", Relation(sp.exp(t * (1 - eta)), "<=", 1), monotone(u, sp.exp(u)), ["falls"]),
        Step("chord", Relation(down, "<=", chord), monotone(u, u * chord), ["at_most_one"]),
        Step("near_below", claim(Relation(lower ** (1 / m), "<=", chord)), chain(), ["root_below", "chord"]),
        Step(
            "below_at_k",
            claim(Relation(lower ** (1 / m), "<=", 1 - 1 / B + 1 / (B * k))),
            substitute({t: sp.log(k) / B}),
            ["near_below"],
        ),
        Step(
            "limit_below",
            claim(Relation(lower ** (1 / m), "<=", 1 - 1 / B)),
            lemma("archimedes", a=lower ** (1 / m), b=1 - 1 / B, c=1 / B, index=k),
            ["below_at_k"],
        ),
        Step("low", claim(low), monotone(r, r**m), ["limit_below"]),
        # and beyond zero the first factor decays
        Step("negative", Relation(-t * B, "<=", 0), sign()),
        Step("small", Relation(sp.exp(-t * B), "<=", 1), monotone(u, sp.exp(u)), ["negative"]),
        Step(
            "one_factor",
            Relation(down, "<=", sp.exp(t * (1 - eta))),
            monotone(u, sp.exp(t * (1 - eta)) * (1 - 1 / B) + sp.exp(t * (1 - eta)) * u / B),
            ["small"],
        ),
        Step(
            "decays_below",
            claim(Relation(lower ** (1 / m), "<=", sp.exp(t * (1 - eta)))),
            chain(),
            ["root_below", "one_factor"],
        ),
        Step(
            "tangent_below",
            Relation(k * (eta - 1), "<=", sp.exp(k * (eta - 1)) - 1),
            lemma("log_tangent", t=sp.exp(k * (eta - 1))),
        ),
        Step(
            "slow_below",
            Relation((eta - 1) * sp.exp(-k * (eta - 1)), "<=", (1 - sp.exp(-k * (eta - 1))) / k),
            monotone(u, u * sp.exp(-k * (eta - 1)) / k),
            ["tangent_below"],
        ),
        Step("slower_below", Relation((1 - sp.exp(-k * (eta - 1))) / k, "<=", 1 / k), sign()),
        Step(
            "at_below",
            claim(Relation(lower ** (1 / m), "<=", sp.exp(-k * (eta - 1)))),
            substitute({t: k}),
            ["decays_below"],
        ),
        Step(
            "times_below",
            claim(Relation((eta - 1) * lower ** (1 / m), "<=", (eta - 1) * sp.exp(-k * (eta - 1)))),
            monotone(u, (eta - 1) * u),
            ["at_below"],
        ),
        Step(
            "decay_below",
            claim(Relation((eta - 1) * lower ** (1 / m), "<=", 1 / k)),
            chain(),
            ["times_below", "slow_below", "slower_below"],
        ),
        Step(
            "gone_below",
            claim(Relation((eta - 1) * lower ** (1 / m), "<=", 0)),
            lemma("archimedes", a=(eta - 1) * lower ** (1 / m), b=0, c=1, index=k),
            ["decay_below"],
        ),
        Step(
            "nothing_below",
            claim(Relation(lower ** (1 / m), "<=", 0), under),
            monotone(u, u / (eta - 1)),
            ["gone_below"],
        ),
        Step("never_below", claim(Relation(lower, "<=", 0), under), monotone(r, r**m), ["nothing_below"]),
        Step("below_zero", claim(below, under), monotone(u, (eta - 1) * u), ["never_below"]),
        Step("at_zero", Claim([at_zero], [below]), sign()),
        Step("below", claim(below), cases(), ["below_zero", "at_zero"]),
        Step("claim", THEOREM.claim, chain(), ["high", "beyond", "low", "below"]),
    ],
)
