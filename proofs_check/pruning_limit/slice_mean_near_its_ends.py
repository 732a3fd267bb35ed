"""Tangents: of 1/(1 + s x), x = 1/(f + lam), at the mean b of x weighted with w x; of 1/(z + lam) at the mean of lam.

r = |y|^2/P(z) - s at z = f + s, so that a lower bound of P(z), the sum of w/(z + lam), bounds r from above.
"""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.slice_mean_near_its_ends import THEOREM, D, at, first, radius, second, variance

K, f, s = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t = sp.Symbol("t", real=True)
z = f + s
flat, bent = at(K, z, 0, 1, 1), at(K, z, 1, 1, 1)
whole, square = at(K, f, 1, 1, 0), at(K, f, 2, 1, 0)
low, high = THEOREM.relations
KNOWN = ["first_positive", "radius_positive", "flat_positive"]


def termwise(name, gap, terms):
    """A term that is 0 or that is nonnegative, added up over the directions."""
    term = sp.Add(*(c * lam**a * w**b * (level + lam) ** (-d) for c, level, a, b, d in terms))
    total = sp.Add(*(c * at(K, level, a, b, d) for c, level, a, b, d in terms))
    return total, [
        Step(f"{name}_square", Relation(0, "<=", gap), sign(), KNOWN),
        Step(f"{name}_same", Relation(gap, "=", term), identity(), KNOWN),
        Step(f"{name}_term", Relation(0, "<=", term), chain(), [f"{name}_square", f"{name}_same"]),
        Step(
            f"{name}_sum",
            Relation(0, "<=", total),
            lemma("spectral_sums", K=K, terms=terms, lam=lam, w=w),
            [f"{name}_term"],
        ),
    ]


def positive(name, level, c):
    """The sum of w/(level + lam)^c is positive."""
    return Step(
        f"{name}_positive",
        Relation(0, "<", at(K, level, 0, 1, c)),
        lemma("spectral_sum_positive", K=K, s=level, a=0, c=c),
    )


# 1/(z + lam) against x/(1 + s b) - s x (x - b)/(1 + s b)^2, b = second/first, g = first + s second = first (1 + s b)
g = first + s * second
LOW = [
    (1, z, 0, 1, 1),
    (-first / g - s * second * first / g**2, f, 0, 1, 1),
    (s * first**2 / g**2, f, 0, 1, 2),
]
low_gap = w * s**2 * (first - second * (f + lam)) ** 2 / ((f + lam) ** 2 * (z + lam) * g**2)
_, low_steps = termwise("low", low_gap, LOW)
SPLIT = [(1, f, 0, 1, 0), (-z, z, 0, 1, 1), (-1, z, 1, 1, 1)]

# 1/(z + lam) against its tangent at A = whole/radius; k = z + A is (z radius + whole)/radius
k = (z * radius + whole) / radius
HIGH = [(1, z, 0, 1, 1), (-1 / k - whole / radius / k**2, f, 0, 1, 0), (1 / k**2, f, 1, 1, 0)]
high_gap = w * (whole - lam * radius) ** 2 / ((z + lam) * (z * radius + whole) ** 2)
_, high_steps = termwise("high", high_gap, HIGH)
# (A - lam)^2/(z k) - (A - lam)^2/((z + lam) k), and (A - lam)/(z + lam) - (A - lam)/k is the second one
A = whole / radius
SPREAD = [
    (1 / (z * k), f, 2, 1, 0),
    (-2 * A / (z * k) - 1 / k, f, 1, 1, 0),
    (A**2 / (z * k) + A / k, f, 0, 1, 0),
    (-A, z, 0, 1, 1),
    (1, z, 1, 1, 1),
]
spread_gap = w * lam * (whole - lam * radius) ** 2 / (radius * z * (z + lam) * (z * radius + whole))
spread_total, spread_steps = termwise("spread", spread_gap, SPREAD)
VARIANCE = [(1, f, 2, 1, 0), (-2 * A, f, 1, 1, 0), (A**2, f, 0, 1, 0)]
variance_gap = w * (whole - lam * radius) ** 2 / radius**2
variance_total = at(K, f, 2, 1, 0) - 2 * A * whole + A**2 * radius

PROOF = Proof(
    "slice_mean_near_its_ends",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        positive("first", f, 1),
        positive("flat", z, 1),
        positive("radius", f, 0),
        *low_steps,
        Step("low_part", Relation(first**2 / g, "<=", flat), monotone(t, t + first**2 / g), ["low_sum"]),
        Step(
            "low_times",
            Relation(radius / flat * first**2 / g, "<=", radius),
            monotone(t, t * radius / flat),
            ["low_part", *KNOWN],
        ),
        Step(
            "low_bound",
            Relation(radius / flat, "<=", radius * g / first**2),
            monotone(t, t * g / first**2),
            ["low_times", *KNOWN],
        ),
        Step(
            "low_mean", Relation(radius / flat - s, "<=", radius * g / first**2 - s), monotone(t, t - s), ["low_bound"]
        ),
        Step(
            "split",
            Relation(0, "=", radius - z * flat - bent),
            lemma("spectral_sums", K=K, terms=SPLIT, lam=lam, w=w, equal=True),
        ),
        Step("whole", Relation(z * flat + bent, "=", radius), monotone(t, t + z * flat + bent), ["split"]),
        Step(
            "by_radius",
            Relation((z * flat + bent) / flat - s, "=", radius / flat - s),
            monotone(t, t / flat - s),
            ["whole", *KNOWN],
        ),
        Step("low", low, chain(), ["by_radius", "low_mean"]),
        *high_steps,
        Step("high_part", Relation(radius / k, "<=", flat), monotone(t, t + radius / k), ["high_sum"]),
        Step("variance_square", Relation(0, "<=", variance_gap), sign(), KNOWN),
        Step(
            "variance_sum",
            Relation(0, "<=", variance_total),
            lemma("spectral_sums", K=K, terms=VARIANCE, lam=lam, w=w),
            ["variance_square"],
        ),
        Step("spreads", Relation(0, "<=", variance), monotone(t, t / radius), ["variance_sum", *KNOWN]),
        Step(
            "scaled",
            Relation(radius * variance / (z * k), "<=", flat * variance / z),
            monotone(t, t * variance / z),
            ["high_part", "spreads", *KNOWN],
        ),
        *spread_steps,
        Step(
            "spread_rest", Relation(spread_total, "=", radius * variance / (z * k) - A * flat + bent), identity(), KNOWN
        ),
        Step(
            "spread_gap",
            Relation(0, "<=", radius * variance / (z * k) - A * flat + bent),
            chain(),
            ["spread_sum", "spread_rest"],
        ),
        Step(
            "more",
            Relation(radius * variance / (z * k) - A * flat + bent, "<=", flat * variance / z - A * flat + bent),
            monotone(t, t - A * flat + bent),
            ["scaled"],
        ),
        Step("missed", Relation(0, "<=", flat * variance / z - A * flat + bent), chain(), ["spread_gap", "more"]),
        Step(
            "reached",
            Relation((A - variance / z) * flat, "<=", bent),
            monotone(t, t + (A - variance / z) * flat),
            ["missed"],
        ),
        Step("divided", Relation(A - variance / z, "<=", bent / flat), monotone(t, t / flat), ["reached", *KNOWN]),
        Step("moved", Relation(high.lhs, "<=", f + bent / flat), monotone(t, f + t), ["divided"]),
        Step("claim", THEOREM.claim, chain(), ["low", "moved"]),
    ],
)
