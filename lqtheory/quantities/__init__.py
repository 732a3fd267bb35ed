"""What can be measured on an instance.

Every module of this room may define ``QUANTITIES``; :func:`all_quantities` collects them, :func:`find_quantity`
looks one up by name or dossier ID. Functions are imported from their own module, as
``from lqtheory.quantities.norms import lq_norm``.
"""

from __future__ import annotations

import difflib
import functools
import importlib
import pkgutil
from types import MappingProxyType
from typing import TYPE_CHECKING

from lqtheory.errors import RegistryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lqtheory.quantities.quantity import Quantity

__all__ = ["all_quantities", "find_quantity"]


@functools.cache
def all_quantities() -> Mapping[str, Quantity]:
    """Every quantity of the package by name, in the order of modules and declarations.

    Returns
    -------
    mapping of str to Quantity
        Read-only.

    Raises
    ------
    RegistryError
        If two modules declare the same name.

    Notes
    -----
    Modules are imported on the first call; a new module with a ``QUANTITIES`` tuple is found by itself.

    Examples
    --------
    >>> float(all_quantities()["lq_norm"]([3, 4], 2))
    5.0
    """
    found: dict[str, Quantity] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        for quantity in getattr(importlib.import_module(f"{__name__}.{module}"), "QUANTITIES", ()):
            if quantity.name in found:
                raise RegistryError(
                    f"quantity {quantity.name!r} is declared twice, the second time in {module}; rename one of them"
                )
            found[quantity.name] = quantity
    return MappingProxyType(found)


def find_quantity(name: str) -> Quantity:
    """The quantity with a name, or the first one declared with a dossier ID.

    Parameters
    ----------
    name : str
        Such as ``"best_k_term_error"`` or ``"lq.sigma"``.

    Returns
    -------
    Quantity

    Raises
    ------
    RegistryError
        If there is none; the text suggests the nearest names.

    Examples
    --------
    >>> find_quantity("lq.stechkin").name
    'stechkin_constant'
    """
    quantities = all_quantities()
    if name in quantities:
        return quantities[name]
    by_id = {quantity.id: quantity for quantity in reversed(list(quantities.values())) if quantity.id}
    if name in by_id:
        return by_id[name]
    near = difflib.get_close_matches(str(name), [*quantities, *by_id], n=3)
    hint = f"did you mean {', '.join(near)}?" if near else "list them with all_quantities()"
    raise RegistryError(f"no quantity is called {name!r}; {hint}")
