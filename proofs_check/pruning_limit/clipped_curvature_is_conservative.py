"""A maximum is at least its members, the absolute value is at least both, and s/(s + t) falls in t."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import cases, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.clipped_curvature_is_conservative import THEOREM, D, absolute, clipped

lam, s = D.symbols
t, v = sp.Symbol("t", real=True), sp.Symbol("v", positive=True)
member, order, share = THEOREM.relations
zero = Relation(0, "<=", absolute)

PROOF = Proof(
    "clipped_curvature_is_conservative",
    steps=[
        Step("member", member, lemma("at_most_larger", a=lam, b=0)),
        Step("lam", Relation(lam, "<=", absolute), lemma("at_most_larger", a=lam, b=-lam)),
        Step("minus", Relation(-lam, "<=", absolute), lemma("at_most_larger", a=-lam, b=lam)),
        Step("positive", Claim([Relation(0, "<=", lam)], [Relation(0, "<=", lam)]), sign()),
        Step("negative", Claim([Relation(lam, "<=", 0)], [Relation(0, "<=", -lam)]), sign()),
        Step("upper", Claim([Relation(0, "<=", lam)], [zero]), chain(), ["positive", "lam"]),
        Step("lower", Claim([Relation(lam, "<=", 0)], [zero]), chain(), ["negative", "minus"]),
        Step("zero", zero, cases(), ["upper", "lower"]),
        Step("order", order, lemma("larger_of_two", a=lam, b=0, bound=absolute), ["lam", "zero"]),
        Step("least", Relation(0, "<=", clipped), lemma("at_most_larger", a=0, b=lam)),
        Step("shifted", Relation(s + clipped, "<=", s + absolute), monotone(t, s + t), ["order"]),
        Step("s", Relation(0, "<", s), sign()),
        Step("more", Relation(s, "<=", s + clipped), monotone(t, s + t), ["least"]),
        Step("some", Relation(0, "<", s + clipped), chain(), ["s", "more"]),
        Step("all", Relation(0, "<", s + absolute), chain(), ["some", "shifted"]),
        Step("share", share, monotone(v, s / v), ["shifted", "some", "all"]),
        Step("claim", THEOREM.claim, chain(), ["member", "order", "share"]),
    ],
)
