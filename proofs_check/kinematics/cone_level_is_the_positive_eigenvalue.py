"""c is what remains of y'Hy, term by term: lambda - lambda s/(s + lambda) = lambda^2/(s + lambda)."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.cone_level_is_the_positive_eigenvalue import THEOREM, D, secular

(K,) = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t = sp.Symbol("t", real=True)
s, excess, tolerance = (sublevel_quantity(f"sublevel_{name}")(K) for name in ("level", "excess", "tolerance"))
whole, root, rest = (sublevel_quantity("sublevel_sum")(K, s, a, 1, c) for a, c in ((1, 0), (1, 1), (2, 1)))
terms = [(1, s, 1, 1, 0), (-s, s, 1, 1, 1), (-1, s, 2, 1, 1)]

PROOF = Proof(
    "cone_level_is_the_positive_eigenvalue",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        Step(
            "terms",
            Relation(0, "=", whole - s * root - rest),
            lemma("spectral_sums", K=K, terms=terms, lam=lam, w=w, equal=True),
        ),
        Step("solved", Relation(rest, "=", whole - s * root), monotone(t, t + rest), ["terms"]),
        Step("root", Relation(s * root, "=", tolerance), lemma("level_equation", K=K)),
        Step("used", Relation(whole - s * root, "=", whole - tolerance), monotone(t, whole - t), ["root"]),
        Step("excess", Relation(excess, "=", whole - tolerance), lemma("sublevel_definition", K=K, word="excess")),
        Step("equal", Relation(rest, "=", excess), chain(), ["solved", "used", "excess"]),
        Step("ratio", Relation(rest / excess, "=", 1), monotone(t, t / excess), ["equal"]),
        Step("secular", Relation(secular, "=", rest / excess), lemma("sublevel_definition", K=K, word="secular")),
        Step("claim", THEOREM.claim, chain(), ["secular", "ratio"]),
    ],
)
