"""What keep counts cost against the best ones: objective at given counts, loss of the (reconstructed) relative rule."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, NormOverflowError, ShapeError
from lqtheory.quantities.allocation import OBJECTIVES
from lqtheory.quantities.allocation_minimax import weighted_curves
from lqtheory.quantities.allocation_rows import row_tables, row_weights
from lqtheory.quantities.arrays import Array, as_magnitudes, check_exponent, namespace, widened
from lqtheory.quantities.norms import log_lq_norm
from lqtheory.quantities.sparsity_indices import log_effective_sparsity

__all__ = ["allocation_value", "relative_rule_loss"]


def allocation_value(objective: str, rows: Any, counts: Any, weights: Any = None, p: float = 2.0) -> float:
    r"""Objective of given keep counts, each row keeping its largest entries.

    ``"sum_of_powers"``: Σ a_i σ_{k_i}(w_i)_p^p; ``"maximum"``: max a_i σ_{k_i}(w_i)_p; ``"sum_of_norms"``:
    Σ a_i σ_{k_i}(w_i)_p.

    Parameters
    ----------
    objective : {"sum_of_powers", "maximum", "sum_of_norms"}
        What is measured.
    rows, weights, p
        As in :func:`lqtheory.quantities.allocation.allocate`.
    counts : array-like of int, shape (r,)
        Keep counts, at most the number of entries of their row.

    Returns
    -------
    float

    Raises
    ------
    DomainError
        If the objective has no such name, or a count is no integer in the range of its row.
    InputTypeError, ShapeError, NormOverflowError
        As :func:`lqtheory.quantities.allocation.allocate`; ShapeError also if the counts are not one for each row.

    Notes
    -----
    Cost O(d log d) for each row. Never below ``allocate(objective, ...).value`` for a budget of Σ k_i, up to rounding.

    References
    ----------
    Dossier lq.alloc.exact, lq.alloc.max, lq.alloc.sumnorm.

    Examples
    --------
    >>> round(allocation_value("sum_of_powers", [[4, 1, 1], [3, 2, 0.5, 0.25]], counts=[1, 2], weights=[1, 2]), 12)
    2.625
    """
    where = "allocation_value"
    if objective not in OBJECTIVES:
        raise DomainError(f"objective={objective!r} is not one of {', '.join(map(repr, OBJECTIVES))} ({where})")
    p = check_exponent(p, "p", where, infinite=objective != "sum_of_powers")
    curves = weighted_curves(rows, None, p, where)
    kept = np.asarray(counts.detach().cpu() if hasattr(counts, "detach") else counts)
    sizes = np.concatenate([np.full(curve.shape[0], curve.shape[1] - 1) for curve in curves])
    if kept.shape != sizes.shape:
        raise ShapeError(f"counts has shape {kept.shape}, allowed is {sizes.shape}: one for each row ({where})")
    if kept.dtype.kind not in "iu" or (kept < 0).any() or (kept > sizes).any():
        raise DomainError(f"counts must be integers, at least 0 and at most the row lengths ({where})")
    a = _plain(row_weights(weights, row_tables(rows, where), where))
    errors = np.array([float(row[k]) for row, k in zip((row for c in curves for row in c), kept, strict=True)])
    with np.errstate(over="ignore"):
        terms = a * (errors**p if objective == "sum_of_powers" else errors)
        value = float(terms.max() if objective == "maximum" else terms.sum())
    if math.isinf(value):
        raise NormOverflowError(f"the value exceeds 1.8e308 ({where}); divide rows or weights by a constant")
    return value


def relative_rule_loss(rows: Any, weights: Any = None, q: float = 1.0, p: float = 2.0) -> float:
    r"""How much larger the Stechkin bound is with one relative tolerance than with the best counts of that budget.

    The rule of one relative tolerance is a reconstruction of the paper's.

    Σ π_i^e ρ_i^{1-e} with e = p/q, π_i ∝ a_i^{q/p} ‖w_i‖_q^q (the best counts) and ρ_i ∝ s_{q,p}(w_i) (the counts of
    the relative rule), for the objective Σ a_i C_{q,p}^p ‖w_i‖_q^p k_i^{1-p/q}.

    Parameters
    ----------
    rows, weights
        As in :func:`lqtheory.quantities.allocation.allocate`.
    q, p : float
        Exponents, 0 < q < p < inf.

    Returns
    -------
    float
        At least 1, whatever the budget; 1 if and only if the two rules give the same counts. ``inf`` where it exceeds
        the largest float64. Rows with a_i ‖w_i‖ = 0 have a share of 0 in the best counts; 1 if all are zero.

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type or shape.

    Notes
    -----
    Real counts, not clipped at the row lengths. Cost O(number of entries), in logarithms.

    References
    ----------
    yang_wang_ding_yang_2022; dossier lq.alloc.bound.

    Examples
    --------
    >>> round(relative_rule_loss([[1.0, 1.0], [3.0, 3.0]], q=1.0), 12)
    1.25
    """
    where = "relative_rule_loss"
    q, p = check_exponent(q, "q", where), check_exponent(p, "p", where)
    if q >= p:
        raise DomainError(f"the relative rule needs q < p, got q={q}, p={p} ({where}); use a smaller q")
    tables = row_tables(rows, where)
    a = _plain(row_weights(weights, tables, where))
    logs = np.concatenate([_logs(table, q, p) for table in tables], axis=1)
    nonzero = np.isfinite(logs[0])
    with np.errstate(divide="ignore"):
        log_best = q / p * np.log(a[nonzero]) + q * logs[0, nonzero]
    log_relative = logs[1, nonzero]
    if not np.isfinite(log_best).any():
        return 1.0
    log_pi, log_rho = log_best - _log_sum(log_best), log_relative - _log_sum(log_relative)
    kept, e = np.isfinite(log_pi), p / q
    log_loss = _log_sum(e * log_pi[kept] + (1.0 - e) * log_rho[kept])
    return max(1.0, math.exp(log_loss)) if log_loss < 709.0 else math.inf


def _logs(table: Array, q: float, p: float) -> np.ndarray:
    """Logarithms of the l_q norm and of the effective sparsity of each row; -inf and 0 for zero rows."""
    magnitudes = widened(as_magnitudes(table, "rows", "relative_rule_loss"))
    xp = namespace(magnitudes)
    nonzero = xp.any(magnitudes > 0, axis=-1)
    filled = xp.where(nonzero[:, None], magnitudes, xp.ones_like(magnitudes))
    log_norms, log_sparsity = _plain(log_lq_norm(filled, q)), _plain(log_effective_sparsity(filled, q, p))
    return np.where(_plain(nonzero), [log_norms, log_sparsity], [[-math.inf], [0.0]])


def _log_sum(logs: np.ndarray) -> float:
    return float(np.logaddexp.reduce(logs))


def _plain(values: Array) -> np.ndarray:
    return np.asarray(values.detach().cpu() if hasattr(values, "detach") else values)
