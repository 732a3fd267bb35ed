"""The logarithmic derivative of det(nu - M/c) at its positive root s, less the term of that root."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.axes_of_sublevel_cones import THEOREM, D, axes, lower

(K,) = D.symbols
t = sp.Symbol("t", real=True)
s, at = sublevel_quantity("sublevel_level")(K), sublevel_quantity("sublevel_sum")
inner = at(K, s, 0, 0, 1) - at(K, s, 2, 1, 3) / at(K, s, 2, 1, 2)

PROOF = Proof(
    "axes_of_sublevel_cones",
    steps=[
        Step(
            "logarithmic",
            Relation(axes / s, "=", inner),
            cited(
                Source("horn_johnson_2013", "section 0.8.5 (determinant of a rank-one update)"),
                "det(nu - M/c) is p(nu) = prod (nu + lambda_i) (1 - beta(nu)), beta(nu) = sum b_i^2/(c (nu + "
                "lambda_i)), and beta(s) = 1 (cone_level_is_the_positive_eigenvalue); so the sum of 1/(s - nu_i) over "
                "the other roots nu_i = -a_i s, which is p''/(2p') at s, is the sum of 1/(s + lambda_i) plus "
                "beta''/(2 beta')",
            ),
        ),
        Step("scaled", Relation(axes, "=", s * inner), monotone(t, s * t), ["logarithmic"]),
        Step("width", Relation(lower, "=", s * inner), lemma("sublevel_definition", K=K, word="width")),
        Step("claim", THEOREM.claim, chain(), ["scaled", "width"]),
    ],
)
