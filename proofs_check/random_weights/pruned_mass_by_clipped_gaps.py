"""The gaps of the m largest entries are at most 0, the others are at least 0, and the latter add up to the tail."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.random_weights.pruned_mass_by_clipped_gaps import THEOREM, D, clipped, gap, i, level

n, m, p, _, x = D.symbols
EXTRA = {"i": Integer(1, "m"), "j": Integer("m+1", "n")}
j = D.extend(**EXTRA).symbol("j")
s, t = sp.Symbol("s", real=True), sp.Symbol("t", nonnegative=True)
above, below, entry = order_statistic(x, m), order_statistic(x, m + 1), order_statistic(x, i)
other = order_statistic(x, j)
u = D.symbol("u")


def at(body):
    """The body with the index of the second half of the sum."""
    return body.subs(i, j)


everything = sp.Sum(clipped, (i, 1, n))
first, second = sp.Sum(clipped, (i, 1, m)), sp.Sum(clipped, (i, m + 1, n))
second_j, gaps = sp.Sum(at(clipped), (j, m + 1, n)), sp.Sum(at(gap), (j, m + 1, n))
ones, powers = sp.Sum(1, (j, m + 1, n)), sp.Sum(other**p, (j, m + 1, n))
mass = tail_power_sum(x, m, p)

PROOF = Proof(
    "pruned_mass_by_clipped_gaps",
    extra=EXTRA,
    steps=[
        Step("sorted", Relation(below, "<=", above), lemma("order_statistics_decrease", x=x, i=m, j=m + 1)),
        Step("powers", Relation(below**p, "<=", above**p), monotone(t, t**p), ["sorted"]),
        # the level is at most the p-th power of each of the m largest entries
        Step("low", Relation(level, "<=", above**p), monotone(s, u * above**p + (1 - u) * s), ["powers"]),
        Step("larger", Relation(above, "<=", entry), lemma("order_statistics_decrease", x=x, i=i, j=m)),
        Step("larger_power", Relation(above**p, "<=", entry**p), monotone(t, t**p), ["larger"]),
        Step("level_low", Relation(level, "<=", entry**p), chain(), ["low", "larger_power"]),
        Step("gap_low", Relation(gap, "<=", 0), monotone(s, s - entry**p), ["level_low"]),
        Step("nothing", Relation(clipped, "<=", 0), lemma("larger_of_two", a=0, b=gap, bound=0), ["gap_low"]),
        Step(
            "head",
            Relation(first, "<=", 0),
            lemma("termwise_sum", body=clipped, bound=1, factor=0, index=i),
            ["nothing"],
        ),
        # and at least that of each of the others
        Step("high", Relation(below**p, "<=", level), monotone(s, u * s + (1 - u) * below**p), ["powers"]),
        Step("smaller", Relation(other, "<=", below), lemma("order_statistics_decrease", x=x, i=m + 1, j=j)),
        Step("smaller_power", Relation(other**p, "<=", below**p), monotone(t, t**p), ["smaller"]),
        Step("level_high", Relation(other**p, "<=", level), chain(), ["smaller_power", "high"]),
        Step("gap_high", Relation(0, "<=", at(gap)), monotone(s, s - other**p), ["level_high"]),
        Step(
            "itself",
            Relation(at(clipped), "<=", at(gap)),
            lemma("larger_of_two", a=0, b=at(gap), bound=at(gap)),
            ["gap_high"],
        ),
        Step(
            "rest",
            Relation(second_j, "<=", gaps),
            lemma("termwise_sum", body=at(clipped), bound=at(gap), factor=1, index=j),
            ["itself"],
        ),
        # the latter gaps add up to (n-m) L - tail
        Step(
            "apart",
            Relation(gaps, "=", level * ones - powers),
            lemma("linear_sum", total=at(gap), terms=((level, 1), (-1, other**p)), index=j, low=m + 1, high=n),
        ),
        Step("count", Relation(ones, "=", n - m), lemma("telescoping_sum", body=1, antidifference=-j, index=j)),
        Step(
            "counted",
            Relation(level * ones - powers, "=", level * (n - m) - powers),
            monotone(s, level * s - powers),
            ["count"],
        ),
        Step("mass", Relation(mass, "=", powers), lemma("tail_as_sum", x=x, k=m, p=p, index=j)),
        Step(
            "massed",
            Relation(level * (n - m) - mass, "=", level * (n - m) - powers),
            monotone(s, level * (n - m) - s),
            ["mass"],
        ),
        Step(
            "tail",
            Relation(second_j, "<=", level * (n - m) - mass),
            chain(),
            ["rest", "apart", "counted", "massed"],
        ),
        Step(
            "split",
            Relation(everything, "=", first + second),
            lemma("sum_splits", body=clipped, index=i, low=1, at=m, high=n),
        ),
        Step("no_head", Relation(first + second, "<=", second), monotone(s, s + second), ["head"]),
        Step("renamed", Relation(second, "=", second_j), identity()),
        Step(
            "sum", Relation(everything, "<=", level * (n - m) - mass), chain(), ["split", "no_head", "renamed", "tail"]
        ),
        Step("claim", THEOREM.claim, monotone(s, s + mass - everything), ["sum"]),
    ],
)
