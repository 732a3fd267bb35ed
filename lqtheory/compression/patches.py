"""Inputs of linear and convolutional layers as tables whose columns belong to the columns of the weight matrix."""

from __future__ import annotations

import torch

__all__ = ["outputs_by_position", "patches"]


def patches(module: torch.nn.Module, inputs: torch.Tensor) -> torch.Tensor:
    """What each neuron or filter sees of the inputs, position by position.

    Parameters
    ----------
    module : torch.nn.Linear, torch.nn.Conv1d or torch.nn.Conv2d
        A layer with groups g (1 for a linear layer).
    inputs : torch.Tensor
        Inputs of the layer, (n, ..., in) or (n, in, positions...).

    Returns
    -------
    torch.Tensor, shape (n, g, positions, in * kernel / g)
        Columns in the order of the columns of the weight matrix.

    Examples
    --------
    >>> patches(torch.nn.Conv1d(1, 1, 2), torch.tensor([[[1.0, 2.0, 3.0]]]))[0, 0].tolist()
    [[1.0, 2.0], [2.0, 3.0]]
    """
    if isinstance(module, torch.nn.Linear):
        return inputs.reshape(len(inputs), 1, -1, inputs.shape[-1])
    assert isinstance(module, (torch.nn.Conv1d, torch.nn.Conv2d))
    mode = "constant" if module.padding_mode == "zeros" else module.padding_mode
    padded = torch.nn.functional.pad(inputs, module._reversed_padding_repeated_twice, mode=mode)
    flat = isinstance(module, torch.nn.Conv1d)
    if flat:
        padded = padded.unsqueeze(2)
    one = (1,) if flat else ()
    columns = torch.nn.functional.unfold(
        padded,
        (*one, *module.kernel_size),
        dilation=(*one, *module.dilation),
        stride=(*one, *module.stride),
    )
    n, rows, positions = columns.shape
    return columns.reshape(n, module.groups, rows // module.groups, positions).transpose(2, 3)


def outputs_by_position(module: torch.nn.Module, outputs: torch.Tensor) -> torch.Tensor:
    """Outputs of a layer, in the arrangement of :func:`patches`.

    Parameters
    ----------
    module : torch.nn.Linear, torch.nn.Conv1d or torch.nn.Conv2d
        A layer with groups g.
    outputs : torch.Tensor
        Its outputs, (n, ..., out) or (n, out, positions...).

    Returns
    -------
    torch.Tensor, shape (n, g, positions, out / g)

    Examples
    --------
    >>> outputs_by_position(torch.nn.Conv1d(1, 2, 2), torch.ones(5, 2, 3)).shape
    torch.Size([5, 1, 3, 2])
    """
    if isinstance(module, torch.nn.Linear):
        return outputs.reshape(len(outputs), 1, -1, outputs.shape[-1])
    assert isinstance(module, (torch.nn.Conv1d, torch.nn.Conv2d))
    flat = outputs.reshape(len(outputs), module.groups, outputs.shape[1] // module.groups, -1)
    return flat.transpose(2, 3)
