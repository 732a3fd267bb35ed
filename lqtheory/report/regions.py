"""The region of a verdict in words: a certificate on a box is not a theorem on a half-line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lqtheory.domain import Integer
from lqtheory.evidence import Evidence
from lqtheory.report.values import value_text
from lqtheory.theorem import Theorem

__all__ = ["box_text", "region_text"]


def region_text(record: Evidence, theorem: Theorem | None = None) -> str:
    """Where a claim is certified, and how that region was gone through.

    Parameters
    ----------
    record : Evidence
        A CERTIFIED finding.
    theorem : Theorem, optional
        The theorem that it is about; tells integers from reals, and in which order the parameters stand.

    Returns
    -------
    str
        Ends in "only": nothing is said beyond the region.

    Examples
    --------
    >>> from lqtheory.evidence import Verdict
    >>> found = Evidence("demo", "0" * 16, Verdict.CERTIFIED, "certify", box={"t": (1, 2)}, pieces=512)
    >>> region_text(found)
    'on the box t in [1, 2] only (512 pieces)'
    """
    box = box_text(record.box, theorem)
    if record.method == "certify":
        lean = ", also by Lean" if "leancert" in record.certified_by else ""
        lean = f", not by Lean: {record.unconfirmed}" if record.unconfirmed else lean
        pieces = f"{record.pieces} piece{'s' if record.pieces != 1 else ''}{lean}"
        return f"on the box {box} only ({pieces})" if box else f"on a box that the record does not name ({pieces})"
    points = f"{record.pieces} point{'s' if record.pieces != 1 else ''}"
    return f"at the {points} {box} only (enumerated)" if box else f"at {points} only (enumerated)"


def box_text(box: Mapping[str, Any] | None, theorem: Theorem | None = None) -> str:
    """A box in one line: ``n in 2..8`` for integers, ``q in [1/2, 1]`` for reals.

    Parameters
    ----------
    box : mapping, optional
        ``{name: (low, high)}``; ends may be texts such as ``"n - 1"``.
    theorem : Theorem, optional
        Tells integers from reals, and in which order the parameters stand; without it all are taken for reals.

    Returns
    -------
    str
        Empty without a box.

    Examples
    --------
    >>> from lqtheory.registry import find
    >>> box_text({"k": (1, 8), "m": (1, 8), "r": (2, 4)}, find("two_point_instance"))
    'r in 2..4, m in 1..8, k in 1..8'
    """
    members = dict(theorem.domain.parameters) if theorem is not None else {}
    order = {name: place for place, name in enumerate(members)}
    names = sorted(box or {}, key=lambda name: order.get(name, len(order)))
    return ", ".join(_range(name, (box or {})[name], isinstance(members.get(name), Integer)) for name in names)


def _range(name: str, ends_of: Any, integer: bool) -> str:
    low, high = ends_of
    if low == high:
        return f"{name} = {value_text(low)}"
    ends = value_text(low), value_text(high)
    return f"{name} in {ends[0]}..{ends[1]}" if integer else f"{name} in [{ends[0]}, {ends[1]}]"
