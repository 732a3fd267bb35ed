"""How tight a bound is: the worst instance that was found, sampled instances, ranges of its parameters one by one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import numpy as np

from lqtheory.checks.budget import Budget
from lqtheory.checks.candidates import Tightest, as_plain_values, describe
from lqtheory.checks.falsify import falsify
from lqtheory.checks.sampling import extremal_values, sample_instance, satisfies
from lqtheory.checks.sources import EmptyRangeError
from lqtheory.claim import Claim
from lqtheory.decision import decide
from lqtheory.domain import Domain, Integer, Real
from lqtheory.errors import DomainError, LqTheoryError, UnsupportedError
from lqtheory.evidence import Verdict
from lqtheory.relations import Relation
from lqtheory.rng import generator_for
from lqtheory.theorem import Theorem

__all__ = ["UNCONFIRMED", "RangeFinding", "Sample", "Worst", "has_ratio", "ranges", "samples"]

#: Parts into which a typical range is cut, and how far beyond it the search goes.
PARTS = 3
BEYOND = 4.0
#: Floats show ratios up to this above 1 at equality.
ROUNDING = 1e-9
#: What is said of a ratio above 1 that balls do not confirm.
UNCONFIRMED = "an unconfirmed violation (floats see it, no balls confirm it)"
#: Attempts for each instance that has to satisfy the assumptions.
ATTEMPTS = 10
#: Significant digits to which a worst instance is rounded where that costs at most this share of its ratio.
_DIGITS, _LOSS = (2, 3, 4, 6), 1e-4


@dataclass
class Worst:
    """The tightest instance of several searches; :meth:`tell` is what searches call.

    Parameters
    ----------
    ratio : float
        Its ratio of the sides; ``-inf`` before anything is told.
    instance : mapping
        Its values.
    confirmed : bool
        Whether balls confirm that the claim fails there.
    """

    ratio: float = -math.inf
    instance: Mapping[str, Any] = field(default_factory=dict)
    confirmed: bool = False

    def tell(self, ratio: float, instance: Mapping[str, Any]) -> None:
        """Keep the instance if it is tighter than the one before."""
        if ratio > self.ratio:
            self.ratio, self.instance, self.confirmed = ratio, instance, False

    @property
    def beyond(self) -> bool:
        """Whether the ratio is above 1 by more than floats are off at equality."""
        return bool(self.instance) and self.ratio > 1 + ROUNDING

    def judged(self, theorem: Theorem) -> Worst:
        """This one, with what balls say about a ratio above 1.

        Parameters
        ----------
        theorem : Theorem
            What it is an instance of.

        Returns
        -------
        Worst
        """
        return replace(self, confirmed=self.beyond and _violated(theorem, self.instance, otherwise=False))

    def rounded(self, theorem: Theorem) -> Worst:
        """The instance with its vectors in as few digits as leave the ratio where it is.

        Parameters
        ----------
        theorem : Theorem
            What it is an instance of.

        Returns
        -------
        Worst
            With the ratio of the rounded instance, in floats; this one where rounding costs too much.
        """
        for digits in _DIGITS:
            changed = {name: _rounded(value, digits) for name, value in self.instance.items()}
            try:
                values = theorem.domain.validate(changed, where=theorem.name)
                if theorem.admits(values):
                    ratio = theorem.ratio(**values)
                    if ratio >= self.ratio - _LOSS * abs(self.ratio):
                        return Worst(min(ratio, self.ratio), values)
            except LqTheoryError:
                continue
        return self

    def text(self) -> str:
        """The finding in words."""
        if not self.instance:
            return "no instance has a ratio of two sides"
        told = f"lhs/rhs reaches {self.ratio:.6g} at {describe(self.instance)}"
        if not self.beyond:
            return told
        return f"{told}: {'a violation that balls confirm' if self.confirmed else UNCONFIRMED}"

    def to_json(self) -> dict[str, Any]:
        """The finding as plain values."""
        plain: dict[str, Any] = {"ratio": self.ratio, "instance": as_plain_values(self.instance)}
        return plain | ({"confirmed": self.confirmed} if self.beyond else {})


def _rounded(value: Any, digits: int) -> Any:
    array = np.asarray(value) if hasattr(value, "shape") else None
    if array is None or array.ndim != 1 or not array.size or not array.any():
        return value
    peak = float(np.abs(array).max())
    return np.array([float(f"{entry:.{digits}g}") for entry in (array / peak).tolist()])


@dataclass(frozen=True)
class Sample:
    """An admissible instance and its ratio of the sides.

    Parameters
    ----------
    values : mapping
        The instance.
    ratio : float
        The ratio, in floats.
    extremal : bool
        Whether it is the theorem's own worst instance at its scalars.
    """

    values: Mapping[str, Any]
    ratio: float
    extremal: bool = False


def has_ratio(theorem: Theorem) -> bool:
    """Whether a theorem compares two sides by an inequality, so that tightness means something."""
    claim = theorem.claim
    return isinstance(claim, Claim) and not claim.witness and any(r.operator != "=" for r in claim.then)


def samples(theorem: Theorem, count: int = 300, seed: int = 0) -> list[Sample]:
    """Random instances that satisfy all assumptions, and the theorem's own worst ones at the same scalars.

    Parameters
    ----------
    theorem : Theorem
        A theorem with an inequality.
    count : int
        How many random ones to draw.
    seed : int
        Root seed.

    Returns
    -------
    list of Sample
        Fewer where instances are rare; none for claims without a ratio. Instances whose sides cannot be computed are
        left out.
    """
    if not has_ratio(theorem):
        return []
    rng = generator_for(seed, theorem.name, "samples")
    conditions = (*theorem.domain.where, *_given(theorem))
    scalars = theorem.domain.scalars()
    found: list[Sample] = []

    def add(values: Mapping[str, Any], extremal: bool) -> None:
        try:
            checked = theorem.domain.validate(values, where=theorem.name)
            if satisfies(conditions, checked):
                ratio = float(theorem.ratio(**checked))
                if math.isfinite(ratio) and (ratio <= 1 + ROUNDING or _violated(theorem, checked, otherwise=True)):
                    found.append(Sample(checked, ratio, extremal))
        except LqTheoryError:
            return  # not computable there

    for _ in range(count * ATTEMPTS):
        if sum(not sample.extremal for sample in found) >= count:
            break
        try:
            drawn = sample_instance(theorem.domain, rng)
        except EmptyRangeError:
            break
        if theorem.extremal is not None and theorem.domain.kind != "scalar":
            known = {name: drawn[name] for name in scalars}
            add(drawn | extremal_values(theorem.domain, theorem.extremal, known), True)
        add(drawn, False)
    return found


def _violated(theorem: Theorem, values: Mapping[str, Any], *, otherwise: bool) -> bool:
    """Whether balls confirm what floats say is a violation, or what to believe where there are no balls."""
    try:
        return decide(theorem, values).violated
    except UnsupportedError:
        return otherwise


def _given(theorem: Theorem) -> tuple[Any, ...]:
    return theorem.claim.given if isinstance(theorem.claim, Claim) else ()


# ---- ranges ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RangeFinding:
    """What happens to a theorem where one of its scalars is kept in a part of its range.

    Parameters
    ----------
    parameter : str
        The scalar.
    low, high : float
        Where it is kept.
    beyond : bool
        Whether that lies outside the typical range, where searches do not look by themselves.
    ratio : float
        Largest ratio of the sides seen there; ``nan`` where no instance counts.
    instances : int
        How many instances that was.
    counterexample : mapping or None
        One that balls confirm.
    """

    parameter: str
    low: float
    high: float
    beyond: bool
    ratio: float
    instances: int
    counterexample: Mapping[str, Any] | None = None

    def text(self) -> str:
        """The finding in one line."""
        where = f"{self.parameter} in [{self.low:.4g}, {self.high:.4g}]"
        where += " (beyond the typical range)" if self.beyond else ""
        if self.counterexample is not None:
            return f"{where}: FALSE, at {_described(self.counterexample)}"
        if math.isnan(self.ratio):
            return f"{where}: no instance that counts"
        told = f"{where}: lhs/rhs up to {self.ratio:.6g} in {self.instances} instances"
        return f"{told}, {UNCONFIRMED}" if self.ratio > 1 + ROUNDING else told


def _described(values: Mapping[str, Any]) -> str:
    return describe({name: np.array(v) if isinstance(v, list) else v for name, v in values.items()})


def ranges(
    theorem: Theorem,
    budget: Budget,
    drawn: Sequence[Sample],
    *,
    seed: int = 0,
    on_tightest: Tightest = lambda ratio, instance: None,
) -> list[RangeFinding]:
    """Keep every scalar in one part of its range at a time, and beyond it, and search there.

    Parameters
    ----------
    theorem : Theorem
        A theorem with an inequality.
    budget : Budget
        Effort of every search.
    drawn : sequence of Sample
        Instances from the typical ranges; those that lie in a part count there, too.
    seed : int
        Root seed.
    on_tightest : callable
        Called with the largest ratio seen in each part and the instance that has it.

    Returns
    -------
    list of RangeFinding
        For every scalar whose typical range has ends that are numbers: its parts, then what lies beyond, as far as the
        domain reaches.
    """
    if not has_ratio(theorem):
        return []
    found = []
    for name, member in theorem.domain.scalars().items():
        for low, high, beyond in _parts(member):
            held = _kept(theorem, name, low, high)
            if held is not None:
                worst = Worst()
                found.append(_finding(theorem, held, name, low, high, beyond, budget, drawn, seed, worst))
                if worst.instance:
                    on_tightest(worst.ratio, worst.instance)
    return found


def _parts(member: Integer | Real) -> list[tuple[float, float, bool]]:
    """Parts of a typical range, and the stretches beside it that the domain has."""
    ends = member.typical_range()
    if not all(isinstance(end, (int, float)) and math.isfinite(end) for end in ends):
        return []
    low, high = (float(end) for end in ends)
    whole = isinstance(member, Integer)
    if not low < high:
        return []
    spread = low > 0 and high > 10 * low
    cuts = (np.geomspace if spread else np.linspace)(low, high, PARTS + 1).tolist()
    parts = [(a, b, False) for a, b in pairwise(cuts)]
    if whole:
        parts = [(float(math.ceil(a)), float(math.floor(b)), False) for a, b, _ in parts]
    above = BEYOND * high if high > 0 else high + BEYOND * (high - low)
    below = low / BEYOND if low > 0 else low - BEYOND * (high - low)
    limits = [end if isinstance(end, (int, float)) else None for end in (member.low, member.high)]
    if (limits[1] is None and member.high is None) or (limits[1] is not None and limits[1] > high):
        parts.append((high, above if limits[1] is None else min(above, float(limits[1])), True))
    if (limits[0] is None and member.low is None) or (limits[0] is not None and limits[0] < low):
        edge = below if limits[0] is None else max(below, float(limits[0]))
        parts.append((float(math.ceil(edge)) if whole else edge, low, True))
    return [(a, b, beyond) for a, b, beyond in parts if a < b or (whole and a == b)]


def _kept(theorem: Theorem, name: str, low: float, high: float) -> Theorem | None:
    """The theorem with one scalar between two numbers; its own bounds stay, and it is sampled there."""
    member = theorem.domain.parameters[name]
    assert isinstance(member, (Integer, Real))
    ends = (int(low), int(high)) if isinstance(member, Integer) else (low, high)
    try:
        kept = replace(member, typical=ends)
        symbol = theorem.domain.symbol(name)
        inside = (Relation(ends[0], "<=", symbol), Relation(symbol, "<=", ends[1]))
        conditions = (*theorem.domain.conditions, *inside)
        domain = Domain(where=conditions, **{**theorem.domain.parameters, name: kept})
    except DomainError:
        return None
    return replace(theorem, domain=domain, sharp_at=(), box=None)


def _finding(
    theorem: Theorem,
    held: Theorem,
    name: str,
    low: float,
    high: float,
    beyond: bool,
    budget: Budget,
    drawn: Sequence[Sample],
    seed: int,
    worst: Worst,
) -> RangeFinding:
    inside = [sample for sample in drawn if low <= sample.values[name] <= high]
    for sample in inside:
        worst.tell(sample.ratio, sample.values)
    record = falsify(held, budget, seed=seed, on_tightest=worst.tell)
    refuted = record is not None and record.verdict is Verdict.FALSIFIED
    tried = len(inside) + (record.admissible if record is not None else 0)
    counterexample = record.counterexample if refuted and record is not None else None
    if counterexample is None and worst.ratio > 1 + ROUNDING and _violated(theorem, worst.instance, otherwise=False):
        counterexample = as_plain_values(worst.instance)
    ratio = worst.ratio if worst.instance else math.nan
    return RangeFinding(name, low, high, beyond, ratio, tried, counterexample)
