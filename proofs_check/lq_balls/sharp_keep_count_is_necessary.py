"""A little mass moved into the tail of an extremal distribution raises its sum of powers by as little as one likes.

Shares c (a spike), b (k-1+m times, b <= c) and r < b. Where c > b everything but the spike is stretched by 1+d; where
c = b all k+m entries are lowered by e, and r takes what they lose.
"""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.sharp_keep_count_is_necessary import THEOREM, D

EXTRA = {
    "m": Integer(0),
    "c": Real(0, 1),
    "d": Real(0, "c/(1-c)"),
    "U": Real(0, closed="left"),
    "b": Real(0),
    "e": Real(0, "b", closed="right"),
    "r": Real(0, closed="left"),
}
n, k, q, p, eta, s = D.symbols
m, c, d, U, b, e, r = D.extend(**EXTRA).symbols[6:]
t, u, v = sp.Symbol("t", positive=True), sp.Symbol("u", nonnegative=True), sp.Symbol("v", real=True)
a = q / p
spike, stretched = 1 - (1 + d) * (1 - c), (1 + d) * c
moved, count = (k + m) * e, k + m
joined = r + moved


def at_most(x, y):
    """The relation ``x <= y``."""
    return Relation(x, "<=", y)


def part(name, share):
    """A part of ``joined`` has at least its share of the power, because powers are concave."""
    weight = share / joined
    return [
        Step(
            f"{name}_mean",
            at_most(weight * joined**a, (weight * joined) ** a),
            lemma("power_is_concave", c=joined, d=0, w=weight, v=(joined - share) / joined, a=a),
        ),
        Step(name, at_most(weight * joined**a, share**a), chain(), [f"{name}_mean"]),
    ]


scaled = at_most(spike**a + (1 + d) ** a * U, (1 + d) * (c**a + U))
lowered = at_most(count * (b - e) ** a + joined**a, count * b**a + r**a + moved**a)
flat = at_most(s ** (1 - a), n ** (1 - a))

PROOF = Proof(
    "sharp_keep_count_is_necessary",
    extra=EXTRA,
    steps=[
        Step("range", Relation(d, "<", c / (1 - c)), sign()),
        Step("less", Relation(d * (1 - c), "<", c), monotone(v, v * (1 - c)), ["range"]),
        Step("left", Relation(0, "<", spike), monotone(v, c - v), ["less"]),
        Step("spike", at_most(spike, stretched), sign()),
        Step("power", at_most(spike**a, stretched**a), monotone(u, u**a), ["spike", "left"]),
        Step("grown", at_most(1, 1 + d), sign()),
        Step("factor", at_most((1 + d) ** a, 1 + d), monotone(t, t ** (1 - a) * (1 + d) ** a), ["grown"]),
        Step(
            "with_others",
            at_most(spike**a + (1 + d) ** a * U, stretched**a + (1 + d) ** a * U),
            monotone(v, v + (1 + d) ** a * U),
            ["power"],
        ),
        Step("common", Relation(stretched**a + (1 + d) ** a * U, "=", (1 + d) ** a * (c**a + U)), identity()),
        Step(
            "scaled_sum",
            at_most((1 + d) ** a * (c**a + U), (1 + d) * (c**a + U)),
            monotone(v, v * (c**a + U)),
            ["factor"],
        ),
        Step("scaled", scaled, chain(), ["with_others", "common", "scaled_sum"]),
        Step("lower", at_most(b - e, b), sign()),
        Step("entries", at_most((b - e) ** a, b**a), monotone(u, u**a), ["lower"]),
        Step(
            "all_entries",
            at_most(count * (b - e) ** a + joined**a, count * b**a + joined**a),
            monotone(v, count * v + joined**a),
            ["entries"],
        ),
        *part("rest", r),
        *part("moved", moved),
        Step(
            "first",
            at_most(joined**a, r**a + moved / joined * joined**a),
            monotone(v, v + moved / joined * joined**a),
            ["rest"],
        ),
        Step(
            "second",
            at_most(r**a + moved / joined * joined**a, r**a + moved**a),
            monotone(v, r**a + v),
            ["moved"],
        ),
        Step("split", at_most(joined**a, r**a + moved**a), chain(), ["first", "second"]),
        Step(
            "with_entries",
            at_most(count * b**a + joined**a, count * b**a + r**a + moved**a),
            monotone(v, count * b**a + v),
            ["split"],
        ),
        Step("lowered", lowered, chain(), ["all_entries", "with_entries"]),
        Step("sparsity", at_most(s, n), sign()),
        Step("flat", flat, monotone(t, t ** (1 - a)), ["sparsity"]),
        Step("numbers", Claim(then=[scaled, lowered, flat]), chain(), ["scaled", "lowered", "flat"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "Definition 1.8 (a minimum is attained) and the definition of a finite sum"),
                "G_k(T), T = eta^p, is c^a + (k-1+m) b^a + r^a for some c >= b > r >= 0 with c + (k-1+m) b + r = 1 and"
                " m b + r = T, in at most n entries, and it is n^(1-a) if c = b, r = 0, k+m = n; otherwise, for d or e"
                " small, the shares of one of the two inequalities are sorted, in at most n entries, their powers add"
                " up to at most s^(1-a), and all but k of them to T (1+d) or T + k e",
            ),
            ["numbers"],
        ),
    ],
)
