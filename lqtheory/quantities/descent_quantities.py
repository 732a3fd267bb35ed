"""Quantities of the descent cones of weighted, block and nuclear norms (dossier ``geom.descent``)."""

from __future__ import annotations

from typing import Any

from lqtheory.quantities import descent_gaps, descent_norms, descent_nuclear
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import descent_quantities as reference

__all__ = ["QUANTITIES"]


def _quantity(array: Any, latex: str, id: str, arguments: tuple[str, ...]) -> Quantity:
    name = array.__name__
    return Quantity(
        name,
        arguments,
        array,
        getattr(reference, f"ball_{name}"),
        latex,
        f"geom.descent.{id}",
        sign="nonnegative",
        integer_arguments=("b",),
    )


_WEIGHTS, _BLOCKS = ("active", "inactive"), ("rho", "b")

QUANTITIES: tuple[Quantity, ...] = (
    _quantity(descent_norms.weighted_descent_threshold, r"\tau^*({active};{inactive})", "weighted", _WEIGHTS),
    _quantity(descent_norms.weighted_descent_dimension, r"\inf J({active};{inactive})", "weighted", _WEIGHTS),
    _quantity(descent_gaps.weighted_descent_gap_bound, r"\mathrm{{gap}}({active};{inactive})", "weighted", _WEIGHTS),
    _quantity(descent_norms.group_descent_threshold, r"\tau_{{{b}}}^*({rho})", "group", _BLOCKS),
    _quantity(descent_norms.group_descent_bound, r"\psi_{{{b},\mathrm{{quad}}}}({rho})", "group", _BLOCKS),
    _quantity(descent_gaps.group_descent_gap_bound, r"\mathrm{{gap}}_{{{b}}}({rho})", "group", _BLOCKS),
    _quantity(descent_nuclear.nuclear_descent_threshold, r"\tau_*({rho},{nu})", "nuclear", ("rho", "nu")),
)
