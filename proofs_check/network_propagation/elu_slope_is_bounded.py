"""The positive part rises by d with 0 <= d <= h, the exponential of the negative part by at most h - d."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.elu_slope_is_bounded import THEOREM, a, h, positive, t

v = sp.Symbol("v", real=True)
before, after = positive(t), positive(t + h)
low, high = t - before, t + h - after  # the negative parts
rise, rest = after - before, high - low
grown = sp.exp(high) - sp.exp(low)
constant = sp.Max(1, sp.Abs(a))

PROOF = Proof(
    "elu_slope_is_bounded",
    steps=[
        Step("part", Relation(t, "<=", before), lemma("at_most_larger", a=t, b=0)),
        Step("shifted", Relation(t + h, "<=", before + h), monotone(v, v + h), ["part"]),
        Step(
            "slow",
            Relation(after, "<=", before + h),
            lemma("larger_of_two", a=t + h, b=0, bound=before + h),
            ["shifted"],
        ),
        Step("ordered", Relation(low, "<=", high), monotone(v, h + t - v), ["slow"]),
        Step("rest", Relation(0, "<=", rest), monotone(v, v - low), ["ordered"]),
        Step("later", Relation(t, "<=", t + h), sign()),
        Step("its_part", Relation(t + h, "<=", after), lemma("at_most_larger", a=t + h, b=0)),
        Step("first", Relation(t, "<=", after), chain(), ["later", "its_part"]),
        Step("rises", Relation(before, "<=", after), lemma("larger_of_two", a=t, b=0, bound=after), ["first"]),
        Step("some", Relation(0, "<=", rise), monotone(v, v - before), ["rises"]),
        Step("grows", Relation(sp.exp(low), "<=", sp.exp(high)), monotone(v, sp.exp(v)), ["ordered"]),
        Step("grown", Relation(0, "<=", grown), monotone(v, v - sp.exp(low)), ["grows"]),
        Step("negative", Relation(high, "<=", 0), monotone(v, v - after), ["its_part"]),
        Step("flat", Relation(sp.exp(high), "<=", 1), monotone(v, sp.exp(v)), ["negative"]),
        Step("tangent", Relation(low - high, "<=", sp.exp(low - high) - 1), lemma("log_tangent", t=sp.exp(low - high))),
        Step("secant", Relation(grown, "<=", sp.exp(high) * rest), monotone(v, -sp.exp(high) * v), ["tangent"]),
        Step("slope_one", Relation(sp.exp(high) * rest, "<=", rest), monotone(v, v * rest), ["flat", "rest"]),
        Step("little", Relation(grown, "<=", rest), chain(), ["secant", "slope_one"]),
        Step("one", Relation(1, "<=", constant), lemma("at_most_larger", a=1, b=sp.Abs(a))),
        Step("size", Relation(sp.Abs(a), "<=", constant), lemma("at_most_larger", a=sp.Abs(a), b=1)),
        Step("plus", Relation(a, "<=", sp.Abs(a)), lemma("at_most_absolute", t=a)),
        Step("minus", Relation(-a, "<=", sp.Abs(a)), lemma("at_most_absolute", t=-a)),
        Step("slope", Relation(a, "<=", constant), chain(), ["plus", "size"]),
        Step("fall", Relation(-a, "<=", constant), chain(), ["minus", "size"]),
        Step(
            "up",
            Relation(rise + a * grown, "<=", rise + constant * grown),
            monotone(v, rise + v * grown),
            ["slope", "grown"],
        ),
        Step(
            "replaced",
            Relation(rise + constant * grown, "<=", rise + constant * rest),
            monotone(v, rise + constant * v),
            ["little"],
        ),
        Step(
            "whole",
            Relation(rise + constant * rest, "<=", constant * h),
            monotone(v, v * rise + constant * rest),
            ["one", "some"],
        ),
        Step("high", THEOREM.claim.then[0], chain(), ["up", "replaced", "whole"]),
        Step(
            "down",
            Relation(-a * grown - rise, "<=", constant * grown - rise),
            monotone(v, v * grown - rise),
            ["fall", "grown"],
        ),
        Step(
            "replaced_too",
            Relation(constant * grown - rise, "<=", constant * rest - rise),
            monotone(v, constant * v - rise),
            ["little"],
        ),
        Step(
            "part_of_it",
            Relation(constant * rest - rise, "<=", constant * h),
            monotone(v, constant * h - (constant + 1) * v),
            ["some"],
        ),
        Step("low", THEOREM.claim.then[1], chain(), ["down", "replaced_too", "part_of_it"]),
        Step("claim", THEOREM.claim, chain(), ["high", "low"]),
    ],
)
