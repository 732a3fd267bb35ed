"""The share at g = 1 is the full moment."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, identity
from lqtheory.relations import Relation
from lqtheory.theorems.random_weights.uniform_index_limits import THEOREM, D, first, second

(a,) = D.symbols


def full(p):
    """The theorem on shares at g = 1."""
    return apply("uniform_share", {"p": p, "g": 1})


PROOF = Proof(
    "uniform_index_limits",
    steps=[
        Step("first", Relation(first, "=", a / 2), full(sp.Integer(1))),
        Step("second", Relation(second, "=", a**2 / 3), full(sp.Integer(2))),
        Step("limits", THEOREM.claim, identity(), ["first", "second"]),
    ],
)
