"""The determinant of a rank-one update, on a complement; what is in the bracket is then multiplied out by sums."""

import sympy as sp

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.characteristic_polynomial_of_slice import (
    THEOREM,
    D,
    at,
    c,
    factor,
    left,
    rho,
    square,
    tolerance,
)

K, s = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t = sp.Symbol("t", real=True)
level = sublevel_quantity("sublevel_level")(K)
energy, once, twice = at(K, level, 1, 1, 0), at(K, s, 1, 1, 1), at(K, s, 2, 1, 1)
ONCE = [(1, s, 0, 1, 0), (-s, s, 0, 1, 1), (-1, s, 1, 1, 1)]
TWICE = [(1, level, 1, 1, 0), (-s, s, 1, 1, 1), (-1, s, 2, 1, 1)]
solved, again = square - s * rho, energy - s * once
bracket, lowered = (c(K) - twice) * rho + once**2, energy - tolerance(K)
parts = [
    (lowered - twice) * rho + once**2,
    (s * once - tolerance(K)) * rho + once**2,
    once * square - tolerance(K) * rho,
]
value = square**2 - (s * square + tolerance(K)) * rho

PROOF = Proof(
    "characteristic_polynomial_of_slice",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        Step(
            "determinant",
            Relation(left, "=", factor * bracket),
            cited(
                Source("horn_johnson_2013", "sections 0.8.5 (determinants of bordered and updated matrices), 0.7.4"),
                "for N = diag(d) - bb' with d_i > 0 the determinant on the complement of y times |y|^2 is y' adj(N) y, "
                "which is prod d_i ((1 - sum b_i^2/d_i) sum y_i^2/d_i + (sum b_i y_i/d_i)^2); here d = c (s + lambda)",
            ),
        ),
        Step(
            "once",
            Relation(0, "=", square - s * rho - once),
            lemma("spectral_sums", K=K, terms=ONCE, lam=lam, w=w, equal=True),
        ),
        Step("solved", Relation(once, "=", solved), monotone(t, t + once), ["once"]),
        Step(
            "twice",
            Relation(0, "=", energy - s * once - twice),
            lemma("spectral_sums", K=K, terms=TWICE, lam=lam, w=w, equal=True),
        ),
        Step("again", Relation(twice, "=", again), monotone(t, t + twice), ["twice"]),
        Step("excess", Relation(c(K), "=", energy - tolerance(K)), lemma("sublevel_definition", K=K, word="excess")),
        Step("first", Relation(bracket, "=", parts[0]), monotone(t, t * rho - twice * rho + once**2), ["excess"]),
        Step("second", Relation(parts[0], "=", parts[1]), monotone(t, lowered * rho - t * rho + once**2), ["again"]),
        Step("third", Relation(parts[1], "=", parts[2]), monotone(t, parts[1] - once**2 + once * t), ["solved"]),
        Step("fourth", Relation(parts[2], "=", value), monotone(t, t * square - tolerance(K) * rho), ["solved"]),
        Step("value", Relation(bracket, "=", value), chain(), ["first", "second", "third", "fourth"]),
        Step("times", Relation(factor * bracket, "=", THEOREM.relations[0].rhs), monotone(t, factor * t), ["value"]),
        Step("claim", THEOREM.claim, chain(), ["determinant", "times"]),
    ],
)
