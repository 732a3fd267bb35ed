"""The bound by the ratio of levels, which is s_B/s = 1 - N/D where all |y_i| are alike."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.generic_local_width_within_factor_two import THEOREM, D, count, size
from lqtheory.theorems.kinematics.local_width_by_level_ratio import THEOREM as RATIO

(K,) = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t = sp.Symbol("t", real=True)
at = sublevel_quantity("sublevel_sum")
s, z, tolerance = (sublevel_quantity(f"sublevel_{name}")(K) for name in ("level", "published_level", "tolerance"))
radius, root, bent, flat = at(K, s, 0, 1, 0), at(K, s, 1, 1, 1), at(K, s, 1, 0, 1), at(K, s, 0, 0, 0)
whole = s * at(K, s, 0, 0, 1)
SPLIT = [(1, s, 0, 0, 0), (-s, s, 0, 0, 1), (-1, s, 1, 0, 1)]
level = s * bent / size

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
        Step("ratio", RATIO.relations[0], apply(RATIO.name)),
        Step("value", Relation(THEOREM.relations[0].lhs, "=", RATIO.relations[0].lhs), identity(), ["solved"]),
        Step("upper", THEOREM.relations[1], apply(RATIO.name)),
        Step("claim", THEOREM.claim, chain(), ["value", "ratio", "upper"]),
    ],
)
