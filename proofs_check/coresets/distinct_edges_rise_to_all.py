"""Term by term: powers of 1 - q_j fall, and their differences, and lie between 0 and that of the largest one."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.distinct_edges_rise_to_all import LARGEST_MISS, THEOREM, TOTAL, D, U, score, share

EXTRA = {"l": Integer(1, "n"), "k": Integer(1, "n")}
n, m, j, s, l, k = D.extend(**EXTRA).symbols  # noqa: E741 - an index beside j, k
u, v = sp.Symbol("u", real=True), sp.Symbol("v", nonnegative=True)
rise, concave, low, high, one = THEOREM.claim.then
q = share(l)
c = LARGEST_MISS


def edges(body):
    """Sum over the edges."""
    return sp.Sum(body, (l, 1, n))


def seen(draws):
    """Probability of being drawn."""
    return 1 - (1 - q) ** draws


def unique(label, draws):
    """U as a sum."""
    return Step(label, Relation(U(draws), "=", edges(seen(draws))), lemma("distinct_edges_as_sum", s=s, m=draws, j=l))


def G(draws):
    """What another draw gains."""
    return edges(q * (1 - q) ** draws)


gain = q * (1 - q) ** m

PROOF = Proof(
    "distinct_edges_rise_to_all",
    extra=EXTRA,
    steps=[
        Step(
            "part",
            Relation(score(s, l), "<=", TOTAL),
            lemma("term_at_most_sum", body=score(s, k), index=k, at=l),
        ),
        Step("share", Relation(q, "<=", 1), monotone(u, u / TOTAL), ["part"]),
        Step("miss", Relation(0, "<=", 1 - q), monotone(u, 1 - u), ["share"]),
        unique("now", m),
        unique("next", m + 1),
        # the gain
        Step("gain", Relation(0, "<=", gain), sign(), ["miss"]),
        Step(
            "one_gain",
            Relation(gain.subs(l, j), "<=", G(m)),
            lemma("term_at_most_sum", body=gain, index=l, at=j),
            ["gain"],
        ),
        Step("sums", Relation(U(m) + G(m), "=", edges(seen(m)) + G(m)), monotone(u, u + G(m)), ["now"]),
        Step("grown", Relation(U(m + 1), "=", U(m) + G(m)), chain(), ["next", "sums"]),
        Step("more", Relation(rise.lhs, "<=", U(m) + G(m)), monotone(u, U(m) + u), ["one_gain"]),
        Step("rise", rise, chain(), ["more", "grown"]),
        # the gain falls
        Step("positive", Relation(0, "<=", q), sign()),
        Step("unit", Relation(1 - q, "<=", 1), monotone(u, 1 - u), ["positive"]),
        Step("less", Relation(gain * (1 - q), "<=", gain), monotone(u, gain * u), ["unit", "gain"]),
        Step(
            "gains_fall",
            Relation(G(m + 1), "<=", G(m)),
            lemma("termwise_sum", body=q * (1 - q) ** (m + 1), bound=gain, factor=1, index=l),
            ["less"],
        ),
        Step("grown_again", Relation(U(m + 2), "=", U(m + 1) + G(m + 1)), substitute({m: m + 1}), ["grown"]),
        Step("bent", Relation(U(m + 1) + G(m + 1), "<=", U(m + 1) + G(m)), monotone(u, U(m + 1) + u), ["gains_fall"]),
        Step("after", Relation(U(m + 2), "<=", U(m + 1) + G(m)), chain(), ["grown_again", "bent"]),
        Step("both", Relation(concave.lhs, "<=", U(m) + U(m + 1) + G(m)), monotone(u, U(m) + u), ["after"]),
        Step("twice", Relation(concave.rhs, "=", U(m) + U(m + 1) + G(m)), monotone(u, U(m + 1) + u), ["grown"]),
        Step("concave", concave, chain(), ["both", "twice"]),
        # the limit
        Step("member", Relation(1 - q, "<=", c), lemma("max_member", maximum=c, at=l)),
        Step("largest", Relation(0, "<=", c), chain(), ["miss", "member"]),
        Step("power", Relation((1 - q) ** m, "<=", c**m), monotone(v, v**m), ["member", "miss", "largest"]),
        Step("least", Relation(1 - c**m, "<=", seen(m)), monotone(u, 1 - u), ["power"]),
        Step(
            "all_least",
            Relation(edges(1 - c**m), "<=", edges(seen(m))),
            lemma("termwise_sum", body=1 - c**m, bound=seen(m), factor=1, index=l),
            ["least"],
        ),
        Step(
            "count",
            Relation(edges(1 - c**m), "=", n * (1 - c**m)),
            lemma("telescoping_sum", body=1 - c**m, antidifference=-l * (1 - c**m), index=l),
        ),
        Step("low", low, chain(), ["count", "all_least", "now"]),
        Step("most", Relation(seen(m), "<=", 1), sign(), ["miss"]),
        Step(
            "all_most",
            Relation(edges(seen(m)), "<=", edges(sp.S.One)),
            lemma("termwise_sum", body=seen(m), bound=1, factor=1, index=l),
            ["most"],
        ),
        Step("ones", Relation(edges(sp.S.One), "=", n), lemma("telescoping_sum", body=1, antidifference=-l, index=l)),
        Step("high", high, chain(), ["now", "all_most", "ones"]),
        # one draw
        Step("at_one", Relation(U(1), "=", edges(q)), lemma("distinct_edges_as_sum", s=s, m=1, j=l)),
        Step(
            "shares",
            Relation(edges(q), "=", 1),
            lemma("linear_sum", total=q, terms=((1 / TOTAL, score(s, l)),), index=l, low=1, high=n),
        ),
        Step("one", one, chain(), ["at_one", "shares"]),
        Step("claim", THEOREM.claim, chain(), ["rise", "concave", "low", "high", "one"]),
    ],
)
