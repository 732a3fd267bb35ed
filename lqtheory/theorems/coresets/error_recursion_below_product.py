r"""**Errors of layers at most compound**: 1 + e_i P_{i+1} <= (1+P_1 epsilon_1)...(1+P_i epsilon_i).

P_i is the product of the ratios Δ from layer i on. With u_i = e_i P_{i+1} the recursion reads u_i = u_{i-1} + P_i
epsilon_i (1+e_{i-1}), and e <= u because P >= 1. Equality where all ratios are 1.
"""

from lqtheory import AtMost, Domain, Integer, Source, Theorem
from lqtheory.quantities.coreset_budgets import BUDGET, budget_quantity

D = Domain(
    B=BUDGET,
    i=Integer(0, typical=(0, 6)),
)
B, i = D.symbols
error = budget_quantity("layer_error")
product = budget_quantity("remaining_product")
compounded = budget_quantity("compounded_accuracy")

THEOREM = Theorem(
    name="error_recursion_below_product",
    title="The error recursion against a product",
    id="coreset.layer_recursion",
    statement="For a budget B of ratios Δ >= 1 and accuracies of layers, and every i >= 0, 1 + e_i P_{i+1} is at most "
    "the product of 1+P_k epsilon_k, k <= i.",
    domain=D,
    claim=AtMost(1 + error(B, i) * product(B, i + 1), compounded(B, i)),
    source=Source("lqtheory_dossier", "coreset.layer_recursion"),
)
