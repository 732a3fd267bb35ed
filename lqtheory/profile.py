"""Theorems on the layers of a network: predicted against measured, row by row, and whether each bound holds.

Weights are the binary numbers that are stored. A comparison is decided rigorously: the vector quantities of a layer are
computed once in float64 and enclosed by an a-priori rounding bound, everything else is ball arithmetic; what that
leaves open goes to balls throughout where the layer is small enough.
"""

from __future__ import annotations

import fnmatch
import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from lqtheory.balls import Truth, ball, compare, hull, precision
from lqtheory.balls.expressions import BallOperations
from lqtheory.checks.apply import apply
from lqtheory.checks.sampling import satisfies
from lqtheory.claim import Claim
from lqtheory.domain import Vector
from lqtheory.errors import DataError, DomainError, InputTypeError, RegistryError, UnsupportedError
from lqtheory.expressions import compile_expression
from lqtheory.networks.views import LayerView, Skipped, iter_views, no_layers
from lqtheory.registry import all_theorems, family_of, find_all
from lqtheory.tables import Table
from lqtheory.theorem import Theorem

__all__ = ["COLUMNS", "profile", "select_theorems"]

COLUMNS = ("layer", "theorem", "n", "k", "q", "p", "predicted", "measured", "ratio", "holds", "failed_assumption")

#: Scalars that a profile gives values to; a theorem with others is left out.
LETTERS = ("n", "k", "q", "p")
#: Layers with more weights are not decided by balls throughout, which would take seconds for every row.
BALL_ENTRIES = 20_000
_BITS = 80
_UNIT = 2.0**-53

# Rounding error of the array versions: (relative, absolute) as multiples of 16 (n + 64) A 2^-53, where A bounds the
# exponents and their reciprocals. Sums of n nonnegative terms are off by at most n units of rounding however they are
# arranged, and powers multiply that by their exponent. A test holds these bounds to the ball versions.
_ROUNDING: Mapping[str, tuple[float, float]] = {
    "best_k_term_error": (1, 0),
    "gini": (0, 2),
    "hoyer": (0, 8),
    "log_lq_norm": (1, 1),
    "lq_norm": (1, 0),
    "order_statistic": (0, 0),
    "peak": (0, 0),
    "power_sum": (1, 0),
    "pqi": (0, 4),
    "si": (3, 0),
    "support_size": (0, 0),
    "effective_sparsity": (4, 0),
    "tail_power_sum": (1, 0),
    "weak_lq_norm": (1, 0),
}


