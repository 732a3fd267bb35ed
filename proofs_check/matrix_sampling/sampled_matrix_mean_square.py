"""The variance of the mean of independent draws, entry by entry."""

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.matrix_sampling.sampled_matrix_mean_square import THEOREM, D

EXTRA = {"a": Real(), "b": Real(0), "c": Real("b", closed="left")}
a, b, c = D.extend(**EXTRA).symbols[-3:]
p = b / c

PROOF = Proof(
    "sampled_matrix_mean_square",
    extra=EXTRA,
    steps=[
        Step("variance", Relation(p * (a / p) ** 2 - a**2, "=", a**2 / b * c - a**2), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "IX.5 (variance of sums of independent variables)"),
                "the mean of s independent copies of a variable has its mean and its variance over s, and sums of "
                "variances are linear",
            ),
            ["variance"],
            note="A draw puts a/p at an entry a with the probability p = b/c, b = w_i, c = sum w, and 0 otherwise.",
        ),
    ],
)
