"""The terms of the equation for s are at most s y_i^2, and the terms of N rise with s."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.local_width_at_most_count import THEOREM, D, count, level, published, published_level

(K,) = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t = sp.Symbol("t", real=True)
s, z, at = level, published_level, sublevel_quantity("sublevel_sum")
tolerance = sublevel_quantity("sublevel_tolerance")(K)
radius, root = at(K, s, 0, 1, 0), at(K, s, 1, 1, 1)
ours, theirs = s * at(K, s, 0, 0, 1), z * at(K, z, 0, 0, 1)
second = s / (s + lam) - z / (z + lam)
gap = lam * (s - z) / ((s + lam) * (z + lam))
LEVELS, COUNTS = [(1, s, 0, 1, 0), (-1, s, 1, 1, 1)], [(s, s, 0, 0, 1), (-z, z, 0, 0, 1)]

PROOF = Proof(
    "local_width_at_most_count",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        Step("sums", Relation(0, "<=", radius - root), lemma("spectral_sums", K=K, terms=LEVELS, lam=lam, w=w)),
        Step("times", Relation(s * root, "<=", s * radius), monotone(t, s * t + s * root), ["sums"]),
        Step("equation", Relation(s * root, "=", tolerance), lemma("level_equation", K=K)),
        Step("energy", Relation(tolerance, "<=", s * radius), chain(), ["equation", "times"]),
        Step("positive", Relation(0, "<", radius), lemma("spectral_sum_positive", K=K, s=s, a=0, c=0)),
        Step("divided", Relation(tolerance / radius, "<=", s), monotone(t, t / radius), ["energy", "positive"]),
        Step("level", Relation(z, "=", tolerance / radius), lemma("sublevel_definition", K=K, word="published_level")),
        Step("levels", THEOREM.relations[0], chain(), ["level", "divided"]),
        Step("gap", Relation(0, "<=", gap), sign(), ["levels"]),
        Step("same", Relation(gap, "=", second), identity()),
        Step("rises", Relation(0, "<=", second), chain(), ["gap", "same"]),
        Step(
            "counts",
            Relation(0, "<=", ours - theirs),
            lemma("spectral_sums", K=K, terms=COUNTS, lam=lam, w=w),
            ["rises"],
        ),
        Step("ordered", Relation(theirs, "<=", ours), monotone(t, t + theirs), ["counts"]),
        Step("count", Relation(count, "=", ours), lemma("sublevel_definition", K=K, word="count")),
        Step("local", Relation(published, "=", theirs), lemma("sublevel_definition", K=K, word="local_width")),
        Step("claim", THEOREM.claim, chain(), ["levels", "local", "ordered", "count"]),
    ],
)
