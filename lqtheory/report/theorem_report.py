"""The report on one theorem: verdict, tightness, what does the work, rivals in the registry, trained networks."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from lqtheory.checks.ablation import Ablation, ablation
from lqtheory.checks.budget import Budget
from lqtheory.checks.comparison import Comparison, compare, winners_map
from lqtheory.checks.hints import hints, why_not_run
from lqtheory.checks.ladder import RUNGS
from lqtheory.checks.tightness import ROUNDING, RangeFinding, Sample, Worst, has_ratio, ranges, samples
from lqtheory.evidence import Evidence, Verdict
from lqtheory.report.trained_networks import NetworkFindings, on_networks
from lqtheory.theorem import Theorem

__all__ = ["STAGES", "TheoremReport", "study"]

#: What follows the ladder, in the order in which it is done.
STAGES = ("tightness", "assumptions", "ranges", "comparison", "networks")
#: Effort of the searches in parts of a range.
_RANGE = Budget(examples=40, restarts=4, seconds=4.0, bits=226, pieces=1_000, draws=1_000)
#: Instances drawn, and seconds that comparison and networks may take.
_SAMPLES, _SECONDS = 200, 15.0

OnStage = Callable[[str, str], None]


@dataclass(frozen=True)
class TheoremReport:
    """What is known about a theorem beyond the verdicts of the ladder.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    not_run : mapping of str to str
        Rungs that say nothing about it, and why.
    hints : tuple of str
        What the findings suggest about the claim itself.
    worst : Worst
        The tightest instance found.
    drawn : tuple of Sample
        Instances from its typical ranges.
    assumptions : tuple of Ablation
        What happens without each assumption.
    ranges : tuple of RangeFinding
        What happens in parts of the range of each scalar.
    comparison : Comparison or None
        Against the registry's bounds of the same quantity; ``None`` for a refuted theorem.
    networks : NetworkFindings
        On trained networks.
    seconds : mapping of str to float
        Time that each stage took.
    """

    theorem: Theorem
    not_run: Mapping[str, str]
    hints: tuple[str, ...]
    worst: Worst
    drawn: tuple[Sample, ...]
    assumptions: tuple[Ablation, ...]
    ranges: tuple[RangeFinding, ...]
    comparison: Comparison | None
    networks: NetworkFindings
    seconds: Mapping[str, float] = field(default_factory=dict)

    def parts(self) -> dict[str, list[str]]:
        """The report in words: lines under headings; headings without lines are left out."""
        against: list[str] = []
        if self.comparison is not None and self.drawn:
            against = [self.comparison.text(), *(duel.text() for duel in self.comparison.duels)]
            against += winners_map(self.comparison)
        found = {
            "hints": list(self.hints),
            "tightness": [self.worst.text(), *self._closer_on_networks()] if has_ratio(self.theorem) else [],
            "without each assumption": [one.text().removeprefix("without ") for one in self.assumptions],
            "ranges": [one.text() for one in self.ranges],
            "against the registry": against,
            "on trained networks": self.networks.lines(),
            "not run": [f"{rung}: {reason}" for rung, reason in self.not_run.items()],
        }
        return {heading: lines for heading, lines in found.items() if lines}

    def _closer_on_networks(self) -> list[str]:
        """What trained networks show beyond the searches, so that the headline is not behind the report."""
        largest = self.networks.largest
        if not largest > max(self.worst.ratio + ROUNDING, self.worst.ratio * (1 + ROUNDING)):
            return []
        return [f"closer still on trained networks: lhs/rhs {largest:.6g}"]

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "theorem": self.theorem.name,
            "not_run": dict(self.not_run),
            "hints": list(self.hints),
            "tightness": self.worst.to_json() if self.worst.instance else None,
            "assumptions": [asdict(one) for one in self.assumptions],
            "ranges": [asdict(one) for one in self.ranges],
            "comparison": self.comparison.to_json() if self.comparison is not None else None,
            "networks": {
                "reason": self.networks.reason,
                "layers": [asdict(layer) for layer in self.networks.layers],
            },
            "seconds": dict(self.seconds),
        }


def study(
    theorem: Theorem,
    records: Sequence[Evidence],
    worst: Worst,
    *,
    seed: int = 0,
    only: Sequence[str] = STAGES,
    rungs: Sequence[str] | None = None,
    on_stage: OnStage = lambda stage, outcome: None,
    networks: Mapping[str, Any] | None = None,
) -> TheoremReport:
    """Everything that follows the ladder: tightness, assumptions, ranges, rivals, trained networks.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    records : sequence of Evidence
        What the rungs found.
    worst : Worst
        The tightest instance that they told.
    seed : int
        Root seed.
    only : sequence of str
        Stages to run.
    rungs : sequence of str, optional
        Rungs of the ladder that were asked for; all by default.
    on_stage : callable
        Called with the name of every stage that has ended and its outcome in a few words.
    networks : mapping of str to torch.nn.Module or state dict, optional
        Networks by name to evaluate on, instead of those of the zoo.

    Returns
    -------
    TheoremReport
        A refuted theorem is not compared, and nothing is dropped from it; in which ranges it is false, and on which
        networks, is still said.
    """
    refuted = any(record.verdict in (Verdict.FALSIFIED, Verdict.REJECTED) for record in records)
    seconds: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any], empty: Any, outcome: Callable[[Any], str]) -> Any:
        begun = time.perf_counter()
        found = work() if stage in only else empty
        seconds[stage] = time.perf_counter() - begun
        on_stage(stage, outcome(found) if stage in only else "not asked for")
        return found

    def tightness() -> list[Sample]:
        drawn = samples(theorem, _SAMPLES, seed)
        for sample in [] if refuted else drawn:
            _tell(worst, sample.ratio, sample.values)
        return drawn

    def searched() -> list[RangeFinding]:
        if not drawn:
            return []
        return ranges(theorem, _RANGE, drawn, seed=seed, on_tightest=lambda *found: _tell(worst, *found))

    drawn = timed("tightness", tightness, [], lambda found: worst.text())
    kept = [] if refuted else timed("assumptions", lambda: ablation(theorem, seed=seed), [], _needed)
    stretches = timed("ranges", searched, [], _stretches)
    rivals, nothing = None, Comparison("", True, (), (), ())
    if not refuted:
        rivals = timed("comparison", lambda: compare(theorem, drawn, seconds=_SECONDS), nothing, Comparison.text)
    own: dict[str, Any] = {"names": tuple(networks), "load": networks.__getitem__} if networks else {}
    evaluated = timed(
        "networks",
        lambda: on_networks(theorem, seed=seed, seconds=_SECONDS, **own),
        NetworkFindings(reason="not asked for"),
        _on_layers,
    )
    failures = [found.counterexample for found in stretches if found.counterexample is not None]
    tightest = worst.rounded(theorem).judged(theorem) if worst.instance else worst
    return TheoremReport(
        theorem,
        _not_run(theorem, records, rungs, refuted=refuted),
        tuple(hints(theorem, records, drawn, tightest, on_networks=evaluated.largest, elsewhere=failures)),
        tightest,
        tuple(drawn),
        tuple(kept),
        tuple(stretches),
        rivals,
        evaluated,
        seconds,
    )


def _not_run(
    theorem: Theorem, records: Sequence[Evidence], rungs: Sequence[str] | None, *, refuted: bool
) -> dict[str, str]:
    """Why rungs have no record; of a refuted theorem those that were asked for need no reason."""
    proved = any(record.verdict is Verdict.PROVED for record in records)
    quick = any(record.budget == "quick" for record in records)
    found: dict[str, str] = {}
    for rung in (rung for rung in RUNGS if rung not in {record.method for record in records}):
        if rungs is not None and rung not in rungs:
            found[rung] = "not asked for (--only)"
        elif rung == "certify" and proved and quick:
            found[rung] = "it is proved everywhere, and the budget quick leaves it at that"
        elif rung == "prove" or not refuted:
            found[rung] = why_not_run(theorem, rung)
    return found


def _tell(worst: Worst, ratio: float, values: Mapping[str, Any]) -> None:
    """Floats may show 1 + 2e-16 at equality; what lies above that is no rounding and stays."""
    worst.tell(ratio if ratio > 1 + ROUNDING else min(ratio, 1.0), values)


def _needed(found: Sequence[Ablation]) -> str:
    if not found:
        return "none to drop"
    return f"{sum(one.needed for one in found)} of {len(found)} shown to be needed"


def _stretches(found: Sequence[RangeFinding]) -> str:
    false = sum(one.counterexample is not None for one in found)
    seen = sum(not math.isnan(one.ratio) for one in found)
    return f"false in {false} of {len(found)}" if false else f"{seen} of {len(found)} searched, no counterexample"


def _on_layers(found: NetworkFindings) -> str:
    if found.reason:
        return found.reason
    applicable = sum(layer.applicable for layer in found.layers)
    failing = sum(layer.no for layer in found.layers)
    return f"{applicable} applicable instances, {failing} counterexamples"
