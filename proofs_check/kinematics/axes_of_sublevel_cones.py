"""The logarithmic derivative of det(nu - M/c) at its positive root s, less the term of that root."""

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, lemma
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.axes_of_sublevel_cones import THEOREM, D, axes, lower

(K,) = D.symbols
s, at, c = (sublevel_quantity(f"sublevel_{word}") for word in ("level", "sum", "excess"))
s, c = s(K), c(K)
inner, slope, bend = at(K, s, 0, 0, 1), at(K, s, 2, 1, 2), at(K, s, 2, 1, 3)
roots = s * (2 * inner * slope / c - 2 * bend / c) / (2 * slope / c)
width = s * inner - s * bend / slope

PROOF = Proof(
    "axes_of_sublevel_cones",
    steps=[
        Step(
            "root",
            Relation(sublevel_quantity("sublevel_secular")(K), "=", 1),
            apply("cone_level_is_the_positive_eigenvalue"),
        ),
        Step("roots", Relation(axes, "=", roots), lemma("axes_by_secular_roots", K=K), ["root"]),
        Step("width", Relation(lower, "=", width), lemma("sublevel_definition", K=K, word="width")),
        Step("claim", THEOREM.claim, chain(), ["roots", "width"]),
    ],
)