def profile(
    model: Any,
    theorems: str | Theorem | Sequence[str | Theorem] = "lq_balls/*",
    *,
    density: Sequence[float] = (0.5, 0.2, 0.1),
    k: Sequence[int] | int | None = None,
    q: Sequence[float] | float = (0.5, 1.0),
    p: Sequence[float] | float = 2.0,
    on_progress: Callable[[int, int], None] | None = None,
) -> Table:
    """Predicted against measured for every layer of a network.

    Parameters
    ----------
    model : torch.nn.Module or mapping of str to torch.Tensor
        A network, its state dict, or a :class:`lqtheory.networks.Checkpoint`, of which one tensor at a time is read.
    theorems : str, Theorem, or sequence of these
        Patterns for ``family/name``, name or ID, or theorems of your own. Theorems about one vector x and some of n, k,
        q, p whose conclusions are inequalities are taken; theorems that are entered because they are false, only if
        named in full.
    density : sequence of float
        Shares k/n of weights that are kept, in (0, 1); k is rounded to the nearest integer.
    k : int or sequence of int, optional
        Numbers of weights kept, instead of ``density``.
    q, p : float or sequence of float
        Exponents.
    on_progress : callable, optional
        Called with ``(done, total)`` rows.

    Returns
    -------
    lqtheory.tables.Table
        Columns :data:`COLUMNS`: ``predicted`` is the right-hand side, ``measured`` the left-hand side, ``ratio`` their
        quotient. ``holds`` is a :class:`lqtheory.balls.Truth`, or the text NOT_APPLICABLE with the assumption that
        fails, and by how much, in the last column. Cells that do not concern a theorem are empty.

    Raises
    ------
    RegistryError
        If no theorem matches.
    DomainError
        If none of those that match applies to layers, or a value is out of range.
    InputTypeError, DataError
        If the model is neither a module nor a state dict, or has no linear or convolutional layer.

    Notes
    -----
    Every norm and every error of a layer is computed once and shared by all rows: a layer of 266 000 weights costs
    a few seconds. There, bounds closer to equality than rounding allows stay UNDECIDED.

    Examples
    --------
    >>> import torch
    >>> weights = {"fc.weight": torch.tensor([[4.0, 2.0], [1.0, 1.0]])}
    >>> table = profile(weights, "stechkin_inequality", k=1, q=1.0)
    >>> print(table.select("layer", "k", "predicted", "measured", "holds").summary())
    layer      k  predicted  measured  holds
    fc.weight  1          4   2.44949  YES
    holds: 1 YES, 0 NO, 0 UNDECIDED
    """
    chosen = select_theorems(theorems)
    grid = {"q": _numbers(q, "q"), "p": _numbers(p, "p")}
    n_layers = sum(isinstance(item, LayerView) for item in iter_views(model))
    records: list[dict[str, Any]] = []
    skipped: list[Skipped] = []
    done, total = 0, n_layers * len(chosen)
    for layer in iter_views(model):
        if isinstance(layer, Skipped):
            skipped.append(layer)
            continue
        weights = _Layer(layer.name, layer.array().reshape(-1), {})
        counts = _counts(k, density, layer.n)
        for theorem in chosen:
            for scalars in _points(theorem, {"n": [layer.n], "k": counts, **grid}):
                records.append(_row(theorem, weights, scalars))
            done += 1
            if on_progress is not None:
                on_progress(done, total)
    if not records:
        raise DataError(no_layers(skipped, "profile"))
    table = Table.from_records(records, keys=COLUMNS[:6])
    fingerprints = {theorem.name: theorem.fingerprint for theorem in chosen}
    expected = {theorem.name: theorem.expected for theorem in chosen}
    left = [{"name": item.name, "reason": item.reason, "n": item.n} for item in skipped]
    return table.with_metadata(theorems=fingerprints, expected=expected, skipped=left)


# ---- what to profile -------------------------------------------------------------------------------------------------


def select_theorems(patterns: str | Theorem | Sequence[str | Theorem]) -> list[Theorem]:
    """Theorems that match a pattern and apply to a layer seen as one vector.

    Parameters
    ----------
    patterns : str, Theorem, or sequence of these
        As in :func:`profile`.

    Returns
    -------
    list of Theorem
        In the order of the registry, then those given as they are.

    Raises
    ------
    RegistryError
        If a pattern matches nothing.
    DomainError
        If nothing that matches applies to layers.
    InputTypeError
        If something is neither a pattern nor a theorem.

    Examples
    --------
    >>> [theorem.name for theorem in select_theorems("lq_balls/stechkin_ineq*")]
    ['stechkin_inequality']
    """
    given = [patterns] if isinstance(patterns, (str, Theorem)) else list(patterns)
    for item in given:
        if not isinstance(item, (str, Theorem)):
            raise InputTypeError(
                f"theorems={item!r} is a {type(item).__name__} (profile); expected a name, a pattern or a Theorem"
            )
    own = {item.name: item for item in given if isinstance(item, Theorem)}
    wanted = [item for item in given if isinstance(item, str)]
    matched: dict[str, Theorem] = {}
    for pattern in wanted:
        found = [theorem for theorem in all_theorems() if _matches(theorem, pattern)]
        if not found and any(sign in pattern for sign in "*?["):
            raise RegistryError(f"no theorem matches {pattern!r} (profile); `lqtheory list` shows all names")
        matched |= {theorem.name: theorem for theorem in found or find_all(pattern)}
    named = {theorem.name for theorem in matched.values() if {theorem.name, theorem.id} & set(wanted)}
    chosen = [t for t in all_theorems() if t.name in matched and (t.expected == "holds" or t.name in named)]
    chosen = [theorem for theorem in chosen if theorem.name not in own] + list(own.values())
    fitting = [theorem for theorem in chosen if _fits(theorem)]
    if not fitting:
        raise DomainError(
            f"none of the theorems {', '.join(sorted({*matched, *own}))} is an inequality about one vector with "
            f"parameters among {', '.join(LETTERS)} (profile); name others"
        )
    return fitting


def _matches(theorem: Theorem, pattern: str) -> bool:
    names = (f"{family_of(theorem.name)}/{theorem.name}", theorem.name, theorem.id)
    return any(fnmatch.fnmatchcase(name, pattern) for name in names)


