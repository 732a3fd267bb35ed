"""The larger of two numbers that both rise by at most h, and do not fall, does the same; twice."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.hardtanh_slope_is_bounded import THEOREM, a, capped, clipped, h, t, w

v = sp.Symbol("v", real=True)
end = -a - w
early, late, before, after = capped(t), capped(t + h), clipped(t), clipped(t + h)

PROOF = Proof(
    "hardtanh_slope_is_bounded",
    steps=[
        Step("cap", Relation(-t, "<=", early), lemma("at_most_larger", a=-t, b=end)),
        Step("falls", Relation(-t - h, "<=", -t), sign()),
        Step("moved", Relation(-t - h, "<=", early), chain(), ["falls", "cap"]),
        Step("end", Relation(end, "<=", early), lemma("at_most_larger", a=end, b=-t)),
        Step(
            "late", Relation(late, "<=", early), lemma("larger_of_two", a=-t - h, b=end, bound=early), ["moved", "end"]
        ),
        Step("cap_late", Relation(-t - h, "<=", late), lemma("at_most_larger", a=-t - h, b=end)),
        Step("back", Relation(-t, "<=", late + h), monotone(v, v + h), ["cap_late"]),
        Step("end_late", Relation(end, "<=", late), lemma("at_most_larger", a=end, b=-t - h)),
        Step("more", Relation(late, "<=", late + h), sign()),
        Step("end_more", Relation(end, "<=", late + h), chain(), ["end_late", "more"]),
        Step(
            "early",
            Relation(early, "<=", late + h),
            lemma("larger_of_two", a=-t, b=end, bound=late + h),
            ["back", "end_more"],
        ),
        Step("start", Relation(a, "<=", before), lemma("at_most_larger", a=a, b=-early)),
        Step("start_more", Relation(before, "<=", before + h), sign()),
        Step("low", Relation(a, "<=", before + h), chain(), ["start", "start_more"]),
        Step("value", Relation(-early, "<=", before), lemma("at_most_larger", a=-early, b=a)),
        Step("value_late", Relation(-late, "<=", -early + h), monotone(v, h - v), ["early"]),
        Step("value_moved", Relation(-early + h, "<=", before + h), monotone(v, v + h), ["value"]),
        Step("value_more", Relation(-late, "<=", before + h), chain(), ["value_late", "value_moved"]),
        Step(
            "rises",
            Relation(after, "<=", before + h),
            lemma("larger_of_two", a=a, b=-late, bound=before + h),
            ["low", "value_more"],
        ),
        Step("start_after", Relation(a, "<=", after), lemma("at_most_larger", a=a, b=-late)),
        Step("value_after", Relation(-late, "<=", after), lemma("at_most_larger", a=-late, b=a)),
        Step("value_early", Relation(-early, "<=", -late), monotone(v, -v), ["late"]),
        Step("value_before", Relation(-early, "<=", after), chain(), ["value_early", "value_after"]),
        Step(
            "stays",
            Relation(before, "<=", after),
            lemma("larger_of_two", a=a, b=-early, bound=after),
            ["start_after", "value_before"],
        ),
        Step("claim", THEOREM.claim, chain(), ["rises", "stays"]),
    ],
)
