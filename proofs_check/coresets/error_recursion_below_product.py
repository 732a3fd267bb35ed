"""Induction over the layers: u_{i+1} = u_i + P ε (1 + e_i) with e_i <= u_i."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import Rule, assumed, chain, induction, lemma, monotone
from lqtheory.quantities.coreset_budgets import budget_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.error_recursion_below_product import THEOREM, B, compounded, error, i, product

t = sp.Symbol("t", real=True)
accuracy, ratio = budget_quantity("layer_accuracy"), budget_quantity("layer_ratio")
below = THEOREM.relations[0]
e, eps, delta, left = error(B, i), accuracy(B, i + 1), ratio(B, i + 1), product(B, i + 2)
part = product(B, i + 1) * eps
(goal,) = (below.subs({i: i + 1}),)


def layer(word: str, at: sp.Expr = i + 1) -> Rule:
    """Definition of one layer."""
    return lemma("layer_by_layer", B=B, i=at, word=word)


def given(relation: Relation) -> Claim:
    """What holds if the claim holds before the layer."""
    return Claim(given=(below,), then=(relation,))


PROOF = Proof(
    "error_recursion_below_product",
    steps=[
        Step("no_error", Relation(error(B, 0), "=", 0), layer("no_error", sp.S.Zero)),
        Step("no_factor", Relation(compounded(B, 0), "=", 1), layer("no_factor", sp.S.Zero)),
        Step(
            "start", Relation(1 + error(B, 0) * product(B, 1), "=", 1), monotone(t, 1 + t * product(B, 1)), ["no_error"]
        ),
        Step("base", below.subs({i: sp.S.Zero}), chain(), ["start", "no_factor"]),
        Step("error", Relation(error(B, i + 1), "=", delta * ((1 + e) * (1 + eps) - 1)), layer("error")),
        Step("product", Relation(product(B, i + 1), "=", delta * left), layer("product")),
        Step(
            "carried",
            Relation(1 + error(B, i + 1) * left, "=", 1 + ((1 + e) * (1 + eps) - 1) * delta * left),
            monotone(t, 1 + t * left),
            ["error"],
        ),
        Step(
            "same",
            Relation(
                1 + ((1 + e) * (1 + eps) - 1) * product(B, i + 1), "=", 1 + ((1 + e) * (1 + eps) - 1) * delta * left
            ),
            monotone(t, 1 + ((1 + e) * (1 + eps) - 1) * t),
            ["product"],
        ),
        Step("one", Relation(1, "<=", product(B, i + 1)), layer("product_at_least_one")),
        Step("smaller", Relation(e, "<=", e * product(B, i + 1)), monotone(t, e * t), ["one"]),
        Step(
            "compounds",
            Relation(1 + e * product(B, i + 1) + (1 + e) * part, "<=", (1 + e * product(B, i + 1)) * (1 + part)),
            monotone(t, 1 + e * product(B, i + 1) + part + part * t),
            ["smaller"],
        ),
        Step("hypothesis", given(below), assumed()),
        Step(
            "raised",
            given(Relation((1 + e * product(B, i + 1)) * (1 + part), "<=", compounded(B, i) * (1 + part))),
            monotone(t, t * (1 + part)),
            ["hypothesis"],
        ),
        Step("next", Relation(compounded(B, i + 1), "=", compounded(B, i) * (1 + part)), layer("compounded")),
        Step("step", given(goal), chain(), ["carried", "same", "compounds", "raised", "next"]),
        Step("claim", THEOREM.claim, induction(i, 0), ["base", "step"]),
    ],
)
