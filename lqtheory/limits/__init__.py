"""How far a network can be pruned, as predicted from its weights and the curvature of its loss.

    path = magnitude_path(weights, prunable)              # what magnitude pruning removes, in its order
    runs = [squared_run(run) for run in probe_runs(h, 2, 256, rng=rng)]
    shares = sampled_shares(runs)                           # flat directions of the Hessian, with intervals
    published(path, shares, epsilon)                      # the published formula, and beside it:
    slice_generic(path, shares, epsilon)                  # the cone that pruning is about
    path_quadratic(path, h, epsilon)                      # no theory but the quadratic form along the path
    exact_mask(path, gauss_newton(made), epsilon)         # the quadratic model's own truth for the magnitude mask
    near_zero(path)                                       # no theory at all

A prediction is the largest number of prunable weights that may be removed, with the interval that the error of the
curvature estimate leaves. The quadratic model itself is an assumption; the real loss along the path is measured apart.

Examples
--------
>>> path = magnitude_path([i / 10 for i in range(1, 11)])
>>> shares = exact_shares(range(1, 11))
>>> [predictor(path, shares, 0.5).count for predictor in (published, slice_generic, generic_cone, jensen)]
[4, 3, 4, 3]
"""

from lqtheory.limits.baselines import constant_ratio, near_zero, near_zero_by_layer
from lqtheory.limits.diagonals import diagonal_path, optimal_brain_damage
from lqtheory.limits.displacements import PathForms, first_order, path_quadratic
from lqtheory.limits.epsilons import batch_deviation, relative_tolerance, standard_error
from lqtheory.limits.exhibit import published_pipeline, smoothed_share, zero_row_share
from lqtheory.limits.measured import batch_losses, one_shot_sublevel, path_losses
from lqtheory.limits.mixtures import SliceMixture, feasible_share, slice_mixture
from lqtheory.limits.paths import MagnitudePath, crossing, magnitude_path
from lqtheory.limits.plans import LimitPlan, plan_limit
from lqtheory.limits.predictions import CurvatureReport, LimitSettings, curvature_report, network_path, predictions_at
from lqtheory.limits.real_masks import RetrainedLoss, exact_mask, exact_mask_loss
from lqtheory.limits.records import Interval, Prediction
from lqtheory.limits.resuming import Kept
from lqtheory.limits.retraining import Retrained, retrain_kept, retrained_sublevel
from lqtheory.limits.slices import slice_along_path, slice_at
from lqtheory.limits.spectra import FlatShares, exact_shares, sampled_shares, weighted_shares
from lqtheory.limits.spectral import generic_cone, jensen, one_shot_trace, published, slice_generic
from lqtheory.limits.study import LimitReport, elasticity, limit_report

__all__ = [
    "CurvatureReport",
    "FlatShares",
    "Interval",
    "Kept",
    "LimitPlan",
    "LimitReport",
    "LimitSettings",
    "MagnitudePath",
    "PathForms",
    "Prediction",
    "Retrained",
    "RetrainedLoss",
    "SliceMixture",
    "batch_deviation",
    "batch_losses",
    "constant_ratio",
    "crossing",
    "curvature_report",
    "diagonal_path",
    "elasticity",
    "exact_mask",
    "exact_mask_loss",
    "exact_shares",
    "feasible_share",
    "first_order",
    "generic_cone",
    "jensen",
    "limit_report",
    "magnitude_path",
    "near_zero",
    "near_zero_by_layer",
    "network_path",
    "one_shot_sublevel",
    "one_shot_trace",
    "optimal_brain_damage",
    "path_losses",
    "path_quadratic",
    "plan_limit",
    "predictions_at",
    "published",
    "published_pipeline",
    "relative_tolerance",
    "retrain_kept",
    "retrained_sublevel",
    "sampled_shares",
    "slice_along_path",
    "slice_at",
    "slice_generic",
    "slice_mixture",
    "smoothed_share",
    "standard_error",
    "weighted_shares",
    "zero_row_share",
]
