"""Induction on the dimension: one more factor adds an independent indicator of probability p = 1/(1+e)."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import assumed, chain, enumerate_all, identity, induction, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import volume_of_chamber_bc
from lqtheory.theorems.statistical_dimension.moments_of_chamber_bc import THEOREM, D, k, mean, moment, variance

(d,) = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
t, positive = sp.Symbol("t", real=True), sp.Symbol("positive", positive=True)
e = 2 * d + 1
p = 1 / (1 + e)
volume = volume_of_chamber_bc(d, k)
held, after = THEOREM.relations, [relation.subs({d: d + 1}) for relation in THEOREM.relations]
base = [relation.subs({d: 1}) for relation in THEOREM.relations]
whole, first, second = (moment(weight, d) for weight in (1, k, k**2))
square = variance + mean**2


def factor(label, weight, parts):
    """One more factor under a weighted sum, with the shifted weight taken apart into multiples of other weights."""
    shifted = sp.sympify(weight).subs(k, k + 1)
    lifted, rest = moment(shifted, d), e * moment(weight, d)
    apart = sp.Add(*(c * moment(w, d) for c, w in parts))
    terms = [(c, w * volume) for c, w in parts]
    return [
        Step(
            f"{label}_factor",
            Relation(moment(weight, d + 1), "=", (lifted + rest) * p),
            lemma("chamber_factor", kind="bc", d=d + 1, weight=weight, index=k),
        ),
        Step(
            f"{label}_shift",
            Relation(lifted, "=", apart),
            lemma("linear_sum", total=shifted * volume, terms=terms, index=k, low=0, high=d),
        ),
        Step(
            f"{label}_apart",
            Relation((lifted + rest) * p, "=", (apart + rest) * p),
            monotone(t, p * t + rest * p),
            [f"{label}_shift"],
        ),
    ]


def put(label, relation, value):
    """What the induction assumes of one moment, put into an expression in t."""
    return [
        Step(f"{label}_held", Claim([relation], [relation]), assumed()),
        Step(
            label,
            Claim([relation], [Relation(value.subs(t, relation.lhs), "=", value.subs(t, relation.rhs))]),
            monotone(t, value),
            [f"{label}_held"],
        ),
    ]


def longer(label, quantity, term):
    """The next value of a quantity that is a sum."""
    here, more = sp.Sum(term, (i, 1, d)), term.subs(i, d + 1)
    beyond = sp.Sum(term, (i, 1, d + 1))
    return [
        Step(f"{label}_sum", Relation(quantity.subs(d, d + 1), "=", beyond), identity()),
        Step(
            f"{label}_last", Relation(beyond, "=", here + more), lemma("last_term", body=term, index=i, low=1, high=d)
        ),
        Step(f"{label}_here", Relation(here + more, "=", quantity + more), identity()),
        Step(
            f"{label}_next",
            Relation(quantity.subs(d, d + 1), "=", quantity + more),
            chain(),
            [f"{label}_sum", f"{label}_last", f"{label}_here"],
        ),
    ]


next_mean, next_variance = mean + 1 / (2 * (d + 1)), variance + (2 * d + 1) / (4 * (d + 1) ** 2)
square_sum = (1 + e) * p * t + (2 * first + whole) * p
square_first = (1 + e) * p * square + 2 * p * t + whole * p
square_whole = (1 + e) * p * square + 2 * p * mean + t * p
end = square_whole.subs(t, 1)

PROOF = Proof(
    "moments_of_chamber_bc",
    steps=[
        Step("base", Claim(then=base), enumerate_all()),
        factor("whole", sp.S.One, [(1, sp.S.One)])[0],
        *put("whole_put", held[0], (1 + e) * p * t),
        Step("whole_twice", Relation((whole + e * whole) * p, "=", (1 + e) * p * whole), identity()),
        Step(
            "whole",
            Claim([held[0]], [after[0]]),
            chain(),
            [
                "whole_factor",
                "whole_twice",
                "whole_put",
            ],
        ),
        *factor("first", k, [(1, k), (1, sp.S.One)]),
        Step(
            "first_twice", Relation((first + whole + e * first) * p, "=", (1 + e) * p * first + whole * p), identity()
        ),
        *put("first_put", held[1], (1 + e) * p * t + whole * p),
        *put("first_whole", held[0], (1 + e) * p * mean + t * p),
        *longer("mean", mean, 1 / (2 * i)),
        Step(
            "first",
            Claim(held[:2], [after[1]]),
            chain(),
            ["first_factor", "first_apart", "first_twice", "first_put", "first_whole", "mean_next"],
        ),
        *factor("second", k**2, [(1, k**2), (2, k), (1, sp.S.One)]),
        Step(
            "second_twice",
            Relation((second + 2 * first + whole + e * second) * p, "=", square_sum.subs(t, second)),
            identity(),
        ),
        *put("second_put", held[2], square_sum),
        *put("second_first", held[1], square_first),
        *put("second_whole", held[0], square_whole),
        *longer("variance", variance, (2 * i - 1) / (4 * i**2)),
        Step("second_end", Relation(end, "=", next_variance + next_mean**2), identity()),
        Step(
            "second_mean",
            Relation(next_variance + mean.subs(d, d + 1) ** 2, "=", next_variance + next_mean**2),
            monotone(positive, next_variance + positive**2),
            ["mean_next"],
        ),
        Step(
            "second_variance",
            Relation(after[2].rhs, "=", next_variance + mean.subs(d, d + 1) ** 2),
            monotone(t, t + mean.subs(d, d + 1) ** 2),
            ["variance_next"],
        ),
        Step(
            "second",
            Claim(held, [after[2]]),
            chain(),
            [
                "second_factor",
                "second_apart",
                "second_twice",
                "second_put",
                "second_first",
                "second_whole",
                "second_end",
                "second_mean",
                "second_variance",
            ],
        ),
        Step("advance", Claim(held, after), chain(), ["whole", "first", "second"]),
        Step("claim", THEOREM.claim, induction(d, 1), ["base", "advance"]),
    ],
)
