"""s_B = s (1 - N/D); each term of N(s_B) lies above its tangent, whose sum is N/(1 + N/D)."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.generic_local_width_within_factor_two import THEOREM, D, count, published, size

(K,) = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
at = sublevel_quantity("sublevel_sum")
s, z, tolerance = (sublevel_quantity(f"sublevel_{name}")(K) for name in ("level", "published_level", "tolerance"))
radius, root, bent, flat = at(K, s, 0, 1, 0), at(K, s, 1, 1, 1), at(K, s, 1, 0, 1), at(K, s, 0, 0, 0)
whole, theirs = s * at(K, s, 0, 0, 1), z * at(K, z, 0, 0, 1)
share = 1 - z / s
slope = s**3 / (z * (2 * s - z) ** 2)
start = (s - z) / (2 * s - z) - slope * share
term = z / (z + lam) - start - slope * s / (s + lam)
gap = (s - z) * (s * z - (s - z) * lam) ** 2 / (z * (2 * s - z) ** 2 * (s + lam) * (z + lam))
SPLIT = [(1, s, 0, 0, 0), (-s, s, 0, 0, 1), (-1, s, 1, 0, 1)]
TANGENTS = [(z, z, 0, 0, 1), (-start, s, 0, 0, 0), (-slope * s, s, 0, 0, 1)]
level = s * bent / size
value = size * (s - z) / (2 * s - z)

PROOF = Proof(
    "generic_local_width_within_factor_two",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        Step("size", Relation(size, "=", flat), lemma("sublevel_definition", K=K, word="size")),
        Step("count", Relation(count, "=", whole), lemma("sublevel_definition", K=K, word="count")),
        Step("generic", Relation(size * root, "=", radius * bent), lemma("generic_direction", K=K, s=s, a=1, c=1)),
        Step("equation", Relation(s * root, "=", tolerance), lemma("level_equation", K=K)),
        Step(
            "published", Relation(z, "=", tolerance / radius), lemma("sublevel_definition", K=K, word="published_level")
        ),
        Step(
            "put_in",
            Relation(s * root / radius, "=", tolerance / radius),
            monotone(t, t / radius),
            ["equation"],
        ),
        Step(
            "direction",
            Relation(s * root / radius, "=", level),
            monotone(t, s * t / (size * radius)),
            ["generic"],
        ),
        Step("level", Relation(z, "=", level), chain(), ["published", "put_in", "direction"]),
        Step(
            "split",
            Relation(0, "=", flat - whole - bent),
            lemma("spectral_sums", K=K, terms=SPLIT, lam=lam, w=w, equal=True),
        ),
        Step("bent", Relation(bent, "=", flat - whole), monotone(t, t + bent), ["split"]),
        Step("sized", Relation(size - whole, "=", flat - whole), monotone(t, t - whole), ["size"]),
        Step("counted", Relation(size - count, "=", size - whole), monotone(t, size - t), ["count"]),
        Step("rest", Relation(bent, "=", size - count), chain(), ["bent", "sized", "counted"]),
        Step("scaled", Relation(level, "=", s * (size - count) / size), monotone(t, s * t / size), ["rest"]),
        Step("solved", Relation(z, "=", s * (size - count) / size), chain(), ["level", "scaled"]),
        Step("share", Relation(share, "=", count / size), monotone(t, 1 - t / s), ["solved"]),
        Step("turned", Relation(size * share, "=", count), monotone(t, size * t), ["share"]),
        Step("levels", Relation(z, "<=", s), apply("local_width_at_most_count")),
        Step("gap", Relation(0, "<=", gap), sign(), ["levels"]),
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
            "first",
            Relation(start * size + slope * whole, "=", start * flat + slope * whole),
            monotone(t, start * t + slope * whole),
            ["size"],
        ),
        Step(
            "second",
            Relation(start * size + slope * count, "=", start * size + slope * whole),
            monotone(t, start * size + slope * t),
            ["count"],
        ),
        Step(
            "third",
            Relation(start * size + slope * size * share, "=", start * size + slope * count),
            monotone(t, start * size + slope * t),
            ["turned"],
        ),
        Step("sum", Relation(size + size * share, "=", size + count), monotone(t, size + t), ["turned"]),
        Step(
            "mean",
            Relation(size - size**2 / (size + size * share), "=", size - size**2 / (size + count)),
            monotone(u, size - size**2 / u),
            ["sum", "levels"],
        ),
        Step("mean_value", Relation(size - size**2 / (size + size * share), "=", value), identity()),
        Step("left", Relation(THEOREM.relations[0].lhs, "=", size - size**2 / (size + count)), identity()),
        Step("local", Relation(published, "=", theirs), lemma("sublevel_definition", K=K, word="local_width")),
        Step("upper", THEOREM.relations[1], apply("local_width_at_most_count")),
        Step(
            "claim",
            THEOREM.claim,
            chain(),
            ["left", "mean", "mean_value", "third", "second", "first", "above", "local", "upper"],
        ),
    ],
)