def _fits(theorem: Theorem) -> bool:
    members = theorem.domain.parameters
    others = set(members) - set(LETTERS)
    if (
        not isinstance(theorem.claim, Claim)
        or theorem.claim.witness
        or theorem.applies_to != "vector"
        or len(others) != 1
    ):
        return False
    vector = members[others.pop()]
    return isinstance(vector, Vector) and vector.size == "n" and all(r.operator != "=" for r in theorem.relations)


def _items(values: Any) -> list[Any]:
    return list(values) if isinstance(values, (list, tuple, range, np.ndarray)) else [values]


def _numbers(values: Any, name: str) -> list[float]:
    """Distinct positive numbers, in the order given."""
    items = _items(values)
    for item in items:
        if isinstance(item, (bool, str)) or not isinstance(item, (int, float, np.integer, np.floating)):
            raise InputTypeError(f"{name}={item!r} is not a number (profile); give a positive number or a list of them")
        if not item > 0:
            raise DomainError(f"{name}={item} is outside (0, ∞] (profile); use {name} > 0")
    if not items:
        raise DomainError(f"{name} is empty (profile); give at least one number")
    return list(dict.fromkeys(float(item) for item in items))


def _counts(k: Sequence[int] | int | None, density: Sequence[float], n: int) -> list[int]:
    """Numbers of weights kept in a layer of n."""
    if k is not None:
        items = _items(k)
        for item in items:
            if isinstance(item, bool) or not isinstance(item, (int, np.integer)):
                raise InputTypeError(f"k={item!r} is not an integer (profile); give integers, or density=")
        if not items:
            raise DomainError("k is empty (profile); give at least one integer, or density=")
        return list(dict.fromkeys(int(item) for item in items))
    shares = _numbers(density, "density")
    if max(shares) >= 1:
        raise DomainError(f"density={max(shares)} is outside (0, 1) (profile); it is the share k/n that is kept")
    return list(dict.fromkeys(round(share * n) for share in shares))


