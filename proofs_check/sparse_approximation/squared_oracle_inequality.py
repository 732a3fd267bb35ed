"""By cases: n <= m; q = 1; q (m+1) <= 2, where the constant is 1; and m - L the integer part of mq/(2-q) >= 1."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import apply, cases, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, power_sum, tail_power_sum
from lqtheory.theorems.sparse_approximation.squared_oracle_inequality import THEOREM, D, excess, norm

n, m, q, theta, F, y = D.symbols
u, v = sp.Symbol("u", nonnegative=True), sp.Symbol("v", real=True)
masses = MEASURED["atom_masses"].symbol(theta, F)
best = DISTANCES["best_target_error"].symbol(y, F, m)
square = DISTANCES["target_distance"].symbol(y, theta, F) ** 2
(claimed,) = THEOREM.claim.then
rate = m ** (1 - 2 / q)
draws = m * q / (2 - q)
same_draws = m * q / (1 + sp.Abs(1 - q))  # SymPy knows that this is real
left = sp.floor(same_draws)
split = m * 2 * (1 - q) / (2 - q)

everything, some = Relation(n, "<=", m), Relation(m, "<", n)
one, less = Relation(1, "<=", q), Relation(q, "<", 1)
few, many = Relation(q * (m + 1), "<=", 2), Relation(2, "<", q * (m + 1))
total, all_others = lq_norm(masses, 1), tail_power_sum(masses, 0, 1)

EVERYTHING = [
    Step(
        "combination",
        Claim([everything], [Relation(best, "<=", sp.sqrt(square))]),
        lemma("combination_of_few", y=y, theta=theta, F=F, m=m),
    ),
    Step("squares", Claim([everything], [Relation(best**2, "<=", square)]), monotone(u, u**2), ["combination"]),
    Step("no_excess", Relation(0, "<=", excess), sign()),
    Step("with_excess", Relation(square, "<=", square + excess), monotone(v, v + square), ["no_excess"]),
    Step("everything", Claim([everything], [claimed]), chain(), ["squares", "with_excess"]),
]

ONE = [
    Step(
        "drawn",
        Relation(best**2, "<=", square + all_others**2 / m),
        apply("oracle_inequality_of_averages", {"L": 0}),
    ),
    Step("all_mass", Relation(all_others, "=", power_sum(masses, 1)), lemma("tail_of_everything", x=masses, p=1)),
    Step("class", Relation(total, "<=", norm), lemma("norms_decrease", x=masses, q=q, p=1)),
    Step("mass", Relation(power_sum(masses, 1), "<=", norm), monotone(u, u), ["class"]),
    Step("all_class", Relation(all_others, "<=", norm), chain(), ["all_mass", "mass"]),
    Step("mean", Relation(all_others**2 / m, "<=", norm**2 / m), monotone(u, u**2 / m), ["all_class"]),
    Step("equal", Claim([one], [Relation(q, "=", 1)]), lemma("antisymmetry", a=q, b=1)),
    Step("rate", Claim([one], [Relation(norm**2 / m, "<=", excess)]), sign(), ["equal"]),
    Step("mean_rate", Claim([one], [Relation(all_others**2 / m, "<=", excess)]), chain(), ["mean", "rate"]),
    Step(
        "one_added",
        Claim([one], [Relation(square + all_others**2 / m, "<=", claimed.rhs)]),
        monotone(v, v + square),
        ["mean_rate"],
    ),
    Step("one", Claim([some, one], [claimed]), chain(), ["drawn", "one_added"]),
]

FEW = [
    Step(
        "few_atoms",
        Claim([some, less, few], [Relation(best**2, "<=", square + rate * norm**2)]),
        apply("oracle_inequality_with_few_atoms"),
    ),
    Step("twice", Relation(rate * norm**2, "<=", excess), sign()),
    Step("few_added", Relation(square + rate * norm**2, "<=", claimed.rhs), monotone(v, v + square), ["twice"]),
    Step("few", Claim([some, less, few], [claimed]), chain(), ["few_atoms", "few_added"]),
]

MANY = [
    Step("given_many", Claim([many], [many]), sign()),
    Step("enough", Claim([many], [Relation(1, "<", draws)]), monotone(v, v / (2 - q) - q / (2 - q)), ["given_many"]),
    Step("same", Relation(same_draws, "=", draws), identity()),
    Step("down", Relation(left, "<=", same_draws), lemma("floor_at_most", t=same_draws)),
    Step("low", Relation(left, "<=", draws), chain(), ["down", "same"]),
    Step("up", Relation(same_draws, "<", left + 1), lemma("floor_above", t=same_draws)),
    Step("high", Relation(draws, "<", left + 1), chain(), ["same", "up"]),
    Step("above", Claim([many], [Relation(1, "<", left + 1)]), chain(), ["enough", "high"]),
    Step("positive", Claim([many], [Relation(0, "<", left)]), monotone(v, v - 1), ["above"]),
    Step("drawn_1", Claim([many], [Relation(1, "<=", left)]), lemma("integers_are_apart", a=0, b=left), ["positive"]),
    Step("fewer", Claim([less], [Relation(draws, "<", m)]), sign()),
    Step("below", Claim([less], [Relation(left, "<", m)]), chain(), ["low", "fewer"]),
    Step("kept_1", Claim([less], [Relation(left + 1, "<=", m)]), lemma("integers_are_apart", a=left, b=m), ["below"]),
    Step("plus_one", Claim([many], [Relation(2, "<=", left + 1)]), monotone(v, v + 1), ["drawn_1"]),
    Step("two", Claim([less, many], [Relation(2, "<=", m)]), chain(), ["plus_one", "kept_1"]),
    Step("at_least", Relation(split, "<=", m - left), monotone(v, m - v), ["low"]),
    Step("at_most", Relation(m - left, "<=", split + 1), monotone(v, m + 1 - v), ["high"]),
    Step(
        "many_atoms",
        Claim([some, less, many], [claimed]),
        apply("oracle_inequality_with_averages", {"L": m - left}),
        ["at_least", "at_most", "drawn_1", "kept_1", "two"],
    ),
]

PROOF = Proof(
    "squared_oracle_inequality",
    steps=[
        *EVERYTHING,
        *ONE,
        *FEW,
        *MANY,
        Step("below_one", Claim([some, less], [claimed]), cases(), ["few", "many_atoms"]),
        Step("some", Claim([some], [claimed]), cases(), ["one", "below_one"]),
        Step("together", THEOREM.claim, cases(), ["everything", "some"]),
    ],
)
