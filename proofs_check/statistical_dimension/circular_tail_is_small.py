"""sin(a-b) <= sin(a) bounds the tail by a cap, and sin(b) = u sin(a) bounds the cap."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, identity, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import cap_share, circular_tail
from lqtheory.theorems.statistical_dimension.circular_tail_is_small import THEOREM, D

d, alpha = D.symbols
t = sp.Symbol("t", real=True)
sine = sp.sin(alpha)
share = cap_share(d, alpha)
cap, tail = THEOREM.relations

PROOF = Proof(
    "circular_tail_is_small",
    steps=[
        Step(
            "cap",
            cap,
            cited(
                Source("rudin_1976", "Theorems 6.19 and 6.12 (b)"),
                "with sin(b) = u sin(a) the integral of sin^(d-2) over [0, a] is sin^(d-1)(a) times that of "
                "u^(d-2) (1 - u^2 sin^2(a))^(-1/2) over [0, 1], which is largest at a = pi/2: half of the sphere",
            ),
        ),
        Step(
            "tail",
            Relation(circular_tail(d, alpha), "<=", d * sine**2 * share),
            cited(Source("rudin_1976", "Theorem 6.12 (b)"), "sin^2(a-b) <= sin^2(a) under the integral over [0, a]"),
        ),
        Step(
            "scaled",
            Relation(d * sine**2 * share, "<=", d * sine**2 * cap.rhs),
            monotone(t, d * sine**2 * t),
            ["cap"],
        ),
        Step("powers", Relation(d * sine**2 * cap.rhs, "=", tail.rhs), identity()),
        Step("claim", THEOREM.claim, chain(), ["cap", "tail", "scaled", "powers"]),
    ],
)
