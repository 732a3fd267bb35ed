"""J is least at its stationary point, where tau times the condition turns one form into the other.

Below J(t) lie the tangents of the convex mean at tau and of the parabola at tau, whose slopes cancel there.
"""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import block_excess_square
from lqtheory.theorems.statistical_dimension.group_curve_at_its_threshold import THEOREM, D, excess, psi, square, tau

rho, b, t = D.symbols
v = sp.Symbol("v", real=True)
root, form, least = THEOREM.relations
away = block_excess_square(t, b)
tangent = square - 2 * (t - tau) * excess
here = rho * b + rho * tau**2 + (1 - rho) * square
slopes = rho * (b + tau**2) + 2 * (t - tau) * rho * tau
parabola = rho * (b + t**2)

PROOF = Proof(
    "group_curve_at_its_threshold",
    steps=[
        Step(
            "root",
            root,
            cited(
                Source("rudin_1976", "Theorem 4.23 (intermediate values)"),
                "(1-rho) E(r-t)_+ - rho t is continuous, positive at 0 and falls to minus infinity; the threshold is "
                "its zero",
            ),
        ),
        Step(
            "here",
            Relation(psi, "=", here),
            cited(
                Source("foygel_mackey_2014", "section III (block sparsity, l_1/l_2 norm)"),
                "b psi_b is J/M = rho(b+t^2) + (1-rho) E(r-t)_+^2 at the threshold t: an active block is at the mean "
                "squared distance b + t^2 from t times a unit vector, an inactive one at (r-t)_+ from the ball of "
                "radius t",
            ),
        ),
        Step("product", Relation(rho * tau**2, "=", (1 - rho) * tau * excess), monotone(v, tau * v), ["root"]),
        Step("put_in", Relation(here, "=", form.rhs), monotone(v, rho * b + (1 - rho) * square + v), ["product"]),
        Step("form", form, chain(), ["here", "put_in"]),
        Step(
            "tangent",
            Relation(tangent, "<=", away),
            cited(
                Source("rudin_1976", "Theorem 6.12 (b)"),
                "(r-t)_+^2 is convex in t with the slope -2 (r-tau)_+ at tau; integrals keep the order",
            ),
        ),
        Step("square", Relation(0, "<=", rho * (t - tau) ** 2), sign()),
        Step("line", Relation(slopes, "<=", parabola), monotone(v, v + slopes), ["square"]),
        Step(
            "both",
            Relation(slopes + (1 - rho) * tangent, "<=", parabola + (1 - rho) * tangent),
            monotone(v, v + (1 - rho) * tangent),
            ["line"],
        ),
        Step(
            "more",
            Relation(parabola + (1 - rho) * tangent, "<=", least.rhs),
            monotone(v, parabola + (1 - rho) * v),
            ["tangent"],
        ),
        Step(
            "slopes",
            Relation(
                slopes + (1 - rho) * tangent,
                "=",
                rho * (b + tau**2) + 2 * (t - tau) * (1 - rho) * excess + (1 - rho) * tangent,
            ),
            monotone(v, rho * (b + tau**2) + 2 * (t - tau) * v + (1 - rho) * tangent),
            ["root"],
        ),
        Step("least", least, chain(), ["here", "slopes", "both", "more"]),
        Step("claim", THEOREM.claim, chain(), ["root", "form", "least"]),
    ],
)
