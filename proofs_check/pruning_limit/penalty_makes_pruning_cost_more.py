"""Above lam, below -lam and between them s is lam, -lam and x, and w is x - lam, x + lam and 0."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Step
from lqtheory.proof import cases, chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import entry
from lqtheory.theorems.pruning_limit.penalty_makes_pruning_cost_more import THEOREM, D, cost, subgradient, trained

n, i, lam, mu, p, q, x, e = D.symbols
EXTRA = {"t": Real(), "j": Integer(1, "n")}
t, j = (D.extend(**EXTRA).symbol(name) for name in EXTRA)
v = sp.Symbol("v", real=True)
bounded, aligned, slope, least, *outside, inside = THEOREM.relations
REGIONS = {
    "above": [Relation(lam, "<", t)],
    "below": [Relation(t, "<", -lam)],
    "between": [Relation(t, "<=", lam), Relation(-lam, "<=", t)],
}
part, weight = entry(e, j) ** 2, trained(entry(x, j))
term = part * subgradient(entry(x, j)) * weight + mu * part * weight**2
paid = lam * part * sp.Abs(weight) + mu * part * weight**2
excess = -sp.Max(-q - lam, 0)


def everywhere(name, relation, rule):
    """A relation at t, by what it says in each of the three regions."""
    return [
        *(Step(f"{name}_{region}", Claim(given, [relation]), rule) for region, given in REGIONS.items()),
        Step(f"{name}_low", Claim([Relation(t, "<=", lam)], [relation]), cases(), [f"{name}_below", f"{name}_between"]),
        Step(name, relation, cases(), [f"{name}_above", f"{name}_low"]),
    ]


def at(relation, value):
    """A relation at another number."""
    return Relation(relation.lhs.subs(t, value), relation.operator, relation.rhs.subs(t, value))


upper, lower = Relation(subgradient(t), "<=", lam), Relation(-subgradient(t), "<=", lam)
size = Relation(sp.Abs(subgradient(t)), "<=", lam)
along = Relation(subgradient(t) * trained(t), "=", lam * sp.Abs(trained(t)))

PROOF = Proof(
    "penalty_makes_pruning_cost_more",
    extra=EXTRA,
    steps=[
        *everywhere("upper", upper, sign()),
        *everywhere("lower", lower, sign()),
        Step("size", size, lemma("absolute_at_most", t=subgradient(t), bound=lam), ["upper", "lower"]),
        Step("bounded", bounded, substitute({t: entry(x, i)}), ["size"]),
        *everywhere("along", along, identity()),
        Step("aligned", aligned, substitute({t: entry(x, i)}), ["along"]),
        Step("entry", at(along, entry(x, j)), substitute({t: entry(x, j)}), ["along"]),
        Step("term", Relation(term, "=", paid), monotone(v, part * v + mu * part * weight**2), ["entry"]),
        Step(
            "terms",
            Relation(sp.Sum(term, (j, 1, n)), "=", sp.Sum(paid, (j, 1, n))),
            lemma("equal_terms", body=term, other=paid, index=j),
            ["term"],
        ),
        Step("written", Relation(slope.lhs, "=", sp.Sum(term, (j, 1, n))), identity()),
        Step("parts", Relation(sp.Sum(paid, (j, 1, n)), "=", cost), identity()),
        Step("slope", slope, chain(), ["written", "terms", "parts"]),
        Step("decay", Relation(least.lhs, "<=", cost), sign()),
        Step("least", least, chain(), ["decay", "slope"]),
        Step("outside", Claim(then=outside), identity()),
        Step("not_above", Relation(sp.Max(q - lam, 0), "=", 0), identity()),
        Step("not_below", Relation(sp.Max(-q - lam, 0), "=", 0), identity()),
        Step("no_more", Relation(trained(q), "=", excess), monotone(v, v + excess), ["not_above"]),
        Step("nothing", Relation(excess, "=", 0), monotone(v, -v), ["not_below"]),
        Step("inside", inside, chain(), ["no_more", "nothing"]),
        Step("claim", THEOREM.claim, chain(), ["bounded", "aligned", "slope", "least", "outside", "inside"]),
    ],
)
