"""With u = y - z + c y, whose product with y is |y|^2: 0 <= |r u - t y/r|^2 = |r u|^2 - 2 t |y|^2 + t^2 |y/r|^2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.pruning_limit.slice_is_missed_below_harmonic_mean import (
    THEOREM,
    D,
    c,
    inverse,
    moved,
    product,
    square,
)

n, r, y, z = D.symbols
x = sp.Symbol("x", real=True)
orthogonal, least = THEOREM.relations
quarter, half = sp.Rational(1, 4), sp.Rational(1, 2)
t = square / inverse
loss, missed = power_sum(r * moved, 2), power_sum(r * moved - t * y / r, 2)
SQUARE = [(1, r * moved), (-1, r * moved - t * y / r), (t**2, y / r), (-t * half, moved + y), (t * half, moved - y)]
MOVED = [(quarter, moved + y), (-quarter, moved - y), (-1 - c, y), (quarter, z + y), (-quarter, z - y)]
POINT = [(quarter, z - c * y + y), (-quarter, z - c * y - y), (c, y), (-quarter, z + y), (quarter, z - y)]
squares, products, points = (sum(a * power_sum(v, 2) for a, v in terms) for terms in (SQUARE, MOVED, POINT))
along = product(moved, y)

PROOF = Proof(
    "slice_is_missed_below_harmonic_mean",
    steps=[
        Step("points", Relation(points, "=", 0), lemma("squares_add_up", terms=POINT)),
        Step("products", Relation(products, "=", 0), lemma("squares_add_up", terms=MOVED)),
        Step("along", Relation(along, "=", square), monotone(x, x + square), ["products"]),
        Step("squares", Relation(squares, "=", 0), lemma("squares_add_up", terms=SQUARE)),
        Step(
            "solved",
            Relation(loss, "=", missed - t**2 * inverse + 2 * t * along),
            monotone(x, x + missed - t**2 * inverse + 2 * t * along),
            ["squares"],
        ),
        Step(
            "put_in",
            Relation(missed - t**2 * inverse + 2 * t * along, "=", missed - t**2 * inverse + 2 * t * square),
            monotone(x, missed - t**2 * inverse + 2 * t * x),
            ["along"],
        ),
        Step("positive", Relation(square**2 / inverse, "<=", missed + square**2 / inverse), sign()),
        Step("bound", Relation(square**2 / inverse, "<=", loss), chain(), ["positive", "put_in", "solved"]),
        Step("least", least, monotone(x, x / 2), ["bound"]),
        Step("orthogonal", orthogonal, monotone(x, 4 * x + power_sum(z - c * y - y, 2)), ["points"]),
        Step("claim", THEOREM.claim, chain(), ["orthogonal", "least"]),
    ],
)
