"""Log-convexity of power sums at the middle exponent, then the root."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.lq_balls.lyapunov_inequality import THEOREM, D

n, q, p, t, x = D.symbols
v = sp.Symbol("v", positive=True)
mean = q + (1 - t) * (p - q)
r, theta = q * p / mean, q * t / mean

PROOF = Proof(
    "lyapunov_inequality",
    steps=[
        Step(
            "hoelder",
            Relation(power_sum(x, r), "<=", power_sum(x, q) ** (1 - theta) * power_sum(x, p) ** theta),
            lemma("log_convex_power_sums", x=x, u=q, v=p, t=theta, middle=r),
        ),
        Step("root", THEOREM.claim, monotone(v, v ** (1 / r)), ["hoelder"]),
    ],
)
