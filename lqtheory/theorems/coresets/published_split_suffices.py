r"""**The published split suffices**: P_k epsilon_k = epsilon/(2D) gives an error of at most epsilon <= 1.

They spend epsilon/2 in all, which is at most ln(1+epsilon). This is the deterministic half of the published theorem:
if all classes are accurate to epsilon_l at the true activations, and the ratios are at most those of the budget, the
output is accurate to epsilon.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.quantities.coreset_budgets import BUDGET, budget_quantity
from lqtheory.relations import Relation

D = Domain(
    B=BUDGET,
    i=Integer(0, typical=(0, 6)),
    epsilon=Real(0, 1, closed="right", typical=(0.05, 1)),
)
B, i, epsilon = D.symbols
error = budget_quantity("layer_error")
spent = budget_quantity("spent_accuracy")

THEOREM = Theorem(
    name="published_split_suffices",
    title="The published split over layers",
    id="coreset.network",
    statement="For a budget B, i >= 0 and 0 < epsilon <= 1 with sum of P_k epsilon_k over k <= i at most epsilon/2, "
    "the error e_i is at most epsilon.",
    domain=D,
    claim=Claim(given=[Relation(spent(B, i), "<=", epsilon / 2)], then=[Relation(error(B, i), "<=", epsilon)]),
    source=Source("lqtheory_dossier", "coreset.network"),
)
