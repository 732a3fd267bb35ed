"""Paired comparison of two pruning rules on the same networks and the same test inputs, with two kinds of intervals.

``low, high``: Student's t over the training seeds, for networks trained anew. ``low_inputs, high_inputs``: normal, over
the test inputs, for the mean of these very networks (ratios of RMSEs by the delta method): how much is due to the test
set. Both at 95 %. :func:`further_intervals` adds one for both drawn anew, and one that allows for several looks.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import stats

from lqtheory.balls import Truth

__all__ = ["compared_accuracies", "compared_errors", "excludes_loss", "further_intervals", "student_half_width"]

NEAR_DENSE, LARGEST_LOSS, LARGEST_RATIO = 5.0, 0.3, 1.03


def compared_accuracies(dense: np.ndarray, base: np.ndarray, ours: np.ndarray, y: np.ndarray) -> dict[str, Any]:
    """Difference of accuracies in points, with intervals.

    Parameters
    ----------
    dense, base, ours : array, shape (seeds, inputs)
        1 where the dense network, the one pruned by magnitude, and ours is right.
    y : array
        Unused.

    Returns
    -------
    dict
    """
    scores = [100 * part.mean(axis=1) for part in (dense, base, ours)]
    by_seed = scores[2] - scores[1]
    half = student_half_width(by_seed)
    by_input = 100 * (ours - base).mean(axis=0)
    half_inputs = 1.959964 * float(by_input.std(ddof=1)) / np.sqrt(by_input.size)
    centre = float(by_seed.mean())
    near = scores[0].mean() - scores[1].mean() <= NEAR_DENSE
    return {
        "near_dense": Truth.YES if near else Truth.NO,
        "difference": centre,
        "low": centre - half,
        "high": centre + half,
        "low_inputs": centre - half_inputs,
        "high_inputs": centre + half_inputs,
        "excludes_loss": excludes_loss(near, centre - half >= -LARGEST_LOSS),
        "excludes_loss_inputs": excludes_loss(near, centre - half_inputs >= -LARGEST_LOSS),
    }


def compared_errors(dense: np.ndarray, base: np.ndarray, ours: np.ndarray, y: np.ndarray) -> dict[str, Any]:
    """Ratio of root mean squared errors, ours to magnitude's, with intervals.

    Parameters
    ----------
    dense, base, ours : array, shape (seeds, inputs)
        Squared errors.
    y : array, shape (inputs,)
        Targets.

    Returns
    -------
    dict
    """
    scores = [np.sqrt(part.mean(axis=1)) for part in (dense, base, ours)]
    logs = np.log(scores[2] / scores[1])
    half = student_half_width(logs)
    ours_mean, base_mean = ours.mean(axis=0), base.mean(axis=0)
    influence = 0.5 * (ours_mean / ours_mean.mean() - base_mean / base_mean.mean())
    half_inputs = 1.959964 * float(influence.std(ddof=1)) / np.sqrt(influence.size)
    centre = float(logs.mean())
    near = 100 * (base.mean() - dense.mean()) / float(y.astype(np.float64).var()) <= NEAR_DENSE
    low, high, low_inputs, high_inputs = (
        float(np.exp(centre + shift)) for shift in (-half, half, -half_inputs, half_inputs)
    )
    return {
        "near_dense": Truth.YES if near else Truth.NO,
        "difference": float(np.exp(centre)),
        "low": low,
        "high": high,
        "low_inputs": low_inputs,
        "high_inputs": high_inputs,
        "excludes_loss": excludes_loss(near, high <= LARGEST_RATIO),
        "excludes_loss_inputs": excludes_loss(near, high_inputs <= LARGEST_RATIO),
    }


def further_intervals(base: np.ndarray, ours: np.ndarray, *, looks: int) -> dict[str, float]:
    """Two more intervals of the difference of accuracies in points.

    ``low_both, high_both``: for networks trained anew and test inputs drawn anew, from the sum of the variances of the
    means over seeds and over inputs (too wide, never too narrow, by the part that both share), with Student's quantile
    for the seeds. ``low_looks, high_looks``: over seeds as before, at level 1 - 0.05/looks (Bonferroni).

    Parameters
    ----------
    base, ours : array, shape (seeds, inputs)
        1 where the network pruned by magnitude, and ours, is right.
    looks : int
        How many independent experiments asked the same question.

    Returns
    -------
    dict
    """
    by_seed, by_input = (100 * (ours - base).mean(axis=axis) for axis in (1, 0))
    half = student_half_width(by_seed)
    quantile = half / float(by_seed.std(ddof=1) / np.sqrt(by_seed.size)) if half else 0.0
    both = float(np.hypot(half, quantile * by_input.std(ddof=1) / np.sqrt(by_input.size)))
    wide = student_half_width(by_seed, level=1 - 0.05 / looks)
    centre = float(by_seed.mean())
    return {
        "low_both": centre - both,
        "high_both": centre + both,
        "low_looks": centre - wide,
        "high_looks": centre + wide,
    }


def student_half_width(values: np.ndarray, level: float = 0.95) -> float:
    """Half the width of the interval of the mean of few numbers.

    Parameters
    ----------
    values : array, shape (n,)
        At least two numbers.
    level : float
        Probability that the interval covers the mean.

    Returns
    -------
    float

    Examples
    --------
    >>> round(student_half_width(np.array([1.0, 2.0, 3.0])), 4)
    2.4841
    """
    return float(stats.t.ppf(0.5 + level / 2, values.size - 1) * values.std(ddof=1) / np.sqrt(values.size))


def excludes_loss(near: bool, excluded: bool) -> Truth:
    """Whether an interval excludes a loss, where that is asked.

    Parameters
    ----------
    near : bool
        Whether magnitude is near the dense network.
    excluded : bool
        Whether the interval excludes it.

    Returns
    -------
    Truth
        Undecided where magnitude is far from dense: there nothing is claimed.
    """
    return Truth.UNDECIDED if not near else Truth.YES if excluded else Truth.NO
