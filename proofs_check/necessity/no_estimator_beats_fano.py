"""Fano's inequality on the packing that the greedy choice finds; it errs half the time, by half the separation."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import greedy_packing_size, packing_count
from lqtheory.theorems.necessity.no_estimator_beats_fano import THEOREM, D, height, level

s, n, q, sigma, R, E = D.symbols
t, v = sp.Symbol("t", positive=True), sp.Symbol("v", real=True)
count, found = packing_count(n, s), greedy_packing_size(n, s)
entropy, rate = sp.log(found), s * level / 2
divergence, bit = s * level / 8, sp.log(2)
risk = THEOREM.claim.then[0].rhs
quarter = s * height**2 / 4

PROOF = Proof(
    "no_estimator_beats_fano",
    steps=[
        Step("many", Relation((n / (4 * s)) ** (s / 2), "<=", count), apply("packing_count_at_least_rate")),
        Step("reached", Relation(count, "<=", found), apply("greedy_packing_reaches_count")),
        Step("packing", Relation((n / (4 * s)) ** (s / 2), "<=", found), chain(), ["many", "reached"]),
        Step("rate", Relation(rate, "<=", entropy), monotone(t, sp.log(t)), ["packing"]),
        Step("divergence", Relation(divergence, "<=", entropy / 4), monotone(v, v / 4), ["rate"]),
        Step("large", Relation(4 * bit, "<=", rate), sign()),
        Step("bits", Relation(4 * bit, "<=", entropy), chain(), ["large", "rate"]),
        Step("bit", Relation(bit, "<=", entropy / 4), monotone(v, v / 4), ["bits"]),
        Step("some", Relation(0, "<", 4 * bit), sign()),
        Step("positive", Relation(0, "<", entropy), chain(), ["some", "bits"]),
        Step("first", Relation(divergence + bit, "<=", entropy / 4 + bit), monotone(v, v + bit), ["divergence"]),
        Step("second", Relation(entropy / 4 + bit, "<=", entropy / 2), monotone(v, v + entropy / 4), ["bit"]),
        Step("sum", Relation(divergence + bit, "<=", entropy / 2), chain(), ["first", "second"]),
        Step("large_ball", Relation(1, "<=", n / (4 * s)), sign()),
        Step("level", Relation(0, "<=", level), monotone(t, sp.log(t)), ["large_ball"]),
        Step(
            "half",
            Relation(quarter / 2, "<=", quarter * (1 - (divergence + bit) / entropy)),
            monotone(v, quarter - quarter * v / entropy),
            ["sum", "positive", "level"],
        ),
        Step(
            "testing",
            Relation(quarter * (1 - (divergence + bit) / entropy), "<=", risk),
            cited(
                Source("tsybakov_2009", "section 2.2 (reduction to tests) and Lemma 2.10 (Fano)"),
                "of N hypotheses with divergences of at most K every test errs with probability at least 1 - (K + ln "
                "2)/ln N; the points a 1_I have divergences of at most s a^2/sigma^2 and are more than s^(1/2) a apart "
                "(packing_points_are_separated), so an estimator that errs is off by half of that",
                ("packing_points_are_separated",),
            ),
        ),
        Step("together", THEOREM.claim, chain(), ["half", "testing"]),
    ],
)
