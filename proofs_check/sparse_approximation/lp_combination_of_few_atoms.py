"""Some outcome of the draws has at most the mean error; the largest terms and m - L draws are at most m atoms."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, cited
from lqtheory.theorems.sparse_approximation import lp_averages_with_split as mean
from lqtheory.theorems.sparse_approximation.lp_combination_of_few_atoms import THEOREM, D

in_own_symbols = {symbol: D.symbol(str(symbol)) for symbol in mean.D.symbols}

PROOF = Proof(
    "lp_combination_of_few_atoms",
    steps=[
        Step("mean", mean.THEOREM.relations[0].subs(in_own_symbols), apply("lp_averages_with_split")),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "IX.1 (the mean is an average of the values)"),
                "a random variable with finitely many values takes one that is at most its mean; the L largest terms "
                "and m - L draws for the others are at most m atoms, and what they miss is the error of the draws",
            ),
            ["mean"],
        ),
    ],
)
