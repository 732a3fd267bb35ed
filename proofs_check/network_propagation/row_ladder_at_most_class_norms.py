"""Row by row: Hoelder's inequality, the exact worst case in l_1, Stechkin's bound; then the largest row, and layers."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Source, Step
from lqtheory.proof import apply, cases, chain, cited, identity, lemma, monotone, sign
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, lq_norm, stechkin_bound, tail_power_sum, worst_case
from lqtheory.theorems.network_propagation.row_ladder_at_most_class_norms import THEOREM, L, later, layer, net, parts, q

t = sp.Symbol("t", nonnegative=True)
i, k, d = (sp.Symbol(letter, integer=True, positive=True) for letter in "ikd")
norm = sp.Symbol("norm", real=True, nonnegative=True)  # the l_q norm of a row
weights, kept, pruned = (
    network_quantity(name)(net, L, layer, i) for name in ("weight_row", "kept_count", "pruned_count")
)
row = Relation(best_k_term_error(weights, kept, 1), "<=", worst_case(kept, kept + pruned, q, 1) * lq_norm(weights, q))
some, none = Relation(0, "<", pruned), Relation(pruned, "<=", 0)
MAXIMUM = Source("rudin_1976", "Definition 1.8")


def ladder(small: str, large: str, text: str, uses: list[str]) -> list[Step]:
    """Layer, times the constants after it, and the sum over layers."""
    sums = [sp.Sum(later * parts[name], (layer, 1, L)) for name in (small, large)]
    return [
        Step(large, Relation(parts[small], "<=", parts[large]), cited(MAXIMUM, text), uses),
        Step(
            f"times_{large}",
            Relation(later * parts[small], "<=", later * parts[large]),
            monotone(t, later * t),
            [large],
        ),
        Step(
            f"sum_{large}",
            Relation(sums[0], "<=", sums[1]),
            lemma("termwise_sum", body=later * parts[small], bound=later * parts[large], factor=1, index=layer),
            [f"times_{large}"],
        ),
    ]


PROOF = Proof(
    "row_ladder_at_most_class_norms",
    extra={
        "l": Integer(1, "L", typical=(1, "L")),
        "i": Integer(1, typical=(1, 5)),
        "k": Integer(1),
        "d": Integer("k+1"),
        "norm": Real(0, closed="left"),
    },
    steps=[
        Step(
            "unrolled",
            Relation(network_quantity("row_error")(net, L), "=", sp.Sum(later * parts["perturbation"], (layer, 1, L))),
            identity(),
        ),
        *ladder(
            "perturbation",
            "tails",
            "an entry of E x~ + db is at most the sum of the pruned weights of its row times the largest input, plus "
            "|db|; the largest entry at most the largest bound of a row",
            [],
        ),
        Step(
            "row_pruned",
            Claim([some], [row]),
            apply("worst_case_best_k_term_error", {"n": kept + pruned, "k": kept, "p": 1, "x": weights}),
        ),
        Step(
            "no_tail",
            Claim([none], [Relation(tail_power_sum(weights, kept, 1), "=", 0)]),
            lemma("tail_after_everything", x=weights, k=kept, p=1),
        ),
        Step("no_error", Claim([none], [Relation(row.lhs, "=", 0)]), monotone(t, t), ["no_tail"]),
        Step("bound", Relation(0, "<=", row.rhs), sign()),
        Step("row_kept", Claim([none], [row]), chain(), ["no_error", "bound"]),
        Step("row", row, cases(), ["row_pruned", "row_kept"]),
        *ladder(
            "tails",
            "classes",
            "the largest over the rows of what a row loses times the largest input, plus |db|, is ordered as the rows",
            ["row"],
        ),
        Step(
            "rates",
            Relation(worst_case(k, d, q, 1), "<=", stechkin_bound(k, q, 1)),
            apply("worst_case_at_most_stechkin", {"n": d, "p": 1}),
        ),
        Step(
            "row_closed",
            Relation(worst_case(k, d, q, 1) * norm, "<=", stechkin_bound(k, q, 1) * norm),
            monotone(t, t * norm),
            ["rates"],
        ),
        *ladder(
            "classes",
            "closed",
            "the largest over the rows is ordered as the rows; the rate is 1 on both sides for a row that keeps "
            "nothing, and 0 on the left if it keeps all",
            ["row_closed"],
        ),
        Step("first", THEOREM.claim.then[0], chain(), ["unrolled", "sum_tails"]),
        Step("claim", THEOREM.claim, chain(), ["first", "sum_classes", "sum_closed"]),
    ],
)
