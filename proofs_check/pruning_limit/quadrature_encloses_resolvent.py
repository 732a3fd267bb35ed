"""What the rules miss is a sum of squares times weights, by exactness on the polynomials that meet the resolvent."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, sign
from lqtheory.quantities.spectral_measures import measure_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.quadrature_encloses_resolvent import THEOREM, D, end, gauss, mean

J, s, h, M = D.symbols
own, other = measure_quantity("gauss_missed")(M, s, J), measure_quantity("radau_missed")
top, zero = other(M, s, J, end), other(M, s, J, 0)
below, upper, above = THEOREM.relations

PROOF = Proof(
    "quadrature_encloses_resolvent",
    steps=[
        Step(
            "gauss",
            Relation(mean, "=", gauss + own),
            cited(
                Source("golub_meurant_2010", "chapter 6 (Gauss rules)"),
                "the J nodes are the zeros of p, and the rule is exact for degree 2J-1, so for r (1 - p^2/p(-s)^2), "
                "which is r at the nodes and a polynomial because the bracket vanishes at -s; r is s/(s + lam)",
            ),
        ),
        Step("gauss_more", Relation(gauss, "<=", gauss + own), sign()),
        Step("below", below, chain(), ["gauss_more", "gauss"]),
        Step(
            "radau_end",
            Relation(mean, "=", upper.lhs + top),
            cited(
                Source("golub_meurant_2010", "chapter 6 (Gauss-Radau rules)"),
                "with a node x above all eigenvalues the nodes are the zeros of q; the rule is exact for degree 2J, so "
                "for r (1 - q^2 (s+x)/((x-lam) q(-s)^2)), which is r at the nodes and a polynomial",
            ),
        ),
        Step("end_more", Relation(upper.lhs, "<=", upper.lhs + top), sign()),
        Step("upper", upper, chain(), ["end_more", "radau_end"]),
        Step(
            "radau_zero",
            Relation(above.rhs, "=", mean + zero),
            cited(
                Source("golub_meurant_2010", "chapter 6 (Gauss-Radau rules)"),
                "with a node at 0 the same with the other sign: exact for r (1 + q^2 s/(lam q(-s)^2))",
            ),
        ),
        Step("zero_more", Relation(mean, "<=", mean + zero), sign()),
        Step("claim", THEOREM.claim, chain(), ["below", "upper", "zero_more", "radau_zero"]),
    ],
)
