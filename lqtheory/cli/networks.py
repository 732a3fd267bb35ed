"""Networks that a user names on the command line."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lqtheory.cli.output import note
from lqtheory.errors import DataError, DomainError

__all__ = ["loaded_network", "made_network", "named_network"]


def named_network(weights: Path | None, model: str) -> Any:
    """What a user names: a file of weights, a factory, or weights for the network of a factory.

    Parameters
    ----------
    weights : pathlib.Path or None
        File of weights.
    model : str
        ``package.module:factory``, or nothing.

    Returns
    -------
    lqtheory.networks.Checkpoint or torch.nn.Module
        The file, of which nothing is read yet, or the network.

    Raises
    ------
    DomainError
        If neither is given, or ``model`` is not of that form.
    DataError
        If the file is missing or damaged, or the network does not fit it.
    """
    if weights is None:
        if not model:
            raise DomainError("give a file of weights, or --model package.module:factory, or both")
        return made_network(model)
    from lqtheory.compression import open_weights

    tensors = open_weights(weights)
    if not tensors.mapped:
        note(f"{weights} has the old format of torch.save and is read whole; save it anew to go through it by tensors")
    return loaded_network(model, tensors, weights) if model else tensors


def loaded_network(model: str, tensors: Mapping[str, Any], weights: Path) -> Any:
    """The user's network with the weights in it. This runs the user's code.

    Parameters
    ----------
    model : str
        ``package.module:factory``; the current folder is looked in, too.
    tensors : mapping of str to torch.Tensor
        State dict.
    weights : pathlib.Path
        File it came from, for the error text.

    Returns
    -------
    torch.nn.Module

    Raises
    ------
    DomainError
        If ``model`` is not of that form.
    DataError
        If it gives no network, or one that the weights do not fit.
    """
    from lqtheory.networks import load_weights

    network = made_network(model)
    try:
        load_weights(network, tensors)
    except Exception as error:  # torch raises RuntimeError with many lines, a network of the user's own anything
        reason = " ".join(str(error).split())[:200]
        raise DataError(f"{weights} does not fit the network of --model {model}: {reason}") from error
    return network


def made_network(model: str) -> Any:
    """What the user's factory returns. This runs the user's code.

    Parameters
    ----------
    model : str
        ``package.module:factory``; the current folder is looked in, too.

    Returns
    -------
    torch.nn.Module

    Raises
    ------
    DomainError
        If ``model`` is not of that form.
    DataError
        If it gives no network.
    """
    module_name, colon, attribute = model.partition(":")
    if not colon or not module_name or not attribute.isidentifier():
        raise DomainError(f"--model {model} is not of the form package.module:factory; write e.g. my_nets:make_net")
    note(f"running the code of {module_name}")
    sys.path.insert(0, "")  # the console script, unlike python -m, does not look in the current folder
    try:
        network = getattr(importlib.import_module(module_name), attribute)()
    except SystemExit as error:
        raise DataError(
            f"--model {model} ended the program itself (exit code {error.code}); expected a network: return it"
        ) from error
    except Exception as error:  # the user's own code may raise anything
        raise DataError(f"--model {model} does not give a network: {type(error).__name__}: {error}") from error
    finally:
        sys.path.remove("")
    if isinstance(network, type):
        raise DataError(
            f"--model {model} gives the class {network.__name__}, not a network; return {network.__name__}()"
        )
    if not hasattr(network, "load_state_dict"):
        raise DataError(f"--model {model} gives a {type(network).__name__}, not a torch.nn.Module; return the network")
    return network
