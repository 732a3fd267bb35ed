"""The positive part rises by d with 0 <= d <= h, the negative part by h - d; a is at most max(1, |a|) in magnitude."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.leaky_relu_slope_is_bounded import THEOREM, a, h, positive, t

v = sp.Symbol("v", real=True)
before, after = positive(t), positive(t + h)
rise, rest = after - before, h - after + before
constant = sp.Max(1, sp.Abs(a))
below, above = -a * rest - rise, rise + a * rest

PROOF = Proof(
    "leaky_relu_slope_is_bounded",
    steps=[
        Step("part", Relation(t, "<=", before), lemma("at_most_larger", a=t, b=0)),
        Step("shifted", Relation(t + h, "<=", before + h), monotone(v, v + h), ["part"]),
        Step(
            "slow",
            Relation(after, "<=", before + h),
            lemma("larger_of_two", a=t + h, b=0, bound=before + h),
            ["shifted"],
        ),
        Step("rest", Relation(0, "<=", rest), monotone(v, before + h - v), ["slow"]),
        Step("later", Relation(t, "<=", t + h), sign()),
        Step("its_part", Relation(t + h, "<=", after), lemma("at_most_larger", a=t + h, b=0)),
        Step("first", Relation(t, "<=", after), chain(), ["later", "its_part"]),
        Step("rises", Relation(before, "<=", after), lemma("larger_of_two", a=t, b=0, bound=after), ["first"]),
        Step("one", Relation(1, "<=", constant), lemma("at_most_larger", a=1, b=sp.Abs(a))),
        Step("size", Relation(sp.Abs(a), "<=", constant), lemma("at_most_larger", a=sp.Abs(a), b=1)),
        Step("plus", Relation(a, "<=", sp.Abs(a)), lemma("at_most_absolute", t=a)),
        Step("minus", Relation(-a, "<=", sp.Abs(a)), lemma("at_most_absolute", t=-a)),
        Step("slope", Relation(a, "<=", constant), chain(), ["plus", "size"]),
        Step("fall", Relation(-a, "<=", constant), chain(), ["minus", "size"]),
        Step("up", Relation(above, "<=", rise + constant * rest), monotone(v, rise + v * rest), ["slope", "rest"]),
        Step(
            "whole",
            Relation(rise + constant * rest, "<=", constant * h),
            monotone(v, v * rise + constant * rest),
            ["one", "rises"],
        ),
        Step("high", THEOREM.claim.then[0], chain(), ["up", "whole"]),
        Step("down", Relation(below, "<=", constant * rest - rise), monotone(v, v * rest - rise), ["fall", "rest"]),
        Step("some", Relation(0, "<=", rise), monotone(v, v - before), ["rises"]),
        Step(
            "part_of_it",
            Relation(constant * rest - rise, "<=", constant * h),
            monotone(v, constant * h - (constant + 1) * v),
            ["some"],
        ),
        Step("low", THEOREM.claim.then[1], chain(), ["down", "part_of_it"]),
        Step("claim", THEOREM.claim, chain(), ["high", "low"]),
    ],
)
