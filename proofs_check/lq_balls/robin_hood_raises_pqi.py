"""Powers of 2/3 and 1/3 order 2^u + 1 and 3^u; the rest is in the sums of powers, with roots at the end."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.robin_hood_raises_pqi import THEOREM, D, gain

p, q, L, r, s, N = D.symbols
t, w = sp.Symbol("t", positive=True), sp.Symbol("w", real=True)
above, below, order_above, order_below = THEOREM.claim.then
A, nu = 3**p - 2**p - 1, N ** (r / s - 1)
X, Y, Z = (3 * L) ** p + 2**p + 1, (3 * L) ** q + 2**q + 1, (3 * L) ** q + 3**q
hidden, first = 1 + L**-q, ((3 * L) ** p + 3**p) / X
raised = N ** (r / s)
after, before = (2**r + 1) * raised + N, 3**r * raised + N


def less(a, b, turned):
    """The relation a < b, or the other way round."""
    return Relation(b, "<", a) if turned else Relation(a, "<", b)


def powers(u, turned, tag):
    """Steps for 2^u + 1 < 3^u where u > 1, and the other way round where u < 1."""
    two, one = sp.Rational(2, 3), sp.Rational(1, 3)
    steps = [Step(f"side_{tag}", less(1, u, turned), sign())]
    for x in (two, one):
        logs = less(u * sp.log(x), sp.log(x), turned)
        steps.append(Step(f"log_{x.p}_{tag}", logs, monotone(w, w * sp.log(x)), [f"side_{tag}"]))
        steps.append(Step(f"raised_{x.p}_{tag}", less(x**u, x, turned), monotone(w, sp.exp(w)), [f"log_{x.p}_{tag}"]))
    parts = [f"first_{tag}", f"second_{tag}"]
    return [
        *steps,
        Step(parts[0], less(two**u + one**u, two + one**u, turned), monotone(w, w + one**u), [f"raised_2_{tag}"]),
        Step(parts[1], less(two + one**u, sp.S.One, turned), monotone(w, two + w), [f"raised_1_{tag}"]),
        Step(f"sum_{tag}", less(two**u + one**u, sp.S.One, turned), chain(), parts),
        Step(f"order_{tag}", less(2**u + 1, 3**u, turned), monotone(w, w * 3**u), [f"sum_{tag}"]),
    ]


PROOF = Proof(
    "robin_hood_raises_pqi",
    steps=[
        *powers(p, False, "above"),
        Step("enough", Relation(2 * 3**p, "<=", A * L ** (q - p)), sign()),
        Step("scaled", Relation(2 * (3 * L) ** p, "<=", A * L**q), monotone(w, w * L**p), ["enough"]),
        Step("unit", Relation(1, "<", L), sign()),
        Step("tall", Relation(1, "<", L**p), monotone(t, t**p), ["unit"]),
        Step("taller", Relation(3**p, "<", (3 * L) ** p), monotone(w, 3**p * w), ["tall"]),
        Step("rest", Relation(2**p + 1, "<", (3 * L) ** p), chain(), ["order_above", "taller"]),
        Step("double", Relation(X, "<", 2 * (3 * L) ** p), monotone(w, w + (3 * L) ** p), ["rest"]),
        Step("compare", Relation(X, "<", A * L**q), chain(), ["double", "scaled"]),
        Step("shares", Relation(L**-q, "<", A / X), monotone(w, w * L**-q / X), ["compare"]),
        Step("start", Relation(hidden, "<", first), monotone(w, 1 + w), ["shares"]),
        Step(
            "mean",
            Relation(hidden ** (p / q), "<=", p / q * hidden + 1 - p / q),
            lemma("weighted_am_gm", a=hidden, b=1, w=p / q),
        ),
        Step("ones", Relation(p / q * hidden + 1 - p / q, "<=", hidden), sign()),
        Step("smaller", Relation(Z / Y, "<=", hidden), sign()),
        Step("root", Relation((Z / Y) ** (p / q), "<=", hidden ** (p / q)), monotone(t, t ** (p / q)), ["smaller"]),
        Step("powers", Relation((Z / Y) ** (p / q), "<", first), chain(), ["root", "mean", "ones", "start"]),
        Step("roots", Relation((Z / Y) ** (1 / q), "<", first ** (1 / p)), monotone(t, t ** (1 / p)), ["powers"]),
        Step("above", above, monotone(w, w * X ** (1 / p) * Z ** (-1 / q)), ["roots"]),
        *powers(s, True, "below"),
        Step("logs", Relation(sp.log(2), "<", sp.log(3)), sign()),
        Step("times", Relation(r * sp.log(2), "<", r * sp.log(3)), monotone(w, r * w), ["logs"]),
        Step("twos", Relation(2**r, "<", 3**r), monotone(w, sp.exp(w)), ["times"]),
        Step("lift", Relation(after, "<", before + raised), monotone(w, w * raised + raised + N), ["twos"]),
        Step("room", Relation(0, "<=", 3**r * raised * nu), sign()),
        Step("more", Relation(before + raised, "<=", before * (1 + nu)), monotone(w, w + before + raised), ["room"]),
        Step("grows", Relation(after, "<", before * (1 + nu)), chain(), ["lift", "more"]),
        Step("quotient", Relation(after / before, "<", 1 + nu), monotone(w, w / before), ["grows"]),
        Step("many", Relation(1 + nu, "<", gain), sign()),
        Step("below_gain", Relation(after / before, "<", gain), chain(), ["quotient", "many"]),
        Step(
            "gain_roots",
            Relation((after / before) ** (1 / r), "<", gain ** (1 / r)),
            monotone(t, t ** (1 / r)),
            ["below_gain"],
        ),
        Step(
            "below",
            below,
            monotone(w, w * before ** (1 / r) * ((2**s + 2) * N) ** (-1 / s)),
            ["gain_roots"],
        ),
        Step("claim", THEOREM.claim, chain(), ["above", "below", "order_above", "order_below"]),
    ],
)
