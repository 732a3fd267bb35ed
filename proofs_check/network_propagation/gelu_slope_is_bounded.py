"""The slope has derivative (2 - t^2) phi(t): at t >= 0 it rises up to sqrt 2 and falls from there.

What is left is the number at sqrt 2. At -t the slope is 1 minus that at t.
"""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import cases, chain, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.gelu_slope_is_bounded import THEOREM, D, slope

(t,) = D.symbols
top = sp.sqrt(2)
MORE = {
    "x": Real(0, top, closed="left"),
    "s": Real("x", top),
    "y": Real(top),
    "z": Real(top, "y"),
    "p": Real(0, closed="left"),
}
x, s, y, z, p = (D.extend(**MORE).symbol(name) for name in MORE)
v, w = sp.Symbol("v", real=True), sp.Symbol("w", nonnegative=True)
bell = sp.exp(-(s**2) / 2) / sp.sqrt(2 * sp.pi)
upper, lower = THEOREM.relations[0].rhs, THEOREM.relations[1].lhs
tail, density = sp.erfc(p / sp.sqrt(2)) / 2, sp.exp(-(p**2) / 2) / sp.sqrt(2 * sp.pi)


def at(value):
    """The slope there."""
    return slope.subs(t, value)


def rate(value):
    """Derivative of the slope."""
    return (2 - value**2) * sp.exp(-(value**2) / 2) / sp.sqrt(2 * sp.pi)


def under(given, *then):
    """A step's conclusion under assumptions."""
    return Claim(given=given, then=then)


def within(value):
    """Both bounds."""
    return [Relation(value, "<=", upper), Relation(lower, "<=", value)]


positive, negative = Relation(0, "<=", t), Relation(t, "<", 0)
before, until, since, after = (
    Relation(p, "<", top), Relation(p, "<=", top), Relation(top, "<=", p), Relation(top, "<", p),
)  # fmt: skip

PROOF = Proof(
    "gelu_slope_is_bounded",
    extra=MORE,
    steps=[
        Step("number", Relation(at(top), "<=", upper), sign()),
        # it falls beyond the top
        Step("sign_z", Relation(rate(z), "<", 0), sign()),
        Step("rate_z", Relation(sp.diff(at(z), z), "<", 0), chain(), ["sign_z"]),
        Step("falls", Relation(at(y), "<", at(top)), lemma("falling_function", value=at(z), variable=z), ["rate_z"]),
        Step("far", Relation(at(y), "<=", upper), chain(), ["falls", "number"]),
        # and rises before it
        Step("s", Relation(s, "<", top), sign()),
        Step("square", Relation(s**2, "<", 2), monotone(w, w**2), ["s"]),
        Step("sign_s", Relation(-rate(s), "<", 0), monotone(v, v * bell - 2 * bell), ["square"]),
        Step("rate_s", Relation(sp.diff(-at(s), s), "<", 0), chain(), ["sign_s"]),
        Step("rises", Relation(-at(top), "<", -at(x)), lemma("falling_function", value=-at(s), variable=s), ["rate_s"]),
        Step("turned", Relation(at(x), "<", at(top)), monotone(v, -v), ["rises"]),
        Step("near", Relation(at(x), "<=", upper), chain(), ["turned", "number"]),
        Step("before", under([before], Relation(at(p), "<=", upper)), substitute({x: p, s: (p + top) / 2}), ["near"]),
        Step("after", under([after], Relation(at(p), "<=", upper)), substitute({y: p, z: (p + top) / 2}), ["far"]),
        Step(
            "at_top",
            under([until, since], Relation(at(p), "=", at(top))),
            lemma("value_at", body=at(p), variable=p, value=top),
        ),
        Step("there", under([until, since], Relation(at(p), "<=", upper)), chain(), ["at_top", "number"]),
        Step("since", under([since], Relation(at(p), "<=", upper)), cases(), ["there", "after"]),
        Step("high", Relation(at(p), "<=", upper), cases(), ["before", "since"]),
        # at 0 or more it is above 0
        Step("mass", Relation(sp.erfc(p / sp.sqrt(2)), "<=", 1), lemma("erfc_at_most_one", t=p / sp.sqrt(2))),
        Step("some", Relation(0, "<=", p * density), sign()),
        Step(
            "least",
            Relation(sp.Rational(1, 2) + p * density, "<=", at(p)),
            monotone(v, 1 - v / 2 + p * density),
            ["mass"],
        ),
        Step("half", Relation(lower, "<=", lower + p * density), monotone(v, lower + v), ["some"]),
        Step(
            "below_half",
            Relation(lower + p * density, "<=", sp.Rational(1, 2) + p * density),
            sign(),
        ),
        Step("low", Relation(lower, "<=", at(p)), chain(), ["half", "below_half", "least"]),
        Step("right", Claim(then=within(at(p))), chain(), ["high", "low"]),
        Step("mirror_high", Relation(1 - at(p), "<=", upper), monotone(v, 1 - v), ["low"]),
        Step("mirror_low", Relation(lower, "<=", 1 - at(p)), monotone(v, 1 - v), ["high"]),
        Step("left", Claim(then=within(at(-p))), chain(), ["mirror_high", "mirror_low"]),
        Step("positive", under([positive], *within(slope)), substitute({p: t}), ["right"]),
        Step("negative", under([negative], *within(slope)), substitute({p: -t}), ["left"]),
        Step("claim", THEOREM.claim, cases(), ["positive", "negative"]),
    ],
)
