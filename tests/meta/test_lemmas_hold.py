"""Every foundation lemma is attacked: balls look for an instance that satisfies its premises and breaks its conclusion.

A lemma without an entry in ``CASES`` fails, so that none is believed without having been attacked.
"""

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import sympy as sp

from lqtheory import Domain, Integer, Matrix, Object, Real, Vector
from lqtheory.balls import Truth, ball, precision
from lqtheory.checks.lemmas import LEMMAS, Application, find_lemma
from lqtheory.cones.classes import CONE, GENERIC_SUBLEVEL, NEGATIVE, SLICE, SOFT_DISTANCE
from lqtheory.decision import instance_as_balls, membership, relation_truth
from lqtheory.dictionaries.instances import DICTIONARY, TARGET
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.expressions import MaxOver
from lqtheory.quantities.coreset_budgets import BUDGET, sampled_budget
from lqtheory.quantities.coreset_distributions import minimax_distribution
from lqtheory.quantities.coreset_pivotal import PLAY
from lqtheory.quantities.coreset_samples import SAMPLE, sample_quantity
from lqtheory.quantities.coreset_sensitivities import relative_importance
from lqtheory.quantities.curve_budgets import CURVES, shared_curves
from lqtheory.quantities.greedy_budgets import CONVEX_CURVES, convex_curves
from lqtheory.quantities.residual_blocks import RESIDUAL, residual_network
from lqtheory.quantities.sampled_networks import SAMPLED, sampled_network
from lqtheory.quantities.small_convolutions import CONVOLUTION, small_convolution
from lqtheory.quantities.small_maps import ball_map, small_map
from lqtheory.quantities.top_scores import keep_counts
from lqtheory.quantities.weighted_descent import ball_weighted_norm, weighted_norm, weighted_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import (
    gamma_ratio,
    group_descent_threshold,
    kmin,
    kmin_exact,
    kmin_worst_case,
    l1_descent_threshold,
    nonnegative_descent_threshold,
    order_statistic,
    power_sum,
    tail_power_sum,
)

D = Domain(
    n=Integer(1),
    k=Integer(0, "n"),
    o=Integer(0, "n"),
    i=Integer(1, "n"),
    m=Integer(1, "n"),
    far=Integer(1),
    q=Real(0),
    r=Real(0, closed="left"),
    u=Real(0),
    c=Real(0),
    h=Real("c", "2*c"),
    a=Real(),
    b=Real(),
    s=Real(0, closed="left"),
    t=Real(0, 1, closed="both"),
    eta=Real(0, 1),
    omega=Vector("n", sign="positive"),
    weights=Vector("n", sign="positive"),
    x=Vector("n"),
    y=Vector("n", nonzero=True),
    z=Vector("n", nonzeros="k"),
    other=Vector("n", nonzero=True),
    theta=Vector("n"),
    F=DICTIONARY,
    goal=TARGET,
    K=CONE,
    S=GENERIC_SUBLEVEL,
    W=Object(weighted_norm, ball=ball_weighted_norm),
    P=SOFT_DISTANCE,
    L=Integer(1),
    d=Integer(1),
    net=RESIDUAL,
    conv=CONVOLUTION,
    N=Integer(1),
    refit=SAMPLED,
    curves=CURVES,
    Y=SLICE,
    budget=BUDGET,
    products=Vector("n", sign="nonnegative"),
    sample=SAMPLE,
    point=Integer(1, "N"),
    edge=Integer(1, "n"),
    convex=CONVEX_CURVES,
    outgoing=Matrix("N", "d"),
    outputs=Matrix("n", "d"),
    shared=Integer(0, "N*d"),
    prices=Vector("N", sign="positive"),
    counts=keep_counts("N", "d", "shared"),
    matrix=Object(small_map, ball=ball_map),
    play=PLAY,
    chances=Vector("n", sign="nonnegative"),
    whole=Real(0, 1, closed="right"),
    form=NEGATIVE,
)
n, k, o, i, m, far, q, r, u, c, h, a, b, s, t, eta, omega, weights, x, y, z, other, theta = D.symbols[:23]
F, goal, K, S, W, P, L, d, net, conv, N, refit, curves, Y, budget = D.symbols[23:38]
products, sample, point, edge, convex, outgoing, outputs, shared, prices, counts, matrix = D.symbols[38:49]
play, chances, whole, form = D.symbols[49:]
p = q + r  # never below q, and equal to it at the edge r = 0
size = 1 + (n - 1) * t  # an effective sparsity
j, g = (sp.Symbol(letter, integer=True, positive=True) for letter in "jg")
f = sp.Symbol("f", integer=True, nonnegative=True)
importance = sample_quantity("importance_at")
best_sum = c * m * (u**2 + n * a**2) / (u**2 + m * a**2)
COUNTS = (
    kmin(y, eta, p),
    kmin(x, eta, q),
    kmin_worst_case(size, eta, q, q + r + t, n),
    kmin_exact(size, eta, q, q + u, n),
)

