"""Random numbers from names: the same (seed, names) give the same stream on every machine and in every order."""

import hashlib

import numpy as np

from lqtheory.errors import InputTypeError

__all__ = ["generator_for", "seed_for"]


def seed_for(root: int, *names: object) -> int:
    """Seed of the stream called ``names`` under the root seed ``root``.

    The first 8 bytes of SHA-256 over the text ``root/name/name/...``, so that neither the order of the
    computations nor the number of workers matters.

    Parameters
    ----------
    root : int
        Root seed, any integer.
    *names : object
        Names of the stream; their ``str`` is used.

    Returns
    -------
    int
        A seed in [0, 2**63).

    Raises
    ------
    InputTypeError
        If ``root`` is not an integer.

    Examples
    --------
    >>> seed_for(0, "stechkin_inequality", "falsify") == seed_for(0, "stechkin_inequality", "falsify")
    True
    >>> seed_for(0, "a") == seed_for(1, "a")
    False
    """
    if isinstance(root, bool) or not isinstance(root, (int, np.integer)):
        raise InputTypeError(f"root={root!r} is not an integer; pass an explicit integer seed")
    text = "/".join([str(int(root)), *map(str, names)])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1


def generator_for(root: int, *names: object) -> np.random.Generator:
    """NumPy generator of the stream called ``names`` under the root seed ``root``.

    Parameters
    ----------
    root : int
        Root seed, any integer.
    *names : object
        Names of the stream; their ``str`` is used.

    Returns
    -------
    numpy.random.Generator
        A PCG64 generator seeded with ``seed_for(root, *names)``.

    Raises
    ------
    InputTypeError
        If ``root`` is not an integer.

    Examples
    --------
    >>> int(generator_for(0, "demo").integers(10)) == int(generator_for(0, "demo").integers(10))
    True
    """
    return np.random.default_rng(seed_for(root, *names))
