"""A tangent of the root above; below concavity on the simplex, and the variance of a Lipschitz function."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import ellipsoid_width, ellipsoid_width_lower, ellipsoid_width_upper, peak, power_sum
from lqtheory.theorems.kinematics.ellipsoid_width_bounds import THEOREM, omega

t, x = sp.Symbol("t", nonnegative=True), sp.Symbol("x", real=True)
v = sp.Symbol("v", positive=True)
w, total, top = ellipsoid_width(omega), power_sum(omega, 1), peak(omega)
root = sp.sqrt(total)
axis, rest = 2 / sp.pi * total, total - top
larger = sp.Max(axis, rest)
line = root / 2 + v / (2 * root)

PROOF = Proof(
    "ellipsoid_width_bounds",
    extra={"v": Real(0)},
    steps=[
        Step("square", Relation(sp.sqrt(v), "<=", sp.sqrt(v) + (sp.sqrt(v) - root) ** 2 / (2 * root)), sign()),
        Step("tangent", Relation(sp.sqrt(v), "<=", line), chain(), ["square"]),
        Step(
            "jensen",
            Relation(w, "<=", root),
            lemma("width_below_line", omega=omega, v=v, x=root / 2, y=1 / (2 * root)),
            ["tangent"],
        ),
        Step("upper", Relation(root, "=", ellipsoid_width_upper(omega)), identity()),
        Step("concave", Relation(sp.sqrt(2 / sp.pi) * root, "<=", w), lemma("width_above_axes", omega=omega)),
        Step("axis", Relation(axis, "<=", w**2), monotone(t, t**2), ["concave"]),
        Step("poincare", Relation(total - w**2, "<=", top), lemma("variance_of_ellipsoid_width", omega=omega)),
        Step("rest", Relation(rest, "<=", w**2), monotone(x, x + w**2 - top), ["poincare"]),
        Step(
            "larger",
            Relation(larger, "<=", w**2),
            lemma("larger_of_two", a=axis, b=rest, bound=w**2),
            ["axis", "rest"],
        ),
        Step("root", Relation(sp.sqrt(larger), "<=", w), monotone(t, sp.sqrt(t)), ["larger"]),
        Step("lower", Relation(ellipsoid_width_lower(omega), "=", sp.sqrt(larger)), identity()),
        Step("claim", THEOREM.claim, chain(), ["lower", "root", "jensen", "upper"]),
    ],
)
