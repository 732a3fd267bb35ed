"""Which assumption does the work: each one is dropped in turn, and what is left is attacked."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lqtheory.checks.budget import Budget
from lqtheory.checks.mutants import Judgement, Mutant, judge, mutants_of
from lqtheory.claim import Claim
from lqtheory.domain import Domain, Integer, Parameter, Real, Vector
from lqtheory.theorem import Theorem

__all__ = ["Ablation", "ablation"]

#: Where search starts for a positive number whose lower bound is dropped, and how far it goes without an upper one.
_SMALL, _LARGE, _MORE = 0.05, 8, 4


@dataclass(frozen=True)
class Ablation:
    """What happens to a theorem without one of its assumptions.

    Parameters
    ----------
    assumption : str
        The assumption.
    needed : bool
        Whether balls confirm a counterexample without it.
    how : str
        Where that was found, or how long it was looked for.
    """

    assumption: str
    needed: bool
    how: str

    def text(self) -> str:
        """The finding in one line."""
        if self.needed:
            return f"without {self.assumption}: {self.how}"
        return f"without {self.assumption}: no counterexample ({self.how}); perhaps it is not needed"


def ablation(theorem: Theorem, budget: str | Budget = "quick", seed: int = 0) -> list[Ablation]:
    """Drop every assumption of a theorem in turn and attack what is left.

    Parameters
    ----------
    theorem : Theorem
        The theorem; claims about probabilities and existence have nothing to drop here.
    budget : str or Budget
        Effort of each attack.
    seed : int
        Root seed.

    Returns
    -------
    list of Ablation
        Assumptions of the claim, conditions of the domain, then bounds of scalars by other parameters or by numbers and
        limits of the nonzero entries of vectors. Where counts begin, and what gives a scalar its sign, stays.

    Examples
    --------
    >>> from lqtheory.registry import find
    >>> [(found.assumption, found.needed) for found in ablation(find("stechkin_inequality"))]
    [('k <= n-1', False), ('q < p', True)]
    """
    claim = theorem.claim
    if not isinstance(claim, Claim) or claim.witness or theorem.expected != "holds":
        return []
    mutants = [m for m in mutants_of(theorem) if m.kind == "assumption"]
    mutants += list(_without_bounds(theorem))
    return [_finding(mutant, judge(mutant, theorem, budget=budget, seed=seed)) for mutant in mutants]


def _finding(mutant: Mutant, judgement: Judgement) -> Ablation:
    return Ablation(mutant.text.removeprefix("without "), judgement.outcome == "killed", judgement.how)


def _without_bounds(theorem: Theorem) -> Iterator[Mutant]:
    """The theorem without the bounds of its scalars and of the nonzero entries of its vectors, one at a time."""
    parameters = dict(theorem.domain.parameters)
    for name, member in parameters.items():
        if isinstance(member, Vector) and member.nonzeros is not None:
            text = f"without at most {member.nonzeros} nonzero entries of {name}"
            yield _mutant(theorem, text, {**parameters, name: replace(member, nonzeros=None)})
        if not isinstance(member, (Integer, Real)):
            continue
        for which in ("low", "high"):
            if not _may_go(member, which, set(parameters)):
                continue
            bound = getattr(member, which)
            wider = _widened(member, which, theorem.domain.symbol(name))
            if wider is None:
                continue
            domain = Domain(where=theorem.domain.conditions, **{**parameters, name: wider})
            if domain.symbols != theorem.domain.symbols:
                continue  # the sign of a symbol hangs on the bound: the claim would mean another symbol
            strict = isinstance(member, Real) and not (member.includes_low if which == "low" else member.includes_high)
            sign = "<" if strict else "<="
            text = f"{bound} {sign} {name}" if which == "low" else f"{name} {sign} {bound}"
            yield _mutant(theorem, f"without {text}", {**parameters, name: wider})


def _mutant(theorem: Theorem, text: str, parameters: dict[str, Parameter]) -> Mutant:
    domain = Domain(where=theorem.domain.conditions, **parameters)
    return Mutant("assumption", text, replace(theorem, name=f"{theorem.name}_mutant", domain=domain))


def _may_go(member: Integer | Real, which: str, names: set[str]) -> bool:
    """Whether a bound is an assumption: by other parameters, or by a number that gives no sign and no beginning."""
    bound = getattr(member, which)
    if isinstance(bound, str) and _names_in(bound) & names:
        return True
    if bound is None or isinstance(bound, str) or (isinstance(bound, float) and math.isinf(bound)):
        return False
    return which == "high" or (isinstance(member, Real) and bound != 0)


def _names_in(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z_]\w*", text))


def _widened(member: Integer | Real, which: str, symbol: Any) -> Integer | Real | None:
    """A scalar without one of its bounds, but with the sign that its symbol has."""
    low, high = member.typical_range()
    if which == "high":
        top = f"({member.high}) + {_MORE}"
        return replace(member, high=None, typical=(low, top))
    if isinstance(member, Integer):
        least = 1 if symbol.is_positive else 0 if symbol.is_nonnegative else None
        return None if least is None else replace(member, low=least, typical=(least, high))
    if not symbol.is_positive:
        return None
    return replace(member, low=0, typical=(_SMALL, _LARGE if isinstance(high, str) else high))
