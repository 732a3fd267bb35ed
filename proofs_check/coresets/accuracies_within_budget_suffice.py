"""Induction: the product of 1+P_k epsilon_k is at most the exponential of the sum; then the error below the product."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import Rule, apply, assumed, chain, induction, lemma, monotone
from lqtheory.quantities.coreset_budgets import budget_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.accuracies_within_budget_suffice import THEOREM, B, epsilon, error, i, spent

t = sp.Symbol("t", real=True)
compounded, product = budget_quantity("compounded_accuracy"), budget_quantity("remaining_product")
part = product(B, i + 1) * budget_quantity("layer_accuracy")(B, i + 1)
below = Relation(compounded(B, i), "<=", sp.exp(spent(B, i)))


def layer(word: str, at: sp.Expr) -> Rule:
    """Definition of one layer."""
    return lemma("layer_by_layer", B=B, i=at, word=word)


def within(relation: Relation, *given: Relation) -> Claim:
    """A relation under assumptions."""
    return Claim(given=given, then=(relation,))


(budget,) = THEOREM.claim.given
result = error(B, i) * product(B, i + 1)
PROOF = Proof(
    "accuracies_within_budget_suffice",
    steps=[
        Step("no_factor", Relation(compounded(B, 0), "=", 1), layer("no_factor", sp.S.Zero)),
        Step("nothing", Relation(spent(B, 0), "=", 0), layer("nothing_spent", sp.S.Zero)),
        Step("unit", Relation(sp.exp(spent(B, 0)), "=", 1), monotone(t, sp.exp(t)), ["nothing"]),
        Step("base", below.subs({i: sp.S.Zero}), chain(), ["no_factor", "unit"]),
        Step("tangent", Relation(part, "<=", sp.exp(part) - 1), lemma("log_tangent", t=sp.exp(part))),
        Step(
            "factor",
            Relation((1 + part) * sp.exp(spent(B, i)), "<=", sp.exp(part) * sp.exp(spent(B, i))),
            monotone(t, t * sp.exp(spent(B, i)) + sp.exp(spent(B, i))),
            ["tangent"],
        ),
        Step("hypothesis", within(below, below), assumed()),
        Step(
            "raised",
            within(Relation(compounded(B, i) * (1 + part), "<=", sp.exp(spent(B, i)) * (1 + part)), below),
            monotone(t, t * (1 + part)),
            ["hypothesis"],
        ),
        Step("next", Relation(compounded(B, i + 1), "=", compounded(B, i) * (1 + part)), layer("compounded", i + 1)),
        Step("sum", Relation(spent(B, i + 1), "=", spent(B, i) + part), layer("spent", i + 1)),
        Step(
            "power",
            Relation(sp.exp(spent(B, i + 1)), "=", sp.exp(part) * sp.exp(spent(B, i))),
            monotone(t, sp.exp(t)),
            ["sum"],
        ),
        Step("step", within(below.subs({i: i + 1}), below), chain(), ["next", "raised", "factor", "power"]),
        Step("all", below, induction(i, 0), ["base", "step"]),
        Step(
            "recursion",
            Relation(1 + result, "<=", compounded(B, i)),
            apply("error_recursion_below_product", {"B": B, "i": i}),
        ),
        Step("budget", within(budget, budget), assumed()),
        Step(
            "exponential",
            within(Relation(sp.exp(spent(B, i)), "<=", 1 + epsilon), budget),
            monotone(t, sp.exp(t)),
            ["budget"],
        ),
        Step(
            "both",
            within(Relation(1 + result, "<=", 1 + epsilon), budget),
            chain(),
            ["recursion", "all", "exponential"],
        ),
        Step("bound", within(Relation(result, "<=", epsilon), budget), monotone(t, t - 1), ["both"]),
        Step("one", Relation(1, "<=", product(B, i + 1)), layer("product_at_least_one", i + 1)),
        Step("smaller", Relation(error(B, i), "<=", result), monotone(t, error(B, i) * t), ["one"]),
        Step("claim", THEOREM.claim, chain(), ["smaller", "bound"]),
    ],
)
