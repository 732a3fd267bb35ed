"""x - y, y - x <= |x - y| <= x + y in every entry."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.channel_total_between_classes import THEOREM, largest, x, y

t = sp.Symbol("t", real=True)
first, second, third = THEOREM.relations


def ordered(terms: list[tuple[int, sp.Expr]]) -> Relation:
    """The sums of the terms are together nonnegative."""
    return Relation(0, "<=", sp.Add(*(c * power_sum(v, 1) for c, v in terms)))


PROOF = Proof(
    "channel_total_between_classes",
    steps=[
        Step("minus", Relation(x - y, "<=", sp.Abs(x - y)), lemma("at_most_absolute", t=x - y)),
        Step("plus", Relation(y - x, "<=", sp.Abs(x - y)), lemma("at_most_absolute", t=y - x)),
        Step("both", Relation(sp.Abs(x - y), "<=", x + y), lemma("absolute_difference", x=x, y=y)),
        Step("x", ordered([(2, largest), (-2, x)]), lemma("sums_keep_order", terms=[(2, largest), (-2, x)]), ["minus"]),
        Step("y", ordered([(2, largest), (-2, y)]), lemma("sums_keep_order", terms=[(2, largest), (-2, y)]), ["plus"]),
        Step(
            "sum",
            ordered([(2, x), (2, y), (-2, largest)]),
            lemma("sums_keep_order", terms=[(2, x), (2, y), (-2, largest)]),
            ["both"],
        ),
        Step("first", first, monotone(t, t / 2 + first.lhs), ["x"]),
        Step("second", second, monotone(t, t / 2 + second.lhs), ["y"]),
        Step("third", third, monotone(t, t / 2 + third.lhs), ["sum"]),
        Step("claim", THEOREM.claim, chain(), ["first", "second", "third"]),
    ],
)
