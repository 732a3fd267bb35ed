"""With r(u) = |y|^2/P(u) - u, P(u) the sum of w/(u+lam): tangents bound P(s+h) from both sides, strictly by the spread.

For z = s+h and m = r(s), w (lam-m)^2 h/((s+lam)(z+lam)) adds up to (z+m) (|y|^2 - (z+m) P(z)), and for the mean A of
lam w (lam-A)^2/(z+lam) to (z+A) ((z+A) P(z) - |y|^2). Both terms are at least multiples of w (lam-c)^2/(s+lam)^2, whose
sum is at least |y|^2 - P(s)^2/rho_2 > 0 for every c.
"""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.slice_mean_rises_strictly import THEOREM, D, at, first, mean, radius, second

K, s, h = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t = sp.Symbol("t", real=True)
z = s + h
flat, bent, whole = at(K, z, 0, 1, 1), at(K, s, 1, 1, 1), at(K, s, 1, 1, 0)
above_zero, rise, below_arithmetic, harmonic = THEOREM.relations
(spread,) = GIVEN = THEOREM.claim.given
KNOWN = ["first_positive", "radius_positive", "second_positive", "flat_positive"]


def under(relation):
    """A relation that holds where y sees different eigenvalues."""
    return Claim(given=GIVEN, then=[relation])


def positive(name, level, a, c):
    """A sum with y is positive."""
    own = at(K, level, a, 1, c)
    return Step(f"{name}_positive", Relation(0, "<", own), lemma("spectral_sum_positive", K=K, s=level, a=a, c=c))


def termwise(name, gap, terms):
    """A sum of squares over positive factors, added up over the directions."""
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


def by_radius(name, u):
    """The mean at a level u is |y|^2/P(u) - u."""
    own, top = at(K, u, 0, 1, 1), at(K, u, 1, 1, 1)
    terms = [(1, s, 0, 1, 0), (-u, u, 0, 1, 1), (-1, u, 1, 1, 1)]
    return [
        Step(
            f"{name}_split",
            Relation(0, "=", radius - u * own - top),
            lemma("spectral_sums", K=K, terms=terms, lam=lam, w=w, equal=True),
        ),
        Step(
            f"{name}_mean",
            Relation(mean(u), "=", radius / own - u),
            monotone(t, t / own + top / own),
            [f"{name}_split", *KNOWN],
        ),
    ]


# from below: q = s + m with m = r(s)
q = radius / first
part, factor = q / (h + q), h * s / (z * (h + q))
LOW = [
    (1 - part - factor, s, 0, 1, 0),
    (-(h + q), z, 0, 1, 1),
    (part * q + 2 * factor * q, s, 0, 1, 1),
    (-factor * q**2, s, 0, 1, 2),
]
low_gap = w * (s * first + lam * first - radius) ** 2 * h**2 * lam
low_gap /= first * z * (h * first + radius) * (z + lam) * (s + lam) ** 2
low_total, low_steps = termwise("low", low_gap, LOW)
low_spread = factor * (q**2 * second - radius)

# from above: A the mean of lam
A = whole / radius
c, Q = s**2 / z, s + A
HIGH = [
    ((z + A) ** 2, z, 0, 1, 1),
    (-z - 2 * A - c, s, 0, 1, 0),
    (1, s, 1, 1, 0),
    (2 * c * Q, s, 0, 1, 1),
    (-c * Q**2, s, 0, 1, 2),
]
high_gap = w * (lam * radius - whole) ** 2 * lam * (s**2 + 2 * s * h + lam * z)
high_gap /= radius**2 * z * (z + lam) * (s + lam) ** 2
high_total, high_steps = termwise("high", high_gap, HIGH)
high_spread = c * (radius - first**2 / second)
square = c * (Q * second - first) ** 2 / second
own = (z + A) * ((z + A) * flat - radius)

PROOF = Proof(
    "slice_mean_rises_strictly",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        positive("first", s, 0, 1),
        positive("second", s, 0, 2),
        positive("radius", s, 0, 0),
        positive("flat", z, 0, 1),
        positive("bent", s, 1, 1),
        Step("above_zero", above_zero, monotone(t, t / first), ["bent_positive", "first_positive"]),
        *by_radius("s", s),
        *by_radius("z", z),
        Step("spread", under(spread), sign()),
        *low_steps,
        Step("low_rest", Relation(low_total, "=", radius - (h + q) * flat - low_spread), identity(), KNOWN),
        Step("low_least", Relation(0, "<=", radius - (h + q) * flat - low_spread), chain(), ["low_sum", "low_rest"]),
        Step(
            "low_more",
            under(Relation(0, "<", low_spread)),
            monotone(t, factor * radius * t / first**2 - factor * radius),
            ["spread", *KNOWN],
        ),
        Step(
            "low_own", Relation(low_spread, "<=", radius - (h + q) * flat), monotone(t, t + low_spread), ["low_least"]
        ),
        Step("low_gap", under(Relation(0, "<", radius - (h + q) * flat)), chain(), ["low_more", "low_own"]),
        Step(
            "low_part",
            under(Relation(q - s, "<", radius / flat - z)),
            monotone(t, t / flat + q - s),
            ["low_gap", *KNOWN],
        ),
        Step("rise", under(rise), chain(), ["s_mean", "low_part", "z_mean"]),
        Step("moved", under(Relation(s + mean(s), "<", s + mean(z))), monotone(t, s + t), ["rise"]),
        Step("start", Relation(q, "=", s + mean(s)), monotone(t, s + q - s + mean(s) - t), ["s_mean"]),
        Step("harmonic", under(harmonic), chain(), ["start", "moved"]),
        *high_steps,
        Step("high_rest", Relation(high_total, "=", own - high_spread - square), identity(), KNOWN),
        Step("high_least", Relation(0, "<=", own - high_spread - square), chain(), ["high_sum", "high_rest"]),
        Step("rest_square", Relation(0, "<=", square), sign(), KNOWN),
        Step(
            "high_less",
            Relation(own - high_spread - square, "<=", own - high_spread),
            monotone(t, own - high_spread - square + t),
            ["rest_square"],
        ),
        Step("high_both", Relation(0, "<=", own - high_spread), chain(), ["high_least", "high_less"]),
        Step("high_own", Relation(high_spread, "<=", own), monotone(t, t + high_spread), ["high_both"]),
        Step(
            "high_more",
            under(Relation(0, "<", high_spread)),
            monotone(t, c * t / second - c * first**2 / second),
            ["spread", *KNOWN],
        ),
        Step("high_gap", under(Relation(0, "<", own)), chain(), ["high_more", "high_own"]),
        Step(
            "high_part",
            under(Relation(radius / flat - z, "<", A)),
            monotone(t, t / ((z + A) * flat) + radius / flat - z),
            ["high_gap", *KNOWN],
        ),
        Step("arithmetic", under(below_arithmetic), chain(), ["z_mean", "high_part"]),
        Step("claim", THEOREM.claim, chain(), ["above_zero", "rise", "arithmetic", "harmonic"]),
    ],
)
