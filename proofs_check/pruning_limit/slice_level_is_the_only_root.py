"""w (lam-kappa)/(u+lam), less a multiple of w (lam-kappa)/(s+lam), whose sum is 0, has one sign, by at least the slope.

The difference is (u-s) w (lam-kappa)^2/((u+lam)(s+lam)(u+kappa)), where 1/(u+lam) is at least (s/u)/(s+lam) for u > s
and 1/(s+lam) for u < s; the sum of w (lam-kappa)^2/(s+lam)^2 is s + kappa times the slope of the slice's equation.
"""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.slice_level_is_the_only_root import THEOREM, D, above, at, below, kappa, level

K, v, h = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t = sp.Symbol("t", real=True)
s, q = level, level + kappa
energy, first, second = (at(K, s, 0, 1, c) for c in range(3))
bent, slope = at(K, s, 1, 1, 1), q * second - first
root, low, high = THEOREM.relations
SPLIT = [(1, s, 0, 1, 0), (-s, s, 0, 1, 1), (-1, s, 1, 1, 1)]


def termwise(name, gap, terms):
    """A term that is nonnegative in every direction, added up."""
    term = sp.Add(*(c * lam**a * w**b * (z + lam) ** (-d) for c, z, a, b, d in terms))
    total = sp.Add(*(c * at(K, z, a, b, d) for c, z, a, b, d in terms))
    return total, [
        Step(f"{name}_square", Relation(0, "<=", gap), sign()),
        Step(f"{name}_same", Relation(gap, "=", term), identity()),
        Step(f"{name}_term", Relation(0, "<=", term), chain(), [f"{name}_square", f"{name}_same"]),
        Step(
            f"{name}_sum",
            Relation(0, "<=", total),
            lemma("spectral_sums", K=K, terms=terms, lam=lam, w=w),
            [f"{name}_term"],
        ),
    ]


def positive(name, u, factor, rest):
    """The sum of w/(u+lam) is at least ``factor`` times that of w/(s+lam)^2; they differ by ``rest`` in a term."""
    own = at(K, u, 0, 1, 1)
    _, steps = termwise(f"{name}_some", w * rest, [(1, u, 0, 1, 1), (-factor, s, 0, 1, 2)])
    return [
        *steps,
        Step(
            f"{name}_some_least",
            Relation(factor * second, "<=", own),
            monotone(t, t + factor * second),
            [f"{name}_some_sum"],
        ),
        Step(f"{name}_some_more", Relation(0, "<", factor * second), monotone(t, factor * t), ["second"]),
        Step(f"{name}_positive", Relation(0, "<", own), chain(), [f"{name}_some_more", f"{name}_some_least"]),
    ]


def side(name, u, way, factor, rest):
    """``way`` times the excess over kappa at u is at least ``factor`` (lam-kappa)^2/(s+lam)^2, summed."""
    part = (s + kappa) / (u + kappa)
    terms = [
        (way, u, 1, 1, 1),
        (-way * kappa, u, 0, 1, 1),
        (-way * part, s, 1, 1, 1),
        (way * part * kappa, s, 0, 1, 1),
        (-factor, s, 0, 1, 0),
        (2 * factor * q, s, 0, 1, 1),
        (-factor * q**2, s, 0, 1, 2),
    ]
    own = way * (at(K, u, 1, 1, 1) - kappa * at(K, u, 0, 1, 1))
    total, steps = termwise(name, w * (lam - kappa) ** 2 * rest, terms)
    by_slope = factor * q * slope
    return [
        *steps,
        # the sum at the level s is 0, and energy is q first
        Step(
            f"{name}_root",
            Relation(total, "=", total - way * part * (kappa * first - bent)),
            monotone(t, total - way * part * t),
            ["balance"],
        ),
        Step(
            f"{name}_energy",
            Relation(total - way * part * (kappa * first - bent), "=", own - by_slope),
            monotone(t, own + 2 * factor * q * first - factor * q**2 * second - factor * t),
            ["equation"],
        ),
        Step(
            f"{name}_part",
            Relation(0, "<=", own - by_slope),
            chain(),
            [f"{name}_sum", f"{name}_root", f"{name}_energy"],
        ),
        Step(f"{name}_least", Relation(by_slope, "<=", own), monotone(t, t + by_slope), [f"{name}_part"]),
        Step(f"{name}_more", Relation(0, "<", by_slope), monotone(t, factor * q * t), ["slope"]),
        Step(f"{name}_own", Relation(0, "<", own), chain(), [f"{name}_more", f"{name}_least"]),
    ]


ABOVE, BELOW = h * s / (above * (above + kappa)), (s - below) / (below + kappa)

PROOF = Proof(
    "slice_level_is_the_only_root",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        Step("slope", Relation(0, "<", slope), lemma("slice_slope_positive", K=K)),
        Step("sloped", Relation(first, "<", q * second), monotone(t, t + first), ["slope"]),
        Step("none", Relation(0, "<=", first), sign()),
        Step("times", Relation(0, "<", q * second), chain(), ["none", "sloped"]),
        Step("second", Relation(0, "<", second), monotone(t, t / q), ["times"]),
        *positive("at", s, s, lam / (s + lam) ** 2),
        *positive("below", below, s, (s * (s - below) + s * lam + lam**2) / ((below + lam) * (s + lam) ** 2)),
        *positive(
            "above",
            above,
            s**2 / above,
            lam * (s**2 + 2 * s * h + lam * above) / (above * (above + lam) * (s + lam) ** 2),
        ),
        Step("equation", Relation(energy, "=", q * first), lemma("slice_equation", K=K)),
        Step(
            "split",
            Relation(0, "=", energy - s * first - bent),
            lemma("spectral_sums", K=K, terms=SPLIT, lam=lam, w=w, equal=True),
        ),
        Step(
            "parts",
            Relation(energy - s * first - bent, "=", kappa * first - bent),
            monotone(t, t - s * first - bent),
            ["equation"],
        ),
        Step("balance", Relation(0, "=", kappa * first - bent), chain(), ["split", "parts"]),
        Step("balanced", Relation(bent, "=", kappa * first), monotone(t, t + bent), ["balance"]),
        Step("root", root, monotone(t, t / first), ["balanced", "at_positive"]),
        *side("above", above, 1, ABOVE, h * lam * h / (above * (above + kappa) * (above + lam) * (s + lam) ** 2)),
        Step(
            "above_sums",
            Relation(kappa * at(K, above, 0, 1, 1), "<", at(K, above, 1, 1, 1)),
            monotone(t, t + kappa * at(K, above, 0, 1, 1)),
            ["above_own"],
        ),
        Step("high", high, monotone(t, t / at(K, above, 0, 1, 1)), ["above_sums", "above_positive"]),
        *side("below", below, -1, BELOW, (s - below) ** 2 / ((below + kappa) * (below + lam) * (s + lam) ** 2)),
        Step(
            "below_sums",
            Relation(at(K, below, 1, 1, 1), "<", kappa * at(K, below, 0, 1, 1)),
            monotone(t, t + at(K, below, 1, 1, 1)),
            ["below_own"],
        ),
        Step("low", low, monotone(t, t / at(K, below, 0, 1, 1)), ["below_sums", "below_positive"]),
        Step("claim", THEOREM.claim, chain(), ["root", "low", "high"]),
    ],
)
