"""Each term of N(z) lies above the tangent, at the mean share N/D, of the convex map from x to z x/(s - (s-z) x)."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.local_width_by_level_ratio import THEOREM, D, count, published, s, size, z

(K,) = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t = sp.Symbol("t", real=True)
at = sublevel_quantity("sublevel_sum")
bent, flat = at(K, s, 1, 0, 1), at(K, s, 0, 0, 0)
whole, theirs = s * at(K, s, 0, 0, 1), z * at(K, z, 0, 0, 1)
mean = count / size
bottom = s - (s - z) * mean
slope, start = s * z / bottom**2, -(s - z) * z * mean**2 / bottom**2
term = z / (z + lam) - start - slope * s / (s + lam)
gap = z * (s - z) * (s - mean * (s + lam)) ** 2 / (bottom**2 * (s + lam) * (z + lam))
SPLIT = [(1, s, 0, 0, 0), (-s, s, 0, 0, 1), (-1, s, 1, 0, 1)]
TANGENTS = [(z, z, 0, 0, 1), (-start, s, 0, 0, 0), (-slope * s, s, 0, 0, 1)]
least = THEOREM.relations[0].lhs

PROOF = Proof(
    "local_width_by_level_ratio",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        Step("size", Relation(size, "=", flat), lemma("sublevel_definition", K=K, word="size")),
        Step("count", Relation(count, "=", whole), lemma("sublevel_definition", K=K, word="count")),
        Step(
            "split",
            Relation(0, "=", flat - whole - bent),
            lemma("spectral_sums", K=K, terms=SPLIT, lam=lam, w=w, equal=True),
        ),
        Step("parts", Relation(whole + bent, "=", flat), monotone(t, t + whole + bent), ["split"]),
        Step("part", Relation(whole, "<=", whole + bent), sign()),
        Step("below", Relation(count, "<=", size), chain(), ["count", "part", "parts", "size"]),
        Step("levels", Relation(z, "<=", s), apply("local_width_at_most_count")),
        Step("gap", Relation(0, "<=", gap), sign(), ["below", "levels"]),
        Step("same", Relation(gap, "=", term), identity()),
        Step("tangent", Relation(0, "<=", term), chain(), ["gap", "same"]),
        Step(
            "sums",
            Relation(0, "<=", theirs - start * flat - slope * whole),
            lemma("spectral_sums", K=K, terms=TANGENTS, lam=lam, w=w),
            ["tangent"],
        ),
        Step(
            "above",
            Relation(start * flat + slope * whole, "<=", theirs),
            monotone(t, t + start * flat + slope * whole),
            ["sums"],
        ),
        Step(
            "sized",
            Relation(start * size + slope * whole, "=", start * flat + slope * whole),
            monotone(t, start * t + slope * whole),
            ["size"],
        ),
        Step(
            "counted",
            Relation(start * size + slope * count, "=", start * size + slope * whole),
            monotone(t, start * size + slope * t),
            ["count"],
        ),
        Step("value", Relation(least, "=", start * size + slope * count), identity()),
        Step("local", Relation(published, "=", theirs), lemma("sublevel_definition", K=K, word="local_width")),
        Step("upper", THEOREM.relations[1], apply("local_width_at_most_count")),
        Step(
            "claim",
            THEOREM.claim,
            chain(),
            ["value", "counted", "sized", "above", "local", "upper"],
        ),
    ],
)
