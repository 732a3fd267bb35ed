"""Chernoff's method for sum b_i (g_i^2 - 1), b_i <= 1: the logarithm of its moments, the best rate, the exponent.

u stands for the deviation n d t of the form and S for its squared norm n d (V + t^2); the b_i are +-(f_i - F) - t.
"""

import sympy as sp

from lqtheory import Claim, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.probe_means_rarely_off import THEOREM, D

d, n, t, x = D.symbols
half = sp.Rational(1, 2)
NUMBERS = {
    **{"V": Real(0, closed="left"), "F": Real(0, 1), "S": Real(0), "u": Real(0)},
    **{"v": Real(0, half), "w": Real(0), "b": Real(0, 1, closed="right"), "eta": Real(0, half)},
}
V, F, S, u, v, w, b, eta = D.extend(**NUMBERS).symbols[-8:]
r = sp.Symbol("r", positive=True)
norm_square, deviation = n * d * (V + t**2), n * d * t

# Mean of (f - F - t)^2 where f has mean F and mean square V + F^2: linear in both moments.
moments = Relation((V + F**2) - 2 * (F + t) * F + (F + t) ** 2, "=", V + t**2)
# log E exp(eta b (g^2 - 1)) = -eta b - log(1 - 2 eta b)/2: v = eta b for positive b, w = -eta b for negative b.
positive = Relation(-v - sp.log(1 - 2 * v) / 2, "<=", v**2 / (1 - 2 * v))
negative = Relation(w - sp.log(1 + 2 * w) / 2, "<=", w**2)
largest = Relation((eta * b) ** 2 / (1 - 2 * eta * b), "<=", (eta * b) ** 2 / (1 - 2 * eta))
# The rate eta = u/(2 (S + u)).
rate = Relation((-eta * u + eta**2 * S / (1 - 2 * eta)).subs(eta, u / (2 * (S + u))), "=", -(u**2) / (4 * (S + u)))
exponent = Relation(deviation**2 / (4 * norm_square + 4 * deviation), "=", n * d * t**2 / (4 * (V + t**2 + t)))

PROOF = Proof(
    "probe_means_rarely_off",
    extra=NUMBERS,
    steps=[
        Step("positive", positive, lemma("ordered_derivatives", left=positive.lhs, right=positive.rhs, variable=v)),
        Step("negative", negative, lemma("ordered_derivatives", left=negative.lhs, right=negative.rhs, variable=w)),
        Step("below", Relation(1 - 2 * eta, "<=", 1 - 2 * eta * b), sign()),
        Step("largest", largest, monotone(r, (eta * b) ** 2 / r), ["below"]),
        Step("rate", rate, identity()),
        Step("exponent", exponent, identity()),
        Step(
            "numbers",
            Claim(then=[moments, positive, negative, largest, rate, exponent]),
            chain(),
            ["positive", "negative", "largest", "rate", "exponent"],
        ),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "section 2.2 (Cramer-Chernoff method)"),
                "Markov's inequality for exp(eta X), X = sum b_i (g_i^2 - 1) with independent standard Gaussian g_i, "
                "and log E exp(eta b (g^2 - 1)) = -eta b - log(1 - 2 eta b)/2; once for each sign of the deviation",
            ),
            ["numbers"],
        ),
    ],
)
