"""A theorem on trained networks: both sides on their rows, layers and chains, or which assumption fails."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lqtheory.balls import Truth
from lqtheory.bounds import bound_value
from lqtheory.checks.apply import Applied, apply
from lqtheory.checks.budget import Clock
from lqtheory.checks.sampling import draw_instance
from lqtheory.checks.sources import EmptyRangeError, NumpySource
from lqtheory.claim import Claim
from lqtheory.domain import Integer, Matrix, MatrixChain, Object, Real, Vector
from lqtheory.errors import LqTheoryError
from lqtheory.report.network_material import Chunk, chunks_of, largest_entries
from lqtheory.rng import generator_for
from lqtheory.theorem import Theorem

__all__ = ["NETWORKS", "LayerFinding", "NetworkFindings", "on_networks", "trained"]

LOGGER = logging.getLogger("lqtheory")

#: Small networks on the digits that come with scikit-learn: nothing is downloaded, and each trains in seconds.
NETWORKS = ("mlp_digits", "mlp_digits_l1", "cnn_digits")
#: Draws of the scalars that a network does not fix, for every row or layer.
DRAWS = 4

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class LayerFinding:
    """A theorem on one kind of instance from one layer.

    Parameters
    ----------
    network, layer : str
        Where the instances come from; the layer is empty for the whole network.
    form : str
        What they are, such as ``"rows"`` or ``"magnitudes of rows"``.
    instances, applicable : int
        How many there are, and at how many all assumptions hold.
    median, largest : float
        Of the ratio of the sides; ``nan`` without applicable ones.
    yes, no, undecided : int
        Applicable instances at which the claim holds, fails, or stays undecided.
    failed_assumption : str
        The assumption that fails most often where one fails.
    amount : float
        The least by which it fails, its left minus its right side; ``nan`` for what has no amount.
    """

    network: str
    layer: str
    form: str
    instances: int
    applicable: int
    median: float
    largest: float
    yes: int
    no: int
    undecided: int
    failed_assumption: str = ""
    amount: float = math.nan

    def text(self) -> str:
        """The finding in one line."""
        place = f"{self.network} {self.layer}".strip() + f", {self.form}"
        failing = ""
        if self.failed_assumption:
            least = "" if math.isnan(self.amount) else f" by at least {self.amount:.4g}"
            failing = f"{self.instances - self.applicable} of {self.instances} not applicable: "
            failing += f"{self.failed_assumption}{least}"
        if not self.applicable:
            return f"{place}: {failing}"
        told = f"holds at {self.yes}" + (f", FAILS at {self.no}" if self.no else "")
        told += f", undecided at {self.undecided}" if self.undecided else ""
        ratios = f"lhs/rhs {self.median:.4g} in the middle, at most {self.largest:.4g}"
        return f"{place}: {told} of {self.applicable}; {ratios}" + (f"; {failing}" if failing else "")


@dataclass(frozen=True)
class NetworkFindings:
    """A theorem on trained networks.

    Parameters
    ----------
    layers : tuple of LayerFinding
        One for each network, layer and kind of instance.
    ratios : tuple of pairs
        ``("network layer", ratio)`` of every applicable instance, for pictures.
    reason : str
        Why there is nothing to evaluate; empty if there is.
    cut_short : bool
        Whether time ended before all layers were seen.
    """

    layers: tuple[LayerFinding, ...] = ()
    ratios: tuple[tuple[str, float], ...] = ()
    reason: str = ""
    cut_short: bool = False

    @property
    def largest(self) -> float:
        """Largest ratio of the sides at any applicable instance; ``-inf`` without one."""
        seen = [layer.largest for layer in self.layers if not math.isnan(layer.largest)]
        return max(seen, default=-math.inf)

    def lines(self) -> list[str]:
        """The findings, one line for each network and kind of instance."""
        if self.reason:
            return [self.reason]
        groups: dict[tuple[str, str], list[LayerFinding]] = {}
        for layer in self.layers:
            groups.setdefault((layer.network, layer.form), []).append(layer)
        told = [_joined(group).text() for group in groups.values()]
        return [*told, *(["time ended before the rest"] if self.cut_short else [])]


def _joined(group: Sequence[LayerFinding]) -> LayerFinding:
    """Several layers as one: the median of their medians, the least amount of the most frequent failure."""
    failing = [layer for layer in group if layer.failed_assumption]
    reasons = [layer.failed_assumption for layer in failing]
    worst = max(reasons, key=reasons.count, default="")
    amounts = [layer.amount for layer in failing if layer.failed_assumption == worst and not math.isnan(layer.amount)]
    seen = [layer for layer in group if not math.isnan(layer.median)]
    return LayerFinding(
        group[0].network,
        f"({len(group)} layers)" if len(group) > 1 else group[0].layer,
        group[0].form,
        instances=sum(layer.instances for layer in group),
        applicable=sum(layer.applicable for layer in group),
        median=float(np.median([layer.median for layer in seen])) if seen else math.nan,
        largest=max((layer.largest for layer in seen), default=math.nan),
        yes=sum(layer.yes for layer in group),
        no=sum(layer.no for layer in group),
        undecided=sum(layer.undecided for layer in group),
        failed_assumption=worst,
        amount=min(amounts, default=math.nan),
    )


def trained(name: str) -> Any:
    """A network of the zoo, trained once and kept in the user's cache.

    Parameters
    ----------
    name : str
        Its name.

    Returns
    -------
    torch.nn.Sequential
        In evaluation mode.
    """
    from lqtheory.networks import data, zoo

    if zoo.is_trained(name):
        return zoo.load(name)
    folder = data.cache_folder() / "models"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return zoo.train(name, folder=folder)
    except OSError as error:  # a cache that cannot be written costs time, nothing else
        LOGGER.debug("%s is not kept: %s", name, error)
        return zoo.train(name)


def on_networks(
    theorem: Theorem,
    names: Sequence[str] = NETWORKS,
    *,
    seed: int = 0,
    seconds: float = 20.0,
    load: Callable[[str], Any] | None = None,
    on_progress: Progress | None = None,
) -> NetworkFindings:
    """Evaluate a theorem on the rows, layers or chains of trained networks.

    Parameters
    ----------
    theorem : Theorem
        A theorem about vectors, matrices, chains, or networks with a pruned copy.
    names : sequence of str
        Networks.
    seed : int
        Root seed of the scalars that a network does not fix.
    seconds : float
        Cap on the time spent on evaluation; training comes on top the first time.
    load : callable, optional
        ``load(name)`` gives the network; :func:`trained` by default.
    on_progress : callable, optional
        Called with ``(done, total)`` networks.

    Returns
    -------
    NetworkFindings
        With the reason where the theorem speaks about nothing that a network has.

    Notes
    -----
    Balls decide, as in :func:`lqtheory.checks.apply`. Where a theorem wants nonnegative or sparse vectors, the weights
    themselves come first, which says by how much they fail, then their magnitudes, or their largest entries.
    """
    reason = _nothing_to_evaluate(theorem)
    if reason:
        return NetworkFindings(reason=reason)
    layers: list[LayerFinding] = []
    ratios: list[tuple[str, float]] = []
    clock: Clock | None = None
    for done, name in enumerate(names, 1):
        network = (load or trained)(name)
        clock = clock or Clock(seconds)  # training, the first time, does not count
        for chunk in chunks_of(theorem, name, network):
            if clock.is_up():
                break
            rng = generator_for(seed, "trained networks", theorem.name, name, chunk.layer, chunk.form)
            gathered = _Gathered()
            for values in _instances(theorem, chunk, rng):
                if clock.is_up():
                    break
                gathered.add(_applied(theorem, values))
            if gathered.total:
                layers.append(gathered.finding(chunk))
                ratios += [(f"{name} {chunk.layer}".strip(), ratio) for ratio in gathered.ratios]
        if on_progress is not None:
            on_progress(done, len(names))
    if not layers:
        return NetworkFindings(reason=_nothing_fits(theorem, "the zoo" if load is None else ", ".join(names)))
    return NetworkFindings(tuple(layers), tuple(ratios), cut_short=clock is not None and clock.cut_short)


def _nothing_to_evaluate(theorem: Theorem) -> str:
    claim = theorem.claim
    if not isinstance(claim, Claim):
        return "a claim about a probability is not evaluated on networks"
    if claim.witness:
        return "a claim of existence is not evaluated on networks"
    members = theorem.domain.parameters.values()
    if not any(isinstance(m, (Vector, Matrix, MatrixChain, Object)) for m in members):
        return "the theorem speaks about scalars alone; there is nothing of a network to put in"
    return ""


def _nothing_fits(theorem: Theorem, whose: str) -> str:
    objects = [m.text(name) for name, m in theorem.domain.parameters.items() if isinstance(m, Object)]
    if objects:
        return f"the networks of {whose} have no such thing as {'; '.join(objects)}"
    return f"no row, layer or chain of the networks of {whose} has the shape that the theorem asks for"


def _instances(theorem: Theorem, chunk: Chunk, rng: np.random.Generator) -> Iterator[dict[str, Any] | str]:
    members = theorem.domain.parameters
    few = {n: m.nonzeros for n, m in members.items() if isinstance(m, Vector) and m.nonzeros is not None}
    for known in chunk.instances:
        for values in _completed(theorem, known, rng):
            if chunk.pruned and not isinstance(values, str):
                for name, count in few.items():
                    values[name] = largest_entries(values[name], int(bound_value(count, values)))
            yield values


def _completed(theorem: Theorem, known: Mapping[str, Any], rng: np.random.Generator) -> Iterator[dict[str, Any] | str]:
    """Instances with what the network does not fix drawn from its typical ranges; a text says why there is none."""
    members = theorem.domain.parameters
    left = [name for name in members if name not in known]
    if any(not isinstance(members[name], (Integer, Real)) for name in left):
        return
    for _ in range(DRAWS if left else 1):
        try:
            yield draw_instance(theorem.domain, NumpySource(rng), fixed=known)
        except EmptyRangeError as error:
            yield str(error).partition(";")[0]
            return


def _applied(theorem: Theorem, values: dict[str, Any] | str) -> Applied:
    nothing = (theorem.name, math.nan, math.nan, math.nan, Truth.UNDECIDED)
    if isinstance(values, str):
        return Applied(*nothing, values, math.nan)
    broken = _broken_vector(theorem, values)
    if broken:
        return Applied(*nothing, *broken)
    try:
        return apply(theorem, values)
    except (LqTheoryError, ArithmeticError) as error:
        return Applied(*nothing, str(error).partition(" (")[0], getattr(error, "amount", math.nan))


def _broken_vector(theorem: Theorem, values: Mapping[str, Any]) -> tuple[str, float] | None:
    """What a vector has that its space has not, in words that do not depend on its numbers, with the amount."""
    for name, member in theorem.domain.parameters.items():
        if not isinstance(member, Vector):
            continue
        entries = np.asarray(values[name])
        if (
            member.sign != "real"
            and entries.size
            and (entries.min() < 0 or (member.sign == "positive" and 0 in entries))
        ):
            return f"{name} is not {member.sign}", -float(entries.min())
        if member.nonzeros is not None:
            excess = np.count_nonzero(entries) - bound_value(member.nonzeros, values)
            if excess > 0:
                return f"{name} has too many nonzero entries", float(excess)
    return None


@dataclass
class _Gathered:
    """What was found on the instances of one layer."""

    total: int = 0
    ratios: list[float] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    failures: dict[str, list[float]] = field(default_factory=dict)

    def add(self, applied: Applied) -> None:
        self.total += 1
        if applied.applicable:
            self.truths.append(applied.holds)
            self.ratios += [applied.ratio] if math.isfinite(applied.ratio) else []
        else:
            self.failures.setdefault(applied.failed_assumption, []).append(applied.amount)

    def finding(self, chunk: Chunk) -> LayerFinding:
        worst = max(self.failures, key=lambda text: len(self.failures[text]), default="")
        amounts = [a for a in self.failures.get(worst, ()) if not math.isnan(a)]
        return LayerFinding(
            chunk.network,
            chunk.layer,
            chunk.form,
            instances=self.total,
            applicable=len(self.truths),
            median=float(np.median(self.ratios)) if self.ratios else math.nan,
            largest=max(self.ratios, default=math.nan),
            yes=self.truths.count(Truth.YES),
            no=self.truths.count(Truth.NO),
            undecided=self.truths.count(Truth.UNDECIDED),
            failed_assumption=worst,
            amount=min(amounts, default=math.nan),
        )
