"""What every search shares: floats nominate an instance, balls decide on it, and a tally remembers what was seen."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory.balls import Truth
from lqtheory.checks.budget import Budget, Clock
from lqtheory.checks.sampling import satisfies
from lqtheory.claim import Claim
from lqtheory.decision import Decision, confirmed_ratio, decide
from lqtheory.errors import DomainError, InputTypeError, ShapeError, UnsupportedError
from lqtheory.evidence import Evidence, Verdict, library_versions
from lqtheory.theorem import Theorem

__all__ = ["ENOUGH", "NOMINATED", "Tally", "Tightest", "as_plain_values", "describe", "sharp_scalars"]

Tightest = Callable[[float, Mapping[str, Any]], None]

#: Float excess above which an instance goes to the balls. It decides no verdict: it only spares balls the clear cases.
NOMINATED = -1e-9
#: How many instances at which floats see both sides of every equation agree go to the balls, and then every how many.
EQUAL, THEN_EVERY = 40, 5
#: Instances with a positive left-hand side without which a survival says nothing.
ENOUGH = 20
LOOSE = 1e-6


class Tally:
    """Instances tried so far, how many counted, and how tight they were.

    Parameters
    ----------
    theorem : Theorem
        A deterministic theorem.
    budget : Budget
        Effort; its ``bits`` bound the precision of decisions.
    """

    def __init__(self, theorem: Theorem, budget: Budget) -> None:
        assert isinstance(theorem.claim, Claim)
        self.theorem = theorem
        self.budget = budget
        self.clock = Clock(budget.seconds)
        self.attempts = 0
        self.admissible = 0
        self.informative = 0
        self.outside = 0
        self.undefined = ""
        self.no_ball = ""
        self.low, self.high = math.inf, -math.inf
        self.tightest: dict[str, Any] = {}
        self.start: tuple[float, dict[str, Any]] = (-math.inf, {})
        self.violation: tuple[dict[str, Any], Decision] | None = None
        self.examples_needed = 0
        self.conditions = (*theorem.domain.where, *theorem.claim.given)
        self._strict = any(r.operator == "<" for r in theorem.relations)
        self._equalities = any(r.operator == "=" for r in theorem.relations)
        self._compared = _inequalities(theorem)
        self._widest = 0.0
        self._equal = 0

    def consider(self, instance: Mapping[str, Any]) -> float | None:
        """Try one instance; a violation that balls confirm is kept in ``violation``.

        Parameters
        ----------
        instance : mapping
            Values of all parameters.

        Returns
        -------
        float or None
            The float excess (``nan`` if floats cannot tell), or ``None`` if the instance is not admissible.
        """
        self.attempts += 1
        try:
            values = self.theorem.domain.validate(instance, where=self.theorem.name)
            if not satisfies(self.conditions, values):
                return None
            excess = self.theorem.excess(values)
        except (DomainError, InputTypeError, ShapeError) as error:
            self.undefined = self.undefined or str(error)
            return None
        self._count(values, excess)
        if math.isnan(excess) or excess > NOMINATED or self._equalities or self._meets(values):
            if not self._seen_often(excess):
                self._dispose(values, excess)
        return excess

    def _seen_often(self, excess: float) -> bool:
        """Whether balls are spared an instance: floats cannot tell the sides of its equations apart, as often before.

        Balls leave true equations undecided; they are asked because an equation may fail by less than floats see.
        """
        if self._compared is not None or not excess <= -NOMINATED:
            return False
        self._equal += 1
        return self._equal > EQUAL and self._equal % THEN_EVERY != 0

    def _count(self, values: dict[str, Any], excess: float) -> None:
        self.admissible += 1
        if excess == -math.inf or math.isnan(excess) or (self._equalities and excess == 0 and self._trivial(values)):
            return
        self.informative += 1
        if excess > self.start[0]:
            self.start = (excess, values)
        if self._compared is None:
            self._widest = max(self._widest, excess)
            return
        ratio = self._ratio(values, excess)
        if ratio is None:
            return
        self.low = min(self.low, ratio)
        if ratio > self.high:
            self.high, self.tightest = ratio, values

    def _ratio(self, values: dict[str, Any], excess: float) -> float | None:
        """The ratio of the inequalities; one that would be the largest so far is measured by balls or left out."""
        assert self._compared is not None
        if self._equalities:
            excess = self._compared.excess(values)
        if excess == -math.inf or math.isnan(excess):
            return None
        ratio = 1.0 + excess if any(self._compared.signed) else math.exp(min(excess, 709.0))
        if ratio <= self.high:
            return ratio
        try:
            confirmed = confirmed_ratio(self._compared, values, max_bits=self.budget.bits)
        except UnsupportedError:
            return ratio if excess <= NOMINATED else None
        return confirmed

    def _meets(self, values: dict[str, Any]) -> bool:
        """Whether the sides of a strict conclusion are equal in floats, 0 < 0 included, which has no ratio."""
        if not self._strict:
            return False
        pairs = zip(self.theorem.relations, self.theorem.evaluate(values), strict=True)
        return any(r.operator == "<" and bool(np.any(np.asarray(a) == np.asarray(b))) for r, (a, b) in pairs)

    def _trivial(self, values: dict[str, Any]) -> bool:
        """Whether all sides are zero, which says nothing."""
        return not any(np.any(np.asarray(side)) for pair in self.theorem.evaluate(values) for side in pair)

    def _dispose(self, values: dict[str, Any], excess: float) -> None:
        try:
            decision = decide(self.theorem, values, bits=self.budget.bits, max_bits=self.budget.bits)
        except UnsupportedError as error:
            self.no_ball = str(error)
            return
        shown = decision.admissible is Truth.YES and decision.truth is Truth.YES
        # Floats know better: x + 1 <= x holds at 1e60. That balls leave an equality open says nothing of the kind.
        unclear = not self._equalities and excess > -NOMINATED and not (shown or decision.violated)
        if decision.admissible is Truth.NO or unclear:
            self.outside += 1
        if decision.violated:
            self.examples_needed = self.examples_needed or self.admissible
            self.violation = (values, decision)

    def tell(self, on_tightest: Tightest | None) -> None:
        """Hand over the largest ratio seen and the instance that has it, if there is one and somebody asks."""
        if on_tightest is not None and self.tightest:
            on_tightest(self.high, self.tightest)

    # ---- the record --------------------------------------------------------------------------------------------------
    def evidence(self, method: str, seed: int, searched: str, *, enough: int = ENOUGH) -> Evidence:
        """The finding as a record.

        Parameters
        ----------
        method : str
            ``"falsify"`` or ``"attack"``.
        seed : int
            Root seed.
        searched : str
            How the search went about it, for the message.
        enough : int
            Instances with a positive left-hand side without which a survival says nothing.

        Returns
        -------
        Evidence
            FALSIFIED, SURVIVED or INCONCLUSIVE.
        """
        verdict, message = self._verdict(searched, enough)
        violation = self.violation if verdict is Verdict.FALSIFIED else None
        return Evidence(
            self.theorem.name,
            self.theorem.fingerprint,
            verdict,
            method,
            budget=self.budget.name,
            seed=seed,
            attempts=self.attempts,
            admissible=self.admissible,
            tightness=(self.low, self.high) if self.low <= self.high else None,
            slack=violation[1].slack if violation else None,
            box={name: tuple(ends) for name, ends in self.theorem.domain.box().items()},
            bits=violation[1].bits if violation else 0,
            counterexample=as_plain_values(violation[0]) if violation else None,
            message=message + self.clock.remark(),
            versions=library_versions(),
            seconds=self.clock.elapsed,
        )

    def _verdict(self, searched: str, enough: int) -> tuple[Verdict, str]:
        assert isinstance(self.theorem.claim, Claim)
        if self.violation:
            values, decision = self.violation
            slack = _interval(decision.slack)
            finding = f"{decision.relation} fails at {describe(values)}: rhs - lhs lies in {slack}"
            finding += f" (met at instance {self.examples_needed})"
            if self.theorem.claim.witness:
                return Verdict.INCONCLUSIVE, f"the construction fails, which does not refute existence: {finding}"
            return Verdict.FALSIFIED, finding
        if self.no_ball:
            return Verdict.INCONCLUSIVE, f"instances near equality cannot be decided: {self.no_ball}"
        if self.informative - self.outside < enough:
            return Verdict.INCONCLUSIVE, self._vacuous(searched)
        message = f"{self.informative} of {self.attempts} instances count ({searched}), none is violated; "
        if self._compared is None:
            return Verdict.SURVIVED, f"{message}the sides differ by at most {self._widest:.3g} of the larger"
        if self.low > self.high:
            return Verdict.SURVIVED, f"{message}balls confirm none of the ratios"
        if not self._equalities and self.high < LOOSE:
            return Verdict.SURVIVED, f"{message}loose: lhs/rhs stays below {self.high:.3g}"
        return Verdict.SURVIVED, f"{message}tightest lhs/rhs {self.high:.9g} at {describe(self.tightest)}"

    def _vacuous(self, searched: str) -> str:
        reason = f"; {self.undefined}" if self.undefined and not self.admissible else ""
        if self.admissible <= self.outside:
            return f"none of {self.attempts} instances satisfies the assumptions: the claim may be vacuous{reason}"
        return (
            f"only {self.informative - self.outside} of {self.attempts} instances ({searched}) satisfy the assumptions "
            f"with a positive left-hand side: too few to say anything{reason}"
        )


def _inequalities(theorem: Theorem) -> Theorem | None:
    """The theorem with its inequalities as the only conclusions: equalities have no ratio that says anything."""
    assert isinstance(theorem.claim, Claim)
    kept = tuple(r for r in theorem.claim.then if r.operator != "=")
    if len(kept) == len(theorem.claim.then):
        return theorem
    return replace(theorem, claim=replace(theorem.claim, then=kept)) if kept else None


def sharp_scalars(theorem: Theorem) -> list[dict[str, Any]]:
    """Scalars of the points at which a theorem claims equality.

    Parameters
    ----------
    theorem : Theorem
        The theorem.

    Returns
    -------
    list of dict
        One for each point of ``sharp_at``.

    Raises
    ------
    DomainError
        If a point does not fix every scalar parameter.
    """
    names = list(theorem.domain.scalars())
    for point in theorem.sharp_at:
        missing = [name for name in names if name not in point]
        if missing:
            text = f"sharp_at of {theorem.name} does not fix {', '.join(missing)}; give every scalar a value"
            raise DomainError(text)
    return [{name: point[name] for name in names} for point in theorem.sharp_at]


def _interval(slack: tuple[float, float] | None) -> str:
    return "an unknown interval" if slack is None else f"[{slack[0]:.6g}, {slack[1]:.6g}]"


def as_plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """An instance as plain Python values: lists instead of arrays.

    Parameters
    ----------
    values : mapping
        The instance.

    Returns
    -------
    dict
        What JSON can hold; objects of other kinds become their text.
    """
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value if isinstance(value, (int, float, Fraction, str)) else repr(value)


def describe(values: Mapping[str, Any]) -> str:
    """An instance in one readable line; long vectors by their runs of equal entries.

    Parameters
    ----------
    values : mapping
        The instance.

    Returns
    -------
    str
        The line.

    Examples
    --------
    >>> describe({"n": 5, "q": 0.5, "x": np.array([9.0, 1.0, 1.0, 1.0, 1.0])})
    'n=5, q=0.5, x=(9, 1×4)'
    """
    return ", ".join(f"{name}={_text(value)}" for name, value in values.items())


def _text(value: Any) -> str:
    if isinstance(value, (bool, int, Fraction, str)):
        return str(value)
    if isinstance(value, float):
        return f"{value:.12g}"
    array = np.asarray(value) if hasattr(value, "shape") else None
    if array is None or array.ndim != 1:
        return f"{'×'.join(map(str, array.shape))} matrix" if array is not None else repr(value)[:60]
    runs: list[tuple[float, int]] = []
    for entry in array.tolist():
        runs = [*runs[:-1], (entry, runs[-1][1] + 1)] if runs and runs[-1][0] == entry else [*runs, (entry, 1)]
    shown = [f"{entry:.6g}" + (f"×{times}" if times > 1 else "") for entry, times in runs[:12]]
    return f"({', '.join(shown)}{', …' if len(runs) > 12 else ''})"
