"""One price for all curves supports each of them from below; sum over the curves."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.proof import apply, cases, chain, identity, lemma, monotone
from lqtheory.quantities.greedy_budgets import greedy_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.allocation.greedy_steps_are_optimal import THEOREM, D, L, T

EXTRA = {"i": Integer(1, "L")}
i = D.extend(**EXTRA).symbols[-1]
v = sp.Symbol("v", real=True)
greedy, other = (greedy_quantity(name)(T, i) for name in ("greedy_count", "any_count"))
price, budget = greedy_quantity("least_gain")(T), greedy_quantity("shared_budget")(T)
at = lambda count: greedy_quantity("curve_value")(T, i, count)  # noqa: E731
more, fewer, equal = Relation(greedy, "<", other), Relation(other, "<", greedy), Relation(other, "=", greedy)
priced = Relation(at(greedy) + price * greedy, "<=", at(other) + price * other)
total = lambda term: sp.Sum(term, (i, 1, L))  # noqa: E731
spent = lambda count: price * total(count)  # noqa: E731

PROOF = Proof(
    "greedy_steps_are_optimal",
    extra=EXTRA,
    steps=[
        Step("next", Relation(at(greedy) - at(greedy + 1), "<=", price), lemma("greedy_gains", T=T, i=i, taken=False)),
        Step(
            "drop",
            Claim([more], [Relation(at(greedy) - at(other), "<=", (other - greedy) * (at(greedy) - at(greedy + 1)))]),
            apply("gains_bound_differences", {"j": greedy, "k": other}),
        ),
        Step(
            "paid",
            Claim(
                [more],
                [Relation((other - greedy) * (at(greedy) - at(greedy + 1)), "<=", (other - greedy) * price)],
            ),
            monotone(v, (other - greedy) * v),
            ["next"],
        ),
        Step(
            "cheaper",
            Claim([more], [Relation(at(greedy) - at(other), "<=", (other - greedy) * price)]),
            chain(),
            ["drop", "paid"],
        ),
        Step("with_more", Claim([more], [priced]), monotone(v, v + at(other) + price * greedy), ["cheaper"]),
        Step(
            "last",
            Claim([fewer], [Relation(price, "<=", at(greedy - 1) - at(greedy))]),
            lemma("greedy_gains", T=T, i=i, taken=True),
        ),
        Step(
            "rise",
            Claim([fewer], [Relation((greedy - other) * (at(greedy - 1) - at(greedy)), "<=", at(other) - at(greedy))]),
            apply("gains_bound_differences", {"j": other, "k": greedy}),
        ),
        Step(
            "saved",
            Claim(
                [fewer],
                [Relation((greedy - other) * price, "<=", (greedy - other) * (at(greedy - 1) - at(greedy)))],
            ),
            monotone(v, (greedy - other) * v),
            ["last"],
        ),
        Step(
            "dearer",
            Claim([fewer], [Relation((greedy - other) * price, "<=", at(other) - at(greedy))]),
            chain(),
            ["saved", "rise"],
        ),
        Step("with_fewer", Claim([fewer], [priced]), monotone(v, v + at(greedy) + price * other), ["dearer"]),
        Step("with_same", Claim([equal], [Relation(priced.lhs, "=", priced.rhs)]), identity()),
        Step("same_at_most", Claim([equal], [priced]), chain(), ["with_same"]),
        Step("priced", priced, cases(), ["with_more", "with_fewer", "same_at_most"]),
        Step(
            "sum",
            Relation(total(priced.lhs), "<=", total(priced.rhs)),
            lemma("termwise_sum", body=priced.lhs, bound=priced.rhs, factor=1, index=i),
            ["priced"],
        ),
        *[
            Step(
                f"split_{name}",
                Relation(total(at(count) + price * count), "=", total(at(count)) + spent(count)),
                lemma(
                    "linear_sum",
                    total=at(count) + price * count,
                    terms=((1, at(count)), (price, count)),
                    index=i,
                    low=1,
                    high=L,
                ),
            )
            for name, count in (("greedy", greedy), ("other", other))
        ],
        Step(
            "used_up",
            Relation(spent(greedy), "=", price * budget),
            lemma("budget_is_kept", T=T, index=i, greedy=True, priced=True),
        ),
        Step(
            "at_greedy",
            Relation(total(at(greedy)) + spent(greedy), "=", total(at(greedy)) + price * budget),
            monotone(v, total(at(greedy)) + v),
            ["used_up"],
        ),
        Step(
            "kept",
            Relation(total(other), "<=", budget),
            lemma("budget_is_kept", T=T, index=i, greedy=False, priced=False),
        ),
        Step(
            "at_other",
            Relation(total(at(other)) + spent(other), "<=", total(at(other)) + price * budget),
            monotone(v, total(at(other)) + price * v),
            ["kept"],
        ),
        Step(
            "together",
            Relation(total(at(greedy)) + price * budget, "<=", total(at(other)) + price * budget),
            chain(),
            ["at_greedy", "split_greedy", "sum", "split_other", "at_other"],
        ),
        Step("first", THEOREM.claim.then[0], monotone(v, v - price * budget), ["together"]),
        Step("second", THEOREM.claim.then[1], lemma("budget_is_kept", T=T, index=i, greedy=True, priced=False)),
        Step("claim", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