def _points(theorem: Theorem, grid: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """All combinations of the scalars that the theorem has."""
    names = [name for name in LETTERS if name in theorem.domain.parameters]
    for values in itertools.product(*(grid[name] for name in names)):
        yield dict(zip(names, values, strict=True))


# ---- one row ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Layer:
    """Weights of a layer, and the enclosures of its quantities computed so far."""

    name: str
    weights: np.ndarray
    known: dict[tuple[Any, ...], Any]

    @cached_property
    def ranked(self) -> np.ndarray:
        """Magnitudes, ascending: claims with a sum over ranks ask for all order statistics."""
        return np.sort(np.abs(self.weights))

    def value(self, quantity: Any, rest: list[Any]) -> float:
        """A quantity of the layer in floats."""
        if quantity.name == "order_statistic" and 1 <= rest[0] <= self.weights.size:
            return float(self.ranked[self.weights.size - rest[0]])
        return float(quantity.array(self.weights, *rest))


def _row(theorem: Theorem, layer: _Layer, scalars: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row |= {"layer": layer.name, "theorem": theorem.name, "n": layer.weights.size, **scalars}
    vector = next(name for name in theorem.domain.parameters if name not in LETTERS)
    instance = {name: scalars.get(name, layer.weights) for name in theorem.domain.parameters}
    assert instance[vector] is layer.weights
    failed = _failed_assumption(theorem, instance)
    if failed:
        return row | {"holds": "NOT_APPLICABLE", "failed_assumption": failed}
    measured, predicted, ratio, holds = _judge(theorem, layer, instance)
    shown = {"predicted": predicted, "measured": measured, "ratio": ratio}
    return row | {name: None if math.isnan(value) else value for name, value in shown.items()} | {"holds": holds}


def _failed_assumption(theorem: Theorem, instance: Mapping[str, Any]) -> str:
    """The assumption that the layer does not satisfy, with the amount; empty if it satisfies all."""
    try:
        values = theorem.domain.validate(instance, where=theorem.name)
    except DomainError as error:
        return str(error) if math.isnan(error.amount) else f"{error}; fails by {error.amount:.6g}"
    assert isinstance(theorem.claim, Claim)
    if satisfies((*theorem.domain.where, *theorem.claim.given), values):
        return ""
    applied = apply(theorem, instance)
    return f"{applied.failed_assumption} fails by {applied.amount:.6g}"


def _judge(theorem: Theorem, layer: _Layer, instance: Mapping[str, Any]) -> tuple[float, float, float, Truth]:
    """Measured, predicted, ratio of the tightest conclusion, and whether all of them hold."""
    try:
        with precision(_BITS):
            found = _enclosed(theorem, layer, instance)
    except (UnsupportedError, OverflowError):
        found = None
    if found is not None and (found[3] is not Truth.UNDECIDED or layer.weights.size > BALL_ENTRIES):
        return found
    if layer.weights.size <= BALL_ENTRIES:
        applied = apply(theorem, instance)
        return applied.measured, applied.predicted, applied.ratio, applied.holds
    left, right = theorem.sides(**instance)[0]
    return float(left), float(right), theorem.ratio(**instance), Truth.UNDECIDED


def _enclosed(theorem: Theorem, layer: _Layer, instance: Mapping[str, Any]) -> tuple[float, float, float, Truth]:
    arithmetic = _LayerArithmetic(layer)
    env = {name: layer if value is layer.weights else value for name, value in instance.items()}
    env = {name: ball(value) if isinstance(value, float) else value for name, value in env.items()}
    truths, best = [], (math.nan, math.nan, -math.inf)
    for relation, signed in zip(theorem.relations, theorem.signed, strict=True):
        left, right = (ball(compile_expression(side, arithmetic)(env)) for side in (relation.lhs, relation.rhs))
        truths.append(compare(left, relation.operator, right))
        measured, predicted = float(left.mid()), float(right.mid())
        ratio = _ratio(measured, predicted, signed)
        if ratio > best[2] or math.isnan(best[0]):
            best = (measured, predicted, ratio)
    return (*best, Truth.all(truths))


def _ratio(measured: float, predicted: float, signed: bool) -> float:
    if measured == predicted == 0:
        return 0.0
    if predicted == 0:
        return math.copysign(math.inf, measured)
    return 1 + (measured - predicted) / abs(predicted) if signed and predicted < 0 else measured / predicted


class _LayerArithmetic(BallOperations):
    """Balls, except that the vector is a layer whose quantities are floats within a rounding bound."""

    def __init__(self, layer: _Layer) -> None:
        self._layer = layer

    def quantity(self, quantity: Any, args: list[Any]) -> Any:
        """Enclosure of a quantity; those of the layer are computed once."""
        if not any(isinstance(arg, _Layer) for arg in args):
            return super().quantity(quantity, args)
        if quantity.name not in _ROUNDING or not isinstance(args[0], _Layer):
            raise UnsupportedError(f"{quantity.name} has no rounding bound")
        rest = [
            self.integer(arg) if name in quantity.integer_arguments else _exact_float(arg)
            for name, arg in zip(quantity.arguments[1:], args[1:], strict=True)
        ]
        key = (quantity.name, *rest)
        if key not in self._layer.known:
            value = self._layer.value(quantity, rest)
            self._layer.known[key] = _widened(quantity.name, value, rest, self._layer.weights.size)
        return self._layer.known[key]


def _exact_float(value: Any) -> float:
    """The float inside an exact ball."""
    inside = ball(value)
    if not inside.is_exact() or ball(float(inside)) != inside:
        raise UnsupportedError("an exponent is not a float")
    return float(inside)


def _widened(name: str, value: float, arguments: Sequence[Any], n: int) -> Any:
    """Ball around a computed value that contains the true one."""
    exponents = [abs(e) for e in arguments if isinstance(e, float) and e and math.isfinite(e)]
    amplification = max([1.0, *exponents, *(1 / e for e in exponents)])
    if name == "effective_sparsity":  # (‖x‖_q/‖x‖_p)^{pq/(p-q)}: the power multiplies the errors of both norms
        amplification *= max(1.0, _power_of_effective_sparsity(*arguments))
    unit = ball(16 * (n + 64) * amplification) * ball(_UNIT)
    relative, absolute = _ROUNDING[name]
    radius = unit * (abs(ball(value)) * ball(relative) + ball(absolute))
    return hull(ball(value) - radius, ball(value) + radius)


def _power_of_effective_sparsity(q: float, p: float) -> float:
    if abs(p - q) < 1e-3 * max(p, q):
        raise UnsupportedError("near q = p effective sparsity is computed otherwise")
    return min(p, q) if math.isinf(max(p, q)) else abs(p * q / (p - q))
