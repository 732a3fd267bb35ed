"""Trainings on disk: written now and then, read again after an interruption, so that nothing changes but the time."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from lqtheory.tables import replacing

__all__ = ["Reached", "restore", "save"]


@dataclass(frozen=True)
class Reached:
    """How far a training has come.

    Parameters
    ----------
    losses : tuple of float
        Mean training loss of each epoch that is over.
    seconds : float
        Time they took.
    """

    losses: tuple[float, ...] = ()
    seconds: float = 0.0


def save(
    path: str | os.PathLike[str],
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    rng: np.random.Generator,
    reached: Reached,
    purpose: dict[str, Any],
) -> None:
    """Write network, optimiser, generator and losses after an epoch, complete or not at all.

    Parameters
    ----------
    path : path
        A file of safetensors.
    model, optimizer, rng : torch.nn.Module, torch.optim.Optimizer, numpy.random.Generator
        As they are between two epochs.
    reached : Reached
        The epochs that are over.
    purpose : dict
        Plain JSON values that say what is trained; only the same training goes on with the file.
    """
    tensors = {f"model/{name}": value for name, value in model.state_dict().items()}
    for number, values in optimizer.state_dict()["state"].items():
        tensors |= {f"optimizer/{number}/{name}": v for name, v in values.items() if isinstance(v, torch.Tensor)}
    told = {"losses": reached.losses, "seconds": reached.seconds, "rng": rng.bit_generator.state, "purpose": purpose}
    with replacing(path) as temporary:
        save_file(
            {name: v.detach().cpu().contiguous() for name, v in tensors.items()}, temporary, {"told": json.dumps(told)}
        )


def restore(
    path: str | os.PathLike[str],
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    rng: np.random.Generator,
    purpose: dict[str, Any],
) -> Reached:
    """Bring network, optimiser and generator to where :func:`save` left them.

    Parameters
    ----------
    path, model, optimizer, rng, purpose
        As for :func:`save`; the network is on its device.

    Returns
    -------
    Reached
        Nothing, and nothing is changed, if there is no such file or it is damaged or of another training.
    """
    if not Path(path).is_file():
        return Reached()
    try:
        with safe_open(path, framework="pt") as file:
            told = json.loads(file.metadata()["told"])
            tensors = {name: file.get_tensor(name) for name in file.keys()}
    except (SafetensorError, OSError, ValueError, KeyError, TypeError):
        return Reached()
    if told["purpose"] != json.loads(json.dumps(purpose)):
        return Reached()
    model.load_state_dict({name.removeprefix("model/"): v for name, v in tensors.items() if name.startswith("model/")})
    states: dict[int, dict[str, torch.Tensor]] = {}
    for name, value in tensors.items():
        if name.startswith("optimizer/"):
            _, number, entry = name.split("/")
            states.setdefault(int(number), {})[entry] = value
    optimizer.load_state_dict({**optimizer.state_dict(), "state": states})
    rng.bit_generator.state = told["rng"]
    return Reached(tuple(told["losses"]), told["seconds"])
