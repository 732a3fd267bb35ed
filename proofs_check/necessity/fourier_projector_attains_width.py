"""Every pair of rows adds the same to each diagonal entry."""

import sympy as sp

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import chain, cited, identity, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import fourier_projection_error
from lqtheory.theorems.necessity.fourier_projector_attains_width import THEOREM, D

n, k = D.symbols
angle = sp.Symbol("angle", real=True)
u, v = sp.Symbol("u", nonnegative=True), sp.Symbol("v", real=True)
error, pairs = fourier_projection_error(k, n), sp.floor(k / 2)
circle = sp.cos(angle) ** 2 + sp.sin(angle) ** 2


def rest(square):
    """What the rows leave of 1 if a cosine and a sine have this sum of squares."""
    return 1 - pairs * (2 / n) * square - (k - 2 * pairs) / n


PROOF = Proof(
    "fourier_projector_attains_width",
    extra={"angle": Real()},
    steps=[
        Step(
            "diagonal",
            Relation(error**2, "=", rest(circle)),
            cited(
                Source("horn_johnson_2013", "section 2.2 (Fourier matrix)"),
                "the real Fourier rows are orthonormal, and dist(e_j, L)^2 is 1 minus the sum of their squared j-th "
                "entries",
            ),
        ),
        Step("pythagoras", Relation(circle, "=", 1), identity()),
        Step("pairs", Relation(rest(circle), "=", 1 - k / n), monotone(v, rest(v)), ["pythagoras"]),
        Step("square", Relation(error**2, "=", 1 - k / n), chain(), ["diagonal", "pairs"]),
        Step("root", THEOREM.claim, monotone(u, u ** sp.Rational(1, 2)), ["square"]),
    ],
)
