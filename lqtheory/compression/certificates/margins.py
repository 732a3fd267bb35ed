"""What an error bound says about accuracy and loss on the same sample (dossier ``lq.net.margin``, ``lq.net.loss``)."""

from __future__ import annotations

from typing import Any

import torch

from lqtheory.compression.certificates.record import NetworkBounds
from lqtheory.errors import DataError, DomainError, InputTypeError, RegistryError, ShapeError

__all__ = [
    "certified_accuracy",
    "certified_correct",
    "certified_unchanged",
    "cross_entropy_degradation",
    "squared_risk_bound",
]


def certified_correct(bounds: NetworkBounds, labels: Any, name: str, *, inference: bool = True) -> torch.Tensor:
    r"""Instances of the sample which the pruned network provably classifies correctly.

    Those with f_y − f_j > (bound of (f̃_j − f̃_y) − (f_j − f_y)) for all j ≠ y; for a Euclidean bound ε: margin > √2 ε.

    Parameters
    ----------
    bounds : NetworkBounds
        Of the sample.
    labels : torch.Tensor or array of int, shape (n,)
        True classes.
    name : str
        Which bound.
    inference : bool
        Whether the statement is to hold for inference in the dtype of the network, too, which needs the bound
        ``"inference"``; otherwise it is about exact arithmetic, and a network can round its way to another class.

    Returns
    -------
    torch.Tensor of bool, shape (n,)

    Raises
    ------
    RegistryError
        If the bound, or ``"inference"``, was not computed.
    InputTypeError, ShapeError, DomainError
        If the labels are not integers, not one for each instance, or no classes.

    Notes
    -----
    Valid for the sample only.

    References
    ----------
    Dossier lq.net.margin.

    Examples
    --------
    >>> from lqtheory.compression.certificates import network_bounds
    >>> net = torch.nn.Sequential(torch.nn.Linear(2, 2, bias=False))
    >>> with torch.no_grad(): _ = net[0].weight.copy_(torch.eye(2))
    >>> found = network_bounds(net, net, torch.tensor([[1.0, 0.0], [0.0, 1.0]]), bounds=["B1", "inference"])
    >>> certified_correct(found, torch.tensor([0, 0]), "B1").tolist()
    [True, False]
    """
    labels = _checked_labels(labels, bounds, "certified_correct")
    return _wins(bounds, labels, bounds.rival_gain(name, labels) + _uncertainty(bounds, labels, inference, "pruned"))


def _wins(bounds: NetworkBounds, labels: torch.Tensor, needed: torch.Tensor) -> torch.Tensor:
    """Whether each label leads every other class by more than is needed."""
    lead = bounds.outputs.gather(1, labels[:, None]) - bounds.outputs
    return (lead > needed).scatter(1, labels[:, None], True).all(1)


def _uncertainty(bounds: NetworkBounds, labels: torch.Tensor, inference: bool, network: str) -> torch.Tensor:
    """By how much the computed lead of the original network may be off, and the inference of one of the networks."""
    eps = 4 * float(torch.finfo(bounds.outputs.dtype).eps)
    found = 2 * bounds.outputs_radius[:, None] + eps * (bounds.outputs.abs().amax(1, keepdim=True))
    if not inference:
        return found * (1 + eps)
    if network not in bounds.inference:
        raise RegistryError(
            "there is no bound 'inference' here, without which nothing is certified of inference in floating point; "
            "add it to network_bounds(bounds=[...]), or ask about exact arithmetic with inference=False"
        )
    error = bounds.inference[network]
    return (found + error + error.gather(1, labels[:, None])) * (1 + 2 * eps)


def certified_accuracy(bounds: NetworkBounds, labels: Any, *, inference: bool = True) -> dict[str, float]:
    """Share of the sample which the pruned network provably classifies correctly, for each bound.

    Parameters
    ----------
    bounds : NetworkBounds
        Of the sample.
    labels : torch.Tensor or array of int, shape (n,)
        True classes.
    inference : bool
        As in :func:`certified_correct`.

    Returns
    -------
    dict of str to float
        Under ``"original"`` and ``"pruned"`` the accuracies as computed, which certify nothing.

    Raises
    ------
    RegistryError, InputTypeError, ShapeError, DomainError
        As :func:`certified_correct`.

    Notes
    -----
    Valid for the sample only; for unseen inputs see :func:`unseen_accuracy`.

    References
    ----------
    Dossier lq.net.margin.
    """
    labels = _checked_labels(labels, bounds, "certified_accuracy")
    shares = {
        name: float(certified_correct(bounds, labels, name, inference=inference).double().mean())
        for name in bounds.names
    }
    computed = {"original": bounds.outputs, "pruned": bounds.pruned_outputs}
    return {name: float((v.argmax(1) == labels).double().mean()) for name, v in computed.items()} | shares


