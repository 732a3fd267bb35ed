"""The squares are multiplied out and summed term by term."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.random_weights.clipped_gap_variance import THEOREM, D, first, i, second

n, k, T, x = D.symbols
u = sp.Symbol("u", real=True)
entry, left = order_statistic(x, i), THEOREM.relations[0].lhs
ones, squares, fourths = (sp.Sum(body, (i, k + 1, n)) for body in (sp.Integer(1), entry**2, entry**4))
mass, fourth = tail_power_sum(x, k, 2), tail_power_sum(x, k, 4)
RANGE = {"index": i, "low": k + 1, "high": n}


def replaced(label, old, new, before, after, source):
    """The step that replaces one sum by its value."""
    return Step(label, Relation(before, "=", after), monotone(u, before.subs(old, u)), [source])


by_sums = T**4 * ones - 2 * T**2 * squares + fourths
mean_by_sums = T**2 * ones - squares
mean = T**2 * (n - k) - mass
second_value = T**4 * (n - k) - 2 * T**2 * mass + fourth

PROOF = Proof(
    "clipped_gap_variance",
    extra={"i": Integer("k+1", "n")},
    steps=[
        Step("count", Relation(ones, "=", n - k), lemma("telescoping_sum", body=1, antidifference=-i, index=i)),
        Step("mass", Relation(mass, "=", squares), lemma("tail_as_sum", x=x, k=k, p=2, index=i)),
        Step("fourth", Relation(fourth, "=", fourths), lemma("tail_as_sum", x=x, k=k, p=4, index=i)),
        Step("mass_turned", Relation(squares, "=", mass), chain(), ["mass"]),
        Step("fourth_turned", Relation(fourths, "=", fourth), chain(), ["fourth"]),
        Step(
            "first",
            Relation(first, "=", mean_by_sums),
            lemma("linear_sum", total=T**2 - entry**2, terms=((T**2, 1), (-1, entry**2)), **RANGE),
        ),
        replaced("first_count", ones, n - k, mean_by_sums, T**2 * (n - k) - squares, "count"),
        replaced("first_mass", squares, mass, T**2 * (n - k) - squares, mean, "mass_turned"),
        Step("mean", Relation(first, "=", mean), chain(), ["first", "first_count", "first_mass"]),
        Step(
            "second",
            Relation(second, "=", by_sums),
            lemma(
                "linear_sum",
                total=(T**2 - entry**2) ** 2,
                terms=((T**4, 1), (-2 * T**2, entry**2), (1, entry**4)),
                **RANGE,
            ),
        ),
        replaced("second_count", ones, n - k, by_sums, by_sums.subs(ones, n - k), "count"),
        replaced(
            "second_mass",
            squares,
            mass,
            by_sums.subs(ones, n - k),
            T**4 * (n - k) - 2 * T**2 * mass + fourths,
            "mass_turned",
        ),
        replaced(
            "second_fourth", fourths, fourth, T**4 * (n - k) - 2 * T**2 * mass + fourths, second_value, "fourth_turned"
        ),
        Step(
            "squares",
            Relation(second, "=", second_value),
            chain(),
            ["second", "second_count", "second_mass", "second_fourth"],
        ),
        Step(
            "left",
            Relation(left, "=", second_value / n - (first / n) ** 2),
            monotone(u, u / n - (first / n) ** 2),
            ["squares"],
        ),
        Step("one_mean", Relation(first**2, "=", first * mean), monotone(u, u * first), ["mean"]),
        Step("two_means", Relation(first * mean, "=", mean**2), monotone(u, u * mean), ["mean"]),
        Step("square", Relation(first**2, "=", mean**2), chain(), ["one_mean", "two_means"]),
        Step(
            "right",
            Relation(second_value / n - (first / n) ** 2, "=", THEOREM.relations[0].rhs),
            monotone(u, second_value / n - u / n**2),
            ["square"],
        ),
        Step("claim", THEOREM.claim, chain(), ["left", "right"]),
    ],
)
