"""The trade-off lies above its tangents; at floor(u) the tangent does not rise, at ceil(u) it does not fall."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, assumed, cases, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.comparison.oracle_best_whole_size import THEOREM, above, below, better, m, s, trade_off, u, v

t, w = sp.Symbol("t", real=True), sp.Symbol("w", positive=True)
floor = sp.floor(u)
small, large = Relation(m, "<=", u), Relation(u, "<", m)
values = {"floor": -trade_off(below), "ceiling": -trade_off(above)}


def slope(at: sp.Expr) -> sp.Expr:
    """Of the tangent, over v."""
    return 1 - (u / at) ** (1 + s)


def tangent(at: sp.Expr, to: sp.Expr) -> sp.Expr:
    """Value of the tangent."""
    return trade_off(at) + v * (to - at) * slope(at)


def from_neighbour(name: str, at: sp.Expr, given: Relation) -> list[Step]:
    """Once the tangent does not go down from the neighbour to m."""
    other = next(values[k] for k in values if k != name)
    return [
        Step(
            f"tangent_{name}",
            Relation(tangent(at, m), "<=", trade_off(m)),
            apply("oracle_trade_off_above_tangents", {"x": at, "y": m}),
        ),
        Step(
            f"level_{name}",
            Claim([given], [Relation(trade_off(at), "<=", tangent(at, m))]),
            monotone(t, trade_off(at) + v * t),
            [f"gain_{name}"],
        ),
        Step(f"larger_{name}", Relation(values[name], "<=", -better), lemma("at_most_larger", a=values[name], b=other)),
        Step(f"smaller_{name}", Relation(better, "<=", trade_off(at)), monotone(t, -t), [f"larger_{name}"]),
        Step(
            f"claim_{name}",
            Claim([given], list(THEOREM.claim.then)),
            chain(),
            [f"smaller_{name}", f"level_{name}", f"tangent_{name}"],
        ),
    ]


PROOF = Proof(
    "oracle_best_whole_size",
    steps=[
        Step("above_floor", Relation(u, "<", floor + 1), lemma("floor_above", t=u)),
        Step("condition", Claim([small], [small]), assumed()),
        Step("apart", Claim([small], [Relation(m, "<", floor + 1)]), chain(), ["condition", "above_floor"]),
        Step(
            "whole",
            Claim([small], [Relation(m + 1, "<=", floor + 1)]),
            lemma("integers_are_apart", a=m, b=floor + 1),
            ["apart"],
        ),
        Step("up_to_floor", Claim([small], [Relation(m, "<=", floor)]), monotone(t, t - 1), ["whole"]),
        Step("size", Relation(floor, "<=", below), lemma("at_most_larger", a=floor, b=1)),
        Step("up_to", Claim([small], [Relation(m, "<=", below)]), chain(), ["up_to_floor", "size"]),
        Step("at_most", Claim([small], [Relation(m - below, "<=", 0)]), monotone(t, t - below), ["up_to"]),
        Step("first", Relation(1, "<=", m), sign()),
        Step("not_less", Claim([small], [Relation(1, "<=", u)]), chain(), ["first", "condition"]),
        Step("rounded", Relation(floor, "<=", u), lemma("floor_at_most", t=u)),
        Step(
            "under",
            Claim([small], [Relation(below, "<=", u)]),
            lemma("larger_of_two", a=floor, b=1, bound=u),
            ["rounded", "not_less"],
        ),
        Step("ratio", Claim([small], [Relation(1, "<=", u / below)]), monotone(t, t / below), ["under"]),
        Step("falls", Claim([small], [Relation(slope(below), "<=", 0)]), monotone(w, 1 - w ** (1 + s)), ["ratio"]),
        Step(
            "gain_floor",
            Claim([small], [Relation(0, "<=", (m - below) * slope(below))]),
            monotone(t, (m - below) * t),
            ["falls", "at_most"],
        ),
        *from_neighbour("floor", below, small),
        Step("rounded_down", Relation(sp.floor(-u), "<=", -u), lemma("floor_at_most", t=-u)),
        Step("over", Relation(u, "<=", above), monotone(t, -t), ["rounded_down"]),
        Step("below_ceiling", Relation(-u, "<", 1 - above), lemma("floor_above", t=-u)),
        Step("turned", Relation(above, "<", u + 1), monotone(t, 1 - t), ["below_ceiling"]),
        Step("condition_large", Claim([large], [large]), assumed()),
        Step("next", Claim([large], [Relation(u + 1, "<", m + 1)]), monotone(t, t + 1), ["condition_large"]),
        Step("apart_ceiling", Claim([large], [Relation(above, "<", m + 1)]), chain(), ["turned", "next"]),
        Step(
            "whole_ceiling",
            Claim([large], [Relation(above + 1, "<=", m + 1)]),
            lemma("integers_are_apart", a=above, b=m + 1),
            ["apart_ceiling"],
        ),
        Step("at_least", Claim([large], [Relation(0, "<=", m - above)]), monotone(t, t - 1 - above), ["whole_ceiling"]),
        Step("share", Relation(u / above, "<=", 1), monotone(t, t / above), ["over"]),
        Step("rises", Relation(0, "<=", slope(above)), monotone(w, 1 - w ** (1 + s)), ["share"]),
        Step(
            "gain_ceiling",
            Claim([large], [Relation(0, "<=", (m - above) * slope(above))]),
            monotone(t, t * slope(above)),
            ["at_least", "rises"],
        ),
        *from_neighbour("ceiling", above, large),
        Step("claim", THEOREM.claim, cases(), ["claim_floor", "claim_ceiling"]),
    ],
)
