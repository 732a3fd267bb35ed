"""Weighted AM-GM at r = sqrt(T/a), T = eta^p and a = q/p; squared, it leaves a (1-r)^2/(1-a) > 0 unless T = a."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.definitions import DEFINITIONS
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.stechkin_count_is_tight_once import THEOREM, D, needed

s, eta, p, low, high = D.symbols
t, v, w = sp.Symbol("t", positive=True), sp.Symbol("root", nonnegative=True), sp.Symbol("w", real=True)
equal, *unequal = THEOREM.claim.then
T = eta**p
formula = DEFINITIONS["kmin_stechkin"](s, eta, p * T, p)


def strict(a, claim, ratio, apart, tag):
    """Steps for s (1-T) < s (1-a) r^(-2a/(1-a)), the count at q = p a."""
    r, inside = sp.sqrt(T / a), [f"inside_{tag}"]
    power, tangent = r ** (-a / (1 - a)), (1 - a * r) / (1 - a)
    line, middle, end = needed + s * a * apart**2 / (1 - a), s * (1 - a) * tangent**2, s * (1 - a) * power**2
    gap = monotone(w, needed + w * s * a / (1 - a))
    return [
        Step(f"ratio_{tag}", Relation(ratio[0], "<", ratio[1]), sign()),
        Step(
            f"root_{tag}",
            Relation(sp.sqrt(ratio[0]), "<", sp.sqrt(ratio[1])),
            monotone(t, sp.sqrt(t)),
            [f"ratio_{tag}"],
        ),
        Step(f"apart_{tag}", Relation(0, "<", apart), sign(), [f"root_{tag}"]),
        Step(f"square_{tag}", Relation(0, "<", apart**2), monotone(v, v**2), [f"apart_{tag}"]),
        Step(f"gap_{tag}", Relation(needed, "<", line), gap, [f"square_{tag}", *inside]),
        Step(f"line_{tag}", Relation(line, "=", middle), identity(), inside),
        Step(
            f"mean_{tag}",
            Relation(1, "<=", a * r + (1 - a) * power),
            lemma("weighted_am_gm", a=r, b=power, w=a),
            inside,
        ),
        Step(
            f"tangent_{tag}",
            Relation(tangent, "<=", power),
            monotone(w, w / (1 - a) - a * r / (1 - a)),
            [f"mean_{tag}", *inside],
        ),
        Step(f"less_{tag}", Relation(a * T, "<", a), monotone(w, a * w), ["power"]),
        Step(f"under_{tag}", Relation(a * T, "<", 1), chain(), [f"less_{tag}", *inside]),
        Step(f"mixed_{tag}", Relation(a * r, "<", 1), monotone(t, sp.sqrt(t)), [f"under_{tag}"]),
        Step(
            f"squares_{tag}",
            Relation(middle, "<=", end),
            monotone(v, s * (1 - a) * v**2),
            [f"tangent_{tag}", f"mixed_{tag}", *inside],
        ),
        Step(f"form_{tag}", Relation(end, "=", claim.rhs), identity(), inside),
        Step(f"count_{tag}", claim, chain(), [f"{name}_{tag}" for name in ("gap", "line", "squares", "form")]),
    ]


PROOF = Proof(
    "stechkin_count_is_tight_once",
    steps=[
        Step("within", Relation(eta, "<", 1), sign()),
        Step("power", Relation(T, "<", 1), monotone(t, t**p), ["within"]),
        Step("exponent", Relation(p * T, "<", p), monotone(w, p * w), ["power"]),
        Step("formula", Relation(equal.lhs, "=", formula), identity(), ["exponent"]),
        Step("cancels", Relation(formula, "=", equal.rhs), identity(), ["power"]),
        Step("equal", equal, chain(), ["formula", "cancels"]),
        Step("start", Relation(low, "<", T), sign()),
        Step("inside_low", Relation(low, "<", 1), chain(), ["start", "power"]),
        Step("inside_high", Relation(high, "<", 1), sign()),
        *strict(low, unequal[0], (sp.S.One, T / low), sp.sqrt(T / low) - 1, "low"),
        *strict(high, unequal[1], (T / high, sp.S.One), 1 - sp.sqrt(T / high), "high"),
        Step("claim", THEOREM.claim, chain(), ["equal", "count_low", "count_high"]),
    ],
)