# name -> arguments, several choices where edges or flags differ.
CASES: dict[str, list[dict[str, Any]]] = {
    "sums_keep_order": [
        {"terms": [(1, omega), (-c, weights)]},  # holds where c weights <= omega
        {"terms": [(a, omega), (1, weights), (b, omega * weights)]},
        {"terms": [(1, omega * (1 - t)), (t - 1, weights)]},
    ],
    "kl_inverse_within": [{"p": t, "c": c}, {"p": eta, "c": s}],
    "kl_inverse_is_largest": [{"p": eta, "q": t, "c": c}, {"p": t, "q": eta, "c": s}],
    "kl_inverse_above": [{"p": t, "c": c}, {"p": eta, "c": s}],
    "at_most_absolute": [{"t": a}, {"t": omega - weights}],
    "absolute_difference": [{"x": s, "y": u}, {"x": omega, "y": weights}],
    "layer_by_layer": [
        {"B": budget, "i": i, "word": word}
        for word in ("error", "product", "compounded", "spent", "ratio_at_least_one", "product_at_least_one")
    ]
    + [{"B": budget, "i": i, "word": word} for word in ("no_error", "no_factor", "nothing_spent")],
    "powers_of_entries": [{"x": omega, "p": q, "r": u}, {"x": weights * omega, "p": u, "r": 1}],
    "squares_add_up": [
        {"terms": [(1, x + y), (1, x - y), (-2, x), (-2, y)]},
        {"terms": [(1, x - z), (1, x + z), (-2, x), (-2, z)]},
        {"terms": [(1, x - u * z), (u, x + z), (-1 - u, x), (-u - u**2, z)]},
    ],
    "mean_of_weighted_draws": [{"theta": theta, "F": F, "w": w, "m": at} for w in (omega, weights) for at in (1, 2)],
    "variance_of_weighted_draw": [{"theta": theta, "F": F, "w": w} for w in (omega, weights)],
    "second_moment_of_weighted_draw": [{"theta": theta, "F": F, "w": w} for w in (omega, weights)],
    "eigenvalue_below_row_sum": [{"A": matrix}],
    "row_sums_multiply": [{"A": matrix}],
    "squares_vanish": [
        {"x": omega * t, "y": omega * t**2, "c": weights},
        {"x": x * t, "y": x * t**2, "c": sp.sqrt(omega)},
    ],
    "spectral_sums": [
        {"K": S, "terms": [(1, u, 1, 1, 0), (-u, u, 1, 1, 1), (-1, u, 2, 1, 1)], "lam": r, "w": s, "equal": True},
        {"K": S, "terms": [(1, u, 0, 1, 0), (-1, u, 1, 1, 1)], "lam": r, "w": s},
        {"K": S, "terms": [(u, u, 0, 0, 1), (-c, c, 0, 0, 1)], "lam": r, "w": s},  # holds where c <= u
        {"K": Y, "terms": [(1, u, 0, 1, 0), (-u, u, 0, 1, 1), (-1, u, 1, 1, 1)], "lam": r, "w": s, "equal": True},
    ],
    "cap_in_larger_cap": [{"d": n + 1, "alpha": sp.pi * t / 2, "beta": sp.pi * (1 + eta) / 2}],
    "tail_of_larger_integrand": [{"d": n + 1, "alpha": sp.Integer(1), "beta": 1 + t / 2, "b": eta}],
    "circular_dimension_definition": [{"d": n + 1, "alpha": eta}, {"d": n + 1, "alpha": sp.pi * t / 2}],
    "soft_sums": [{"P": P, "t": u, "u": c, "h": r, "w": s}, {"P": P, "t": a, "u": b, "h": r, "w": s}],
    "l1_gap_of_outcomes": [{"d": n, "s": i, "t": at, "P": P, "x": r, "y": s} for at in (u, l1_descent_threshold(eta))],
    "nonnegative_gap_of_outcomes": [{"d": n, "s": i, "t": u, "index": f, "P": P, "x": r, "y": s}],
    "nonnegative_dimension_below_mean": [{"d": n, "s": i, "t": u, "index": f}],
    "nonnegative_threshold_is_positive": [{"rho": t}, {"rho": eta}],
    "least_block_distance_below_mean": [{"e": u, "b": n, "t": s}, {"e": c, "b": n, "t": u}],
    "block_gap_of_outcomes": [{"e": c, "b": n, "t": u, "P": P, "x": r, "y": s}],
    "erfc_at_most_one": [{"t": s}, {"t": u}],
    "trial_point_in_quadratic_cone": [{"K": S, "c": 1, "p": 0, "q": 1}, {"K": S, "c": a, "p": 1, "q": 2}],
    "trial_point_in_quadratic_polar": [{"K": S, "c": 1, "p": 1, "q": 1}, {"K": S, "c": a, "p": 2, "q": 2}],
    "energies_of_quadratic_cone": [{"K": S}],
    "trial_point_in_elliptic_cone": [{"a": u, "b": c, "c": a, "e": b}, {"a": u, "b": q, "c": t, "e": eta}],
    "energies_of_elliptic_cone": [{"a": u, "b": c}],
    "trial_point_in_circular_cone": [{"d": n + 1, "alpha": eta, "c": t}, {"d": m + 1, "alpha": eta, "c": a}],
    "circular_energy_in_parts": [{"d": n + 1, "alpha": eta}, {"d": n + 1, "alpha": sp.pi * t / 2}],
    "tail_below_cap": [{"d": n + 1, "alpha": sp.Integer(1), "b": eta}],
    "tail_below_half_of_power": [{"d": n + 1, "alpha": sp.pi * t / 2, "u": eta}],
    "cap_below_half_of_power": [{"d": n + 1, "alpha": sp.pi * t / 2, "u": eta}],
    "tail_from_powers": [
        {"d": n + 1, "alpha": angle, "b": eta, "x": sp.sin(angle) ** 2, "y": -sp.sin(2 * angle), "z": sp.cos(2 * angle)}
        for angle in (sp.Integer(1), t, 1 / (1 + r))
    ],
    "cap_share_at_end": [{"d": n + 1, "half": half} for half in (False, True)],
    "circular_cone_on_the_line": [{"alpha": eta}, {"alpha": sp.pi * t / 2}],
    "width_below_line": [
        {"omega": omega, "v": u, "x": c / 2, "y": 1 / (2 * c)},
        {"omega": weights, "v": u, "x": q, "y": b},  # holds where 1 <= 4 q b
    ],
    "width_above_axes": [{"omega": omega}, {"omega": weights}],
    "variance_of_ellipsoid_width": [{"omega": omega}, {"omega": weights}],
    "block_moments": [{"t": u, "b": n, "square": square} for square in (False, True)],
    "group_threshold_is_root": [{"rho": eta, "b": n}, {"rho": t, "b": 1}],
    "group_share_is_least": [{"rho": t, "b": n, "t": s}, {"rho": eta, "b": 1, "t": u}],
    "group_share_where_stationary": [{"rho": eta, "b": n, "t": group_descent_threshold(eta, n)}],
    "block_excess_below_parabola": [{"t": s, "b": n}, {"t": u, "b": 1}],
    "variance_of_block_excess": [{"t": s, "b": n}, {"t": u, "b": 1}],
    "sums_over_axes": [
        {"K": S, "terms": [(1, 0, 0), (-1, 0, 1), (-1, 1, 1)], "a": r},
        {"K": S, "terms": [(2, 0, 1), (-1, 0, 2), (-1, 1, 2), (-1, 0, 1)], "a": s},
    ],
    "sublevel_definition": [
        {"K": S, "word": word}
        for word in ("count", "width", "local_width", "published_level", "excess", "secular", "size")
    ],
    "level_equation": [{"K": S}],
    "slice_equation": [{"K": Y}],
    "slice_definition": [{"K": Y, "word": "count"}, {"K": Y, "word": "width"}],
    "slice_slope_positive": [{"K": Y}],
    "axes_by_slice_roots": [{"K": Y}],
    "axes_by_secular_roots": [{"K": S}],
    "spectral_sum_positive": [{"K": S, "s": u, "a": 0, "c": 2}, {"K": S, "s": u, "a": 2, "c": 1}],
    "negative_count_by_weights": [{"K": form}],
    "generic_direction": [{"K": S, "s": u, "a": 1, "c": 2}, {"K": S, "s": c, "a": 0, "c": 0}],
    "volumes_add_up": [{"K": K}],
    "volume_tail_in_halves": [{"K": K, "m": k}, {"K": K, "m": k + 2}],
    "volume_mean_below_dimension": [{"K": K}],
    "chernoff_above": [{"K": K, "m": k, "eta": s}, {"K": K, "m": m, "eta": eta}],
    "chernoff_below": [{"K": K, "m": k, "eta": s}, {"K": K, "m": m, "eta": eta}],
    "weighted_am_gm": [{"a": s, "b": r, "w": t}, {"a": u, "b": c, "w": t}],
    "log_tangent": [{"t": u}, {"t": a}],
    "max_member": [
        {"maximum": MaxOver((j - k) * a, j, k + 1, n), "at": i},
        {"maximum": MaxOver(a * j, j, o, k), "at": m},
    ],
    "max_least": [
        {"body": a * i, "index": i, "bound": b + s},
        {"body": order_statistic(x, i) * i, "index": i, "bound": s},
    ],
    "max_convex": [
        {"body": (i - k) ** 2 * a, "index": i, "variable": k},
        {"body": a * k**3, "index": i, "variable": k},
    ],
    "unimodal_maximum": [
        {"value": s * sp.log(u) - u, "variable": u, "index": i, "peak": s, "factor": u},
        {"value": a * u - u**2 / 2, "variable": u, "index": i, "peak": a, "factor": 1},
    ],
    "integral_test": [{"k": i, "n": n, "s": 1 + u, "index": j}, {"k": k, "n": n, "s": q, "index": j}],
    "falling_function": [
        {"value": h ** (-q), "variable": h},
        {"value": a * h + b * sp.log(h), "variable": h},
        {"value": sp.erfc(h) + a * h * sp.erf(-h), "variable": h},
    ],
    "chebyshev_sums": [
        {"x": x, "weight": a * i, "index": i},
        {"x": y, "weight": a * i**2 + b, "index": i, "strict": True},
    ],
    "term_at_most_sum": [
        {"body": order_statistic(x, i) ** q, "index": i, "at": m},
        {"body": a * i + b, "index": i, "at": m},
    ],
    "linear_sum": [{"total": a * j + b, "terms": [(a, j), (b, sp.Integer(1))], "index": j, "low": k + 1, "high": n}],
    "sum_of_ranks": [{"index": j, "n": n}, {"index": j, "n": k}],
    "sum_splits": [{"body": a * j + b, "index": j, "low": k + 1, "at": m, "high": n}],
    "sum_in_pairs": [{"body": j**2 * a, "index": j, "n": n}, {"body": (-1) ** j * j, "index": j, "n": k}],
    "equal_terms": [{"body": (i + a) ** 2, "other": i**2 + 2 * a * i + a**2, "index": i}],
    "order_statistics_decrease": [{"x": x, "i": i, "j": m}, {"x": y, "i": i, "j": n}],
    "tail_begins": [{"x": x, "k": k, "p": q}],
    "power_sums_positive_together": [{"x": x, "r": q, "u": u}],
    "unchanged_part": [{"x": x, "z": z, "p": q}],
    "smallest_sum": [{"x": x, "z": z, "k": k, "p": q}, {"x": y, "z": z, "k": o, "p": q}],
    "power_sum_of_multiple": [{"x": x, "y": c * x, "c": c, "r": q}],
    "order_of_multiple": [{"x": x, "c": c, "j": i}],
    "value_at": [
        {"body": c**q + power_sum(x, q), "variable": q, "value": 1},
        {"body": t**q * m, "variable": t, "value": 0},
        {"body": sp.Sum(i**j, (j, 1, m)), "variable": m, "value": 3},
    ],
    "power_sum_of_shares": [{"x": y, "p": q, "a": u}],
    "tail_of_shares": [{"x": y, "p": q, "k": k}, {"x": y, "p": p, "k": i}],
    "defect_of_heads": [{"x": y, "y": other, "p": q, "index": f}, {"x": other, "y": y, "p": p, "index": f}],
    "majorised_powers": [
        {"x": y, "y": other, "p": q, "a": t + eta, "convex": False},
        {"x": y, "y": other, "p": p, "a": 1 + r, "convex": True},
    ],
    "majorised_entropies": [{"x": y, "y": other, "p": q}, {"x": other, "y": y, "p": sp.Integer(1)}],
    "towards_the_mean": [
        {"x": x, "t": t, "r": 1 + r, "convex": True},
        {"x": x, "t": t, "r": q, "convex": False},
        {"x": y, "t": t, "r": 1 + r, "convex": True, "strict": True},
        {"x": y, "t": t, "r": t, "convex": False, "strict": True},
    ],
    "robin_hood_power_sums_weakly": [
        {"x": x, "i": i, "j": m, "a": u / 8, "r": 1 + r, "convex": True},
        {"x": x, "i": i, "j": m, "a": u / 8, "r": t, "convex": False},
    ],
    "robin_hood_tails": [{"x": x, "i": i, "j": m, "a": u / 8, "index": f}],
    "rising_tide_order": [{"x": x, "a": s, "j": i}],
    "rising_tide_sum": [{"x": x, "a": s}],
    "bill_gates_power_sum": [{"x": x, "a": s, "r": q}],
    "bill_gates_ranks": [{"x": x, "a": s, "weight": b - a * j, "index": j}],
    "clone_order": [{"x": x, "j": i, "rank": 2 * i - 1}, {"x": x, "j": i, "rank": 2 * i}],
    "append_zero_ranks": [{"x": x, "weight": b - a * j, "index": j}],
    "integers_are_apart": [{"a": k, "b": m}, {"a": o, "b": kmin(y, eta, p)}],
    "ceiling_at_least": [{"t": a}, {"t": k}],
    "least_has_property": [{"count": count} for count in COUNTS],
    "below_least_fails": [{"count": count, "k": at} for count in COUNTS for at in (k, i)],
    "least_at_most": [{"count": count, "k": at} for count in COUNTS for at in (k, i)],
    "least_at_most_last": [{"count": count} for count in COUNTS],
    "least_at_least_first": [{"count": count} for count in COUNTS],
    "head_power_mean": [{"x": x, "k": k, "p": q, "q": p}],
    "head_positive": [{"x": y, "k": k, "p": q}],
    "tail_decreases": [{"x": x, "j": o, "k": k, "p": q}],
    "tail_after_everything": [{"x": x, "k": k, "p": q}],
    "antisymmetry": [{"a": k, "b": o}, {"a": i, "b": m}],
    "absolute_at_most": [{"t": a - b, "bound": s}],
    "larger_of_two": [{"a": a, "b": b, "bound": s}],
    "clipped_above_low": [{"value": a, "low": k, "high": o}],
    "clipped_below_high": [{"value": a, "low": k, "high": o}],
    "termwise_sum": [{"body": i ** (-p), "bound": i ** (-q), "factor": s, "index": i}],
    "relative_power_sum": [{"x": y, "q": q}],
    "peak_is_an_entry": [{"x": x, "q": q}],
    "support_times_peak": [{"x": x, "q": q}],
    "tail_as_sum": [{"x": x, "k": k, "p": q, "index": j}],
    "tail_below_peak": [{"x": x, "k": k, "p": q}],
    "tail_of_positive": [{"c": omega, "k": k, "r": q}],
    "rearrangement": [{"c": omega, "v": x, "q": q, "index": j}],
    "reweighting": [{"x": x, "w": omega, "b": weights, "s": a, "q": q}],
    "weighted_sorted_simplex_vertices": [{"c": omega, "v": x, "k": k, "q": q, "p": p, "index": g, "rank": j}],
    "kept_above_level": [{"x": x, "omega": omega, "s": s * n, "q": q}],
    "pruned_below_level": [{"x": x, "omega": omega, "s": s * n, "q": q, "p": p}],
    "sorted_simplex_vertices": [{"x": x, "k": k, "q": q, "p": p, "index": j}],
    "tail_power_mean": [{"x": x, "k": k, "q": p, "p": q}],
    "tail_below_mean": [{"x": x, "k": k, "q": q}],
    "head_at_least": [{"x": x, "k": k, "q": q}],
    "tail_interpolation": [{"x": x, "k": k, "q": q, "p": p}],
    "tail_at_most_total": [{"x": x, "k": k, "p": q}],
    "tail_of_everything": [{"x": x, "p": q}],
    "log_convex_power_sums": [{"x": x, "u": q, "v": u, "t": t, "middle": (1 - t) * q + t * u}],
    "power_mean_on_support": [{"x": y, "q": q, "p": p}],
    "norms_decrease": [{"x": x, "q": q, "p": p}],
    "support_at_most_size": [{"x": x}],
    "support_at_least_one": [{"x": y}],
    "layer_cake": [{"x": x, "index": f, "rank": j}],
    "sum_of_order_statistics": [{"x": x, "rank": j}],
    "robin_hood_power_sums": [
        {"x": x, "i": i, "j": m, "a": u / 8, "r": 1 + r, "convex": True},
        {"x": x, "i": i, "j": m, "a": u / 8, "r": t, "convex": False},
    ],
    "robin_hood_keeps_sum": [{"x": x, "i": i, "j": m, "a": u / 8}],
    "clone_doubles": [{"x": x, "r": q}],
    "zero_adds_nothing": [{"x": x, "r": q}],
    "floor_at_most": [{"t": a}, {"t": k}],
    "floor_above": [{"t": a}, {"t": k}],
    "at_most_larger": [{"a": a, "b": b}],
    "power_is_concave": [{"c": s, "d": r, "w": t, "v": 1 - t, "a": eta}, {"c": s, "d": r, "w": t, "v": 1 - t, "a": t}],
    "power_below_tangent": [{"c": u, "d": c, "a": eta}, {"c": u, "d": c, "a": eta, "strict": True}],
    "weighted_mean_at_least": [{"g": a, "a": s, "b": u, "u": t, "v": 1 - t}],
    "tail_below_first": [{"x": x, "k": k, "p": q}],
    "least_tail": [{"x": x, "k": k, "q": q, "p": p, "m": o}],
    "least_head": [{"x": x, "k": k, "q": q, "p": p}],
    "threshold_at_top": [{"k": k, "T": eta, "a": t, "n": n, "m": o}],
    "pursuit_step": [{"theta": x, "F": F, "t": k}, {"theta": y, "F": F, "t": 0}],
    "pursuit_score_at_least": [{"theta": x, "F": F, "t": k}],
    "pursuit_is_a_choice": [{"theta": x, "F": F, "m": k}, {"theta": y, "F": F, "m": i}],
    "averaging_step": [{"theta": x, "F": F, "t": k}, {"theta": y, "F": F, "t": 0}],
    "averaging_start": [{"theta": x, "F": F}],
    "average_is_a_choice": [{"theta": x, "F": F, "m": i}],
    "mean_of_independent": [{"theta": x, "F": F, "m": i}],
    "variance_by_moments": [{"theta": x, "F": F}],
    "second_moment_of_draws": [{"theta": x, "F": F}],
    "some_average_is_good": [{"theta": x, "F": F, "m": i}],
    "mass_without_largest": [{"theta": x, "F": F, "L": k}],
    "largest_and_others": [{"theta": x, "F": F, "L": k, "m": o}, {"theta": y, "F": F, "L": k, "m": i}],
    "error_at_most_mass": [{"theta": x, "F": F, "m": k}],
    "nothing_is_left": [{"theta": x, "F": F, "m": k}, {"theta": y, "F": F, "m": n}],
    "equal_coefficients_are_a_choice": [
        {"m": m, "n": n, "c": c, "a": a, "g": u, "b": b},
        {"m": m, "n": n, "c": c, "a": a, "g": u, "b": best_sum},
    ],
    "kept_sum_bounds_error": [{"m": m, "n": n, "c": c, "a": a, "g": u}, {"m": 1, "n": n + 1, "c": b, "a": a, "g": u}],
    "some_completion_is_good": [
        {"y": goal, "theta": theta, "F": F, "L": k, "m": i},
        {"y": goal, "theta": y, "F": F, "L": k, "m": 1},
    ],
    "completion_by_variance": [  # all outcomes of m draws of up to seven atoms are enumerated: seconds for m = 7
        {"y": goal, "theta": theta, "F": F, "L": k, "m": sp.Min(i, 3)},
        {"y": goal, "theta": x, "F": F, "L": 0, "m": sp.Min(i, 3)},
    ],
    "combination_of_few": [{"y": goal, "theta": theta, "F": F, "m": k}, {"y": goal, "theta": y, "F": F, "m": n}],
    "shares_add_up": [{"x": x, "m": i}, {"x": y, "m": k}],
    "shares_below_entries": [{"x": x, "m": i, "q": q}],
    "smaller_powers_of_shares": [{"x": x, "m": i, "q": q, "p": p}],
    "variance_in_shares": [{"x": x, "m": i}],
    "lyapunov_power_sums": [{"x": x, "r": q, "s": p, "t": p + u}, {"x": y, "r": q, "s": q, "t": p}],
    "threshold_at_block": [{"k": k, "T": eta, "a": t, "n": n, "m": i}],
    "tail_between": [
        {"x": x, "j": k, "k": i, "p": q, "least": False},
        {"x": x, "j": o, "k": m, "p": q, "least": True},
    ],
    "convex_sequence": [
        {"body": s * i**2 + b * i, "index": i, "j": o, "k": m, "least": False},
        {"body": a * (i - k) ** 2 - b * i, "index": i, "j": o, "k": m + 1, "least": True},
    ],
    "hoelder_sums": [
        {"x": omega, "y": weights, "z": omega**t * weights ** (1 - t), "w": t},
        {"x": weights, "y": omega, "z": weights**eta * omega ** (1 - eta), "w": eta},
    ],
    "equal_derivatives": [
        {"left": h**q, "right": h**q, "variable": h},
        {"left": gamma_ratio(1, h - c), "right": 1 - sp.exp(c - h), "variable": h},
    ],
    "euler_integral": [{"p": r, "s": u, "a": c}, {"p": s, "s": c, "a": u}],
    "hurwitz_step": [{"s": 1 + u, "t": c}, {"s": q, "t": i}],
    "telescoping_sum": [{"body": a * (2 * i + 1), "antidifference": -a * i**2, "index": i}],
    "part_of_sum": [
        {"body": a * i, "larger": sp.Abs(a) * i, "index": i, "start": k + 1},
        {"body": b, "larger": s, "index": i, "start": m},
    ],
    "expected_tail_by_ranks": [
        {"law": "uniform", "k": k, "n": n, "a": c, "index": j},
        {"law": "laplace", "k": o, "n": n, "a": u, "index": j},
    ],
    "uniform_order_statistic": [{"i": i, "n": n, "a": c}],
    "renyi_representation": [{"i": i, "n": n, "a": c, "index": j}],
    "ordered_derivatives": [
        {"left": h**q, "right": h**q, "variable": h},
        {"left": sp.erf(h - c), "right": 2 * (h - c), "variable": h},
    ],
    "mills_upper": [{"t": u}, {"t": c + q}],
    "mills_lower": [{"t": s}, {"t": u}],
    "descent_share_is_least": [{"rho": t, "t": s}, {"rho": eta, "t": u}],
    "descent_threshold_is_root": [{"rho": t}, {"rho": eta}],
    "descent_threshold_is_positive": [{"rho": t}, {"rho": eta}],
    "descent_share_where_stationary": [
        {"rho": t, "t": l1_descent_threshold(t)},
        {"rho": eta, "t": l1_descent_threshold(eta)},
    ],
    "descent_volume_is_product": [{"d": i + 2, "s": i, "j": 1}, {"d": i + k, "s": i, "j": 0}],
    "erf_mean_without_power": [{"r": i}],
    "erf_mean_of_first_power": [{"r": i}],
    "erf_mean_at_unit_variance": [{"m": k}],
    "orthant_of_nothing": [{"s": i}],
    "orthant_of_one": [{"s": i}],
    "orthant_of_two": [{"s": i}],
    "head_interpolation": [{"x": x, "k": i, "q": q, "p": p}, {"x": y, "k": i, "q": q, "p": q + u}],
    "nonnegative_share_is_least": [{"rho": t, "t": s}, {"rho": eta, "t": u}],
    "nonnegative_threshold_is_root": [{"rho": t}, {"rho": eta}],
    "nonnegative_share_where_stationary": [
        {"rho": t, "t": nonnegative_descent_threshold(t)},
        {"rho": eta, "t": nonnegative_descent_threshold(eta)},
    ],
    "mean_of_fair_binomial": [{"k": k, "index": f}],
    "weighted_bound_is_least": [{"W": W, "t": s}, {"W": W, "t": u}],
    "weighted_threshold_is_root": [{"W": W}],
    "weighted_bound_where_stationary": [{"W": W, "t": weighted_quantity("weighted_threshold")(W)}],
    "weighted_squares_from_tails": [{"W": W, "t": s}, {"W": W, "t": u}],
    "log_above": [{"x": u}, {"x": c + q}],
    "sine_positive": [{"t": u}, {"t": eta}],
    "archimedes": [{"a": a, "b": b, "c": s, "index": far}, {"a": b, "b": q, "c": -u, "index": far}],
    "chamber_factor": [
        {"kind": kind, "d": size, "weight": weight, "index": f}
        for kind, size in (("a", n), ("bc", n), ("d", i + 1))
        for weight in (f**2 * a + b, u**f, sp.Integer(-1) ** f)
    ],
    "first_chamber": [{"kind": "a", "weight": f * a + b, "index": f}, {"kind": "bc", "weight": u**f, "index": f}],
    "last_term": [
        {"body": a * j + b, "index": j, "low": k + 1, "high": n},
        {"body": (f + u) ** 2, "index": f, "low": 0, "high": k},
    ],
    "error_after_block": [{"net": net, "block": 1}, {"net": net, "block": L}],
    "join_of_parts": [{"net": net, "block": at, "pruned": pruned} for at in (1, L) for pruned in (False, True)],
    "error_side_by_side": [{"net": net, "block": 1}, {"net": net, "block": L}],
    "error_after_layer": [{"net": net, "block": at, "i": of} for at in (1, L) for of in (1, d)],
    "shortcut_stretches": [{"net": net, "block": 1}, {"net": net, "block": L}],
    "layer_stretches": [{"net": net, "block": at, "i": of} for at in (1, L) for of in (1, d)],
    "branch_begins": [{"net": net, "block": at, "pruned": pruned} for at in (1, L) for pruned in (False, True)],
    "later_layers": [{"net": net, "block": L}, {"net": net, "block": L, "i": 1}, {"net": net, "block": 1, "i": d}],
    "later_blocks": [{"net": net}, {"net": net, "block": 1}, {"net": net, "block": L}],
    "filters_after_patches": [{"K": conv}],
    "extraction_counts_windows": [{"K": conv}],
    "windows_of_residues": [{"K": conv}],
    "entries_once_a_row": [{"K": conv, "squares": squares} for squares in (False, True)],
    "part_of_circular": [{"K": conv}],
    "circular_by_frequencies": [{"K": conv}],
    "error_before_activation": [{"net": refit, "layer": at, **index} for at in (1, L) for index in ({}, {"index": j})],
    "error_behind_activation": [
        {"net": refit, "layer": at, "largest": largest} for at in (0, L) for largest in (False, True)
    ],
    "same_inputs": [{"net": refit, "largest": largest} for largest in (False, True)],
    "later_constants": [
        {"net": refit, "row": row, **layer} for row in (False, True) for layer in ({}, {"layer": 1}, {"layer": L})
    ],
    "squares_of_neurons": [{"net": refit, "layer": at, "index": j} for at in (1, L)],
    "masses_below_weights": [{"net": refit, "layer": L, "i": at, "q": q} for at in (1, N)],
    "neuron_is_an_expansion": [
        {"net": refit, "layer": L, "i": at, "bound": power_sum(MEASURED["atom_masses"].symbol(theta, F), 1)}
        | {"theta": theta, "F": F}
        for at in (1, N)
    ],
    "neurons_are_atoms": [
        {"W": outgoing, "X": outputs, "k": at, "bound": power_sum(MEASURED["atom_masses"].symbol(theta, F), 1)}
        | {"theta": theta, "F": F}
        for at in (1, i)
    ],
    "target_averaging_start": [{"y": goal, "theta": theta, "F": F, "m": k}],
    "target_averaging_step": [
        {"y": goal, "theta": theta, "F": F, "m": i, "t": k},
        {"y": goal, "theta": theta, "F": F, "m": n, "t": 0},
    ],
    "target_average_is_a_choice": [{"y": goal, "theta": theta, "F": F, "m": i}],
    "lp_mass_without_largest": [{"theta": x, "F": F, "L": k, "p": p}, {"theta": y, "F": F, "L": n, "p": 1}],
    "top_scores": [
        {"w": outgoing, "a": prices, "K": shared, "p": u, "i": at, "taken": taken}
        for at in (1, N)
        for taken in (False, True)
    ],
    "counts_within_rows": [
        {"w": outgoing, "a": prices, "K": shared, "p": u, "i": N, "c": own} for own in (None, counts)
    ],
    "counts_add_up": [
        {"w": outgoing, "a": prices, "K": shared, "p": u, "index": j, "c": own} for own in (None, counts)
    ],
    "curves_are_convex": [{"T": convex, "i": 1, "k": i}, {"T": convex, "i": L, "k": i}],
    "greedy_gains": [{"T": convex, "i": at, "taken": taken} for at in (1, L) for taken in (False, True)],
    "budget_is_kept": [
        {"T": convex, "index": j, "greedy": greedy, "priced": priced}
        for greedy, priced in ((False, False), (True, False), (True, True))
    ],
    "least_sum_at_most": [{"T": curves, "i": 1}, {"T": curves, "i": L}],
    "least_sum_is_reached": [{"T": curves, "i": 1}, {"T": curves, "i": L}],
    "least_sum_of_nothing": [{"T": curves, "programmed": programmed} for programmed in (False, True)],
    "everything_is_left": [{"T": curves, "programmed": programmed} for programmed in (False, True)],
    "count_is_taken": [{"T": curves}, {"T": curves, "i": 1}, {"T": curves, "i": L}],
    "mean_of_draws": [{"v": products, "s": omega, "m": i}, {"v": weights, "s": omega, "m": 1}],
    "mean_of_one_draw": [{"v": products, "s": omega}, {"v": omega, "s": weights}],
    "covariance_of_draws": [
        {"v": products, "h": products, "s": omega, "m": i},
        {"v": products, "h": weights, "s": omega, "m": 2},
    ],
    "covariance_of_one_draw": [
        {"v": products, "h": products, "s": omega},
        {"v": products, "h": omega, "s": weights},
    ],
    "distinct_edges_as_sum": [{"s": omega, "m": u, "j": j}, {"s": omega * weights, "m": k, "j": j}],
    "draws_solve_for_distinct_edges": [{"s": omega, "u": u}],
    "distinct_edges_rise": [{"s": omega, "l": c, "m": u}, {"s": weights, "l": sp.Integer(1), "m": u}],
    "distinct_edges_below_uniform": [{"s": omega, "m": 1 + r}, {"s": weights, "m": 1 / u}],
    "sum_below_peak": [{"x": products, "y": omega}, {"x": products / omega, "y": products}],
    "chernoff_for_draws": [
        {"v": v, "s": omega, "m": i, "epsilon": eta, "t": r, "upper": upper}
        for v in (products, weights)
        for upper in (True, False)
    ],
    "exponential_moment_below_chord": [
        {"v": products, "s": omega, "B": 1 + u, "t": r},
        {"v": omega, "s": weights, "B": 1 + r, "t": -u},
        {"v": products, "s": omega, "B": n, "t": a},
    ],
    "sensitivity_is_sum_of_maxima": [{"w": omega, "A": sample, "i": f, "j": j}],
    "importances_add_up": [{"w": omega, "A": sample, "i": point, "j": j}],
    "total_over_points": [{"w": omega, "A": sample, "i": f, "j": edge}],
    "totals_count_points": [{"w": omega, "A": sample, "j": j}],
    "sums_exchange": [
        {"f": (g + f) ** -p, "rows": (c * (f + 1), f, 0, k), "columns": (s, g, 1, i)},
        {"f": g**f, "rows": (r - g, g, k + 1, k), "columns": (a - f, f, 0, n)},
    ],
    "minimax_at_most": [
        {"w": omega, "A": sample, "scores": score, "point": g, "j": edge}
        for score in (sample_quantity("score_at")(weights, edge), edge**-p, u + importance(omega, sample, 1, edge))
    ],
    "minimax_is_greatest": [
        {"w": omega, "A": sample, "s": weights, "bound": bound, "point": g, "j": j}
        for bound in (sp.Integer(1), c, 1 + t / 4)
    ],
    "maximin_is_attained": [{"w": omega, "A": sample, "i": f, "j": j}],
    "best_weights_are_best": [{"w": omega, "A": sample, "x": point, "t": t, "i": f, "j": j}],
    "best_weights_add_up": [{"w": omega, "A": sample, "i": f}],
    "gamma_step": [{"x": u}, {"x": c + k}],
    "gamma_midpoint": [{"x": u, "y": c}, {"x": q, "y": q + k}],
    "pivotal_begins": [
        {"p": chances, "T": play, "u": products},
        {"p": chances, "T": play, "u": products, "w": omega},
    ],
    "pivotal_play": [
        {"p": chances, "T": play, "k": k, "x": whole, "y": eta, "u": omega},
        {"p": chances, "T": play, "k": o, "x": whole, "y": eta, "u": products, "w": weights},
    ],
}
ATTACKED = [(name, choice) for name, choices in CASES.items() for choice in range(len(choices))]
EXPONENTS = (0.0625, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 8.0)
NUMBERS = (-2.5, -1.0, -0.125, 0.0, 0.25, 1.0, 2.0, 7.5)


