"""All statements about unseen inputs that a held-out sample allows for one compressed network (dossier ``cert``).

The inputs must be independent of everything that the two networks were made from. Whoever compares several compressed
networks on one sample says how many; the code of the network gives a second kind of statement, from the training data.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import torch

from lqtheory.compression.certificates.unseen import at_rank
from lqtheory.compression.coding import code_length
from lqtheory.compression.samples import Sample, forward
from lqtheory.errors import DataError, DomainError, InputTypeError, ShapeError
from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.code_risks import code_risk_binomial, code_risk_bound, code_risk_hoeffding
from lqtheory.quantities.score_means import empirical_bernstein_margin, hoeffding_margin
from lqtheory.quantities.unseen_limits import clopper_pearson_upper, conformal_rank, dkw_margin, tolerance_rank

__all__ = ["CodeRisk", "ErrorQuantile", "UnseenCertificates", "certify_unseen", "margin_errors", "relative_errors"]

_OUTWARD = 1e-12  # what the special functions may be off


@dataclass(frozen=True)
class ErrorQuantile:
    """What relative error a share 1 - alpha of the unseen inputs does not exceed.

    Parameters
    ----------
    alpha : float
        Share that may exceed it.
    tolerance : float
        With probability 1 - delta over the sample, the share of unseen inputs above it is at most alpha.
    conformal : float
        One unseen input is above it with probability at most alpha, over sample and input together.
    measured : float
        Quantile of the sample itself, which certifies nothing.
    """

    alpha: float
    tolerance: float
    conformal: float
    measured: float


@dataclass(frozen=True)
class CodeRisk:
    """Bounds on the risk of the compressed network from its code length and its errors on training data.

    Parameters
    ----------
    bits : float
        Length of the code.
    n, errors : int
        Number of training inputs, and how many are classified wrongly.
    kl, hoeffding, binomial : float
        The bounds by Chernoff, by Hoeffding and by the binomial law, each with probability 1 - delta.
    vacuous : bool
        Whether the best of them is not below the risk of guessing among equally frequent classes.
    """

    bits: float
    n: int
    errors: int
    kl: float
    hoeffding: float
    binomial: float
    vacuous: bool


@dataclass(frozen=True)
class UnseenCertificates:
    """Statements about unseen inputs, each of which fails with probability at most ``level`` over the sample.

    Parameters
    ----------
    n : int
        Size of the sample.
    level : float
        delta divided by the number of candidates.
    flips : int
        Inputs of the sample on which the two networks predict different classes.
    flip_bound : float
        Clopper-Pearson limit of the probability that they do.
    quantiles : tuple of ErrorQuantile
        Of the relative error of the output.
    dkw : float
        The share of unseen inputs above any threshold is at most the share of the sample above it plus this; ``inf`` if
        the level is above 1/2.
    mean_error : float
        Mean of min(relative error, 1) on the sample.
    mean_hoeffding, mean_bernstein : float
        Limits of its mean on unseen inputs.
    errors : int or None
        Wrong predictions of the compressed network on the sample, if there are labels.
    risk_bound : float or None
        Clopper-Pearson limit of its risk.
    code : CodeRisk or None
        What its code length says, if training data are given.
    """

    n: int
    level: float
    flips: int
    flip_bound: float
    quantiles: tuple[ErrorQuantile, ...]
    dkw: float
    mean_error: float
    mean_hoeffding: float
    mean_bernstein: float
    errors: int | None
    risk_bound: float | None
    code: CodeRisk | None


def certify_unseen(
    original: torch.nn.Module,
    compressed: torch.nn.Module,
    inputs: Any,
    *,
    construction: Any,
    labels: Any = None,
    alphas: Sequence[float] = (0.1, 0.05, 0.01),
    delta: float = 0.01,
    candidates: int = 1,
    training: tuple[Any, Any] | None = None,
    bits: int | None = None,
    equal_inputs: int = 0,
    batch_size: int = 256,
) -> UnseenCertificates:
    """Every certificate of a compressed network for unseen inputs that one held-out sample gives.

    Parameters
    ----------
    original, compressed : torch.nn.Module
        The networks, with outputs of one shape; evaluated as they are, in their own dtype and on their own device.
    inputs : torch.Tensor, numpy.ndarray or sequence of batches
        Fresh inputs, drawn like the unseen ones and independent of how both networks were made.
    construction : torch.Tensor, numpy.ndarray, sequence of batches, or None
        What the compressed network was built and chosen with; ``None`` says that nothing was. Fresh inputs that occur
        there are refused.
    labels : torch.Tensor or array of int, shape (n,), optional
        Classes of the fresh inputs.
    alphas : sequence of float
        Shares of unseen inputs that may exceed the quantiles, in (0, 1).
    delta : float
        Probability of failure of each statement, in (0, 1).
    candidates : int
        Number of compressed networks among which this one is chosen by looking at the fresh inputs; each statement is
        made at the level delta/candidates. A conformal radius is an average over samples, and has no such correction.
    training : pair of inputs and labels, optional
        Data for the bound from the code length; those the networks were trained and compressed with will do.
    bits : int, optional
        Bits of a value of the code; needs a quantised network and ``training``.
    equal_inputs : int
        How many fresh inputs may equal one of ``construction`` or ``training``, as happens by chance where inputs are
        few or coarse.
    batch_size : int
        Inputs handled at a time.

    Returns
    -------
    UnseenCertificates

    Raises
    ------
    DomainError
        If fresh inputs occur in ``construction`` or ``training``, a level is out of range, or the sample has fewer than
        two inputs or holds NaN.
    InputTypeError, ShapeError
        If networks, inputs and labels do not fit each other.
    DataError
        If an output is not finite.
    UnsupportedError
        If the network cannot be coded.

    Notes
    -----
    The statements are about the networks as they are computed; each holds by itself, and all of them together with the
    sum of their levels. A random choice of weights needs no further probability: the certificate is for the drawn one.
    Cost: one pass of both networks.

    References
    ----------
    clopper_pearson_1934, wilks_1941, vovk_gammerman_shafer_2005, massart_1990, maurer_pontil_2009; dossier cert.

    Examples
    --------
    >>> net = torch.nn.Linear(2, 3)
    >>> found = certify_unseen(net, net, torch.randn(100, 2), construction=None, delta=0.05)
    >>> found.flips, round(found.flip_bound, 4), found.quantiles[0].tolerance
    (0, 0.0295, 0.0)
    """
    delta = check_real(delta, "delta", "certify_unseen", 0.0, 1.0, "neither")
    level = delta / check_count(candidates, "candidates", 1, None, "certify_unseen")
    for network, name in ((original, "original"), (compressed, "compressed")):
        if not isinstance(network, torch.nn.Module):
            raise InputTypeError(f"{name} is a {type(network).__name__} (certify_unseen); give a torch.nn.Module")
    sample = Sample(inputs, batch_size)
    if sample.size < 2:
        raise DomainError("the sample has one input (certify_unseen); give at least two")
    _check_fresh(sample, construction, "construction", equal_inputs, original)
    if training is not None:
        _check_fresh(sample, training[0], "training", equal_inputs, original)
    before, after = _outputs(original, sample), _outputs(compressed, sample)
    scores, n = relative_errors(before, after), sample.size
    flips = int((before.argmax(1) != after.argmax(1)).sum())
    clipped = np.minimum(scores, 1.0)
    mean = float(clipped.mean())
    wrong = None if labels is None else _wrong(after, labels)
    quantiles = tuple(_quantile(scores, alpha, level) for alpha in alphas)
    return UnseenCertificates(
        n,
        level,
        flips,
        _limit(flips, n, level),
        quantiles,
        dkw_margin(n, level) + _OUTWARD if level <= 0.5 else math.inf,
        mean,
        min(1.0, mean + hoeffding_margin(n, level) + _OUTWARD),
        min(1.0, mean + empirical_bernstein_margin(float(clipped.var(ddof=1)), n, level) + _OUTWARD),
        wrong,
        None if wrong is None else _limit(wrong, n, level),
        _code_risk(compressed, training, bits, delta, batch_size),
    )


def relative_errors(before: torch.Tensor, after: torch.Tensor) -> np.ndarray:
    """Relative error of each output, ‖f̂ - f‖/‖f‖: 0 where nothing changes, infinite where f = 0 and f̂ is not.

    Parameters
    ----------
    before, after : torch.Tensor, shape (n, outputs)
        Outputs of the original and of the compressed network.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    ShapeError
        If the shapes differ.

    Examples
    --------
    >>> relative_errors(torch.tensor([[0.0], [0.0], [2.0]]), torch.tensor([[0.0], [1.0], [1.0]])).tolist()
    [0.0, inf, 0.5]
    """
    if before.shape != after.shape:
        raise ShapeError(f"outputs of shapes {tuple(before.shape)} and {tuple(after.shape)} (relative_errors)")
    change, size = ((v.double().norm(dim=1)).cpu().numpy() for v in (after.double() - before.double(), before))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(change == 0, 0.0, change / size)


def margin_errors(before: torch.Tensor, after: torch.Tensor, labels: Any, gamma: float) -> tuple[int, int]:
    """How many inputs have a margin of at most gamma, and how many outputs move by gamma/2 or more.

    All others keep a positive margin, so that the compressed network errs on at most as many as both counts together:
    the margin version of the bound from a code, whose first count is about the original network alone.

    Parameters
    ----------
    before, after : torch.Tensor, shape (n, classes)
        Outputs of the original and of the compressed network.
    labels : torch.Tensor or array of int, shape (n,)
        Classes.
    gamma : float
        Margin, > 0.

    Returns
    -------
    tuple of int
        The two counts.

    Raises
    ------
    ShapeError, InputTypeError, DomainError
        If outputs and labels do not fit, or gamma is not positive.

    References
    ----------
    Dossier coreset.occam_kl; theorem margin_survives_small_change.

    Examples
    --------
    >>> f, g = torch.tensor([[2.0, 0.0], [1.0, 0.5]]), torch.tensor([[1.7, 0.0], [0.5, 0.6]])
    >>> margin_errors(f, g, torch.tensor([0, 0]), 1.0)
    (1, 1)
    """
    gamma = check_real(gamma, "gamma", "margin_errors", 0.0, math.inf, "neither")
    if before.shape != after.shape or before.ndim != 2 or before.shape[1] < 2:
        raise ShapeError(f"outputs of shapes {tuple(before.shape)} and {tuple(after.shape)} (margin_errors)")
    _wrong(before, labels)
    index = torch.as_tensor(labels).to(before.device)[:, None]
    own = before.double().gather(1, index)
    rival = before.double().scatter(1, index, -math.inf).amax(1, keepdim=True)
    moved = (after.double() - before.double()).abs().amax(1) >= gamma / 2
    return int((own - rival <= gamma).sum()), int(moved.sum())


def _quantile(scores: np.ndarray, alpha: float, level: float) -> ErrorQuantile:
    alpha = check_real(alpha, "alphas", "certify_unseen", 0.0, 1.0, "neither")
    share, n = Fraction(repr(alpha)), scores.size  # the decimal that was written
    ranks = (tolerance_rank(n, share, Fraction(level)), conformal_rank(n, share), math.ceil((1 - share) * n))
    return ErrorQuantile(alpha, *(at_rank(np.sort(scores), rank) for rank in ranks))


def _limit(k: int, n: int, level: float) -> float:
    return min(1.0, clopper_pearson_upper(k, n, level) + _OUTWARD)


def _code_risk(
    compressed: torch.nn.Module, training: tuple[Any, Any] | None, bits: int | None, delta: float, batch_size: int
) -> CodeRisk | None:
    if training is None and bits is None:
        return None
    if training is None or bits is None:
        raise InputTypeError("the bound from the code needs training= and bits= (certify_unseen); give both or neither")
    total = code_length(compressed, bits).total
    outputs = _outputs(compressed, Sample(training[0], batch_size))
    wrong, n = _wrong(outputs, training[1]), len(outputs)
    share = wrong / n
    kl = min(1.0, code_risk_bound(share, total, n, delta) + _OUTWARD)
    hoeffding = min(1.0, code_risk_hoeffding(share, total, n, delta) + _OUTWARD)
    binomial = min(1.0, code_risk_binomial(wrong, n, total, delta) + _OUTWARD)
    guessing = 1 - 1 / max(2, outputs.shape[1])
    return CodeRisk(total, n, wrong, kl, hoeffding, binomial, vacuous=min(kl, binomial) >= guessing)


@torch.no_grad()
def _outputs(network: torch.nn.Module, sample: Sample) -> torch.Tensor:
    training = network.training
    network.eval()
    try:
        parts = [forward(network, batch) for batch in sample.batches(network)]
    finally:
        network.train(training)
    outputs = torch.cat([part.reshape(len(part), -1).cpu() for part in parts])
    if not bool(torch.isfinite(outputs).all()):
        raise DataError("an output of the network is not finite (certify_unseen)")
    return outputs


def _wrong(outputs: torch.Tensor, labels: Any) -> int:
    found = torch.as_tensor(labels).cpu()
    if found.dtype.is_floating_point or found.dtype is torch.bool:
        raise InputTypeError(f"the labels are {found.dtype}, not integers (certify_unseen)")
    if found.shape != outputs.shape[:1]:
        raise ShapeError(f"the labels have shape {tuple(found.shape)}, not ({len(outputs)},) (certify_unseen)")
    if int(found.min()) < 0 or int(found.max()) >= outputs.shape[1]:
        raise DomainError(f"a label lies outside 0..{outputs.shape[1] - 1} (certify_unseen)")
    return int((outputs.argmax(1) != found).sum())


def _check_fresh(sample: Sample, other: Any, name: str, allowed: int, network: torch.nn.Module) -> None:
    """Refuse inputs that the networks were made from: no statement about unseen inputs would follow."""
    if other is None:
        return
    known = set(_rows(Sample(other, sample.batch_size), network))
    equal = sum(row in known for row in _rows(sample, network))
    if equal > allowed:
        raise DomainError(
            f"{equal} of the {sample.size} fresh inputs occur in {name} (certify_unseen); hold out inputs that nothing "
            f"was built on, or say equal_inputs={equal} if they are equal by chance"
        )


def _rows(sample: Sample, network: torch.nn.Module) -> list[bytes]:
    return [row.tobytes() for batch in sample.batches(network) for row in batch.cpu().numpy() + 0.0]
