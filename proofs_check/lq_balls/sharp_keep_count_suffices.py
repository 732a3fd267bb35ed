"""If the error were larger, the sum of powers of the shares would exceed the threshold at the smaller share eta^p."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import absurd, apply, cases, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import (
    best_k_term_error,
    lq_norm,
    order_statistic,
    power_sum,
    sharp_keep_threshold,
    tail_power_sum,
)
from lqtheory.theorems.lq_balls.sharp_keep_count_suffices import THEOREM, D

n, k, q, p, eta, x = D.symbols
t, u = sp.Symbol("t", positive=True), sp.Symbol("u", nonnegative=True)
v = sp.Symbol("v", real=True)
a = q / p
total = {r: power_sum(x, r) for r in (p, q)}
tail = {r: tail_power_sum(x, k, r) for r in (p, q)}
first = order_statistic(x, k + 1)
unit = first**p  # the largest p-th power in the tail
error, allowed = best_k_term_error(x, k, p), eta * lq_norm(x, p)
threshold = sharp_keep_threshold(k, eta**p, a, n)
share, height = tail[p] / total[p], unit / total[p]
# Blocks of that height in the tail; the maximum is the unit itself where the error is too large, but it is never 0.
level = eta**p * total[p] / n
divisor = sp.Max(unit, level)
ratio = tail[p] / divisor
full = sp.floor(ratio)

enough = THEOREM.claim.given[0]
met = Relation(error, "<=", allowed)
broken = Relation(allowed, "<", error)

spike = total[p] - tail[p] - (k - 1) * unit
rest = tail[p] - full * unit
least_head = spike**a + (k - 1) * unit**a
least_tail = full * unit**a + rest**a
scale = total[p] ** -a
sharp_spike, sharp_rest = 1 - share - (k - 1) * height, share - full * height
block_powers = (k - 1 + full) * height**a


def at_most(y, z):
    """The relation ``y <= z``."""
    return Relation(y, "<=", z)


def less(y, z):
    """The relation ``y < z``."""
    return Relation(y, "<", z)


def broken_step(label, relation, rule, uses=()):
    """A step under the assumption that the error is larger than allowed."""
    return Step(label, Claim([broken], [relation]), rule, uses)


PROOF = Proof(
    "sharp_keep_count_suffices",
    steps=[
        Step("met", Claim([met], [met]), sign()),
        # Suppose the error is larger: the tail has more than the share eta^p, and is not zero.
        broken_step("broken", broken, sign()),
        broken_step("powers", less(eta**p * total[p], tail[p]), monotone(u, u**p), ["broken"]),
        broken_step("larger_share", less(eta**p, share), monotone(v, v / total[p]), ["powers"]),
        Step("small_share", less(0, eta**p * total[p]), sign()),
        broken_step("tail_positive", less(0, tail[p]), chain(), ["small_share", "powers"]),
        Step("tail_below", at_most(tail[p], (n - k) * unit), lemma("tail_below_first", x=x, k=k, p=p)),
        broken_step("unit_scaled", less(0, (n - k) * unit), chain(), ["tail_positive", "tail_below"]),
        broken_step("unit_positive", less(0, unit), monotone(v, v / (n - k)), ["unit_scaled"]),
        broken_step("first_positive", less(0, first), monotone(u, u ** (1 / p)), ["unit_positive"]),
        # The tail in units of its first entry.
        Step("begins", Relation(tail[p], "=", unit + tail_power_sum(x, k + 1, p)), lemma("tail_begins", x=x, k=k, p=p)),
        Step("unit_at_most", at_most(unit, unit + tail_power_sum(x, k + 1, p)), sign()),
        Step("unit_in_tail", at_most(unit, tail[p]), chain(), ["unit_at_most", "begins"]),
        # The whole number of such blocks in the tail.
        Step("fewer", at_most((n - k) * unit, n * unit), sign()),
        broken_step("level_scaled", less(eta**p * total[p], n * unit), chain(), ["powers", "tail_below", "fewer"]),
        broken_step("level", less(level, unit), monotone(v, v / n), ["level_scaled"]),
        broken_step(
            "divisor_low", at_most(divisor, unit), lemma("larger_of_two", a=unit, b=level, bound=unit), ["level"]
        ),
        Step("divisor_high", at_most(unit, divisor), lemma("at_most_larger", a=unit, b=level)),
        broken_step(
            "divisor",
            Relation(divisor, "=", unit),
            lemma("antisymmetry", a=divisor, b=unit),
            ["divisor_low", "divisor_high"],
        ),
        Step("floor_low", at_most(full, ratio), lemma("floor_at_most", t=ratio)),
        Step("floor_low_scaled", at_most(full * divisor, tail[p]), monotone(v, v * divisor), ["floor_low"]),
        broken_step("same_low", Relation(full * divisor, "=", full * unit), monotone(v, full * v), ["divisor"]),
        broken_step("full_low", at_most(full * unit, tail[p]), chain(), ["same_low", "floor_low_scaled"]),
        Step("floor_high", less(ratio, full + 1), lemma("floor_above", t=ratio)),
        Step("floor_high_scaled", less(tail[p], (full + 1) * divisor), monotone(v, v * divisor), ["floor_high"]),
        broken_step(
            "same_high",
            Relation((full + 1) * divisor, "=", (full + 1) * unit),
            monotone(v, (full + 1) * v),
            ["divisor"],
        ),
        broken_step("full_high", less(tail[p], (full + 1) * unit), chain(), ["floor_high_scaled", "same_high"]),
        broken_step("one_scaled", less(unit, (full + 1) * unit), chain(), ["unit_in_tail", "full_high"]),
        broken_step("one_more", less(1, full + 1), monotone(v, v / unit), ["one_scaled", "first_positive"]),
        broken_step("some", less(0, full), sign(), ["one_more"]),
        broken_step("one", at_most(1, full), lemma("integers_are_apart", a=0, b=full), ["some"]),
        broken_step("room_scaled", at_most(full * unit, (n - k) * unit), chain(), ["full_low", "tail_below"]),
        broken_step("room", at_most(full, n - k), monotone(v, v / unit), ["room_scaled", "first_positive"]),
        # The kept entries are no lower than that unit.
        Step("order", at_most(first, order_statistic(x, k)), lemma("order_statistics_decrease", x=x, i=k, j=k + 1)),
        Step("order_powers", at_most(unit, order_statistic(x, k) ** p), monotone(u, u**p), ["order"]),
        Step(
            "order_scaled",
            at_most(k * unit + tail[p], k * order_statistic(x, k) ** p + tail[p]),
            monotone(v, k * v + tail[p]),
            ["order_powers"],
        ),
        Step(
            "kept", at_most(k * order_statistic(x, k) ** p + tail[p], total[p]), lemma("head_at_least", x=x, k=k, q=p)
        ),
        Step("whole", at_most(k * unit + tail[p], total[p]), chain(), ["order_scaled", "kept"]),
        Step("shares", at_most(k * height + share, 1), monotone(v, v / total[p]), ["whole"]),
        # In units of the whole: what the theorem on thresholds asks for.
        broken_step("height", less(0, height), monotone(v, v / total[p]), ["unit_positive"]),
        broken_step("share_below", less(share, k * height + share), monotone(v, k * v + share), ["height"]),
        broken_step("share_below_one", less(share, 1), chain(), ["share_below", "shares"]),
        broken_step("share_positive", less(0, share), monotone(v, v / total[p]), ["tail_positive"]),
        broken_step("fits", at_most(full * height, share), monotone(v, v / total[p]), ["full_low"]),
        broken_step("rounded", less(share, (full + 1) * height), monotone(v, v / total[p]), ["full_high"]),
        Step("blocks", at_most(share, (n - k) * height), monotone(v, v / total[p]), ["tail_below"]),
        broken_step(
            "threshold",
            less(threshold, sharp_spike**a + block_powers + sharp_rest**a),
            apply("sharp_threshold_below_larger_share", {"m": full, "a": a, "R": share, "T": eta**p, "b": height}),
            [
                "one",
                "room",
                "share_below_one",
                "share_positive",
                "larger_share",
                "height",
                "fits",
                "rounded",
                "shares",
                "blocks",
            ],
        ),
        # Back to sums over the entries.
        Step("spike_low", at_most(unit, spike), sign(), ["whole"]),
        broken_step("spike_positive", less(0, spike), chain(), ["unit_positive", "spike_low"]),
        Step("sharp_spike", Relation(sharp_spike, "=", spike / total[p]), identity()),
        Step("sharp_spike_low", at_most(height, sharp_spike), sign(), ["shares"]),
        broken_step("sharp_spike_positive", less(0, sharp_spike), chain(), ["height", "sharp_spike_low"]),
        broken_step(
            "spike_power",
            Relation(sharp_spike**a, "=", spike**a * scale),
            monotone(t, t**a),
            ["sharp_spike", "spike_positive", "sharp_spike_positive"],
        ),
        Step("sharp_rest", Relation(sharp_rest, "=", rest / total[p]), identity()),
        broken_step(
            "rest_power",
            Relation(sharp_rest**a, "=", rest**a * scale),
            monotone(u, u**a),
            ["sharp_rest", "full_low", "fits"],
        ),
        broken_step(
            "in_spikes",
            Relation(
                sharp_spike**a + block_powers + sharp_rest**a, "=", spike**a * scale + block_powers + sharp_rest**a
            ),
            monotone(v, v + block_powers + sharp_rest**a),
            ["spike_power"],
        ),
        broken_step(
            "in_rests",
            Relation(
                spike**a * scale + block_powers + sharp_rest**a, "=", spike**a * scale + block_powers + rest**a * scale
            ),
            monotone(v, spike**a * scale + block_powers + v),
            ["rest_power"],
        ),
        # Among all vectors with this head and this tail, those of the threshold have the least sums.
        Step("least_head", at_most(least_head, total[q] - tail[q]), lemma("least_head", x=x, k=k, q=q, p=p)),
        broken_step(
            "least_tail",
            at_most(least_tail, tail[q]),
            lemma("least_tail", x=x, k=k, q=q, p=p, m=full),
            ["full_low", "full_high"],
        ),
        broken_step(
            "head",
            at_most(least_head * scale + least_tail * scale, (total[q] - tail[q]) * scale + least_tail * scale),
            monotone(v, v * scale + least_tail * scale),
            ["least_head"],
        ),
        broken_step(
            "tail",
            at_most((total[q] - tail[q]) * scale + least_tail * scale, (total[q] - tail[q]) * scale + tail[q] * scale),
            monotone(v, (total[q] - tail[q]) * scale + v * scale),
            ["least_tail"],
        ),
        Step("sparsity", Relation((total[q] - tail[q]) * scale + tail[q] * scale, "=", enough.lhs), identity()),
        broken_step(
            "too_small",
            less(threshold, enough.lhs),
            chain(),
            ["threshold", "in_spikes", "in_rests", "head", "tail", "sparsity"],
        ),
        Step("enough", Claim([enough], [enough]), sign()),
        Step("impossible", Claim([broken, enough], [less(enough.lhs, enough.lhs)]), chain(), ["enough", "too_small"]),
        Step("nothing", Claim([broken, enough], [met]), absurd(), ["impossible"]),
        Step("both", THEOREM.claim, cases(), ["met", "nothing"]),
    ],
)
