"""The exact formula with both tails below half of a power; sin(alpha) <= alpha and cos(alpha) <= exp(-alpha^2/2)."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension, circular_tail
from lqtheory.theorems.kinematics.circular_excess_reaches_its_ends import (
    THEOREM,
    D,
    cosine,
    excess,
    half,
    sine,
    small,
)

d, alpha = D.symbols
t, w = sp.Symbol("t", real=True), sp.Symbol("w", nonnegative=True)
above, below, low, high = THEOREM.relations
turned = {alpha: sp.pi / 2 - alpha}
value = circular_statistical_dimension(d, alpha)
leading = d * sine**2 + sp.cos(2 * alpha)
tail, rest = circular_tail(d, alpha), circular_tail(d, sp.pi / 2 - alpha)
power = cosine ** (d + 1)
gauss = sp.exp(-(d + 1) * alpha**2 / 2)
count = (d - 1) * sine**2

PROOF = Proof(
    "circular_excess_reaches_its_ends",
    steps=[
        # sin(alpha) <= alpha <= tan(alpha), hence log cos(alpha) <= -alpha^2/2
        Step("sine_positive", Relation(0, "<", sine), lemma("sine_positive", t=alpha)),
        Step("cosine_positive", Relation(0, "<", cosine), lemma("sine_positive", t=sp.pi / 2 - alpha)),
        Step("falls", Relation(-sine, "<=", 0), sign(), ["sine_positive"]),
        Step(
            "cosine",
            Relation(cosine, "<=", 1),
            lemma("ordered_derivatives", left=cosine, right=sp.S.One, variable=alpha),
            ["falls"],
        ),
        Step(
            "sine",
            Relation(sine, "<=", alpha),
            lemma("ordered_derivatives", left=sine, right=alpha, variable=alpha),
            ["cosine"],
        ),
        Step(
            "tangent",
            Relation(alpha, "<=", sine / cosine),
            lemma("ordered_derivatives", left=alpha, right=sine / cosine, variable=alpha),
            ["cosine_positive"],
        ),
        Step("slopes", Relation(-sine / cosine, "<=", -alpha), monotone(t, -t), ["tangent"]),
        Step(
            "log",
            Relation(sp.log(cosine), "<=", -(alpha**2) / 2),
            lemma("ordered_derivatives", left=sp.log(cosine), right=-(alpha**2) / 2, variable=alpha),
            ["slopes", "cosine_positive"],
        ),
        Step(
            "bell", Relation(cosine, "<=", sp.exp(-(alpha**2) / 2)), monotone(t, sp.exp(t)), ["log", "cosine_positive"]
        ),
        Step("power", Relation(power, "<=", gauss), monotone(w, w ** (d + 1)), ["bell", "cosine_positive"]),
        Step("exact", Relation(value, "=", leading + tail - rest), apply("circular_dimension_formula")),
        Step("minus", Relation(excess, "=", leading + tail - rest - count), monotone(t, t - count), ["exact"]),
        Step("form", Relation(leading + tail - rest - count, "=", cosine**2 + tail - rest), identity()),
        Step("upper", Relation(tail, "<=", half * sine ** (d + 1)), apply("circular_tail_below_half_of_power")),
        Step("lower", Relation(rest, "<=", half * power), apply("circular_tail_below_half_of_power", turned)),
        Step("drop", Relation(cosine**2 + tail - rest, "<=", cosine**2 + tail), sign()),
        Step("add", Relation(cosine**2 + tail, "<=", above.rhs), monotone(t, cosine**2 + t), ["upper"]),
        Step("above", above, chain(), ["minus", "form", "drop", "add"]),
        Step("less", Relation(below.lhs, "<=", cosine**2 - rest), monotone(t, cosine**2 - t), ["lower"]),
        Step("more", Relation(cosine**2 - rest, "<=", cosine**2 + tail - rest), sign()),
        Step("below", below, chain(), ["less", "more", "form", "minus"]),
        Step("square", Relation(sine**2, "<=", alpha**2), monotone(w, w**2), ["sine", "sine_positive"]),
        Step("circle", Relation(cosine**2, "=", 1 - sine**2), identity()),
        Step("opposite", Relation(1 - alpha**2, "<=", 1 - sine**2), monotone(t, 1 - t), ["square"]),
        Step("cosines", Relation(1 - alpha**2, "<=", cosine**2), chain(), ["opposite", "circle"]),
        Step("first", Relation(1 - small, "<=", cosine**2 - half * gauss), monotone(t, t - half * gauss), ["cosines"]),
        Step(
            "second", Relation(cosine**2 - half * gauss, "<=", below.lhs), monotone(t, cosine**2 - half * t), ["power"]
        ),
        Step("low", low, chain(), ["first", "second", "below"]),
        Step("turned", above.subs(turned), substitute(turned), ["above"]),
        Step(
            "third",
            Relation(sine**2 + half * power, "<=", alpha**2 + half * power),
            monotone(t, t + half * power),
            ["square"],
        ),
        Step("fourth", Relation(alpha**2 + half * power, "<=", small), monotone(t, alpha**2 + half * t), ["power"]),
        Step("high", high, chain(), ["turned", "third", "fourth"]),
        Step("claim", THEOREM.claim, chain(), ["above", "below", "low", "high"]),
    ],
)
