"""N(s) - N_M = s P_213/P_212, and P_212 - s P_213 is a sum of lambda^3 y^2/(s + lambda)^3."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.cone_width_within_one_of_count import THEOREM, D, count, lower

(K,) = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t = sp.Symbol("t", real=True)
s, at = sublevel_quantity("sublevel_level")(K), sublevel_quantity("sublevel_sum")
whole, above, below = s * at(K, s, 0, 0, 1), at(K, s, 2, 1, 3), at(K, s, 2, 1, 2)
mean = s * above / below
terms = [(1, s, 2, 1, 2), (-s, s, 2, 1, 3)]

PROOF = Proof(
    "cone_width_within_one_of_count",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        Step("sums", Relation(0, "<=", below - s * above), lemma("spectral_sums", K=K, terms=terms, lam=lam, w=w)),
        Step("positive", Relation(0, "<", below), lemma("spectral_sum_positive", K=K, s=s, a=2, c=2)),
        Step("part", Relation(s * above, "<=", below), monotone(t, t + s * above), ["sums"]),
        Step("share", Relation(mean, "<=", 1), monotone(t, t / below), ["part", "positive"]),
        Step("count", Relation(count, "=", whole), lemma("sublevel_definition", K=K, word="count")),
        Step("width", Relation(lower, "=", whole - mean), lemma("sublevel_definition", K=K, word="width")),
        Step("less_one", Relation(count - 1, "=", whole - 1), monotone(t, t - 1), ["count"]),
        Step("above", Relation(whole - 1, "<=", whole - mean), monotone(t, whole - t), ["share"]),
        Step("below", Relation(whole - mean, "<=", whole), sign(), ["positive"]),
        Step("claim", THEOREM.claim, chain(), ["less_one", "above", "width", "below", "count"]),
    ],
)
