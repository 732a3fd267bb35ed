"""sin^2(a-b) multiplied out; int sin^{d-1} cos = sin^d/d, and the other two integrals are shares of caps."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, lemma
from lqtheory.relations import Relation
from lqtheory.symbols import cap_share, circular_tail
from lqtheory.theorems.statistical_dimension.circular_tail_closed_form import THEOREM, D, density

d, alpha = D.symbols
b = sp.Symbol("b", positive=True)
sine, cosine = sp.sin(alpha), sp.cos(alpha)
parts = {"x": sine**2, "y": -2 * sine * cosine, "z": cosine**2 - sine**2}
sums = (
    d * parts["x"] * cap_share(d, alpha)
    + parts["y"] * density * sine**d
    + parts["z"] * (d - 1) * cap_share(d + 2, alpha)
)

PROOF = Proof(
    "circular_tail_closed_form",
    extra={"b": Real(0, "pi/2")},
    steps=[
        Step(
            "sums",
            Relation(circular_tail(d, alpha), "=", sums),
            lemma("tail_from_powers", d=d, alpha=alpha, b=b, **parts),
        ),
        Step("claim", THEOREM.claim, chain(), ["sums"]),
    ],
)