def vector(rng: np.random.Generator, n: int) -> np.ndarray:
    """A vector of an edge: zero, flat, spike, ties, signs, spread scales; or a random one."""
    way = int(rng.integers(8))
    if way == 0:
        return np.zeros(n)
    if way == 1:
        return np.full(n, float(rng.choice((1.0, -2.0, 0.5))))
    if way == 2:
        return np.eye(n)[int(rng.integers(n))] * 3.0
    if way == 3:
        return rng.integers(-2, 3, n).astype(float)
    if way == 4:
        return 2.0 ** rng.integers(-40, 40, n) * rng.choice((-1.0, 0.0, 1.0), n)
    if way == 5:
        return np.sort(rng.integers(1, 6, n))[::-1].astype(float)
    return np.round(rng.standard_normal(n) * 4, 2)


def instance(rng: np.random.Generator) -> dict[str, Any]:
    """Values of all parameters of ``D``, at the edges of their ranges more often than not."""
    n = int(rng.choice((1, 1, 2, 2, 3, 5, 7)))
    k = int(rng.choice((0, n, n - 1, int(rng.integers(n + 1)))))
    c = float(rng.choice(EXPONENTS))
    x, y = vector(rng, n), vector(rng, n)
    z = np.where(np.arange(n) < rng.integers(k + 1), vector(rng, n), 0.0)
    own = rng.spawn(1)[0]  # so that what is added to the domain leaves the other draws as they are
    values = {
        "n": n,
        "k": k,
        "o": int(rng.choice((0, n, k, int(rng.integers(n + 1))))),
        "i": int(rng.choice((1, n, int(rng.integers(1, n + 1))))),
        "m": int(rng.choice((1, n, int(rng.integers(1, n + 1))))),
        "far": 3,
        "q": float(rng.choice(EXPONENTS)),
        "r": float(rng.choice((0.0, 0.0, *EXPONENTS))),
        "u": float(rng.choice(EXPONENTS)),
        "c": c,
        "h": float(c * rng.choice((1.001, 1.25, 1.5, 1.999))),
        "a": float(rng.choice(NUMBERS)),
        "b": float(rng.choice(NUMBERS)),
        "s": float(rng.choice([v for v in NUMBERS if v >= 0])),
        "t": float(rng.choice((0.0, 1.0, 0.25, 0.5, 0.9))),
        "eta": float(rng.choice((1e-3, 0.25, 0.5, 0.75, 0.999))),
        "omega": 2.0 ** rng.integers(-3, 4, n),
        "weights": np.round(rng.random(n) + 0.1, 2),
        "x": x,
        "y": y if y.any() else np.eye(n)[0],
        "z": rng.permutation(z),
        "other": np.abs(y) + np.abs(y).mean() + 0.25 if k % 2 else np.ones(n),
        "theta": x,
        "F": DICTIONARY.sampler(rng, n),
        "K": CONE.sampler(rng),
        "S": GENERIC_SUBLEVEL.sampler(rng),
        "W": weighted_norm(np.random.default_rng([n, k, x.size])),
        "P": SOFT_DISTANCE.sampler(np.random.default_rng([n, k, x.size])),
        "L": (blocks := int(own.integers(1, 4))),
        "d": (depth := int(own.integers(1, 4))),
        "net": residual_network(own, L=blocks, d=depth),
        "conv": small_convolution(own),
        "N": (width := int(own.integers(1, 5))),
        "refit": sampled_network(own, L=blocks, N=width),
        "curves": shared_curves(own, L=blocks),
        "Y": SLICE.sampler(own),
        "budget": sampled_budget(own),
        "sample": SAMPLE.sampler(own, n, width),
        "point": int(own.integers(1, width + 1)),
        "edge": int(own.integers(1, n + 1)),
        "convex": convex_curves((apart := own.spawn(1)[0]), L=blocks),
        "outgoing": np.stack([vector(apart, depth) for _ in range(width)]),
        "outputs": np.stack([vector(apart, depth) for _ in range(n)]),
        "shared": (budget := int(apart.choice((0, width * depth, int(apart.integers(width * depth + 1)))))),
        "prices": 2.0 ** apart.integers(-3, 4, width),
        "counts": keep_counts("N", "d", "shared").sample(apart, {"N": width, "d": depth, "shared": budget}),
        "matrix": small_map(apart),
        "play": PLAY.sampler((later := apart.spawn(1)[0]), n),
        "chances": later.choice((0.0, 0.25, 0.5, 0.75, 1.0), n),
        "whole": float(later.choice((0.001, 0.25, 0.5, 1.0))),
        "form": NEGATIVE.sampler(later),
        "products": np.abs(vector(own, n)) if k % 3 else np.where(np.arange(n) == 0, 1.0, 0.0),
    }
    values["goal"] = TARGET.sampler(rng, x, values["F"])
    return D.validate(values)


