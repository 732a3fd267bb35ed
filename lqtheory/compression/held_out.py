"""What inputs that were held out say about the error on unseen ones, in the report of a compression."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import torch

from lqtheory.compression.certificates.held_out import certify_unseen, relative_errors
from lqtheory.compression.samples import Sample, forward
from lqtheory.compression.sampling.assumptions import assumption_sentences
from lqtheory.quantities.unseen_limits import clopper_pearson_upper

__all__ = ["held_out_limits", "held_out_sentences"]

#: One in so many held-out inputs may equal one of the sample by chance.
_EQUAL = 100


@torch.no_grad()
def held_out_limits(
    before: torch.nn.Module,
    after: torch.nn.Module,
    fresh: Sample,
    construction: Sample | None,
    delta: float,
    eps: float | None,
) -> dict[str, Any]:
    """Limits of the relative output error on unseen inputs, from inputs that nothing before has looked at.

    Parameters
    ----------
    before, after : torch.nn.Module
        The network and the compressed one.
    fresh : Sample
        Inputs held out: independent of training, of compression, and of the choice between methods.
    construction : Sample, optional
        What the compression looked at.
    delta : float
        Probability of failure of each limit over these inputs.
    eps : float, optional
        Relative error whose exceedance is counted.

    Returns
    -------
    dict
        Fields of :class:`lqtheory.compression.certificates.UnseenCertificates`; ``exceeded``, if there is ε, how many
        relative errors exceed it and a limit of the share of unseen inputs that do.

    References
    ----------
    clopper_pearson_1934, wilks_1941; dossier cert.tolerance, cert.cp.
    """
    seen = None if construction is None else construction.inputs
    found = certify_unseen(
        before, after, fresh.inputs, construction=seen, delta=delta, equal_inputs=fresh.size // _EQUAL,
        batch_size=fresh.batch_size,
    )  # fmt: skip
    limits: dict[str, Any] = asdict(found)
    pairs = [(forward(before, batch), forward(after, batch)) for batch in fresh.batches(before)]
    limits["outputs"] = int(pairs[0][0][0].numel())
    if eps is not None:
        errors = [relative_errors(x.reshape(len(x), -1), y.reshape(len(y), -1)) for x, y in pairs]
        count = int(sum((part > eps).sum() for part in errors))
        limit = min(1.0, clopper_pearson_upper(count, fresh.size, delta) + 1e-12)
        limits["exceeded"] = {"eps": eps, "count": count, "limit": limit}
    return limits


def held_out_sentences(limits: Mapping[str, Any]) -> list[str]:
    """The limits, line by line.

    Parameters
    ----------
    limits : mapping
        Of :func:`held_out_limits`.

    Returns
    -------
    list of str
    """
    n = limits["n"]
    lines = [
        f"limits from {n} inputs held out, each with probability {1 - limits['level']:g} over them, for the network "
        "that was drawn:"
    ]
    if "exceeded" in limits:
        told = limits["exceeded"]
        lines.append(
            f"  relative error above {told['eps']:g}: {told['count']} of {n}, so for a share of at most "
            f"{told['limit']:.4f} of unseen inputs"
        )
    lines += [
        f"  relative error at most {one['tolerance']:.4g} for a share of at least {1 - one['alpha']:g} of unseen "
        f"inputs ({one['measured']:.4g} measured)"
        for one in limits["quantiles"]
    ]
    if limits["outputs"] > 1:
        lines.append(
            f"  largest output changed: {limits['flips']} of {n}, so for a share of at most {limits['flip_bound']:.4f} "
            "of unseen inputs"
        )
    if "assumptions" in limits:
        lines += assumption_sentences(limits["assumptions"])
    return lines
