"""N - N'_M is s (q P_013 - P_012)/(q P_012 - P_011), q = s + k; compared with r and 1 + r term by term.

With A = 1/(s + lambda) the terms are s A (q A - 1)^2/q and (q A - 1)^2 (1 - s A)/q.
"""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.slice_width_below_count import THEOREM, D, count, level, share, width

(K,) = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t = sp.Symbol("t", real=True)
s, k, at = level, sublevel_quantity("sublevel_published_level")(K), sublevel_quantity("sublevel_sum")
q = s + k
energy, first, second, third = (at(K, s, 0, 1, c) for c in range(4))
whole = s * at(K, s, 0, 0, 1)
slope, bend = q * second - first, s * (q * third - second)
lost = bend / slope
least = [(s * q, s, 0, 1, 3), (-2 * s, s, 0, 1, 2), (s / q, s, 0, 1, 1)]
most = [(q + 2 * s, s, 0, 1, 2), (-2 - s / q, s, 0, 1, 1), (1 / q, s, 0, 1, 0), (-s * q, s, 0, 1, 3)]
squares = {
    "least": w * s * (lam - k) ** 2 / ((s + lam) ** 3 * q),
    "most": w * lam * (lam - k) ** 2 / ((s + lam) ** 3 * q),
}


def term_steps(name: str, terms: list) -> list[Step]:
    """The terms are nonnegative for every direction."""
    term = sp.Add(*(c * lam**a * w**b * (s + lam) ** (-d) for c, _, a, b, d in terms))
    return [
        Step(f"{name}_square", Relation(0, "<=", squares[name]), sign()),
        Step(f"{name}_same", Relation(squares[name], "=", term), identity()),
        Step(f"{name}_term", Relation(0, "<=", term), chain(), [f"{name}_square", f"{name}_same"]),
    ]


PROOF = Proof(
    "slice_width_below_count",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        *term_steps("least", least),
        *term_steps("most", most),
        Step("positive", Relation(0, "<", slope), lemma("slice_slope_positive", K=K)),
        Step(
            "least",
            Relation(0, "<=", bend - share * slope),
            lemma("spectral_sums", K=K, terms=least, lam=lam, w=w),
            ["least_term"],
        ),
        Step("least_part", Relation(share * slope, "<=", bend), monotone(t, t + share * slope), ["least"]),
        Step("least_lost", Relation(share, "<=", lost), monotone(t, t / slope), ["least_part", "positive"]),
        Step(
            "most",
            Relation(0, "<=", (1 + share) * slope - bend + energy / q - first),
            lemma("spectral_sums", K=K, terms=most, lam=lam, w=w),
            ["most_term"],
        ),
        Step("equation", Relation(energy, "=", q * first), lemma("slice_equation", K=K)),
        Step("energy", Relation(energy / q - first, "=", 0), monotone(t, t / q - first), ["equation"]),
        Step(
            "without",
            Relation((1 + share) * slope - bend + energy / q - first, "=", (1 + share) * slope - bend),
            monotone(t, (1 + share) * slope - bend + t),
            ["energy"],
        ),
        Step("most_gap", Relation(0, "<=", (1 + share) * slope - bend), chain(), ["most", "without"]),
        Step("most_part", Relation(bend, "<=", (1 + share) * slope), monotone(t, t + bend), ["most_gap"]),
        Step("most_lost", Relation(lost, "<=", 1 + share), monotone(t, t / slope), ["most_part", "positive"]),
        Step("count", Relation(count, "=", whole), lemma("slice_definition", K=K, word="count")),
        Step("width", Relation(width, "=", whole - lost), lemma("slice_definition", K=K, word="width")),
        Step("counted", Relation(count - share, "=", whole - share), monotone(t, t - share), ["count"]),
        Step(
            "counted_less", Relation(count - 1 - share, "=", whole - 1 - share), monotone(t, t - 1 - share), ["count"]
        ),
        Step("above", Relation(whole - lost, "<=", whole - share), monotone(t, whole - t), ["least_lost"]),
        Step("below", Relation(whole - 1 - share, "<=", whole - lost), monotone(t, whole - t), ["most_lost"]),
        Step("claim", THEOREM.claim, chain(), ["width", "above", "counted", "counted_less", "below"]),
    ],
)
