"""The least of the K largest scores supports the tail of every row from below; sum over the rows."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.proof import cases, chain, lemma, monotone, sign
from lqtheory.quantities.matrix_rows import MATRIX_ROW
from lqtheory.quantities.top_scores import KEPT, LEAST_SCORE, ROW_WEIGHT
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.allocation.allocation_by_scores_is_optimal import THEOREM, D, K, a, c, left, p, r, top, w

EXTRA = {"i": Integer(1, "r")}
i = D.extend(**EXTRA).symbols[-1]
v = sp.Symbol("v", real=True)
row, weight, best, other = MATRIX_ROW.symbol(w, i), ROW_WEIGHT.symbol(a, i), top(i), KEPT.symbol(c, i)
price = LEAST_SCORE.symbol(w, a, K, p)
rows = {"w": w, "a": a, "K": K, "p": p}
more, fewer, equal = Relation(best, "<", other), Relation(other, "<", best), Relation(other, "=", best)
tail = lambda count: tail_power_sum(row, count, p)  # noqa: E731
entry = lambda rank: order_statistic(row, rank) ** p  # noqa: E731
priced = Relation(left(i, best) + price * best, "<=", left(i, other) + price * other)
total = lambda term: sp.Sum(term, (i, 1, r))  # noqa: E731

PROOF = Proof(
    "allocation_by_scores_is_optimal",
    extra=EXTRA,
    steps=[
        Step("top_fits", Relation(best, "<=", D.symbol("d")), lemma("counts_within_rows", **rows, i=i)),
        Step("other_fits", Relation(other, "<=", D.symbol("d")), lemma("counts_within_rows", **rows, i=i, c=c)),
        Step(
            "between",
            Claim([more], [Relation(tail(best), "<=", (other - best) * entry(best + 1) + tail(other))]),
            lemma("tail_between", x=row, j=best, k=other, p=p, least=False),
            ["other_fits"],
        ),
        Step(
            "weighted",
            Claim([more], [Relation(left(i, best), "<=", (other - best) * weight * entry(best + 1) + left(i, other))]),
            monotone(v, weight * v),
            ["between"],
        ),
        Step(
            "next",
            Claim([more], [Relation(weight * entry(best + 1), "<=", price)]),
            lemma("top_scores", **rows, i=i, taken=False),
            ["other_fits"],
        ),
        Step(
            "paid",
            Claim(
                [more],
                [
                    Relation(
                        (other - best) * weight * entry(best + 1) + left(i, other),
                        "<=",
                        (other - best) * price + left(i, other),
                    )
                ],
            ),
            monotone(v, (other - best) * v + left(i, other)),
            ["next"],
        ),
        Step(
            "cheaper",
            Claim([more], [Relation(left(i, best), "<=", (other - best) * price + left(i, other))]),
            chain(),
            ["weighted", "paid"],
        ),
        Step("with_more", Claim([more], [priced]), monotone(v, v + price * best), ["cheaper"]),
        Step(
            "between_fewer",
            Claim([fewer], [Relation((best - other) * entry(best) + tail(best), "<=", tail(other))]),
            lemma("tail_between", x=row, j=other, k=best, p=p, least=True),
            ["top_fits"],
        ),
        Step(
            "weighted_fewer",
            Claim([fewer], [Relation((best - other) * weight * entry(best) + left(i, best), "<=", left(i, other))]),
            monotone(v, weight * v),
            ["between_fewer"],
        ),
        Step(
            "last",
            Claim([fewer], [Relation(price, "<=", weight * entry(best))]),
            lemma("top_scores", **rows, i=i, taken=True),
        ),
        Step(
            "saved",
            Claim(
                [fewer],
                [
                    Relation(
                        (best - other) * price + left(i, best),
                        "<=",
                        (best - other) * weight * entry(best) + left(i, best),
                    )
                ],
            ),
            monotone(v, (best - other) * v + left(i, best)),
            ["last"],
        ),
        Step(
            "dearer",
            Claim([fewer], [Relation((best - other) * price + left(i, best), "<=", left(i, other))]),
            chain(),
            ["saved", "weighted_fewer"],
        ),
        Step("with_fewer", Claim([fewer], [priced]), monotone(v, v + price * other), ["dearer"]),
        Step("with_same", Claim([equal], [priced]), sign()),
        Step("priced", priced, cases(), ["with_more", "with_fewer", "with_same"]),
        Step(
            "sum",
            Relation(total(priced.lhs), "<=", total(priced.rhs)),
            lemma("termwise_sum", body=priced.lhs, bound=priced.rhs, factor=1, index=i),
            ["priced"],
        ),
        *[
            step
            for name, count, own in (("best", best, {}), ("other", other, {"c": c}))
            for step in (
                Step(
                    f"split_{name}",
                    Relation(total(left(i, count) + price * count), "=", total(left(i, count)) + price * total(count)),
                    lemma(
                        "linear_sum",
                        total=left(i, count) + price * count,
                        terms=((1, left(i, count)), (price, count)),
                        index=i,
                        low=1,
                        high=r,
                    ),
                ),
                Step(f"budget_{name}", Relation(total(count), "=", K), lemma("counts_add_up", **rows, index=i, **own)),
                Step(
                    f"spent_{name}",
                    Relation(total(left(i, count)) + price * total(count), "=", total(left(i, count)) + price * K),
                    monotone(v, total(left(i, count)) + price * v),
                    [f"budget_{name}"],
                ),
            )
        ],
        Step(
            "together",
            Relation(total(left(i, best)) + price * K, "<=", total(left(i, other)) + price * K),
            chain(),
            ["spent_best", "split_best", "sum", "split_other", "spent_other"],
        ),
        Step("claim", THEOREM.claim, monotone(v, v - price * K), ["together"]),
    ],
)
