"""Edge by edge: a maximum over all points is the larger of the maxima over the parts; then sums over the edges."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import cases, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.total_sensitivity_of_parts import FIRST, OTHERS, SMALLER, THEOREM, D, S, share, total

POINTS = {"i": Integer(1, "N"), "a": Integer(1, "k"), "b": Integer("k+1", "N"), "j": Integer(1, "n")}
n, N, k, A, w, i, a, b, j = D.extend(**POINTS).symbols
e, u = sp.Symbol("e", integer=True, positive=True), sp.Symbol("u", real=True)
parts, first, others = THEOREM.claim.then
inside, beyond = Relation(i, "<=", k), Relation(k, "<", i)


def g(point):
    """Share of edge j at a point."""
    return share(w, A, point, j)


largest = MaxOver(g(e), e, 1, N)
one, two = FIRST, OTHERS
room = one + two - SMALLER


def member(label, maximum, at, given=()):
    """A share is at most the largest one."""
    claim = Relation(g(at), "<=", maximum)
    return Step(label, Claim(given, [claim]), lemma("max_member", maximum=maximum, at=at))


PROOF = Proof(
    "total_sensitivity_of_parts",
    extra=POINTS,
    steps=[
        Step("sum", Relation(S, "=", total(largest)), lemma("sensitivity_is_sum_of_maxima", w=w, A=A, i=e, j=j)),
        # each part is at most the whole
        member("of_first", largest, a),
        member("of_others", largest, b),
        Step(
            "low_1", Relation(one, "<=", largest), lemma("max_least", body=g(a), index=a, bound=largest), ["of_first"]
        ),
        Step(
            "low_2", Relation(two, "<=", largest), lemma("max_least", body=g(b), index=b, bound=largest), ["of_others"]
        ),
        Step(
            "sum_1",
            Relation(total(one), "<=", total(largest)),
            lemma("termwise_sum", body=one, bound=largest, factor=1, index=j),
            ["low_1"],
        ),
        Step(
            "sum_2",
            Relation(total(two), "<=", total(largest)),
            lemma("termwise_sum", body=two, bound=largest, factor=1, index=j),
            ["low_2"],
        ),
        Step("first", first, chain(), ["sum_1", "sum"]),
        Step("others", others, chain(), ["sum_2", "sum"]),
        # the whole is the larger part
        member("in_first", one, i, [inside]),
        member("in_others", two, i, [beyond]),
        Step("minus_1", Relation(-one, "<=", -SMALLER), lemma("at_most_larger", a=-one, b=-two)),
        Step("minus_2", Relation(-two, "<=", -SMALLER), lemma("at_most_larger", a=-two, b=-one)),
        Step("room_1", Relation(two, "<=", room), monotone(u, u + one + two), ["minus_1"]),
        Step("room_2", Relation(one, "<=", room), monotone(u, u + one + two), ["minus_2"]),
        Step("here", Claim([inside], [Relation(g(i), "<=", room)]), chain(), ["in_first", "room_2"]),
        Step("there", Claim([beyond], [Relation(g(i), "<=", room)]), chain(), ["in_others", "room_1"]),
        Step("anywhere", Relation(g(i), "<=", room), cases(), ["here", "there"]),
        Step("high", Relation(largest, "<=", room), lemma("max_least", body=g(i), index=i, bound=room), ["anywhere"]),
        Step("less_1", Relation(-one, "<=", largest - one - two), monotone(u, u - one - two), ["low_2"]),
        Step("less_2", Relation(-two, "<=", largest - one - two), monotone(u, u - one - two), ["low_1"]),
        Step(
            "below",
            Relation(-SMALLER, "<=", largest - one - two),
            lemma("larger_of_two", a=-one, b=-two, bound=largest - one - two),
            ["less_1", "less_2"],
        ),
        Step("low", Relation(room, "<=", largest), monotone(u, u + one + two), ["below"]),
        Step("edge", Relation(largest, "=", room), lemma("antisymmetry", a=largest, b=room), ["high", "low"]),
        Step(
            "edges",
            Relation(total(largest), "=", total(room)),
            lemma("equal_terms", body=largest, other=room, index=j),
            ["edge"],
        ),
        Step(
            "split",
            Relation(total(room), "=", total(one) + total(two) - total(SMALLER)),
            lemma("linear_sum", total=room, terms=((1, one), (1, two), (-1, SMALLER)), index=j, low=1, high=n),
        ),
        Step("whole", Relation(S, "=", total(one) + total(two) - total(SMALLER)), chain(), ["sum", "edges", "split"]),
        Step("parts", parts, monotone(u, u + total(SMALLER)), ["whole"]),
        Step("claim", THEOREM.claim, chain(), ["parts", "first", "others"]),
    ],
)
