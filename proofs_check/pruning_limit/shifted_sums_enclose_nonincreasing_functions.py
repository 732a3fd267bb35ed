"""Place by place the separation theorem, weighted with the drops and added up."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.shifted_sums_enclose_nonincreasing_functions import (
    THEOREM,
    D,
    drop,
    left,
    mass,
    right,
)

EXTRA = {"i": Integer(1, "g")}
i = D.extend(**EXTRA).symbols[-1]
t = sp.Symbol("t", real=True)
lower, upper = THEOREM.relations
SZEGO = Source("szego_1975", "Theorem 3.41.1 (separation theorem of Chebyshev, Markov and Stieltjes)")

PROOF = Proof(
    "shifted_sums_enclose_nonincreasing_functions",
    extra=EXTRA,
    steps=[
        Step(
            "above",
            Relation(mass, "<=", left),
            cited(
                SZEGO,
                "up to a point below the node theta_{k+1} lies at most omega_1 + ... + omega_{k+1}: the weights of the "
                "nodes whose left neighbour, -inf for the first, is at most the point, where it is not below theta_k",
            ),
        ),
        Step("weighted", Relation(drop * mass, "<=", drop * left), monotone(t, drop * t), ["above"]),
        Step(
            "upper", upper, lemma("termwise_sum", body=drop * mass, bound=drop * left, factor=1, index=i), ["weighted"]
        ),
        Step(
            "below",
            Relation(right, "<=", mass),
            cited(
                SZEGO,
                "up to a point that is not below the node theta_k lies at least omega_1 + ... + omega_{k-1}: the "
                "weights of the nodes whose right neighbour is at most the point, where it is below theta_{k+1}",
            ),
        ),
        Step("again", Relation(drop * right, "<=", drop * mass), monotone(t, drop * t), ["below"]),
        Step("lower", lower, lemma("termwise_sum", body=drop * right, bound=drop * mass, factor=1, index=i), ["again"]),
        Step("claim", THEOREM.claim, chain(), ["lower", "upper"]),
    ],
)
