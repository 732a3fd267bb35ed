"""A bound against the registry's bounds of the same quantity: which one is tighter, and where."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from lqtheory.checks.budget import Clock
from lqtheory.checks.rivals import Rival, bound_of, rivals
from lqtheory.checks.tightness import Sample
from lqtheory.domain import Integer
from lqtheory.errors import LqTheoryError
from lqtheory.expressions import compile_expression
from lqtheory.floats import FLOATS
from lqtheory.theorem import Theorem

__all__ = ["Comparison", "Duel", "compare", "features", "winners_map"]

#: Bounds closer than this, relative to the larger, count as equal: it labels points and decides no verdict.
EQUAL = 1e-9
#: Share of points that a condition on one parameter must sort rightly to be told, and its gain over telling nothing.
_SORTED, _GAIN = 0.9, 0.08
#: Cells of a map in words.
_WIDE, _HIGH = 24, 8


@dataclass(frozen=True)
class Duel:
    """A bound against one theorem of the registry.

    Parameters
    ----------
    theorem, title : str
        The rival.
    exact : bool
        Whether the rival is an equation.
    points : int
        Instances at which both speak.
    tighter, equal, looser : float
        Shares of these at which the given bound is tighter, equal, looser.
    median : float
        Median of the rival's bound over the given one; ``nan`` without points.
    where : str
        A condition on one parameter that nearly tells the two apart; empty if none does.
    """

    theorem: str
    title: str
    exact: bool
    points: int
    tighter: float
    equal: float
    looser: float
    median: float
    where: str = ""

    def text(self) -> str:
        """The finding in one line."""
        name = f"{self.theorem}{' (an equation)' if self.exact else ''}"
        if not self.points:
            return f"{name}: its assumptions hold at none of the instances"
        shares = f"yours is tighter at {self.tighter:.0%}, equal at {self.equal:.0%}, looser at {self.looser:.0%}"
        tail = f"; yours is tighter {self.where}" if self.where else ""
        return f"{name}: {shares} of {self.points} instances, its bound is {self.median:.4g} times yours{tail}"


@dataclass(frozen=True)
class Comparison:
    """A bound against all bounds of the same quantity that the registry has.

    Parameters
    ----------
    quantity : str
        What is bounded; empty if no inequality of the theorem bounds a quantity.
    upper : bool
        Whether from above.
    duels : tuple of Duel
        One for each rival.
    points : tuple of mapping
        For each instance its scalars and ``winner``: ``"yours"``, ``"equal"`` or the tightest rival's name.
    axes : tuple of str
        The two scalars over which the winners are best told apart; one, or none, if there are no more.
    cut_short : bool
        Whether time ended before all instances were compared.
    """

    quantity: str
    upper: bool
    duels: tuple[Duel, ...]
    points: tuple[Mapping[str, Any], ...]
    axes: tuple[str, ...]
    cut_short: bool = False

    def text(self) -> str:
        """The finding in one sentence."""
        if not self.quantity:
            return "the claim bounds no quantity, so there is nothing to compare it with"
        side = "above" if self.upper else "below"
        if not self.duels:
            return f"no theorem of the registry bounds {self.quantity} from {side}"
        shares = self.shares()
        if not shares:
            return f"{len(self.duels)} theorems bound {self.quantity} from {side}; none could be compared"
        told = ", ".join(f"{'yours and the best of them are equal' if n == 'equal' else n} {s:.0%}" for n, s in shares.items())
        return f"{len(self.duels)} theorems bound {self.quantity} from {side}; tightest of all: {told}"

    def shares(self) -> dict[str, float]:
        """How often each bound is the tightest of all, the most frequent first."""
        names = [str(point["winner"]) for point in self.points]
        counts = {name: names.count(name) / len(names) for name in dict.fromkeys(names)}
        return dict(sorted(counts.items(), key=lambda item: -item[1]))


def compare(
    theorem: Theorem, drawn: Sequence[Sample], *, seconds: float = 15.0, found: Sequence[Rival] | None = None
) -> Comparison:
    """Compare a bound with the registry's bounds of the same quantity, instance by instance, in floats.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    drawn : sequence of Sample
        Instances of it.
    seconds : float
        Cap on the time.
    found : sequence of Rival, optional
        The rivals; looked up by default.

    Returns
    -------
    Comparison
        A rival counts at an instance where all its assumptions hold; a parameter that only the rival has takes the
        best of a few values.
    """
    mine = bound_of(theorem) if drawn else None
    if mine is None:
        return Comparison("", True, (), (), ())
    against = rivals(theorem) if found is None else list(found)
    own = compile_expression(mine.bound, FLOATS)
    sign = 1.0 if mine.upper else -1.0
    clock, kept = Clock(seconds), []
    names = list(dict.fromkeys(rival.theorem.name for rival in against))
    table: list[list[float]] = []
    for sample in drawn if against else ():
        if clock.is_up():
            break
        try:
            with np.errstate(all="ignore"):
                value = float(own(dict(sample.values)))
        except (LqTheoryError, ArithmeticError, TypeError, ValueError):
            continue
        best = dict.fromkeys(names, math.nan)
        for rival in against:
            bound = sign * rival.value(sample.values)
            best[rival.theorem.name] = float(np.fmin(best[rival.theorem.name], bound))
        if math.isfinite(value):
            kept.append(sample)
            table.append([sign * value, *best.values()])
    bounds = np.array(table, dtype=np.float64).reshape(len(table), 1 + len(names))
    columns = features(theorem, [sample.values for sample in kept])
    duels = tuple(_duel(against, name, bounds[:, 0], bounds[:, i], columns) for i, name in enumerate(names, 1))
    winners = [_winner(row, names) for row in bounds] if names else []
    told = tuple(
        {**{name: float(column[i]) for name, column in columns.items()}, "winner": winner}
        for i, winner in enumerate(winners)
    )
    return Comparison(str(mine.core), mine.upper, duels, told, _axes(columns, winners), clock.cut_short)


def features(theorem: Theorem, values: Sequence[Mapping[str, Any]]) -> dict[str, np.ndarray]:
    """Scalars of instances, and the shares k/n of integers that another integer bounds.

    Parameters
    ----------
    theorem : Theorem
        What they are instances of.
    values : sequence of mapping
        The instances.

    Returns
    -------
    dict of str to array, shape (len(values),)
        Only what is finite and varies.
    """
    scalars = theorem.domain.scalars()
    found = {name: np.array([float(v[name]) for v in values]) for name in scalars}
    for name, member in scalars.items():
        for other, size in scalars.items():
            if isinstance(member, Integer) and isinstance(size, Integer) and isinstance(member.high, str):
                if other != name and other in member.high and values and (found[other] > 0).all():
                    found[f"{name}/{other}"] = found[name] / found[other]
    return {n: column for n, column in found.items() if np.isfinite(column).all() and len(np.unique(column)) > 1}


def _winner(row: np.ndarray, names: Sequence[str]) -> str:
    """Who is tightest at one instance; the first column is the given bound."""
    others = row[1:]
    if np.isnan(others).all():
        return "yours"
    best = int(np.nanargmin(others))
    order = _order(row[0], others[best])
    return "equal" if order == 0 else "yours" if order < 0 else names[best]


def _order(mine: float, theirs: float) -> int:
    """-1 where the given bound is smaller, 1 where it is larger, 0 where they are equal up to rounding."""
    if mine == theirs or abs(mine - theirs) <= EQUAL * max(abs(mine), abs(theirs)):
        return 0
    return -1 if mine < theirs else 1


def _duel(
    against: Sequence[Rival], name: str, mine: np.ndarray, theirs: np.ndarray, columns: Mapping[str, np.ndarray]
) -> Duel:
    rival = next(rival for rival in against if rival.theorem.name == name)
    both = ~np.isnan(theirs)
    count = int(both.sum())
    title, exact = rival.theorem.title, rival.bound.exact
    if not count:
        return Duel(name, title, exact, 0, 0.0, 0.0, 0.0, math.nan)
    orders = np.array([_order(a, b) for a, b in zip(mine[both], theirs[both], strict=True)])
    with np.errstate(all="ignore"):
        ratios = np.where(mine[both] == theirs[both], 1.0, theirs[both] / mine[both])
    where = _condition({n: c[both] for n, c in columns.items()}, orders < 0)
    shares = [float(np.mean(orders == order)) for order in (-1, 0, 1)]
    return Duel(name, title, exact, count, *shares, float(np.nanmedian(ratios)), where)


def _condition(columns: Mapping[str, np.ndarray], wanted: np.ndarray) -> str:
    """The condition on one column that comes closest to a set of points, if it comes close."""
    best, text = max(np.mean(wanted), 1 - np.mean(wanted)) + _GAIN, ""
    for name, column in columns.items():
        cuts = np.unique(column)
        for low, high in zip(cuts, cuts[1:], strict=False):
            below = float(np.mean((column <= low) == wanted))
            for share, sign in ((below, "<="), (1 - below, ">=")):
                if share > best and share >= _SORTED:
                    best, edge = share, low if sign == "<=" else high
                    text = f"where {name} {sign} {edge:.4g} ({share:.0%} of the instances agree)"
    return text


def _axes(columns: Mapping[str, np.ndarray], winners: Sequence[str]) -> tuple[str, ...]:
    """The two columns over whose cells the winners are purest."""
    if len(columns) < 2 or not winners:
        return tuple(columns)[:1]
    codes = np.unique(np.array(winners), return_inverse=True)[1]

    def purity(pair: tuple[str, str]) -> float:
        places = [np.searchsorted(np.quantile(columns[n], np.linspace(0, 1, 6)[1:-1]), columns[n]) for n in pair]
        cells = places[0] * 10 + places[1]
        return sum(int(np.bincount(codes[cells == cell]).max()) for cell in np.unique(cells)) / len(codes)

    pairs = [(a, b) for a, b in combinations(columns, 2)]
    return max(pairs, key=purity)


def winners_map(comparison: Comparison) -> list[str]:
    """The dominance map in words: letters over two parameters, the most frequent winner of every cell.

    Parameters
    ----------
    comparison : Comparison
        What to draw.

    Returns
    -------
    list of str
        The legend and the lines of the map, or one line of letters for one parameter; empty without points.
    """
    if not comparison.points or not comparison.axes:
        return []
    names = list(comparison.shares())
    others = [name for name in names if name not in ("yours", "equal")]
    letters = {"yours": "Y", "equal": "="} | dict(zip(others, "ABCDEFGHIJKLMNOPQRSTUVWXZ", strict=False))
    sizes = zip(comparison.axes, (_WIDE, _HIGH), strict=False)
    across = [_Scale([float(point[axis]) for point in comparison.points], size) for axis, size in sizes]
    cells: dict[tuple[int, int], list[str]] = {}
    for i, point in enumerate(comparison.points):
        place = (across[0].cells[i], across[1].cells[i] if len(across) > 1 else 0)
        cells.setdefault(place, []).append(str(point["winner"]))
    lines = []
    for y in reversed(range(across[1].size if len(across) > 1 else 1)):
        row = [cells.get((x, y), []) for x in range(across[0].size)]
        lines.append("".join(letters[max(set(cell), key=cell.count)] if cell else "." for cell in row))
    legend = ", ".join(f"{letters[name]} {name}" for name in names)
    up = f"; {comparison.axes[1]} from {across[1].text} upwards" if len(across) > 1 else ""
    return [f"{legend}; {comparison.axes[0]} from {across[0].text} to the right{up}", *lines]


class _Scale:
    """Cells of a parameter: its values if they are few, else parts equal in size or in ratio."""

    def __init__(self, values: Sequence[float], size: int) -> None:
        column, few = np.asarray(values, dtype=np.float64), np.unique(values)
        low, high = float(few[0]), float(few[-1])
        self.text = f"{low:.3g} to {high:.3g}"
        self.size = min(size, len(few))
        if len(few) <= size:
            self.cells = np.searchsorted(few, column).tolist()
            return
        if low > 0 and high > 30 * low:
            column, low, high = np.log(column), math.log(low), math.log(high)
            self.text += " (logarithmic)"
        self.cells = np.clip((column - low) / (high - low) * size, 0, size - 1).astype(int).tolist()
