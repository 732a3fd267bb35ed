"""The first adversary: Hypothesis climbs towards equality over structured instances, and balls decide."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import platformdirs
from hypothesis import (
    HealthCheck,
    Phase,
    Verbosity,
    configuration,
    currently_in_test_context,
    given,
    reject,
    seed,
    settings,
    target,
)
from hypothesis.errors import Unsatisfiable

from lqtheory.checks.budget import Budget
from lqtheory.checks.candidates import ENOUGH, Tally, Tightest, sharp_scalars
from lqtheory.checks.climb import climb
from lqtheory.checks.sampling import draw_instance, extremal_values
from lqtheory.checks.simplify import simplify
from lqtheory.checks.sources import NumpySource
from lqtheory.checks.strategies import instances_of
from lqtheory.claim import Claim, Probability
from lqtheory.errors import DomainError
from lqtheory.evidence import Evidence
from lqtheory.rng import generator_for, seed_for
from lqtheory.theorem import Theorem

__all__ = ["explicit_instances", "falsify", "search"]

Progress = Callable[[int, int], None]

#: Instances of a short round, and how many of them come first.
ROUND = 40
SHORT_ROUNDS = 4
#: How many instances a climb may try.
CLIMB = 50


class _ViolatedError(Exception):
    """Tells Hypothesis that an instance violates the claim."""


class _TimeUpError(BaseException):
    """Leaves Hypothesis at once: it takes every ``Exception`` for a failing example."""


def falsify(
    theorem: Theorem,
    budget: str | Budget = "standard",
    *,
    seed: int = 0,
    use_extremal: bool = True,
    on_progress: Progress | None = None,
    on_tightest: Tightest | None = None,
) -> Evidence | None:
    """Search for a counterexample by targeted property-based testing.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    budget : str or Budget
        Effort; ``examples`` counts admissible instances drawn by Hypothesis.
    seed : int
        Root seed; the same seed gives the same record.
    use_extremal : bool
        Whether to try the theorem's own worst instances: at the points ``sharp_at`` first, then at drawn scalars.
    on_progress : callable, optional
        Called with ``(done, total)``.
    on_tightest : callable, optional
        Called with the largest ratio seen and the instance that has it, where a ratio was seen.

    Returns
    -------
    Evidence or None
        FALSIFIED with a minimal counterexample that balls confirm; SURVIVED with the tightest ratio seen; INCONCLUSIVE
        if too few instances satisfy the assumptions or a quantity has no ball version. ``None`` for claims about
        probabilities, which :func:`lqtheory.checks.simulate.simulate` judges.

    Raises
    ------
    DomainError
        If there is no such budget.

    Notes
    -----
    Floats only nominate: whatever comes within 1e-9 of equality, or overflows, is decided in balls.

    Examples
    --------
    >>> from lqtheory import AtMost, Domain, Real, Source
    >>> D = Domain(t=Real(0, typical=(0, 4)))
    >>> (t,) = D.symbols
    >>> wrong = Theorem("wrong", "t", "t^2 <= t.", D, AtMost(t**2, t), Source("demo"))
    >>> record = falsify(wrong, "quick")
    >>> str(record.verdict), record.counterexample
    ('FALSIFIED', {'t': 2.0})
    """
    if isinstance(theorem.claim, Probability):
        return None
    tally, enough = search(theorem, Budget.named(budget), seed, use_extremal, on_progress)
    tally.tell(on_tightest)
    return tally.evidence("falsify", seed, "targeted search over structured instances", enough=enough)


def search(
    theorem: Theorem,
    budget: Budget,
    seed: int,
    use_extremal: bool,
    on_progress: Progress | None = None,
    *,
    simplest: bool = True,
) -> tuple[Tally, int]:
    """The search behind :func:`falsify`: rounds of Hypothesis, each followed by a climb from its tightest instance.

    Parameters
    ----------
    theorem : Theorem
        A deterministic theorem.
    budget : Budget
        Effort.
    seed : int
        Root seed.
    use_extremal : bool
        Whether to try the theorem's own worst instances.
    on_progress : callable, optional
        Called with ``(done, total)``.
    simplest : bool
        Whether a violation is simplified; not where only its existence matters.

    Returns
    -------
    tuple
        The tally, with the simplified violation if there is one, and how many instances must count for a survival to
        say something: fewer where the domain has no more.
    """
    tally = Tally(theorem, budget)
    if use_extremal:
        for instance in explicit_instances(theorem):
            tally.consider(instance)
            if tally.violation:
                break
    exhausted = False
    for examples in _rounds(budget.examples):
        if tally.violation or exhausted:
            break
        tally.start = (-math.inf, {})
        exhausted = _round(tally, seed, use_extremal, examples, simplest, on_progress)
        if not tally.violation:
            climb(tally, CLIMB)
    if tally.violation and simplest:
        tally.violation = simplify(theorem, *tally.violation, bits=budget.bits)
    return tally, 1 if exhausted else min(ENOUGH, max(1, budget.examples // 5))


def explicit_instances(theorem: Theorem) -> list[dict[str, Any]]:
    """The theorem's own worst instances at the points where it claims equality.

    Parameters
    ----------
    theorem : Theorem
        The theorem.

    Returns
    -------
    list of dict
        One instance per point of ``sharp_at``; a point of a theorem about scalars is an instance itself.

    Raises
    ------
    DomainError
        If a point does not fix every scalar parameter.
    """
    found = []
    for point, scalars in zip(theorem.sharp_at, sharp_scalars(theorem), strict=True):
        instance = dict(point)
        if theorem.extremal is not None and set(instance) != set(theorem.domain.parameters):
            instance |= extremal_values(theorem.domain, theorem.extremal, scalars)
        found.append(instance)
    return found


def _rounds(examples: int) -> list[int]:
    """Short rounds first, each with a climb of its own, so that one bad start does not use up the budget."""
    short = [ROUND] * min(SHORT_ROUNDS, examples // ROUND)
    rest = examples - sum(short)
    return [*short, *([rest] if rest else [])]


def _round(
    tally: Tally, root: int, use_extremal: bool, examples: int, shrink: bool, on_progress: Progress | None
) -> bool:
    """One round of Hypothesis; returns whether it ran out of instances before the budget ended."""
    if not currently_in_test_context():
        return _hypothesis(tally, root, use_extremal, examples, shrink, on_progress)
    with ThreadPoolExecutor(1) as outside:  # inside a Hypothesis test: its context belongs to this thread
        return outside.submit(_hypothesis, tally, root, use_extremal, examples, shrink, on_progress).result()


@contextlib.contextmanager
def _storage_elsewhere() -> Iterator[None]:
    """What Hypothesis keeps on disk goes to the user's cache, not to the folder that a check is run in."""
    found: Any = configuration.storage_directory(intent_to_write=False)
    before = getattr(found, "path", found)  # a plain path in older versions
    configuration.set_hypothesis_home_dir(Path(platformdirs.user_cache_dir("lqtheory", appauthor=False)) / "hypothesis")
    try:
        yield
    finally:
        configuration.set_hypothesis_home_dir(before)


