"""Both squares multiplied out; what remains is Cauchy and Schwarz's inequality in the form |p b u - q b x|^2 >= 0."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import assumed, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.kinematics.root_point_is_the_projection import THEOREM, D, own, residual

n, mu, p, q, b, x, u = D.symbols
v = sp.Symbol("v", real=True)
given, (goal,) = THEOREM.claim.given, THEOREM.relations
near, far = goal.lhs, goal.rhs
other, apart = power_sum(b * u, 2), power_sum(b * u - b * x, 2)
LINE = [(1, u - x - residual), (-1, residual), (-1, u - x), (mu, b * u), (-mu, b * x), (-mu, b * u - b * x)]
ANGLE = [(1, p * b * u - q * b * x), (p * q - p**2, b * u), (p * q - q**2, b * x), (-p * q, b * u - b * x)]
line, angle = (sum(c * power_sum(w, 2) for c, w in terms) for terms in (LINE, ANGLE))
turned, product = power_sum(p * b * u - q * b * x, 2), other + own - apart
squares = (q - p) ** 2 + power_sum(u - x, 2)


def under(left: sp.Expr, operator: str, right: sp.Expr) -> Claim:
    """A relation under the assumption of the theorem."""
    return Claim(given, [Relation(left, operator, right)])


PROOF = Proof(
    "root_point_is_the_projection",
    steps=[
        Step("inside", Claim(given, given), assumed()),
        Step("angle", Relation(angle, "=", 0), lemma("squares_add_up", terms=ANGLE)),
        Step("turned", Relation(turned - angle, "=", turned), monotone(v, turned - v), ["angle"]),
        Step("square", Relation(0, "<=", turned), sign()),
        Step("acute", Relation(0, "<=", turned - angle), chain(), ["square", "turned"]),
        Step(
            "length",
            under(turned - angle, "<=", 2 * q**2 * own - p * q * product),
            monotone(v, v + q**2 * own - p * q * product),
            ["inside"],
        ),
        Step("scaled", under(0, "<=", 2 * q**2 * own - p * q * product), chain(), ["acute", "length"]),
        Step("product", under(0, "<=", 2 * q * own / p - product), monotone(v, v / (p * q)), ["scaled"]),
        Step("more", under(near, "<=", near + squares + mu * (2 * q * own / p - product)), sign(), ["product"]),
        Step("line", Relation(line, "=", 0), lemma("squares_add_up", terms=LINE)),
        Step("solved", Relation(far - line, "=", far), monotone(v, far - v), ["line"]),
        Step("claim", THEOREM.claim, chain(), ["more", "solved"]),
    ],
)
