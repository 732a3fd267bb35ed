r"""**Sum of P_k epsilon_k <= ln(1+epsilon) suffices**: the error after i layers is then at most epsilon.

The product of 1+P_k epsilon_k is at most the exponential of the sum, and e_i <= e_i P_{i+1}. For i = D layers and
epsilon <= 1 every hidden error is at most 1, too, as the step through a ReLU asks for.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.quantities.coreset_budgets import BUDGET, budget_quantity
from lqtheory.relations import Relation

D = Domain(
    B=BUDGET,
    i=Integer(0, typical=(0, 6)),
    epsilon=Real(0, typical=(0.05, 1)),
)
B, i, epsilon = D.symbols
error = budget_quantity("layer_error")
spent = budget_quantity("spent_accuracy")

THEOREM = Theorem(
    name="accuracies_within_budget_suffice",
    title="Accuracies within a budget suffice",
    id="coreset.network_sharp",
    statement="For a budget B, i >= 0 and epsilon > 0 with sum of P_k epsilon_k over k <= i at most ln(1+epsilon), the"
    " error e_i is at most epsilon.",
    domain=D,
    claim=Claim(given=[Relation(spent(B, i), "<=", sp.log(1 + epsilon))], then=[Relation(error(B, i), "<=", epsilon)]),
    source=Source("lqtheory_dossier", "coreset.network_sharp"),
)
