"""Between NumPy and a caller's arrays: constants of a cone follow its points to their device, solvers stay here."""

from __future__ import annotations

import array_api_compat
import numpy as np

from lqtheory.quantities.arrays import Array, is_numpy, namespace

__all__ = ["like", "on_cpu", "positive_part"]


def like(values: np.ndarray, g: Array) -> Array:
    """A NumPy array as an array of the kind and on the device of ``g``.

    Parameters
    ----------
    values : array
        What to convert.
    g : array
        Whose kind it takes.

    Returns
    -------
    array of float64
    """
    return values if is_numpy(g) else namespace(g).asarray(values, device=array_api_compat.device(g))


def on_cpu(g: Array) -> np.ndarray:
    """Rows of ``g`` as a NumPy array, for solvers that know nothing else.

    Parameters
    ----------
    g : array, shape (..., d)
        NumPy or torch.

    Returns
    -------
    array of float64, shape (rows, d)
    """
    if not is_numpy(g):
        g = np.asarray(array_api_compat.to_device(g.detach() if hasattr(g, "detach") else g, "cpu"))
    return np.asarray(g).reshape(-1, g.shape[-1])


def positive_part(x: Array) -> Array:
    """max(x, 0), entry by entry.

    Parameters
    ----------
    x : array
        NumPy or torch.

    Returns
    -------
    array
    """
    if is_numpy(x):
        return np.maximum(x, 0.0)  # a third of the time
    xp = namespace(x)
    return xp.where(x > 0, x, xp.zeros_like(x))
