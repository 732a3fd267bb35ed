"""With N fractional shares a rounding costs tau^2 min(1/(2(N-1)), 2m/(N(N-1))) at most, and N falls: sum over N.

A step moves u from share k to share j, or w back, whichever is better: the potential has the second derivative -4G
along this line, so that the two ends are 2 G u w below the start on average. Shares stay within [0, 1]: u is at most
1-x and y, w at most x, each a part c or b of that. The first bound is used up to N = 4m and gives H_{4m-1}/2, the
second one from there on gives less than 1/2.
"""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Source, Step
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import chain, cited, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import harmonic_number, rounding_threshold, rounding_variance
from lqtheory.theorems.sparse_approximation.threshold_rounding_bound import THEOREM, D

n, theta, F, m = D.symbols
PART = Real(0, 1, closed="both")
NUMBERS = {
    "N": Integer(2), "j": Integer(0), "x": PART, "y": PART, "b": PART, "c": PART, "u": Real(0), "w": Real(0),
    "G": Real(-1, 1, closed="both"), "a": Real(),
}  # fmt: skip
N, j, x, y, b, c, u, w, G, a = D.extend(**NUMBERS).symbols[-10:]
s = sp.Symbol("s", real=True)
half, quarter = sp.Rational(1, 2), sp.Rational(1, 4)
pairs = N * (N - 1)
masses = MEASURED["atom_masses"].symbol(theta, F)
variance, square = rounding_variance(masses, m), rounding_threshold(masses, m) ** 2
first, later = half * harmonic_number(4 * m - 1), half - 2 * m / (4 * m + j)

up, down = a * u - 2 * G * u**2, -a * w - 2 * G * w**2
# second derivative of |sum (x_j - pi_j) u_j|^2 + sum x_j(1-x_j) along e_j - e_k, for unit vectors u_j
curvature = Relation(2 * ((1 + 1 - 2 * G) - (1 + 1)), "=", -4 * G)
average = Relation(w / (u + w) * up + u / (u + w) * down, "=", -2 * G * u * w)
near = Relation(c * (1 - x) * b * x, "<=", quarter)
far = Relation(c * y * b * x, "<=", x * y)
one = Relation(2 * (N / 4) / pairs, "=", 1 / (2 * (N - 1)))
each = Relation(2 * m / pairs, "=", 2 * m / (N - 1) - 2 * m / N)
cost = Relation(variance + (first + later) * square, "<=", THEOREM.claim.then[1].rhs)

PROOF = Proof(
    "threshold_rounding_bound",
    extra=NUMBERS,
    steps=[
        Step("average", average, identity(), note="with these chances the mean move is 0, and one end is no worse"),
        Step("parabola", Relation(x * (1 - x), "<=", quarter), sign()),
        Step("part", Relation(b, "<=", 1), sign()),
        Step("parts", Relation(c * b, "<=", c), monotone(s, c * s), ["part"]),
        Step("other", Relation(c, "<=", 1), sign()),
        Step("both", Relation(c * b, "<=", 1), chain(), ["parts", "other"]),
        Step("inside", Relation(c * b * x * (1 - x), "<=", x * (1 - x)), monotone(s, s * x * (1 - x)), ["both"]),
        Step("near", near, chain(), ["inside", "parabola"]),
        Step("far", far, monotone(s, s * x * y), ["both"]),
        Step("each", each, identity(), note="summed over N = 4m+1, ..., 4m+j this telescopes to 1/2 - 2m/(4m+j)"),
        Step("rest", Relation(later, "<=", half), sign()),
        Step(
            "scaled",
            Relation(variance + (first + later) * square, "<=", variance + (first + half) * square),
            monotone(s, variance + first * square + s * square),
            ["rest"],
        ),
        Step("cost", cost, chain(), ["scaled"]),
        Step(
            "numbers",
            Claim(then=[curvature, average, near, far, one, each, cost]),
            chain(),
            ["average", "near", "far", "each", "cost"],
        ),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("horn_johnson_2013", "Theorem 7.2.7 (Gram matrices are positive semidefinite)"),
                "for unit vectors u_j with inner products G the squares |sum u_j|^2 and |sum x_j u_j|^2 are "
                "nonnegative, so that the negative G_jk of N vectors have at most the sums N and sum x_j^2 <= m, the "
                "latter with the weights x_j x_k: some of the N(N-1) pairs has at most the mean",
            ),
            ["numbers"],
        ),
    ],
)
