"""The second adversary: gradient ascent on the ratio of the sides from many starts, then balls and simplification.

It finds what targeted search misses (generic vectors with many different entries), and misses what that finds (exactly
flat vectors): hence two adversaries.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from lqtheory.checks.budget import Budget
from lqtheory.checks.candidates import Tally, Tightest, sharp_scalars
from lqtheory.checks.sampling import draw_instance, draw_scalars
from lqtheory.checks.simplify import simplify
from lqtheory.checks.sources import EmptyRangeError, NumpySource, scalar_range
from lqtheory.claim import Claim
from lqtheory.domain import Integer, Real, Vector
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.evidence import Evidence
from lqtheory.expressions import compile_expression
from lqtheory.floats import FLOATS
from lqtheory.relations import Relation
from lqtheory.rng import generator_for
from lqtheory.theorem import Theorem

__all__ = ["attack"]

LOGGER = logging.getLogger("lqtheory")
PENALTY = 10.0
#: Draws of the parameters; where none of so many can be climbed, ascent does not apply.
FEWEST = 3
TINY = 1e-300

Progress = Callable[[int, int], None]


def attack(
    theorem: Theorem,
    budget: str | Budget = "standard",
    *,
    seed: int = 0,
    on_progress: Progress | None = None,
    on_tightest: Tightest | None = None,
) -> Evidence | None:
    """Search for a counterexample by ascent on the log-ratio of the sides.

    Vectors: batched Adam ascent (torch, float64) from structured and random starts, at several draws of the scalars.
    Scalars alone: Nelder-Mead from several starts.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    budget : str or Budget
        Effort; ``restarts`` starting points at each draw of the scalar parameters.
    seed : int
        Root seed; the same seed gives the same record.
    on_progress : callable, optional
        Called with ``(done, total)`` draws.
    on_tightest : callable, optional
        Called with the largest ratio seen and the instance that has it, where a ratio was seen.

    Returns
    -------
    Evidence or None
        FALSIFIED with a simplified counterexample that balls confirm, SURVIVED, or INCONCLUSIVE if too few instances
        are admissible. ``None`` where ascent does not apply: probabilities, existence, matrices and objects, integers
        alone, and claims without a gradient in the vector.

    Raises
    ------
    DomainError
        If there is no such budget.

    Notes
    -----
    ``where`` and ``given`` enter as penalties; signs of entries by the parametrisation ``|θ|``.
    """
    effort = Budget.named(budget)
    if not isinstance(theorem.claim, Claim) or theorem.claim.witness:
        return None
    members = theorem.domain.parameters.values()
    if all(isinstance(m, (Integer, Real)) for m in members):
        climb, applies = _climb_scalars, any(isinstance(m, Real) for m in members)
    else:
        climb, applies = _climb_vectors, all(isinstance(m, (Integer, Real, Vector)) for m in members)
    if not applies:
        return None
    tally = Tally(theorem, effort)
    draws = max(FEWEST, effort.examples // 50)
    climbed = 0
    for index in range(draws):
        if tally.violation or tally.clock.is_up():
            break
        ends = climb(theorem, effort, generator_for(seed, theorem.name, "attack", index), index)
        climbed += ends is not None
        _consider(tally, ends or ())
        if index == FEWEST and not climbed:
            return None
        if on_progress is not None:
            on_progress(index + 1, draws)
    if tally.violation:
        tally.violation = simplify(theorem, *tally.violation, bits=effort.bits)
    tally.tell(on_tightest)
    way = "gradient ascent" if climb is _climb_vectors else "Nelder-Mead ascent"
    return tally.evidence("attack", seed, f"{way} at {climbed} draws of the parameters", enough=1) if climbed else None


def _consider(tally: Tally, instances: Iterable[Mapping[str, Any]]) -> None:
    for instance in instances:
        tally.consider(instance)
        if tally.violation:
            return


def _scalars_at(theorem: Theorem, rng: np.random.Generator, index: int) -> dict[str, Any]:
    """Scalars of one draw: the points where equality is claimed come first."""
    known = sharp_scalars(theorem)
    if index < len(known):
        return known[index]
    return draw_scalars(theorem.domain, NumpySource(rng))


# ---- scalars ---------------------------------------------------------------------------------------------------------


def _climb_scalars(
    theorem: Theorem, effort: Budget, rng: np.random.Generator, index: int
) -> list[dict[str, Any]] | None:
    from scipy.optimize import minimize

    try:
        fixed = draw_scalars(theorem.domain, NumpySource(rng))
    except EmptyRangeError:
        return None
    reals = [name for name, m in theorem.domain.scalars().items() if isinstance(m, Real)]

    def loss(units: np.ndarray) -> float:
        values = _from_units(theorem, fixed, dict(zip(reals, units, strict=True)))
        if values is None or not theorem.admits(values):
            return math.inf
        excess = theorem.excess(values)
        return math.inf if math.isnan(excess) else -excess

    ends = []
    for _ in range(max(1, effort.restarts // 4)):
        start = rng.random(len(reals))
        if not math.isfinite(loss(start)):
            continue
        found = minimize(loss, start, method="Nelder-Mead", options={"maxfev": 60 * len(reals), "xatol": 1e-9})
        values = _from_units(theorem, fixed, dict(zip(reals, found.x, strict=True)))
        ends += [values] if values is not None else []
    return ends


def _from_units(theorem: Theorem, fixed: Mapping[str, Any], units: Mapping[str, float]) -> dict[str, Any] | None:
    """Scalars from positions in [0, 1] within their ranges; ``None`` if an integer no longer fits."""
    values: dict[str, Any] = {}
    for name, member in theorem.domain.scalars().items():
        try:
            low, high = scalar_range(name, member, values)
        except EmptyRangeError:
            return None
        if name in units:
            values[name] = low + (high - low) * min(max(float(units[name]), 1e-9), 1 - 1e-9)
        elif low <= fixed[name] <= high:
            values[name] = fixed[name]
        else:
            return None
    return values


# ---- vectors ---------------------------------------------------------------------------------------------------------


def _climb_vectors(
    theorem: Theorem, effort: Budget, rng: np.random.Generator, index: int
) -> list[dict[str, Any]] | None:
    """Best instances of one batch of ascents, or ``None`` where the sides have no gradient."""
    try:
        scalars = _scalars_at(theorem, rng, index)
        starts = _starts(theorem, scalars, effort.restarts, rng)
        best = _Ascent(theorem, scalars, starts).run(effort.steps)
    except (DomainError, OverflowError):
        return None  # the sides are not defined, or not representable, at these scalars
    except (RuntimeError, TypeError, ValueError, AttributeError, UnsupportedError) as error:
        LOGGER.debug("attack does not apply to %s: %s", theorem.name, error)
        return None
    ends = [scalars | {name: x[i] for name, x in best.items()} for i in range(effort.restarts)]
    return [{name: end[name] for name in theorem.domain.parameters} for end in ends]


def _starts(
    theorem: Theorem, scalars: Mapping[str, Any], restarts: int, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """Half structured, half random starting vectors."""
    source = NumpySource(rng)
    vectors = [draw_instance(theorem.domain, source, fixed=scalars) for _ in range(restarts)]
    starts = {}
    for name, member in theorem.domain.parameters.items():
        if isinstance(member, Vector):
            rows = np.stack([v[name] for v in vectors])
            peak = np.abs(rows).max(axis=1, keepdims=True)
            rows = rows / np.where(peak > 0, peak, 1.0)
            half = restarts // 2
            if member.nonzeros is None:
                rows[half:] = np.abs(rng.standard_normal(rows[half:].shape)) ** rng.uniform(0.3, 3.0)
                rows[:half] += 1e-3 * np.abs(rng.standard_normal(rows[:half].shape))
            starts[name] = rows
    return starts


class _Ascent:
    """One batch of Adam ascents at fixed scalars."""

    def __init__(self, theorem: Theorem, scalars: Mapping[str, Any], starts: Mapping[str, np.ndarray]) -> None:
        import torch

        assert isinstance(theorem.claim, Claim)
        self.theorem = theorem
        self.scalars = dict(scalars)
        self.parameters = {n: torch.tensor(x, dtype=torch.float64, requires_grad=True) for n, x in starts.items()}
        self.masks = {n: torch.tensor(x != 0) for n, x in starts.items()}
        self.conditions = [_sides(r) for r in (*theorem.domain.where, *theorem.claim.given)]
        self.rows = len(next(iter(starts.values())))

    def vectors(self) -> dict[str, Any]:
        """The vectors behind the parameters: signs and supports as the domain wants them."""
        found = {}
        for name, theta in self.parameters.items():
            member = self.theorem.domain.parameters[name]
            assert isinstance(member, Vector)
            x = theta if member.sign == "real" else theta.abs()
            x = x + 1e-9 if member.sign == "positive" else x
            found[name] = x * self.masks[name] if member.nonzeros is not None else x
        return found

    def objective(self, values: Mapping[str, Any]) -> Any:
        """Float excess of every row: what :meth:`Theorem.excess` is for one instance."""
        pairs = self.theorem.evaluate(values)
        columns = []
        for (a, b), relation, signed in zip(pairs, self.theorem.relations, self.theorem.signed, strict=True):
            a, b = self._column(a), self._column(b)
            if relation.operator == "=":
                columns.append((a - b).abs() / (a.abs() + b.abs()).clamp_min(TINY))
            elif signed:
                columns.append((a - b) / b.abs().clamp_min(TINY))
            else:
                columns.append(a.clamp_min(TINY).log() - b.clamp_min(TINY).log())
        return self._largest(columns)

    def _column(self, side: Any) -> Any:
        import torch

        side = torch.as_tensor(side, dtype=torch.float64)
        return side.expand(self.rows) if side.ndim == 0 else side

    def _largest(self, columns: list[Any]) -> Any:
        import torch

        return torch.stack([c.reshape(self.rows, -1).amax(-1) for c in columns]).amax(0)

    def penalty(self, values: Mapping[str, Any]) -> Any:
        """How far each row is from satisfying the conditions, relative to their right-hand sides."""
        import torch

        total = torch.zeros(self.rows, dtype=torch.float64)
        for operator, left, right in self.conditions:
            a, b = self._column(left(values)), self._column(right(values))
            gap = (a - b).abs() if operator == "=" else (a - b).clamp_min(0.0)
            total = total + (gap / (b.abs() + 1e-6)).reshape(self.rows, -1).amax(-1)
        return total

    def run(self, steps: int) -> dict[str, np.ndarray]:
        """Ascend; returns the best vectors of every row."""
        import torch

        optimiser = torch.optim.Adam(list(self.parameters.values()), lr=0.05)
        best = torch.full((self.rows,), -math.inf, dtype=torch.float64)
        kept = {name: x.detach().clone() for name, x in self.vectors().items()}
        for step in range(steps):
            for group in optimiser.param_groups:
                group["lr"] = 0.05 * (1 - step / steps) + 1e-4
            vectors = self.vectors()
            values = self.scalars | vectors
            excess, penalty = self.objective(values), self.penalty(values)
            better = (penalty == 0) & (excess.detach() > best)
            best = torch.where(better, excess.detach(), best)
            for name, x in vectors.items():
                kept[name] = torch.where(better[:, None], x.detach(), kept[name])
            optimiser.zero_grad()
            (PENALTY * penalty - excess).nan_to_num(0.0, 0.0, 0.0).sum().backward()
            for theta in self.parameters.values():
                if theta.grad is not None:
                    theta.grad.nan_to_num_(0.0, 0.0, 0.0)
            optimiser.step()
            self._rescale()
        return {name: x.numpy() for name, x in kept.items()}

    def _rescale(self) -> None:
        """Keep entries of moderate size: most claims do not depend on the scale, the others can move it slowly."""
        import torch

        with torch.no_grad():
            for theta in self.parameters.values():
                peak = theta.abs().amax(-1, keepdim=True)
                theta.mul_(torch.where((peak > 1e3) | (peak < 1e-3), 1 / peak.clamp_min(1e-12), torch.ones_like(peak)))


def _sides(relation: Relation) -> tuple[str, Callable[..., Any], Callable[..., Any]]:
    return relation.operator, compile_expression(relation.lhs, FLOATS), compile_expression(relation.rhs, FLOATS)
