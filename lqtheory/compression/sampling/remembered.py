"""What tells the arguments of a sampling apart, so that a sweep over seeds does not repeat what no seed changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import torch

from lqtheory.compression.inputs import Subject
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.classes import LayerClasses
from lqtheory.compression.sampling.rates import Draws

__all__ = ["digest_of"]


@torch.no_grad()
def digest_of(
    subject: Subject, sample: Sample, classes: Mapping[str, LayerClasses], draws: Sequence[Draws] = ()
) -> str:
    """Digest of the inputs, of the classes, whose sensitivities and mean squares tell activations apart, and of draws.

    Parameters
    ----------
    subject : Subject
        A network in float64.
    sample : Sample
        Inputs.
    classes : mapping of str to LayerClasses
        Its classes.
    draws : sequence of Draws
        What is drawn from them.

    Returns
    -------
    str
        Hexadecimal digits of SHA-256.

    Examples
    --------
    >>> from lqtheory.compression.inputs import subject_of
    >>> from lqtheory.compression.sampling.classes import layer_classes
    >>> from lqtheory.compression.sampling.points import doubled
    >>> twin, sample = doubled(subject_of(torch.nn.Linear(3, 2))), Sample(torch.rand(5, 3))
    >>> len(digest_of(twin, sample, layer_classes(twin, sample)))
    64
    """
    digest = hashlib.sha256(repr(list(classes)).encode())
    tensors = [tensor for one in classes.values() for tensor in (one.weights, one.sensitivities, one.mean_squares)]
    tensors += [tensor for one in draws for tensor in (one.scores, one.counts, one.exact)]
    for tensor in [*tensors, *sample.batches(subject.network)]:
        digest.update(f"{tensor.device} {tensor.dtype} {tuple(tensor.shape)}".encode())
        digest.update(tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()
