"""Both sides vanish at 0, and the slope of phi(s z), s phi'(s z), is the larger one; AM-GM for root and logarithm."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.concave_activations_keep_relative_errors import ACTIVATIONS, THEOREM, s, z

t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
v = sp.Symbol("root", nonnegative=True)
E, F = sp.exp(-2 * z), sp.exp(-2 * s * z)
claims = dict(zip(ACTIVATIONS, THEOREM.relations, strict=True))


def by_slopes(name, *steps):
    """Steps for a claim whose slopes at z are in order, the last of which says so."""
    claim = claims[name]
    ordered = lemma("ordered_derivatives", left=claim.lhs, right=claim.rhs, variable=z)
    return [*steps, Step(name, claim, ordered, [steps[-1].label])]


def slopes(name):
    """The order of the slopes."""
    return Relation(sp.diff(claims[name].lhs, z), "<=", sp.diff(claims[name].rhs, z))


PROOF = Proof(
    "concave_activations_keep_relative_errors",
    steps=[
        Step("exponents", Relation(-2 * z, "<=", -2 * s * z), sign()),
        Step("falls", Relation(E, "<=", F), monotone(t, sp.exp(t)), ["exponents"]),
        Step("negative", Relation(-2 * z - 2 * s * z, "<=", 0), sign()),
        Step("product", Relation(sp.exp(-2 * z - 2 * s * z), "<=", 1), monotone(t, sp.exp(t)), ["negative"]),
        Step(
            "gap",
            Relation(0, "<=", 4 * s * (F - E) * (1 - sp.exp(-2 * z - 2 * s * z)) / ((1 + E) ** 2 * (1 + F) ** 2)),
            sign(),
            ["falls", "product"],
        ),
        *by_slopes("tanh", Step("tanh_slopes", slopes("tanh"), monotone(t, t + slopes("tanh").lhs), ["gap"])),
        Step("part", Relation(s, "<=", 1), sign()),
        Step("shorter", Relation(s * z, "<=", z), monotone(t, t * z), ["part"]),
        Step("squares", Relation(s**2 * z**2, "<=", z**2), monotone(v, v**2), ["shorter"]),
        Step("one_more", Relation(1 + s**2 * z**2, "<=", 1 + z**2), monotone(t, 1 + t), ["squares"]),
        *by_slopes("arctan", Step("arctan_slopes", slopes("arctan"), monotone(u, s / u), ["one_more"])),
        Step("turned", Relation(-(z**2), "<=", -(s**2) * z**2), monotone(t, -t), ["squares"]),
        Step("square", Relation(sp.exp(-(z**2)), "<=", sp.exp(-(s**2) * z**2)), monotone(t, sp.exp(t)), ["turned"]),
        *by_slopes(
            "erf",
            Step("erf_slopes", slopes("erf"), monotone(t, 2 * s * t / sp.sqrt(sp.pi)), ["square"]),
        ),
        Step("sums", Relation(1 + s * z, "<=", 1 + z), monotone(t, 1 + t), ["shorter"]),
        Step("softsign", claims["softsign"], monotone(u, s * z / u), ["sums"]),
        Step("less", Relation(s**2 * z, "<=", s * z), monotone(t, s * z * t), ["part"]),
        Step("root", claims["root"], monotone(v, sp.sqrt(v)), ["less"]),
        Step("bernoulli", Relation((1 + z) ** s, "<=", 1 + s * z), lemma("weighted_am_gm", a=1 + z, b=1, w=s)),
        Step("log", claims["log"], monotone(u, sp.log(u)), ["bernoulli"]),
        Step("claim", THEOREM.claim, chain(), list(ACTIVATIONS)),
    ],
)
