"""Where h c is above lam, below -lam and between them, s = h c - (h + mu) w is lam, -lam and h c: s w = lam |w|."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Step
from lqtheory.proof import cases, chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.pruning_at_soft_threshold import (
    THEOREM,
    D,
    around,
    centre,
    curvature,
    first_order,
    form,
    least,
    loss,
    minimiser,
    other,
    penalised,
    share,
    weight,
)

n, lam, mu, eta, c, v, e = D.symbols
EXTRA = {"h": Real(0), "x": Real(), "q": Real(), "j": Integer(1, "n")}
h, x, q, j = (D.extend(**EXTRA).symbol(name) for name in EXTRA)
z, half = sp.Symbol("z", real=True), sp.Rational(1, 2)
lowest, exact = THEOREM.relations
t = x / h
w = minimiser(h, t)
s = x - (h + mu) * w
REGIONS = {
    "above": [Relation(lam, "<", x)],
    "below": [Relation(x, "<", -lam)],
    "between": [Relation(x, "<=", lam), Relation(-lam, "<=", x)],
}
RIGHT, LEFT = Relation(0, "<=", q), Relation(q, "<", 0)


def everywhere(name, relation, rule):
    """A relation, by what it says in each of the three regions."""
    low = [Relation(x, "<=", lam)]
    return [
        *(Step(f"{name}_{region}", Claim(given, [relation]), rule) for region, given in REGIONS.items()),
        Step(f"{name}_low", Claim(low, [relation]), cases(), [f"{name}_below", f"{name}_between"]),
        Step(name, relation, cases(), [f"{name}_above", f"{name}_low"]),
    ]


def at_entries(relation):
    """A relation for the j-th weight."""
    places = {h: curvature, x: curvature * centre, q: other}
    return Relation(relation.lhs.subs(places), relation.operator, relation.rhs.subs(places))


along = Relation(s * w, "=", lam * sp.Abs(w))
pull = Relation(s * q, "<=", lam * sp.Abs(q))
grown = penalised(h, t, w) + (h + mu) * (q - w) ** 2 / 2
k, p = curvature, share
kept, height = penalised(k, centre, weight) + (k + mu) * (other - weight) ** 2 / 2, penalised(k, centre, other)
cut = loss(k, centre, weight - p * weight) - loss(k, centre, weight)
pulled = p * (k * centre - (k + mu) * weight) * weight + mu * p * weight**2 + k * (p * weight) ** 2 / 2
paid = lam * p * sp.Abs(weight) + mu * p * weight**2 + k * (p * weight) ** 2 / 2
KEPT = [(1, penalised(k, centre, weight)), (half, (k + mu) * (other - weight) ** 2)]
PAID = [(lam, p * sp.Abs(weight)), (mu, p * weight**2), (half, k * (p * weight) ** 2)]


def in_parts(total, terms):
    """A sum as a combination of others."""
    return lemma("linear_sum", total=total, terms=terms, index=j, low=1, high=n)


PROOF = Proof(
    "pruning_at_soft_threshold",
    extra=EXTRA,
    steps=[
        *everywhere("along", along, identity()),
        *everywhere("upper", Relation(s, "<=", lam), sign()),
        *everywhere("lower", Relation(-s, "<=", lam), sign()),
        Step("right", Claim([RIGHT], [Relation(s * q, "<=", lam * q)]), monotone(z, z * q), ["upper"]),
        Step("left", Claim([LEFT], [Relation(s * q, "<=", -lam * q)]), monotone(z, -z * q), ["lower"]),
        Step("q", Relation(q, "<=", sp.Abs(q)), lemma("at_most_absolute", t=q)),
        Step("minus_q", Relation(-q, "<=", sp.Abs(-q)), lemma("at_most_absolute", t=-q)),
        Step("lam_q", Relation(lam * q, "<=", lam * sp.Abs(q)), monotone(z, lam * z), ["q"]),
        Step("lam_minus_q", Relation(-lam * q, "<=", lam * sp.Abs(q)), monotone(z, lam * z), ["minus_q"]),
        Step("pull_right", Claim([RIGHT], [pull]), chain(), ["right", "lam_q"]),
        Step("pull_left", Claim([LEFT], [pull]), chain(), ["left", "lam_minus_q"]),
        Step("pull", pull, cases(), ["pull_right", "pull_left"]),
        Step("more", Relation(grown, "<=", grown + lam * sp.Abs(q) - s * q), monotone(z, grown + z - s * q), ["pull"]),
        Step(
            "gap",
            Relation(grown + lam * sp.Abs(q) - s * q, "=", penalised(h, t, q) + lam * sp.Abs(w) - s * w),
            identity(),
        ),
        Step(
            "level",
            Relation(penalised(h, t, q) + lam * sp.Abs(w) - s * w, "=", penalised(h, t, q)),
            monotone(z, penalised(h, t, q) + lam * sp.Abs(w) - z),
            ["along"],
        ),
        Step("above_least", Relation(grown, "<=", penalised(h, t, q)), chain(), ["more", "gap", "level"]),
        Step(
            "entry",
            Relation(kept, "<=", height),
            substitute({h: k, x: k * centre, q: other}),
            ["above_least"],
        ),
        Step(
            "entries",
            Relation(sp.Sum(kept, (j, 1, n)), "<=", sp.Sum(height, (j, 1, n))),
            lemma("termwise_sum", body=kept, bound=height, factor=1, index=j),
            ["entry"],
        ),
        Step("written", Relation(sp.Sum(kept, (j, 1, n)), "=", least + around), in_parts(kept, KEPT)),
        Step("lowest", lowest, chain(), ["written", "entries"]),
        Step("aligned", at_entries(along), substitute({h: k, x: k * centre}), ["along"]),
        Step(
            "term",
            Relation(pulled, "=", paid),
            monotone(z, p * z + mu * p * weight**2 + k * (p * weight) ** 2 / 2),
            ["aligned"],
        ),
        Step("change", Relation(cut, "=", pulled), identity()),
        Step("cost", Relation(cut, "=", paid), chain(), ["change", "term"]),
        Step(
            "costs",
            Relation(sp.Sum(cut, (j, 1, n)), "=", sp.Sum(paid, (j, 1, n))),
            lemma("equal_terms", body=cut, other=paid, index=j),
            ["cost"],
        ),
        Step("parts", Relation(sp.Sum(paid, (j, 1, n)), "=", form + first_order), in_parts(paid, PAID)),
        Step("exact", exact, chain(), ["costs", "parts"]),
        Step("claim", THEOREM.claim, chain(), ["lowest", "exact"]),
    ],
)
