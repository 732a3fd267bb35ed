"""Least sums telescope: by at most the errors of any allocation, by exactly those of the programme."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.quantities.curve_budgets import curve_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.allocation.dynamic_programme_is_exact import THEOREM, D, L, T

(i,) = D.extend(i=Integer(1, "L")).symbols[-1:]
v = sp.Symbol("v", real=True)
least, left, other = (curve_quantity(name) for name in ("least_sum", "programmed_left", "allocated_left"))
error, chosen, count = (
    curve_quantity(name)(T, i) for name in ("allocated_error", "programmed_error", "programmed_count")
)
budget = curve_quantity("budget")(T)
best = least(T, L, budget)
summed = lambda body: sp.Sum(body, (i, 1, L))  # noqa: E731


def sums(kept):
    """Least sums of the first curves for what an allocation leaves them: after i, grown from i-1, at both ends."""
    at = lambda number: least(T, number, kept(T, number))  # noqa: E731
    return at, at(i) - at(i - 1), at(L) - at(0)


(any_at, any_grown, any_ends), (own_at, own_grown, own_ends) = sums(other), sums(left)
spent, rest = left(T, i) - left(T, i - 1), left(T, L) - left(T, 0)

PROOF = Proof(
    "dynamic_programme_is_exact",
    extra={"i": Integer(1, "L")},
    steps=[
        Step("bellman", Relation(any_at(i), "<=", error + any_at(i - 1)), lemma("least_sum_at_most", T=T, i=i)),
        Step("grown", Relation(any_grown, "<=", error), monotone(v, v - any_at(i - 1)), ["bellman"]),
        Step(
            "terms",
            Relation(summed(any_grown), "<=", summed(error)),
            lemma("termwise_sum", body=any_grown, bound=error, factor=1, index=i),
            ["grown"],
        ),
        Step(
            "telescope",
            Relation(summed(any_grown), "=", any_ends),
            lemma("telescoping_sum", body=any_grown, antidifference=-any_at(i - 1), index=i),
        ),
        Step("ends", Relation(any_ends, "<=", summed(error)), chain(), ["telescope", "terms"]),
        Step("all", Relation(any_at(L), "<=", summed(error) + any_at(0)), monotone(v, v + any_at(0)), ["ends"]),
        Step("none", Relation(any_at(0), "=", 0), lemma("least_sum_of_nothing", T=T, programmed=False)),
        Step(
            "start", Relation(summed(error) + any_at(0), "=", summed(error)), monotone(v, v + summed(error)), ["none"]
        ),
        Step("all_left", Relation(other(T, L), "=", budget), lemma("everything_is_left", T=T, programmed=False)),
        Step("budget", Relation(any_at(L), "=", best), identity(), ["all_left"]),
        Step("least", Relation(best, "<=", summed(error)), chain(), ["budget", "all", "start"]),
        Step("reached", Relation(own_at(i), "=", chosen + own_at(i - 1)), lemma("least_sum_is_reached", T=T, i=i)),
        Step("step", Relation(own_grown, "=", chosen), monotone(v, v - own_at(i - 1)), ["reached"]),
        Step(
            "own_terms",
            Relation(summed(own_grown), "=", summed(chosen)),
            lemma("equal_terms", body=own_grown, other=chosen, index=i),
            ["step"],
        ),
        Step(
            "own_telescope",
            Relation(summed(own_grown), "=", own_ends),
            lemma("telescoping_sum", body=own_grown, antidifference=-own_at(i - 1), index=i),
        ),
        Step("own_none", Relation(own_at(0), "=", 0), lemma("least_sum_of_nothing", T=T, programmed=True)),
        Step("own_start", Relation(own_ends, "=", own_at(L)), monotone(v, own_at(L) - v), ["own_none"]),
        Step("own_left", Relation(left(T, L), "=", budget), lemma("everything_is_left", T=T, programmed=True)),
        Step("own_budget", Relation(own_at(L), "=", best), identity(), ["own_left"]),
        Step(
            "sum",
            Relation(summed(chosen), "=", best),
            chain(),
            ["own_terms", "own_telescope", "own_start", "own_budget"],
        ),
        Step("first", THEOREM.claim.then[0], chain(), ["sum", "least"]),
        Step("taken", Relation(spent, "=", count), lemma("count_is_taken", T=T, i=i)),
        Step(
            "counts",
            Relation(summed(spent), "=", summed(count)),
            lemma("equal_terms", body=spent, other=count, index=i),
            ["taken"],
        ),
        Step(
            "counted",
            Relation(summed(spent), "=", rest),
            lemma("telescoping_sum", body=spent, antidifference=-left(T, i - 1), index=i),
        ),
        Step("remainder", Relation(0, "<=", left(T, 0)), lemma("count_is_taken", T=T)),
        Step("rest", Relation(rest, "<=", left(T, L)), monotone(v, left(T, L) - v), ["remainder"]),
        Step("second", THEOREM.claim.then[1], chain(), ["counts", "counted", "rest", "own_left"]),
        Step("together", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
