"""A bound against the registry's bounds of the same quantity: which one is tighter, and where."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

import numpy as np

from lqtheory.checks.budget import Clock
from lqtheory.checks.features import condition, features
from lqtheory.checks.rivals import Rival, bound_of, rivals
from lqtheory.checks.tightness import Sample
from lqtheory.errors import LqTheoryError
from lqtheory.expressions import compile_expression
from lqtheory.floats import FLOATS
from lqtheory.theorem import Theorem

__all__ = ["Comparison", "Duel", "compare", "winners_map"]

#: Bounds closer than this, relative to the larger, count as equal: it labels points and decides no verdict.
EQUAL = 1e-9
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
        told = ", ".join(
            f"{'yours and the best of them are equal' if n == 'equal' else n} {s:.0%}" for n, s in shares.items()
        )
        ended = f" (time ended after {len(self.points)} instances)" if self.cut_short else ""
        return f"{len(self.duels)} theorems bound {self.quantity} from {side}; tightest of all: {told}{ended}"

    def to_json(self) -> dict[str, Any]:
        """The finding as plain values."""
        return {
            "text": self.text(),
            "quantity": self.quantity,
            "upper": self.upper,
            "shares": self.shares(),
            "duels": [asdict(duel) for duel in self.duels],
            "axes": list(self.axes),
            "points": [dict(point) for point in self.points],
        }

    def shares(self) -> dict[str, float]:
        """How often each bound is the tightest of all, the most frequent first."""
        names = [str(point["winner"]) for point in self.points]
        counts = {name: names.count(name) / len(names) for name in dict.fromkeys(names)}
        return dict(sorted(counts.items(), key=lambda item: -item[1]))


def compare(
    theorem: Theorem,
    drawn: Sequence[Sample],
    *,
    most: int = 120,
    seconds: float = 20.0,
    found: Sequence[Rival] | None = None,
) -> Comparison:
    """Compare a bound with the registry's bounds of the same quantity, instance by instance, in floats.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    drawn : sequence of Sample
        Instances of it; its own worst ones, at which it is at its best, are left out.
    most : int
        How many of them to compare at most; four times as many where the theorem speaks about scalars alone.
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
    fair = [one for one in drawn if not one.extremal][: most * (4 if theorem.domain.kind == "scalar" else 1)]
    for sample in fair if against else ():
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
    where = condition({n: c[both] for n, c in columns.items()}, orders < 0)
    tighter, equal, looser = (float(np.mean(orders == order)) for order in (-1, 0, 1))
    return Duel(name, title, exact, count, tighter, equal, looser, float(np.nanmedian(ratios)), where)


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