def _hypothesis(
    tally: Tally, root: int, use_extremal: bool, examples: int, shrink: bool, on_progress: Progress | None
) -> bool:
    assert isinstance(tally.theorem.claim, Claim)
    drawn = 0

    @seed(seed_for(root, tally.theorem.name, "falsify", tally.attempts))
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=False,
        print_blob=False,
        report_multiple_bugs=False,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate, Phase.target, *((Phase.shrink,) if shrink else ())),
        suppress_health_check=list[Any](HealthCheck),
    )
    @given(
        instances_of(tally.theorem.domain, tally.theorem.extremal if use_extremal else None, tally.theorem.claim.given)
    )
    def attempt(values: dict[str, Any]) -> None:
        nonlocal drawn
        if tally.clock.is_up():
            raise _TimeUpError
        before = tally.violation
        excess = tally.consider(values)
        if tally.violation is not before:
            raise _ViolatedError  # the last violation is the simplest: shrinking only ever runs simpler instances
        if excess is None:
            reject()
        drawn += 1
        if on_progress is not None:
            on_progress(min(tally.admissible, tally.budget.examples), tally.budget.examples)
        if math.isfinite(excess):
            target(max(-700.0, min(700.0, excess)))

    try:
        with _storage_elsewhere():
            attempt()
    except (_ViolatedError, _TimeUpError):
        return False
    except Unsatisfiable:
        _explain_emptiness(tally, root)
        return False
    return drawn < examples // 2


def _explain_emptiness(tally: Tally, root: int) -> None:
    """Draw once more without Hypothesis, so that the record can say why nothing is admissible."""
    source = NumpySource(generator_for(root, tally.theorem.name, "emptiness"))
    try:
        draw_instance(tally.theorem.domain, source)
    except DomainError as error:
        tally.undefined = tally.undefined or str(error)
