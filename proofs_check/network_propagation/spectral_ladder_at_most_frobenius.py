"""Every spectral norm is at most the Frobenius norm."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.spectral_ladder_at_most_frobenius import (
    THEOREM,
    L,
    activation_radius,
    activation_radius_frobenius,
    bias_change,
    change_frobenius,
    change_norm,
    downstream_frobenius,
    downstream_lipschitz,
    layer,
    net,
)

t = sp.Symbol("t", nonnegative=True)
moved = bias_change(net, L, layer)
e, f = change_norm(net, L, layer), change_frobenius(net, L, layer)
r, s = activation_radius(net, L, layer - 1), activation_radius_frobenius(net, L, layer - 1)
a, b = downstream_lipschitz(net, L, layer), downstream_frobenius(net, L, layer)
FROBENIUS = Source("horn_johnson_2013", "section 5.6")

PROOF = Proof(
    "spectral_ladder_at_most_frobenius",
    extra={"l": Integer(1, "L")},
    steps=[
        Step("change", Relation(e, "<=", f), cited(FROBENIUS, "the spectral norm is at most the Frobenius norm")),
        Step("radius", Relation(r, "<=", s), cited(FROBENIUS, "the spectral norm is at most the Frobenius norm")),
        Step("later", Relation(a, "<=", b), cited(FROBENIUS, "the spectral norm is at most the Frobenius norm")),
        Step("first", Relation(e * r, "<=", f * r), monotone(t, t * r), ["change"]),
        Step("second", Relation(f * r, "<=", f * s), monotone(t, f * t), ["radius"]),
        Step("product", Relation(e * r, "<=", f * s), chain(), ["first", "second"]),
        Step("added", Relation(e * r + moved, "<=", f * s + moved), monotone(t, t + moved), ["product"]),
        Step("times", Relation(a * (e * r + moved), "<=", a * (f * s + moved)), monotone(t, a * t), ["added"]),
        Step(
            "factor",
            Relation(a * (f * s + moved), "<=", b * (f * s + moved)),
            monotone(t, t * (f * s + moved)),
            ["later"],
        ),
        Step("term", Relation(a * (e * r + moved), "<=", b * (f * s + moved)), chain(), ["times", "factor"]),
        Step(
            "sum",
            THEOREM.claim,
            lemma("termwise_sum", body=a * (e * r + moved), bound=b * (f * s + moved), factor=1, index=layer),
            ["term"],
        ),
    ],
)
