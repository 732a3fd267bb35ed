"""At levels v <= z, m the mean at v: w (lam-m)/(z+lam) lies above (v+m)/(z+m) of w (lam-m)/(v+lam), whose sum is 0.

The difference is (z-v) w (lam-m)^2/((v+lam)(z+lam)(z+m)). For the arithmetic mean A the same with 1/(z+A) of w (lam-A).
"""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.slice_mean_rises import THEOREM, D, at, radius

K, f, s, h = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t = sp.Symbol("t", real=True)
first, rise, last = THEOREM.relations


def sums(level):
    """The sums of w lam/(level + lam) and of w/(level + lam)."""
    return at(K, level, 1, 1, 1), at(K, level, 0, 1, 1)


def positive(name, level):
    """The sum of w/(level + lam) is positive."""
    return Step(
        f"{name}_positive", Relation(0, "<", sums(level)[1]), lemma("spectral_sum_positive", K=K, s=level, a=0, c=1)
    )


def termwise(name, gap, terms, about):
    """A sum of squares over positive factors, added up over the directions."""
    term = sp.Add(*(c * lam**a * w**b * (level + lam) ** (-d) for c, level, a, b, d in terms))
    total = sp.Add(*(c * at(K, level, a, b, d) for c, level, a, b, d in terms))
    return [
        Step(f"{name}_square", Relation(0, "<=", gap), sign(), [about]),
        Step(f"{name}_same", Relation(gap, "=", term), identity(), [about]),
        Step(f"{name}_term", Relation(0, "<=", term), chain(), [f"{name}_square", f"{name}_same"]),
        Step(
            f"{name}_sum",
            Relation(0, "<=", total),
            lemma("spectral_sums", K=K, terms=terms, lam=lam, w=w),
            [f"{name}_term"],
        ),
    ]


def rising(name, v, z):
    """The mean at v is at most that at z = v + something positive."""
    (bent, flat), (later, below) = sums(v), sums(z)
    m = bent / flat
    part = (v + m) / (z + m)
    terms = [(1, z, 1, 1, 1), (-m, z, 0, 1, 1), (-part, v, 1, 1, 1), (part * m, v, 0, 1, 1)]
    gap = w * (z - v) * (lam * flat - bent) ** 2 / (flat * (v + lam) * (z + lam) * (z * flat + bent))
    return [
        *termwise(name, gap, terms, f"{name}_positive"),
        Step(f"{name}_part", Relation(m * below, "<=", later), monotone(t, t + m * below), [f"{name}_sum"]),
        Step(
            f"{name}_mean",
            Relation(m, "<=", later / below),
            monotone(t, t / below),
            [f"{name}_part", "s_positive", "h_positive"],
        ),
        Step(f"{name}_moved", Relation(f + m, "<=", f + later / below), monotone(t, f + t), [f"{name}_mean"]),
    ]


whole = at(K, f, 1, 1, 0)
A = whole / radius
z = f + s + h
later, below = sums(z)
DOWN = [(A, z, 0, 1, 1), (-1, z, 1, 1, 1), (-A / (z + A), f, 0, 1, 0), (1 / (z + A), f, 1, 1, 0)]
SPLIT = [(1, f, 0, 1, 0), (-f, f, 0, 1, 1), (-1, f, 1, 1, 1)]
start, flat = sums(f)

PROOF = Proof(
    "slice_mean_rises",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        positive("f", f),
        positive("s", f + s),
        positive("h", z),
        Step("radius", Relation(0, "<", radius), lemma("spectral_sum_positive", K=K, s=f, a=0, c=0)),
        *rising("f", f, f + s),
        Step(
            "split",
            Relation(0, "=", radius - f * flat - start),
            lemma("spectral_sums", K=K, terms=SPLIT, lam=lam, w=w, equal=True),
        ),
        Step("whole", Relation(f * flat + start, "=", radius), monotone(t, t + f * flat + start), ["split"]),
        Step(
            "harmonic",
            Relation((f * flat + start) / flat, "=", first.lhs),
            monotone(t, t / flat),
            ["whole", "f_positive"],
        ),
        Step("first", first, chain(), ["harmonic", "f_moved"]),
        *rising("s", f + s, z),
        *termwise(
            "down", w * (lam * radius - whole) ** 2 / (radius * (z + lam) * (z * radius + whole)), DOWN, "radius"
        ),
        Step("down_part", Relation(later, "<=", A * below), monotone(t, t + later), ["down_sum"]),
        Step("down_mean", Relation(later / below, "<=", A), monotone(t, t / below), ["down_part", "h_positive"]),
        Step("down_moved", Relation(f + later / below, "<=", f + A), monotone(t, f + t), ["down_mean"]),
        Step("claim", THEOREM.claim, chain(), ["first", "s_moved", "down_moved"]),
    ],
)