def certified_unchanged(bounds: NetworkBounds, *, inference: bool = True) -> dict[str, torch.Tensor]:
    """Instances of the sample whose predicted class provably does not change, for each bound.

    Those that the pruned network provably puts into class y (:func:`certified_correct`), as the original provably does:
    f_y − f_j > rounding of the original for all j ≠ y.

    Parameters
    ----------
    bounds : NetworkBounds
        Of the sample.
    inference : bool
        Whether the class is that of inference in the dtype of the networks, of both of them, which needs the bound
        ``"inference"``; otherwise that of exact arithmetic.

    Returns
    -------
    dict of str to torch.Tensor of bool, shape (n,)

    Raises
    ------
    RegistryError
        If the bound ``"inference"`` was not computed.
    DataError
        If there is a single output.

    References
    ----------
    Dossier lq.net.margin.
    """
    predicted = _checked_labels(bounds.outputs.argmax(1), bounds, "certified_unchanged")
    sure = _wins(bounds, predicted, _uncertainty(bounds, predicted, inference, "original"))
    return {name: sure & certified_correct(bounds, predicted, name, inference=inference) for name in bounds.names}


def cross_entropy_degradation(bounds: NetworkBounds, labels: Any = None) -> dict[str, torch.Tensor]:
    r"""How much the cross-entropy of each instance can change, for each bound.

    With labels the increase CE(f̃, y) − CE(f, y) <= max_j (Δ_j − Δ_y); without, |CE(f̃) − CE(f)| <= max Δ − min Δ.

    Parameters
    ----------
    bounds : NetworkBounds
        Of the sample.
    labels : torch.Tensor or array of int, optional, shape (n,)
        True classes.

    Returns
    -------
    dict of str to torch.Tensor, shape (n,)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`certified_correct`.

    References
    ----------
    Dossier lq.net.loss.
    """
    if labels is not None:
        known = _checked_labels(labels, bounds, "cross_entropy_degradation")
        return {name: bounds.rival_gain(name, known).amax(1).clamp(min=0) for name in bounds.names}
    slack = 1 + 8 * float(torch.finfo(bounds.outputs.dtype).eps)
    found = {name: (2.0**0.5 * slack) * value for name, value in bounds.l2.items()}
    for name, (low, high) in bounds.entries.items():
        found[name] = (high.amax(1) - low.amin(1)).clamp(min=0) * slack
    return found


def squared_risk_bound(bounds: NetworkBounds, targets: torch.Tensor, name: str) -> float:
    r"""Upper bound of the mean squared error of the pruned network on the sample.

    √R(f̃) <= √R(f) + ‖f̃ − f‖_{L_2}, with R the mean of ‖f(x_i) − y_i‖².

    Parameters
    ----------
    bounds : NetworkBounds
        Of the sample.
    targets : torch.Tensor, shape (n, out)
        What the network should give.
    name : str
        A bound; for one by entries, its Euclidean norm is taken.

    Returns
    -------
    float

    Raises
    ------
    RegistryError
        If the bound was not computed.
    ShapeError
        If the targets do not match the outputs.

    References
    ----------
    Dossier lq.net.loss.
    """
    if targets.shape != bounds.outputs.shape:
        raise ShapeError(
            f"the targets have shape {tuple(targets.shape)}, the outputs {tuple(bounds.outputs.shape)} "
            "(squared_risk_bound)"
        )
    if name in bounds.l2:
        errors = bounds.l2[name].double()
    elif name in bounds.entries:
        low, high = bounds.entries[name]
        errors = torch.linalg.vector_norm(torch.maximum(-low, high).double(), dim=1)
    else:
        raise RegistryError(f"there is no bound {name!r} here; there are {', '.join(bounds.names)}")
    own = torch.linalg.vector_norm(bounds.outputs.double() - targets.to(bounds.outputs.device, torch.float64), dim=1)
    own = own + bounds.outputs.shape[1] ** 0.5 * bounds.outputs_radius.double()
    parts = [float(v.square().mean().sqrt()) for v in (own, errors)]
    return (sum(parts) * (1 + 1e-12 + len(own) * 2.0**-50)) ** 2


def _checked_labels(labels: Any, bounds: NetworkBounds, where: str) -> torch.Tensor:
    values = torch.as_tensor(labels)
    if values.is_floating_point() or values.is_complex() or values.dtype == torch.bool:
        raise InputTypeError(f"the labels are {values.dtype}, not integers ({where})")
    n, classes = bounds.outputs.shape
    if values.shape != (n,):
        raise ShapeError(f"the labels have shape {tuple(values.shape)}, not ({n},), one for each instance ({where})")
    if n and not (0 <= int(values.min()) and int(values.max()) < classes):
        raise DomainError(f"a label lies outside 0..{classes - 1} ({where})")
    if classes < 2:
        raise DataError(f"the network has {classes} output; margins need at least 2 ({where})")
    return values.to(bounds.outputs.device, torch.int64)
