"""The error is that of conjugate gradients, whose Chebyshev bound 4 U/(1+U)^2, U = q^{2J}, is at most 4 U."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, identity, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.gauss_rule_error_for_shares import THEOREM, D, gauss, mean, q

n, J, s, lam = D.symbols
NUMBERS = {"U": Real(0, closed="left")}
U = D.extend(**NUMBERS).symbols[-1]
t = sp.Symbol("t", real=True)
below, within = THEOREM.relations
factor = 4 * U / (1 + U) ** 2
rest = 4 * U * (2 * U + U**2) / (1 + U) ** 2
square = q ** (2 * J)

PROOF = Proof(
    "gauss_rule_error_for_shares",
    extra=NUMBERS,
    steps=[
        Step(
            "conjugate_gradients",
            Claim(then=[below, Relation(mean - gauss, "<=", factor.subs(U, square) * mean)]),
            cited(
                Source("saad_2003", "Theorem 6.29 (convergence of conjugate gradients)"),
                "J steps of conjugate gradients for (H + s) x = v reduce the square of the energy norm of the error, "
                "v'(H+s)^{-1}v less the value of the Gauss rule, at least to 1/T_J^2 = 4 q^{2J}/(1 + q^{2J})^2 of it",
            ),
        ),
        Step("gap", Relation(0, "<=", rest), sign()),
        Step(
            "raised",
            Relation(factor, "<=", factor + rest),
            monotone(t, factor + t),
            ["gap"],
        ),
        Step("same", Relation(factor + rest, "=", 4 * U), identity()),
        Step("factor", Relation(factor, "<=", 4 * U), chain(), ["raised", "same"]),
        Step("at_power", Relation(factor.subs(U, square), "<=", 4 * square), substitute({U: square}), ["factor"]),
        Step(
            "times_mean",
            Relation(factor.subs(U, square) * mean, "<=", 4 * square * mean),
            monotone(t, t * mean),
            ["at_power"],
        ),
        Step(
            "missed",
            Relation(mean - gauss, "<=", 4 * square * mean),
            chain(),
            ["conjugate_gradients", "times_mean"],
        ),
        Step("within", within, monotone(t, t + gauss - 4 * square * mean), ["missed"]),
        Step("claim", THEOREM.claim, chain(), ["conjugate_gradients", "within"]),
    ],
)
