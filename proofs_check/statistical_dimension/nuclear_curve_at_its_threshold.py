"""J is least at its stationary point, where tau times the condition turns one form into the other.

Below J(t) lie the tangents of the convex mean at tau and of the parabola at tau, whose slopes cancel there.
"""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import singular_excess_square
from lqtheory.theorems.statistical_dimension.nuclear_curve_at_its_threshold import (
    THEOREM,
    D,
    excess,
    psi,
    square,
    tau,
    y,
)

rho, nu, t = D.symbols
v = sp.Symbol("v", real=True)
root, form, least = THEOREM.relations
away = singular_excess_square(t, y)
tangent = square - 2 * (t - tau) * excess
slopes = rho * (1 + tau**2) + 2 * (t - tau) * rho * tau


def value(inner):
    """J/(mn) from the part in the brackets."""
    return rho * nu + (1 - rho * nu) * inner


PROOF = Proof(
    "nuclear_curve_at_its_threshold",
    steps=[
        Step(
            "root",
            root,
            cited(
                Source("rudin_1976", "Theorem 4.23 (intermediate values)"),
                "(1-rho) E(u-t)_+ - rho t is continuous, positive at 0 and negative from the upper edge on; the "
                "threshold is its zero",
            ),
        ),
        Step(
            "here",
            Relation(psi, "=", value(rho + rho * tau**2 + (1 - rho) * square)),
            cited(
                Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 4.7"),
                "psi is J/(mn) = rho nu + (1-rho nu)[rho(1+t^2) + (1-rho) E(u-t)_+^2] at the threshold t",
            ),
        ),
        Step("product", Relation(rho * tau**2, "=", (1 - rho) * tau * excess), monotone(v, tau * v), ["root"]),
        Step(
            "put_in",
            Relation(value(rho + rho * tau**2 + (1 - rho) * square), "=", form.rhs),
            monotone(v, value(rho + (1 - rho) * square) + (1 - rho * nu) * v),
            ["product"],
        ),
        Step("form", form, chain(), ["here", "put_in"]),
        Step(
            "tangent",
            Relation(tangent, "<=", away),
            cited(
                Source("rudin_1976", "Theorem 6.12 (b)"),
                "(u-t)_+^2 is convex in t with the slope -2 (u-tau)_+ at tau; integrals keep the order",
            ),
        ),
        Step("convex", Relation((1 - rho) * tangent, "<=", (1 - rho) * away), monotone(v, (1 - rho) * v), ["tangent"]),
        Step("parabola", Relation(0, "<=", rho * (t - tau) ** 2), sign()),
        Step("line", Relation(slopes, "<=", rho * (1 + t**2)), monotone(v, v + slopes), ["parabola"]),
        Step(
            "both",
            Relation(slopes + (1 - rho) * tangent, "<=", rho * (1 + t**2) + (1 - rho) * tangent),
            monotone(v, v + (1 - rho) * tangent),
            ["line"],
        ),
        Step(
            "more",
            Relation(rho * (1 + t**2) + (1 - rho) * tangent, "<=", rho * (1 + t**2) + (1 - rho) * away),
            monotone(v, rho * (1 + t**2) + v),
            ["convex"],
        ),
        Step(
            "cancel",
            Relation(2 * (t - tau) * rho * tau, "=", 2 * (t - tau) * (1 - rho) * excess),
            monotone(v, 2 * (t - tau) * v),
            ["root"],
        ),
        Step(
            "slopes",
            Relation(
                slopes + (1 - rho) * tangent,
                "=",
                rho * (1 + tau**2) + 2 * (t - tau) * (1 - rho) * excess + (1 - rho) * tangent,
            ),
            monotone(v, rho * (1 + tau**2) + v + (1 - rho) * tangent),
            ["cancel"],
        ),
        Step(
            "above",
            Relation(rho + rho * tau**2 + (1 - rho) * square, "<=", rho * (1 + t**2) + (1 - rho) * away),
            chain(),
            ["slopes", "both", "more"],
        ),
        Step(
            "scaled",
            Relation(value(rho + rho * tau**2 + (1 - rho) * square), "<=", least.rhs),
            monotone(v, value(v)),
            ["above"],
        ),
        Step("least", least, chain(), ["here", "scaled"]),
        Step("claim", THEOREM.claim, chain(), ["root", "form", "least"]),
    ],
)
