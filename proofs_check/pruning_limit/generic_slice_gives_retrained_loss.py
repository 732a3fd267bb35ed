"""D = s P_001 + P_101, and sums with the weights y^2 are |y|^2/D times those without."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.generic_slice_gives_retrained_loss import THEOREM, D, at, size

K, s = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
loss, level, compressed = THEOREM.relations
own = sublevel_quantity("sublevel_level")(K)
radius, flat, bent = at(K, s, 0, 1, 0), at(K, s, 0, 1, 1), at(K, s, 1, 1, 1)
plain, plain_bent, counted = at(K, s, 0, 0, 1), at(K, s, 1, 0, 1), at(K, own, 0, 0, 0)
SPLIT = [(1, own, 0, 0, 0), (-s, s, 0, 0, 1), (-1, s, 1, 0, 1)]
scale = radius / size

PROOF = Proof(
    "generic_slice_gives_retrained_loss",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        Step("radius", Relation(0, "<", radius), lemma("spectral_sum_positive", K=K, s=s, a=0, c=0)),
        Step("flat", Relation(0, "<", flat), lemma("spectral_sum_positive", K=K, s=s, a=0, c=1)),
        Step("bent", Relation(0, "<", bent), lemma("spectral_sum_positive", K=K, s=s, a=1, c=1)),
        Step("weighed", Relation(size * flat, "=", radius * plain), lemma("generic_direction", K=K, s=s, a=0, c=1)),
        Step(
            "weighed_bent",
            Relation(size * bent, "=", radius * plain_bent),
            lemma("generic_direction", K=K, s=s, a=1, c=1),
        ),
        Step("some", Relation(0, "<", size * flat), sign(), ["flat"]),
        Step("some_of", Relation(0, "<", radius * plain), chain(), ["some", "weighed"]),
        Step("plain", Relation(0, "<", plain), monotone(t, t / radius), ["some_of", "radius"]),
        Step("some_bent", Relation(0, "<", size * bent), sign(), ["bent"]),
        Step("some_bent_of", Relation(0, "<", radius * plain_bent), chain(), ["some_bent", "weighed_bent"]),
        Step("plain_bent", Relation(0, "<", plain_bent), monotone(t, t / radius), ["some_bent_of", "radius"]),
        Step("size", Relation(size, "=", counted), lemma("sublevel_definition", K=K, word="size")),
        Step(
            "split",
            Relation(0, "=", counted - s * plain - plain_bent),
            lemma("spectral_sums", K=K, terms=SPLIT, lam=lam, w=w, equal=True),
        ),
        Step(
            "parts", Relation(s * plain + plain_bent, "=", counted), monotone(t, t + s * plain + plain_bent), ["split"]
        ),
        Step("whole", Relation(s * plain + plain_bent, "=", size), chain(), ["parts", "size"]),
        Step("rest", Relation(plain_bent, "=", size - s * plain), monotone(t, t - s * plain), ["whole"]),
        Step(
            "compressed_rest",
            Relation(compressed.lhs, "=", s * (size - s * plain) / size),
            monotone(t, s * t / size),
            ["rest"],
        ),
        Step("left", Relation(0, "<", size - s * plain), chain(), ["plain_bent", "rest"]),
        Step("level", level, identity(), ["left", "plain"]),
        Step("numerator", Relation(bent, "=", radius * plain_bent / size), monotone(t, t / size), ["weighed_bent"]),
        Step("denominator", Relation(flat, "=", radius * plain / size), monotone(t, t / size), ["weighed"]),
        Step(
            "scaled",
            Relation(loss.lhs, "=", radius / 2 * scale * plain_bent / flat),
            monotone(t, radius / 2 * t / flat),
            ["numerator", "flat"],
        ),
        Step("flat_form", Relation(0, "<", radius * plain / size), chain(), ["flat", "denominator"]),
        Step(
            "inverse",
            Relation(radius / 2 * scale * plain_bent / flat, "=", radius / 2 * plain_bent / plain),
            monotone(u, radius / 2 * scale * plain_bent / u),
            ["denominator", "flat", "flat_form", "plain"],
        ),
        Step(
            "ratio",
            Relation(radius / 2 * plain_bent / plain, "=", radius / 2 * (size - s * plain) / plain),
            monotone(t, radius / 2 * t / plain),
            ["rest", "plain"],
        ),
        Step("loss", loss, chain(), ["scaled", "inverse", "ratio"]),
        Step("claim", THEOREM.claim, chain(), ["loss", "level", "compressed_rest"]),
    ],
)