def best_scores(w: list[Any], A: list[list[Any]]) -> list[Any]:
    """Scores whose largest second moment is next to the least."""
    floats = np.array([float(v.mid()) for v in w]), np.array([[float(v.mid()) for v in row] for row in A])
    return [ball(float(q) + 1e-12) for q in minimax_distribution(relative_importance(*floats)).q]


def ranging(application: Application, env: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The instance with the bound variables at values of their range: all of them for integers, samples for reals."""
    if not application.bound:
        yield env
        return
    ranges: list[list[Any]] = []
    for variable in application.bound:
        if str(variable) in ("n", "theta", "F", "P"):  # what is assumed of all of them is true in the cases above
            ranges.append([env[str(variable)]])
        elif str(variable) == "weights":  # scores of the edges: what is meant to hold of all fails at the best ones
            ranges.append([env["weights"], best_scores(env["omega"], env["sample"])])
        elif str(variable) == "far":
            ranges.append([1, 2, 10, 10**3, 10**9])
        elif isinstance(D.parameters[str(variable)], Integer):
            ranges.append(list(range(1, env["n"] + 1)))
        elif str(variable) == "h":
            ranges.append([env["c"] * ball(share) for share in (1.0001, 1.25, 1.5, 1.75, 1.9999)])
        elif str(variable) == "whole":
            ranges.append([ball(v) for v in (0.001, 0.25, 0.5, 0.875, 1.0)])
        elif str(variable) == "eta":
            ranges.append([ball(v) for v in (0.001, 0.25, 0.5, 0.75, 0.999)])
        else:
            ranges.append([ball(v) for v in (0.001, 0.3, 1.0, 1.7, 2.5, 4.0, 6.5, 9.0)])
    for values in itertools.product(*ranges):
        yield {**env, **dict(zip(map(str, application.bound), values, strict=True))}


def outcome(application: Application, rng: np.random.Generator) -> Truth | None:
    """What balls say of the conclusion at one instance, ``None`` if a premise fails there or something is undefined.

    A strict premise that balls do not decide may be an equality, and then it fails: nothing is said there, either.
    """
    with precision(240):
        env = instance_as_balls(D, instance(rng))
        assert membership(D, env) is not Truth.NO
        try:
            for point in ranging(application, env):
                for premise in application.premises:
                    truth = relation_truth(premise, point)[0]
                    if truth is Truth.NO or (premise.operator == "<" and truth is Truth.UNDECIDED):
                        return None
            return relation_truth(application.conclusion, env)[0]
        except (DomainError, UnsupportedError):
            return None


def test_every_lemma_is_attacked() -> None:
    assert set(CASES) == set(LEMMAS)


@pytest.mark.parametrize(("name", "choice"), ATTACKED)
def test_no_instance_breaks_the_lemma(name: str, choice: int, rng: np.random.Generator) -> None:
    application = find_lemma(name).build(D, **CASES[name][choice])
    met = 0
    for _ in range(400):
        truth = outcome(application, rng)
        met += truth is not None
        assert truth is not Truth.NO
        if met >= 60:
            break
    assert met >= 8


def test_the_attack_finds_what_is_wrong(rng: np.random.Generator) -> None:
    """The same attack breaks a lemma whose premise is forgotten, and one that is off at an edge."""
    forgotten = Application((), find_lemma("norms_decrease").build(D, x=y, q=p, p=q).conclusion)
    edge = Application((), Relation(tail_power_sum(x, k, q), "<", power_sum(x, q)))  # false for the zero vector, k = 0
    for wrong in (forgotten, edge):
        assert Truth.NO in {outcome(wrong, rng) for _ in range(200)}
