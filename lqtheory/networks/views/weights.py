"""Files of weights, read without executing anything they contain."""

from __future__ import annotations

import os
import pickle
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from lqtheory.errors import DataError

__all__ = ["checked_tensors", "read_state_dict", "read_torch", "require_file"]

#: Where training scripts put the state dict inside a larger checkpoint.
_WRAPPERS = ("state_dict", "model_state_dict", "model")


def read_state_dict(path: str | os.PathLike[str]) -> dict[str, torch.Tensor]:
    """The tensors in a file of weights, by name.

    Parameters
    ----------
    path : path
        A safetensors file, or one that ``torch.save`` wrote from a state dict (or from a checkpoint that holds one
        under ``"state_dict"``, ``"model_state_dict"`` or ``"model"``).

    Returns
    -------
    dict of str to torch.Tensor
        On the CPU.

    Raises
    ------
    DataError
        If the file is missing or unreadable, holds pickled objects (a whole model, say), or no tensors.

    Notes
    -----
    Weights only: pickled code is never executed.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     torch.save({"fc.weight": torch.ones(2, 3)}, folder + "/net.pt")
    ...     sorted(read_state_dict(folder + "/net.pt"))
    ['fc.weight']
    """
    place = require_file(path, "read_state_dict")
    content = _read_safetensors(place) if place.suffix == ".safetensors" else read_torch(place)
    return checked_tensors(content, place)


def require_file(path: str | os.PathLike[str], where: str) -> Path:
    """The path, if there is a file.

    Parameters
    ----------
    path : path
        What the caller gave.
    where : str
        Function that asks, for the error text.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    DataError
        If there is none.
    """
    place = Path(path)
    if not place.is_file():
        raise DataError(f"there is no file {place} ({where}); give a safetensors file or a saved state dict")
    return place


def checked_tensors(content: Any, path: Path) -> dict[str, torch.Tensor]:
    """The state dict in what a file holds.

    Parameters
    ----------
    content : object
        What was read, weights only.
    path : pathlib.Path
        File it came from, for the error text.

    Returns
    -------
    dict of str to torch.Tensor

    Raises
    ------
    DataError
        If it holds no state dict, or other things beside dense tensors.
    """
    for wrapper in _WRAPPERS:
        if isinstance(content, Mapping) and isinstance(content.get(wrapper), Mapping):
            content = content[wrapper]
    if isinstance(content, Mapping) and not content:
        raise DataError(f"{path} holds an empty state dict; save the state_dict() of a network with weights")
    if not isinstance(content, Mapping):
        raise DataError(f"{path} holds no state dict but a {type(content).__name__}; save model.state_dict()")
    for name, value in content.items():
        if not isinstance(name, str) or not isinstance(value, torch.Tensor):
            raise DataError(
                f"{path} holds {name!r}, a {type(value).__name__}, among its tensors; save model.state_dict()"
            )
        if value.layout is not torch.strided:
            raise DataError(
                f"{path} holds {name} as a {value.layout} tensor; expected dense ones: save its .to_dense()"
            )
    return dict(content)


def _read_safetensors(path: Path) -> Any:
    try:
        return load_file(path)
    except (SafetensorError, OSError) as error:
        raise DataError(f"{path} is not a readable safetensors file ({error}); save it anew") from error


def read_torch(path: Path, *, mapped: bool = False) -> Any:
    """What a file of ``torch.save`` holds, as far as that can be read without executing anything.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    mapped : bool
        Whether to map tensors into memory instead of reading them.

    Returns
    -------
    object
        Tensors on the CPU, in the containers they were saved in.

    Raises
    ------
    DataError
        If the file is unreadable or holds pickled objects that are no tensors.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # torch announces that it recognised a TorchScript archive, then refuses it
            return torch.load(path, map_location="cpu", weights_only=True, mmap=mapped)
    except pickle.UnpicklingError as error:
        if not _is_pickled(path):
            raise DataError(
                f"{path} is not a readable file of weights (it does not begin like one); save model.state_dict() with "
                "safetensors or torch.save"
            ) from error
        raise DataError(
            f"{path} was refused: it holds pickled objects that are not tensors, and unpickling them could run any "
            "code; save model.state_dict() with safetensors or torch.save"
        ) from error
    except Exception as error:  # whatever a damaged or hostile file makes the reader raise, it is not a file of weights
        raise DataError(
            f"{path} is not a readable file of weights ({type(error).__name__}); save model.state_dict() with "
            "safetensors or torch.save"
        ) from error


def _is_pickled(path: Path) -> bool:
    """Whether a file begins as torch's archives or as pickles do."""
    with open(path, "rb") as stream:
        start = stream.read(4)
    return start == b"PK\x03\x04" or start[:1] == b"\x80"
