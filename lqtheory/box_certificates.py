"""Certificates that can be checked again without a search: the pieces of a box and what settles each of them.

A piece is a box with rational ends. What settles it is one of a few short arguments (see :class:`Piece`), each of which
asks some interval arithmetic for lower bounds of expressions on boxes, and for nothing else. Whoever distrusts the
program that found a certificate reads these numbers and evaluates the expressions by other means.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from lqtheory.errors import EvidenceError
from lqtheory.tables.files import replacing

__all__ = ["Certificate", "Piece", "certificate_folder", "read_certificates", "write_certificates"]

SCHEMA = 1

#: Closed intervals with rational ends by name.
RationalBox = Mapping[str, tuple[Fraction, Fraction]]


@dataclass(frozen=True)
class Piece:
    """One piece of a box, and what shows the relation ``lhs <= rhs`` (or ``<``) on it.

    Parameters
    ----------
    box : mapping of str to pair of Fraction
        Closed interval of every scalar.
    how : str
        ``outside`` : assumption number ``which`` fails by at least ``margin``;
        ``values`` : the form is at least ``margin`` on the piece;
        ``slopes`` : the form rises or falls in the scalars of ``signs``, one after the other, and is at least
        ``margin`` on the face that is left;
        ``centred`` : the form at the midpoint, less half of every width times the largest slope in ``slopes``, is at
        least ``margin``.
    form : {"gap", "factored", "logarithms"}
        ``rhs - lhs``; the same with rational slopes in factors; or ``ln rhs - ln lhs`` where both sides are positive.
    margin : Fraction
        The lower bound that is claimed: 0 for ``<=``, positive for ``<`` and for what is outside.
    which : int
        Number of the assumption.
    signs : mapping of str to int
        1 where the form rises, -1 where it falls, in the order in which the scalars are fixed.
    slopes : mapping of str to pair of Fraction
        Bounds of the partial derivatives on the piece.
    """

    box: RationalBox
    how: str
    form: str = "gap"
    margin: Fraction = Fraction(0)
    which: int = 0
    signs: Mapping[str, int] = field(default_factory=dict)
    slopes: Mapping[str, tuple[Fraction, Fraction]] = field(default_factory=dict)


@dataclass(frozen=True)
class Certificate:
    """A relation between scalars holds on a box, piece by piece.

    Parameters
    ----------
    theorem, fingerprint : str
        Which theorem (for a step: theorem and proof together), in which version.
    step : str
        Label of the step of the proof whose certificate it is; empty for a conclusion of the theorem.
    relation : int
        Number of the relation among those that the theorem or the step concludes.
    statement : str
        The relation in words of SymPy, for the reader.
    box : mapping of str to pair of str
        The box as the theorem states it: numbers, or formulas in earlier names.
    pieces : tuple of Piece
        They cover the box.
    """

    theorem: str
    fingerprint: str
    step: str
    relation: int
    statement: str
    box: Mapping[str, tuple[str, str]]
    pieces: tuple[Piece, ...]


def certificate_folder() -> Path:
    """Folder of the certificates that ship with the package.

    Returns
    -------
    pathlib.Path
        It holds ``<family>/<theorem>.json``.
    """
    return Path(__file__).with_name("certificate_store")


def _pairs(box: RationalBox) -> dict[str, list[str]]:
    return {name: [str(low), str(high)] for name, (low, high) in box.items()}


def _fractions(pairs: Mapping[str, Any]) -> dict[str, tuple[Fraction, Fraction]]:
    return {name: (Fraction(low), Fraction(high)) for name, (low, high) in pairs.items()}


def _piece_to_json(piece: Piece) -> dict[str, Any]:
    record: dict[str, Any] = {"box": _pairs(piece.box), "how": piece.how}
    if piece.form != "gap":
        record["form"] = piece.form
    if piece.margin:
        record["margin"] = str(piece.margin)
    if piece.how == "outside":
        record["which"] = piece.which
    if piece.signs:
        record["signs"] = dict(piece.signs)
    if piece.slopes:
        record["slopes"] = _pairs(piece.slopes)
    return record


def _piece_from_json(record: Mapping[str, Any]) -> Piece:
    return Piece(
        _fractions(record["box"]),
        record["how"],
        record.get("form", "gap"),
        Fraction(record.get("margin", 0)),
        int(record.get("which", 0)),
        {str(name): int(sign) for name, sign in record.get("signs", {}).items()},
        _fractions(record.get("slopes", {})),
    )


def write_certificates(path: Path, certificates: Iterable[Certificate]) -> None:
    """Write all certificates of one theorem to one file, through a temporary file and a rename; one piece per line.

    Parameters
    ----------
    path : pathlib.Path
        ``<folder>/<family>/<theorem>.json``.
    certificates : iterable of Certificate
        The certificates of its conclusions.
    """
    blocks = []
    for item in sorted(certificates, key=lambda c: (c.step, c.relation)):
        head = {
            "schema": SCHEMA,
            "theorem": item.theorem,
            "fingerprint": item.fingerprint,
            "step": item.step,
            "relation": item.relation,
            "statement": item.statement,
            "box": {name: list(ends) for name, ends in item.box.items()},
        }
        lines = ",\n  ".join(json.dumps(_piece_to_json(piece)) for piece in item.pieces)
        blocks.append(f'{json.dumps(head, ensure_ascii=False)[:-1]},\n "pieces": [\n  {lines}\n ]}}')
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as temporary:
        temporary.write_text("[\n" + ",\n".join(blocks) + "\n]\n", encoding="utf-8")


def read_certificates(path: Path) -> list[Certificate]:
    """The certificates in a file; none if there is no file.

    Parameters
    ----------
    path : pathlib.Path
        ``<folder>/<family>/<theorem>.json``.

    Returns
    -------
    list of Certificate
        As they were written.

    Raises
    ------
    EvidenceError
        If the file is damaged or of a later version.
    """
    if not path.exists():
        return []
    try:
        return [_from_json(record) for record in json.loads(path.read_text(encoding="utf-8"))]
    except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError) as error:
        raise EvidenceError(
            f"{path} is no file of certificates ({error}); restore it, or make it again with lqtheory replay --search"
        ) from error


def _from_json(record: Mapping[str, Any]) -> Certificate:
    if record["schema"] != SCHEMA:
        raise ValueError(f"schema {record['schema']} is not {SCHEMA}")
    return Certificate(
        str(record["theorem"]),
        str(record["fingerprint"]),
        str(record["step"]),
        int(record["relation"]),
        str(record["statement"]),
        {name: (str(low), str(high)) for name, (low, high) in record["box"].items()},
        tuple(_piece_from_json(piece) for piece in record["pieces"]),
    )
