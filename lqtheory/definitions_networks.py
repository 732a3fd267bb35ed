"""What quantities of networks with a pruned copy mean at the ends: hybrids before the first and behind the last layer.

A quantity that says how far a network has been pruned has a formula at these places only. See
:mod:`lqtheory.definitions`; a test holds every entry to the array and ball versions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from lqtheory.domain import Domain
from lqtheory.quantities.network_attribution import CARRIED_CHANGE
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.quantities.network_rows import row_quantity
from lqtheory.quantities.residual_blocks import RESIDUAL
from lqtheory.quantities.residual_hybrids import hybrid_quantity

__all__ = ["NETWORK_DEFINITIONS"]


def _ends(whole: Callable[..., sp.Expr]) -> Callable[..., sp.Expr | None]:
    """Nothing at 0, everything at L, no formula in between."""

    def formula(domain: Domain, net: Any, L: Any, layer: Any, *rest: Any) -> sp.Expr | None:
        if layer == 0:
            return sp.S.Zero
        return whole(net, L, *rest) if layer == L else None

    return formula


def _output_change(domain: Domain, net: Any, L: Any, j: Any) -> sp.Expr:
    hybrid = network_quantity("hybrid_output")
    return hybrid(net, L, L, j) - hybrid(net, L, 0, j)


def _product_error(domain: Domain, net: Any, L: Any) -> sp.Expr:
    product = network_quantity("mixed_product")
    return product(net, L, L) - product(net, L, 0)


def _row_error(domain: Domain, net: Any, L: Any) -> sp.Expr:
    """The recursion r_l = c_l (|W^l| r_(l-1) + |E^l x + db|), written out."""
    layer = sp.Symbol("l", integer=True, positive=True)
    term = row_quantity("downstream_rows")(net, L, layer) * row_quantity("row_perturbation")(net, L, layer)
    return sp.Sum(term, (layer, 1, L))


def _number_of_parts(domain: Domain, net: Any) -> sp.Expr | None:
    """L(d+1) for a residual network of the domain."""
    if domain.parameters.get(str(net)) != RESIDUAL or domain.symbol(str(net)) != net:
        return None
    return domain.symbol("L") * (domain.symbol("d") + 1)


def _residual_distance(domain: Domain, net: Any, part: Any) -> sp.Expr | None:
    if part == 0:
        return sp.S.Zero
    last = _number_of_parts(domain, net)
    whole = hybrid_quantity("residual_output_error")(net)
    return whole if last is not None and sp.expand(part - last) == 0 else None


def _residual_change(domain: Domain, net: Any, j: Any) -> sp.Expr | None:
    last, hybrid = _number_of_parts(domain, net), hybrid_quantity("residual_hybrid_output")
    return None if last is None else hybrid(net, last, j) - hybrid(net, 0, j)


#: name -> formula in the domain and the arguments, or None where the quantity has none at them.
NETWORK_DEFINITIONS: dict[str, Callable[..., sp.Expr | None]] = {
    "output_change": _output_change,
    "hybrid_distance": _ends(network_quantity("output_error")),
    "mirrored_distance": _ends(network_quantity("output_error")),
    "sampled_hybrid_distance": _ends(row_quantity("sampled_output_error")),
    CARRIED_CHANGE.name: _ends(network_quantity("output_change")),
    "product_error": _product_error,
    "row_error": _row_error,
    "residual_output_change": _residual_change,
    "residual_hybrid_distance": _residual_distance,
}
