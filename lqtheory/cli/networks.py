"""Networks that a user names on the command line."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lqtheory.cli.output import note
from lqtheory.errors import DataError, DomainError

__all__ = ["loaded_network", "made_network", "named_loss", "named_network"]


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


def named_loss(loss: str) -> Any:
    """The user's loss, ``f(outputs, targets)``. This runs the user's code.

    Parameters
    ----------
    loss : str
        ``package.module:function``, or nothing; the current folder is looked in, too.

    Returns
    -------
    callable or None

    Raises
    ------
    DomainError
        If ``loss`` is not of that form.
    DataError
        If there is no such function.
    """
    if not loss:
        return None
    found = _from_module("--loss", loss, "my_nets:my_loss", "loss", lambda function: function)
    if not callable(found):
        raise DataError(f"--loss {loss} gives a {type(found).__name__}; expected a function of outputs and targets")
    return found


def _from_module(option: str, name: str, example: str, kind: str, use: Callable[[Any], Any]) -> Any:
    """What is made of an object of a module of the user's."""
    module_name, colon, attribute = name.partition(":")
    if not colon or not module_name or not attribute.isidentifier():
        wanted = "factory" if kind == "network" else "function"
        raise DomainError(f"{option} {name} is not of the form package.module:{wanted}; write e.g. {example}")
    note(f"running the code of {module_name}")
    sys.path.insert(0, "")  # the console script, unlike python -m, does not look in the current folder
    try:
        return use(getattr(importlib.import_module(module_name), attribute))
    except SystemExit as error:
        raise DataError(
            f"{option} {name} ended the program itself (exit code {error.code}); expected a {kind}: return it"
        ) from error
    except Exception as error:  # the user's own code may raise anything
        raise DataError(f"{option} {name} does not give a {kind}: {type(error).__name__}: {error}") from error
    finally:
        sys.path.remove("")


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
    network = _from_module("--model", model, "my_nets:make_net", "network", lambda factory: factory())
    if isinstance(network, type):
        raise DataError(
            f"--model {model} gives the class {network.__name__}, not a network; return {network.__name__}()"
        )
    if not hasattr(network, "load_state_dict"):
        raise DataError(f"--model {model} gives a {type(network).__name__}, not a torch.nn.Module; return the network")
    return network
