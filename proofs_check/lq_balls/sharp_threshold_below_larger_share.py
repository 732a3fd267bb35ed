"""Shrink the tail by T/R: what the spike gains is less, by tangents of the power, than what the blocks lose."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import sharp_keep_threshold
from lqtheory.theorems.lq_balls.sharp_threshold_below_larger_share import THEOREM, D

n, k, m, a, R, T, b = D.symbols
t, u = sp.Symbol("t", positive=True), sp.Symbol("u", nonnegative=True)
v = sp.Symbol("v", real=True)
(claim,) = THEOREM.claim.then
given = fits, rounded, top, room = THEOREM.claim.given
threshold = sharp_keep_threshold(k, T, a, n)

shrunk = b * T / R
head, shrunk_head = R + (k - 1) * b, T + (k - 1) * shrunk
spike, shrunk_spike = 1 - head, 1 - shrunk_head
rest, shrunk_rest = R - m * b, T - m * shrunk
blocks = (k - 1 + m) * b**a + rest**a
lost = a * (R - T) / R


def at_most(x, y):
    """The relation ``x <= y``."""
    return Relation(x, "<=", y)


def less(x, y):
    """The relation ``x < y``."""
    return Relation(x, "<", y)


PROOF = Proof(
    "sharp_threshold_below_larger_share",
    steps=[
        *(
            Step(name, Claim([r], [r]), sign())
            for name, r in zip(("fits", "rounded", "room"), (fits, rounded, room), strict=True)
        ),
        # The shrunk distribution satisfies the assumptions, too.
        Step("shrunk_fits", Claim([fits], [at_most(m * shrunk, T)]), monotone(v, v * T / R), ["fits"]),
        Step("shrunk_rounded", Claim([rounded], [less(T, (m + 1) * shrunk)]), monotone(v, v * T / R), ["rounded"]),
        Step("shrunk_room", Claim([room], [at_most(T, (n - k) * shrunk)]), monotone(v, v * T / R), ["room"]),
        Step("whole", Claim([top], [at_most(R + k * b, 1)]), sign()),
        Step("shrunk_whole", Claim([top], [at_most(T + k * shrunk, T / R)]), monotone(v, v * T / R), ["whole"]),
        Step("share", less(T / R, 1), sign()),
        Step("shrunk_top", Claim([top], [less(T + k * shrunk, 1)]), chain(), ["shrunk_whole", "share"]),
        Step(
            "bound",
            Claim(given, [at_most(threshold, shrunk_spike**a + (k - 1 + m) * shrunk**a + shrunk_rest**a)]),
            apply("sharp_threshold_below_every_block", {"b": shrunk}),
            ["shrunk_fits", "shrunk_rounded", "shrunk_room", "shrunk_top"],
        ),
        # The spike: tangent at the larger share, whose spike is at least b.
        Step("spike_high", Claim([top], [at_most(b, spike)]), sign()),
        Step("positive", less(0, b), sign()),
        Step("spike_positive", Claim([top], [less(0, spike)]), chain(), ["positive", "spike_high"]),
        Step("shrunk_spike", Claim([top], [less(shrunk, shrunk_spike)]), sign(), ["shrunk_top"]),
        Step("shrunk_positive", less(0, shrunk), sign()),
        Step(
            "shrunk_spike_positive", Claim([top], [less(0, shrunk_spike)]), chain(), ["shrunk_positive", "shrunk_spike"]
        ),
        Step(
            "tangent",
            Claim([top], [at_most(shrunk_spike**a, spike**a + a * spike ** (a - 1) * (shrunk_spike - spike))]),
            lemma("power_below_tangent", c=shrunk_spike, d=spike, a=a),
            ["spike_positive", "shrunk_spike_positive"],
        ),
        Step(
            "steepness",
            Claim([top], [at_most(spike ** (a - 1), b ** (a - 1))]),
            monotone(t, t ** (a - 1)),
            ["spike_high", "spike_positive"],
        ),
        Step("gain", Relation(shrunk_spike - spike, "=", head * (R - T) / R), identity()),
        Step(
            "tangent_gain",
            Claim(
                [top],
                [
                    Relation(
                        spike**a + a * spike ** (a - 1) * (shrunk_spike - spike),
                        "=",
                        spike**a + lost * head * spike ** (a - 1),
                    )
                ],
            ),
            monotone(v, spike**a + a * spike ** (a - 1) * v),
            ["gain", "spike_positive"],
        ),
        Step(
            "steep_gain",
            Claim([top], [at_most(spike**a + lost * head * spike ** (a - 1), spike**a + lost * head * b ** (a - 1))]),
            monotone(v, spike**a + lost * head * v),
            ["steepness"],
        ),
        Step(
            "spike",
            Claim([top], [at_most(shrunk_spike**a, spike**a + lost * head * b ** (a - 1))]),
            chain(),
            ["tangent", "tangent_gain", "steep_gain"],
        ),
        # The blocks: each at least b^(a-1) times its height, the remainder because it is lower than b.
        Step("rest_low", Claim([rounded], [less(rest, b)]), sign()),
        Step("rest_below", Claim([rounded], [less(rest / b, 1)]), monotone(v, v / b), ["rest_low"]),
        Step(
            "rest_concave",
            Claim([fits, rounded], [at_most(rest / b * b**a, (rest / b * b) ** a)]),
            lemma("power_is_concave", c=0, d=b, w=1 - rest / b, v=rest / b, a=a),
            ["rest_below"],
        ),
        Step(
            "blocks_high",
            Claim([fits, rounded], [at_most((k - 1 + m) * b**a + rest / b * b**a, blocks)]),
            monotone(v, (k - 1 + m) * b**a + v),
            ["rest_concave"],
        ),
        Step(
            "blocks",
            Claim([fits, rounded], [at_most(head * b ** (a - 1), blocks)]),
            chain(),
            ["blocks_high"],
        ),
        # What the blocks lose by shrinking, strictly.
        Step(
            "scale",
            less(T**a, R**a + a * R ** (a - 1) * (T - R)),
            lemma("power_below_tangent", c=T, d=R, a=a, strict=True),
        ),
        Step(
            "scaled",
            Claim([fits], [less(blocks * T**a * R**-a, blocks - lost * blocks)]),
            monotone(v, v * blocks * R**-a),
            ["scale"],
        ),
        Step("rest_scaled", Relation(shrunk_rest, "=", rest * T / R), identity()),
        Step(
            "rest_power",
            Claim([fits], [Relation(shrunk_rest**a, "=", rest**a * T**a * R**-a)]),
            monotone(u, u**a),
            ["rest_scaled", "shrunk_fits"],
        ),
        Step(
            "shrunk_blocks",
            Claim([fits], [Relation((k - 1 + m) * shrunk**a + shrunk_rest**a, "=", blocks * T**a * R**-a)]),
            monotone(v, (k - 1 + m) * shrunk**a + v),
            ["rest_power"],
        ),
        # Together.
        Step(
            "sum_spike",
            Claim(
                [fits, top],
                [
                    at_most(
                        shrunk_spike**a + blocks * T**a * R**-a,
                        spike**a + lost * head * b ** (a - 1) + blocks * T**a * R**-a,
                    )
                ],
            ),
            monotone(v, v + blocks * T**a * R**-a),
            ["spike"],
        ),
        Step(
            "sum_blocks",
            Claim(
                [fits, top],
                [
                    less(
                        spike**a + lost * head * b ** (a - 1) + blocks * T**a * R**-a,
                        spike**a + lost * head * b ** (a - 1) + blocks - lost * blocks,
                    )
                ],
            ),
            monotone(v, spike**a + lost * head * b ** (a - 1) + v),
            ["scaled"],
        ),
        Step(
            "balance",
            Claim(
                [fits, rounded, top],
                [
                    at_most(
                        spike**a + lost * head * b ** (a - 1) + blocks - lost * blocks,
                        spike**a + lost * blocks + blocks - lost * blocks,
                    )
                ],
            ),
            monotone(v, spike**a + lost * v + blocks - lost * blocks),
            ["blocks"],
        ),
        Step(
            "shrunk_sum",
            Claim(
                [fits, top],
                [
                    Relation(
                        shrunk_spike**a + (k - 1 + m) * shrunk**a + shrunk_rest**a,
                        "=",
                        shrunk_spike**a + blocks * T**a * R**-a,
                    )
                ],
            ),
            monotone(v, shrunk_spike**a + v),
            ["shrunk_blocks"],
        ),
        Step("both", THEOREM.claim, chain(), ["bound", "shrunk_sum", "sum_spike", "sum_blocks", "balance"]),
    ],
)
