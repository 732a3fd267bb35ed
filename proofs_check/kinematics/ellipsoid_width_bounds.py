"""Jensen above; below concavity on the simplex, and the variance of a Lipschitz function."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import ellipsoid_width, ellipsoid_width_lower, ellipsoid_width_upper, peak, power_sum
from lqtheory.theorems.kinematics.ellipsoid_width_bounds import THEOREM, omega

t = sp.Symbol("t", nonnegative=True)
w, total, top = ellipsoid_width(omega), power_sum(omega, 1), peak(omega)
axis, rest = 2 / sp.pi * total, total - top
larger = sp.Max(axis, rest)
JENSEN = Source("hardy_littlewood_polya_1952", "Theorem 204 (Jensen)")

PROOF = Proof(
    "ellipsoid_width_bounds",
    steps=[
        Step(
            "jensen",
            Relation(w, "<=", sp.sqrt(total)),
            cited(JENSEN, "E sqrt(Q) <= sqrt(E Q) for Q = sum omega_i g_i^2, whose mean is sum omega_i"),
        ),
        Step(
            "upper",
            Relation(sp.sqrt(total), "=", ellipsoid_width_upper(omega)),
            cited(Source("rudin_1976", "Theorem 1.21"), "definition: the upper bound is this root"),
        ),
        Step(
            "concave",
            Relation(axis, "<=", w**2),
            cited(
                JENSEN,
                "sqrt is concave, so sqrt(Q) >= sum (omega_i/S) sqrt(S) |g_i| with S = sum omega_i; E|g_i| = "
                "sqrt(2/pi), and both sides are squared",
            ),
        ),
        Step(
            "poincare",
            Relation(rest, "<=", w**2),
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 3.20 (Gaussian Poincare inequality)"),
                "sqrt(Q) is Lipschitz with constant sqrt(max omega_i), so its variance S - w^2 is at most max omega_i",
            ),
        ),
        Step(
            "larger",
            Relation(larger, "<=", w**2),
            lemma("larger_of_two", a=axis, b=rest, bound=w**2),
            ["concave", "poincare"],
        ),
        Step("root", Relation(sp.sqrt(larger), "<=", w), monotone(t, sp.sqrt(t)), ["larger"]),
        Step(
            "lower",
            Relation(ellipsoid_width_lower(omega), "=", sp.sqrt(larger)),
            cited(Source("rudin_1976", "Theorem 1.21"), "definition: the lower bound is this root"),
        ),
        Step("claim", THEOREM.claim, chain(), ["lower", "root", "jensen", "upper"]),
    ],
)
