"""The sum is concave between neighbouring heights of the definition, hence above the smaller of its two ends."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import cases, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import sharp_keep_threshold
from lqtheory.theorems.lq_balls.sharp_threshold_below_every_block import THEOREM, D

n, k, m, a, T, b = D.symbols
t, u = sp.Symbol("t", positive=True), sp.Symbol("u", nonnegative=True)
v = sp.Symbol("v", real=True)
(claim,) = THEOREM.claim.then
threshold = sharp_keep_threshold(k, T, a, n)
fits, rounded, top, room = THEOREM.claim.given
spike, rest = 1 - T - (k - 1) * b, T - m * b
low = T / (m + 1)

full = Relation(T, "<=", m * b)
partial = Relation(m * b, "<", T)
next_fits = Relation(k * T, "<=", m * (1 - T))
next_too_high = Relation(m * (1 - T), "<", k * T)


def at_most(x, y):
    """The relation ``x <= y``."""
    return Relation(x, "<=", y)


def bracket(blocks):
    """The sum at the height T/blocks."""
    return (1 - T - (k - 1) * T / blocks) ** a + (k - 1 + blocks) * (T / blocks) ** a


def between(name, case, high, spike_at_high, rest_at_high, low_weight, high_weight, at_high, uses, defined=()):
    """Steps that bound the sum at b below by its values at low and high, through the concavity of powers.

    The weights have values where ``defined`` holds.
    """
    spike_at_low = 1 - T - (k - 1) * low
    given = [partial, case, rounded, top, room]
    ends = {
        "spike": (spike_at_low, spike_at_high, spike),
        "block": (low, high, b),
        "rest": (low, rest_at_high, rest),
    }
    steps = []
    means = {}
    for part, (at_low, there, here) in ends.items():
        mean = low_weight * at_low + high_weight * there
        means[part] = low_weight * at_low**a + high_weight * there**a
        steps += [
            Step(
                f"{name}_{part}_concave",
                Claim(given, [at_most(means[part], mean**a)]),
                lemma("power_is_concave", c=at_low, d=there, w=low_weight, v=high_weight, a=a),
                uses,
            ),
            Step(f"{name}_{part}_mean", Claim(defined, [Relation(mean, "=", here)]), identity()),
            Step(
                f"{name}_{part}_power",
                Claim(given, [Relation(mean**a, "=", here**a)]),
                monotone(u, u**a),
                [f"{name}_{part}_mean", *uses],
            ),
            Step(
                f"{name}_{part}",
                Claim(given, [at_most(means[part], here**a)]),
                chain(),
                [f"{name}_{part}_concave", f"{name}_{part}_power"],
            ),
        ]
    blocks = k - 1 + m
    first = spike**a + blocks * means["block"] + means["rest"]
    second = spike**a + blocks * b**a + means["rest"]
    whole = means["spike"] + blocks * means["block"] + means["rest"]
    mixed = low_weight * bracket(m + 1) + high_weight * at_high
    steps += [
        Step(
            f"{name}_ends",
            Claim(given, [at_most(threshold, mixed)]),
            lemma("weighted_mean_at_least", g=threshold, a=bracket(m + 1), b=at_high, u=low_weight, v=high_weight),
            ["next_block", f"{name}_at_high", *uses],
        ),
        Step(
            f"{name}_first",
            Claim(given, [at_most(whole, first)]),
            monotone(v, v + blocks * means["block"] + means["rest"]),
            [f"{name}_spike"],
        ),
        Step(
            f"{name}_second",
            Claim(given, [at_most(first, second)]),
            monotone(v, spike**a + blocks * v + means["rest"]),
            [f"{name}_block"],
        ),
        Step(
            f"{name}_third",
            Claim(given, [at_most(second, claim.rhs)]),
            monotone(v, spike**a + blocks * b**a + v),
            [f"{name}_rest"],
        ),
        Step(
            name,
            Claim(given, [claim]),
            chain(),
            [f"{name}_ends", f"{name}_first", f"{name}_second", f"{name}_third"],
        ),
    ]
    return steps


highest = (1 - T) / k
width = (m + 1) * highest - T

assumed = {"top": top, "rounded": rounded, "room": room, "partial": partial, "all_full": full, "lower": next_fits}
assumed["upper"] = next_too_high
partly = [partial, rounded, top, room]

PROOF = Proof(
    "sharp_threshold_below_every_block",
    steps=[
        *(Step(name, Claim([relation], [relation]), sign()) for name, relation in assumed.items()),
        # Nothing but full blocks: b = T/m, one of the heights of the definition.
        Step("equal", Claim([full, fits], [Relation(T, "=", m * b)]), lemma("antisymmetry", a=T, b=m * b)),
        Step("full_k", Claim([full], [at_most(k * T, k * m * b)]), monotone(v, k * v), ["all_full"]),
        Step("full_top", Claim([top], [at_most(k * m * b, m * (1 - T))]), monotone(v, m * v), ["top"]),
        Step("full_fits", Claim([full, top], [next_fits]), chain(), ["full_k", "full_top"]),
        Step(
            "full_block",
            Claim([full, top], [at_most(threshold, bracket(m))]),
            lemma("threshold_at_block", k=k, T=T, a=a, n=n, m=m),
            ["full_fits"],
        ),
        Step("full_sum", Claim([full, fits, top], [Relation(bracket(m), "=", claim.rhs)]), identity(), ["equal"]),
        Step("full", Claim([full, fits, top], [claim]), chain(), ["full_block", "full_sum"]),
        # A remainder: the next smaller height T/(m+1) is allowed, too.
        Step("blocks", Claim([partial, room], [Relation(m * b, "<", (n - k) * b)]), chain(), ["partial", "room"]),
        Step("fewer", Claim([partial, room], [Relation(m, "<", n - k)]), monotone(v, v / b), ["blocks"]),
        Step(
            "one_more",
            Claim([partial, room], [at_most(m + 1, n - k)]),
            lemma("integers_are_apart", a=m, b=n - k),
            ["fewer"],
        ),
        Step("next_k", Claim([rounded], [Relation(k * T, "<", (m + 1) * k * b)]), monotone(v, k * v), ["rounded"]),
        Step(
            "next_top", Claim([top], [at_most((m + 1) * k * b, (m + 1) * (1 - T))]), monotone(v, (m + 1) * v), ["top"]
        ),
        Step("next", Claim([rounded, top], [Relation(k * T, "<", (m + 1) * (1 - T))]), chain(), ["next_k", "next_top"]),
        Step(
            "next_block",
            Claim(partly, [at_most(threshold, bracket(m + 1))]),
            lemma("threshold_at_block", k=k, T=T, a=a, n=n, m=m + 1),
            ["one_more", "next"],
        ),
        Step("low_k", Claim([rounded, top], [Relation(k * low, "<", 1 - T)]), monotone(v, v / (m + 1)), ["next"]),
        Step("low_less", at_most((k - 1) * low, k * low), sign()),
        Step("low_spike", Claim([rounded, top], [Relation((k - 1) * low, "<", 1 - T)]), chain(), ["low_less", "low_k"]),
        # The next larger height is T/m.
        Step("high_k", Claim([next_fits], [at_most(k * T / m, 1 - T)]), monotone(v, v / m), ["lower"]),
        Step("high_less", at_most((k - 1) * T / m, k * T / m), sign()),
        Step("high_spike", Claim([next_fits], [at_most((k - 1) * T / m, 1 - T)]), chain(), ["high_less", "high_k"]),
        Step(
            "inside_at_high",
            Claim([next_fits], [at_most(threshold, bracket(m))]),
            lemma("threshold_at_block", k=k, T=T, a=a, n=n, m=m),
            ["lower"],
        ),
        *between(
            "inside",
            next_fits,
            T / m,
            1 - T - (k - 1) * T / m,
            sp.S.Zero,
            (m + 1) * (T - m * b) / T,
            m * ((m + 1) * b - T) / T,
            bracket(m),
            ["low_spike", "high_spike"],
        ),
        # The next larger height is the largest one.
        Step("room_k", Claim([room], [at_most(k * T, (n - k) * k * b)]), monotone(v, k * v), ["room"]),
        Step(
            "room_top", Claim([top], [at_most((n - k) * k * b, (n - k) * (1 - T))]), monotone(v, (n - k) * v), ["top"]
        ),
        Step("possible", Claim([room, top], [at_most(k * T, (n - k) * (1 - T))]), chain(), ["room_k", "room_top"]),
        Step("below", Claim([top], [at_most(b, highest)]), monotone(v, v / k), ["top"]),
        Step("wide", Claim([top], [at_most((m + 1) * b, (m + 1) * highest)]), monotone(v, (m + 1) * v), ["below"]),
        Step("width", Claim([rounded, top], [Relation(T, "<", (m + 1) * highest)]), chain(), ["rounded", "wide"]),
        Step("rest", Claim([next_too_high], [Relation(m * highest, "<", T)]), monotone(v, v / k), ["upper"]),
        Step(
            "outside_at_high",
            Claim(
                [next_too_high, rounded, top, room], [at_most(threshold, (k + m) * highest**a + (T - m * highest) ** a)]
            ),
            lemma("threshold_at_top", k=k, T=T, a=a, n=n, m=m),
            ["upper", "next", "possible"],
        ),
        *between(
            "outside",
            next_too_high,
            highest,
            highest,
            T - m * highest,
            (m + 1) * (highest - b) / width,
            ((m + 1) * b - T) / width,
            (k + m) * highest**a + (T - m * highest) ** a,
            ["low_spike", "below", "width", "rest"],
            [rounded, top],
        ),
        Step("partial_case", Claim(partly, [claim]), cases(), ["inside", "outside"]),
        Step("both", THEOREM.claim, cases(), ["full", "partial_case"]),
    ],
)
