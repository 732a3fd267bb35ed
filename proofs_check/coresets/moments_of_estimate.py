"""Expectations add up, covariances of independent draws too; one draw by the definition of expectation."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import estimate_covariance, estimate_mean
from lqtheory.theorems.coresets.moments_of_estimate import THEOREM, D, moment, product

n, m, v, h, s = D.symbols
t = sp.Symbol("t", real=True)
mean, covariance = THEOREM.claim.then
one = estimate_mean(v, s, 1), estimate_covariance(v, h, s, 1)
several = m * estimate_covariance(v, h, s, m)

PROOF = Proof(
    "moments_of_estimate",
    steps=[
        Step("means_add_up", Relation(mean.lhs, "=", one[0]), lemma("mean_of_draws", v=v, s=s, m=m)),
        Step("mean_of_one", Relation(one[0], "=", mean.rhs), lemma("mean_of_one_draw", v=v, s=s)),
        Step("independent", Relation(several, "=", one[1]), lemma("covariance_of_draws", v=v, h=h, s=s, m=m)),
        Step("one_pair", Relation(one[1], "=", moment - product), lemma("covariance_of_one_draw", v=v, h=h, s=s)),
        Step("pairs", Relation(several, "=", moment - product), chain(), ["independent", "one_pair"]),
        Step("moment", covariance, monotone(t, t + product), ["pairs"]),
        Step("both", THEOREM.claim, chain(), ["means_add_up", "mean_of_one", "moment"]),
    ],
)
