"""Whether a network satisfies what the published theorem assumes of unseen inputs: measured on inputs held out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch

from lqtheory.compression.inputs import Subject
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.classes import LayerClasses, layer_classes
from lqtheory.compression.sampling.points import doubled
from lqtheory.quantities.unseen_limits import clopper_pearson_lower

__all__ = ["assumption_sentences", "published_assumptions"]

#: Inputs that are looked at, one by one.
_MOST = 200


def published_assumptions(
    subject: Subject, construction: Sample, fresh: Sample, plan: Mapping[str, Any], level: float
) -> dict[str, Any]:
    """At how many held-out inputs the published theorem's assumptions fail.

    It assumes that at an unseen input no edge matters more than K times what it mattered in the sample,
    g_j(x) <= K s_j, and that no Δ_i(x) exceeds its estimate, the mean over the sample plus κ; both for all edges and
    neurons at once, but with probability δ.

    Parameters
    ----------
    subject : Subject
        The network.
    construction : Sample
        Inputs that sensitivities came from.
    fresh : Sample
        Inputs held out; the first 200 are looked at.
    plan : mapping
        What the report tells of the schedule: δ, K, and for every layer the estimate of Δ.
    level : float
        Probability with which the limit may fail, in (0, 1).

    Returns
    -------
    dict
        ``n``, ``K``, ``delta``, ``level``; ``failures``, the number of inputs at which one of the two fails in some
        layer; ``limit``, a lower Clopper-Pearson limit of the share of unseen inputs at which one does; ``applicable``,
        whether it is at most δ. For every layer the number of inputs at which each fails, how many of these use an edge
        that the sample never used, and the largest finite g_j(x)/s_j.

    Notes
    -----
    With several positions of one input the mean of Δ_i over them is compared, which is at most the largest.

    References
    ----------
    baykal_2019; dossier coreset.oos.KK, coreset.delta, coreset.kappa, coreset.network.
    """
    twin = doubled(subject)
    classes = layer_classes(twin, construction)
    found = {name: _Failures() for name in classes}
    estimates = {layer["name"]: float(layer["ratio"]) for layer in plan["layers"]}
    n = failures = 0
    for batch in fresh.batches(twin.network):
        for one in batch[: _MOST - n]:
            seen = layer_classes(twin, Sample(one[None]))
            failed = [found[k].add(seen[k], classes[k], plan["K"], estimates[k]) for k in classes]
            failures += any(failed)
            n += 1
    limit = max(0.0, clopper_pearson_lower(failures, n, level) - 1e-12)
    layers = [{"name": name, **vars(one)} for name, one in found.items()]
    return {
        "n": n, "K": plan["K"], "delta": plan["delta"], "level": level, "failures": failures, "limit": limit,
        "applicable": limit <= plan["delta"], "layers": layers,
    }  # fmt: skip


class _Failures:
    """Inputs at which an assumption fails in one layer."""

    def __init__(self) -> None:
        self.importance = self.unseen = self.ratio = 0
        self.largest = 0.0

    def add(self, seen: LayerClasses, known: LayerClasses, K: float, estimate: float) -> bool:
        share, most = seen.sensitivities, known.sensitivities
        factors = torch.where(most > 0, share / torch.where(most > 0, most, 1.0), 0.0)
        unseen = bool(((most == 0) & (share > 0)).any())
        largest = float(factors.max()) if factors.numel() else 0.0
        matters = unseen or largest > K
        cancels = bool((seen.ratios > estimate).any())
        self.importance += matters
        self.unseen += unseen
        self.ratio += cancels
        self.largest = max(self.largest, largest)
        return matters or cancels


def assumption_sentences(told: Mapping[str, Any]) -> list[str]:
    """The failures, line by line.

    Parameters
    ----------
    told : mapping
        Of :func:`published_assumptions`.

    Returns
    -------
    list of str
    """
    n = told["n"]
    verdict = "not contradicted here" if told["applicable"] else "NOT_APPLICABLE"
    comparison = "not above" if told["applicable"] else "above"
    lines = [
        f"the published theorem is {verdict}: its assumptions fail at {told['failures']} of {n} inputs held out, so "
        f"with probability {1 - told['level']:g} for a share of at least {told['limit']:.4f} of unseen ones, "
        f"{comparison} delta = {told['delta']:g}"
    ]
    for layer in told["layers"]:
        lines.append(
            f"  {layer['name']}: g_j(x) <= K s_j, K = {told['K']:.2f}, fails at {layer['importance']} (at "
            f"{layer['unseen']} for an edge that the sample never uses; else g_j(x)/s_j is at most "
            f"{layer['largest']:.3g}); Delta_i(x) exceeds its estimate at {layer['ratio']}"
        )
    return lines
