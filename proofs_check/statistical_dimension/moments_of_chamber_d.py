"""One more factor on the polynomial of the chamber BC in one dimension less: an indicator of probability 1/d."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import statistical_dimension_of_chamber_bc, variance_of_chamber_bc, volume_of_chamber_bc
from lqtheory.theorems.statistical_dimension.moments_of_chamber_d import THEOREM, D, k, moment

(d,) = D.symbols
t = sp.Symbol("t", real=True)
n = d - 1
volume = volume_of_chamber_bc(n, k)
mean, variance = statistical_dimension_of_chamber_bc(n), variance_of_chamber_bc(n)
square = variance + mean**2


def before(weight):
    """Weighted sum of the volumes of the chamber BC."""
    return sp.Sum(weight * volume, (k, 0, n))


whole, first, second = (before(weight) for weight in (1, k, k**2))


def factor(label, weight, parts):
    """One more factor under a weighted sum, with the shifted weight taken apart into multiples of other weights."""
    shifted = sp.sympify(weight).subs(k, k + 1)
    lifted, rest = before(shifted), n * before(weight)
    apart = sp.Add(*(c * before(w) for c, w in parts))
    terms = [(c, w * volume) for c, w in parts]
    return [
        Step(
            f"{label}_factor",
            Relation(moment(weight), "=", (lifted + rest) / d),
            lemma("chamber_factor", kind="d", d=d, weight=weight, index=k),
        ),
        Step(
            f"{label}_shift",
            Relation(lifted, "=", apart),
            lemma("linear_sum", total=shifted * volume, terms=terms, index=k, low=0, high=n),
        ),
        Step(
            f"{label}_apart",
            Relation((lifted + rest) / d, "=", (apart + rest) / d),
            monotone(t, t / d + rest / d),
            [f"{label}_shift"],
        ),
    ]


def put(label, used, old, new, value):
    """What is known of one moment, put into an expression in t."""
    return Step(label, Relation(value.subs(t, old), "=", value.subs(t, new)), monotone(t, value), [used])


def known(label, left, right):
    """A moment of the chamber BC."""
    return Step(label, Relation(left, "=", right), apply("moments_of_chamber_bc", {"d": n}))


PROOF = Proof(
    "moments_of_chamber_d",
    steps=[
        known("one", whole, sp.S.One),
        known("mean", first, mean),
        known("square", second, square),
        factor("whole", sp.S.One, [(1, sp.S.One)])[0],
        Step("whole", THEOREM.relations[0], chain(), ["whole_factor", "one"]),
        *factor("first", k, [(1, k), (1, sp.S.One)]),
        put("first_mean", "mean", first, mean, t + whole / d),
        put("first_whole", "one", whole, sp.S.One, mean + t / d),
        Step("first_end", Relation(mean + 1 / d, "=", THEOREM.relations[1].rhs), identity()),
        Step(
            "first",
            THEOREM.relations[1],
            chain(),
            ["first_factor", "first_apart", "first_mean", "first_whole", "first_end"],
        ),
        *factor("second", k**2, [(1, k**2), (2, k), (1, sp.S.One)]),
        put("second_square", "square", second, square, t + 2 * first / d + whole / d),
        put("second_mean", "mean", first, mean, square + 2 * t / d + whole / d),
        put("second_whole", "one", whole, sp.S.One, square + 2 * mean / d + t / d),
        Step("second_end", Relation(square + 2 * mean / d + 1 / d, "=", THEOREM.relations[2].rhs), identity()),
        Step(
            "second",
            THEOREM.relations[2],
            chain(),
            [
                "second_factor",
                "second_apart",
                "second_square",
                "second_mean",
                "second_whole",
                "second_end",
            ],
        ),
        Step("claim", THEOREM.claim, chain(), ["whole", "first", "second"]),
    ],
)
