"""As without a target: its squared distance is the start of the potential, and the cost of the moves is the same."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import harmonic_number, rounding_variance
from lqtheory.theorems.sparse_approximation.threshold_rounding_for_target import THEOREM, D, masses, square, tau

n, theta, F, y, m = D.symbols
NUMBERS = {"N": Integer(2), "j": Integer(0)}
N, j = D.extend(**NUMBERS).symbols[-2:]
s = sp.Symbol("s", real=True)
half = sp.Rational(1, 2)
pairs = N * (N - 1)
start = square + rounding_variance(masses, m)
first, later = half * harmonic_number(4 * m - 1), half - 2 * m / (4 * m + j)

one = Relation(2 * (N / 4) / pairs, "=", 1 / (2 * (N - 1)))
each = Relation(2 * m / pairs, "=", 2 * m / (N - 1) - 2 * m / N)
cost = Relation(start + (first + later) * tau**2, "<=", THEOREM.claim.then[1].rhs)

PROOF = Proof(
    "threshold_rounding_for_target",
    extra=NUMBERS,
    steps=[
        Step("each", each, identity(), note="summed over N = 4m+1, ..., 4m+j this telescopes to 1/2 - 2m/(4m+j)"),
        Step("rest", Relation(later, "<=", half), sign()),
        Step(
            "scaled",
            Relation(start + (first + later) * tau**2, "<=", start + (first + half) * tau**2),
            monotone(s, start + first * tau**2 + s * tau**2),
            ["rest"],
        ),
        Step("cost", cost, chain(), ["scaled"]),
        Step("numbers", Claim(then=[one, each, cost]), chain(), ["each", "cost"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("horn_johnson_2013", "Theorem 7.2.7 (Gram matrices are positive semidefinite)"),
                "for unit vectors u_j with inner products G the squares |sum u_j|^2 and |sum x_j u_j|^2 are "
                "nonnegative; so where all G_jk < 0 some pair of N has |G_jk| s_jk <= min(N/4, m)/(N(N-1)); "
                "|(f-y)/tau + sum (x_j - pi_j) u_j|^2 + sum x_j(1-x_j) has second derivative -4 G_jk along e_j - e_k "
                "for every y: a move of mean 0 costs 2|G_jk| s_jk at most where G_jk < 0, and nothing elsewhere",
            ),
            ["numbers"],
        ),
    ],
)
