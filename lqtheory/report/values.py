"""Numbers, vectors and instances as short text."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

__all__ = ["value_text", "values_text"]

_SHOWN_ENTRIES = 12


def values_text(values: Mapping[str, Any]) -> str:
    """An instance in one line.

    Parameters
    ----------
    values : mapping
        Values by name.

    Returns
    -------
    str
        Such as ``"n=3, x=[4, -2, 1]"``.

    Examples
    --------
    >>> values_text({"n": 3, "x": [4.0, -2.0, 1.0]})
    'n=3, x=[4, -2, 1]'
    """
    return ", ".join(f"{name}={value_text(value)}" for name, value in values.items())


def value_text(value: Any) -> str:
    """A number or vector; floats by the shortest text that reads back exactly, long vectors by their ends.

    Parameters
    ----------
    value : number, text, list or None
        The value.

    Returns
    -------
    str
        The text.
    """
    if isinstance(value, (list, tuple)):
        shown = [value_text(v) for v in value]
        if len(shown) > _SHOWN_ENTRIES:
            shown = [*shown[: _SHOWN_ENTRIES - 3], f"… {len(shown) - _SHOWN_ENTRIES + 2} more …", shown[-1]]
        return f"[{', '.join(shown)}]"
    if isinstance(value, float) and math.isfinite(value) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)
