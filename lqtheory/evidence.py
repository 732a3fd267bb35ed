"""Evidence: what a check found out about a theorem, as a frozen record with JSON both ways, and its store."""

from __future__ import annotations

import enum
import functools
import json
import math
import os
import platform
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from fractions import Fraction
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from lqtheory.errors import ContradictionError, EvidenceError

__all__ = [
    "AS_RECALLED",
    "SCHEMA",
    "Evidence",
    "Verdict",
    "library_versions",
    "read_evidence",
    "says_more",
    "store_folder",
    "summarise",
    "write_evidence",
]

SCHEMA = 1
#: Fields that stand in files only where they say something.
_RARE = {"unconfirmed", "translation"}
#: What a statement from memory rests on although all steps of its proof are machine-checked; the source follows.
AS_RECALLED = "as recalled: every step is machine-checked, the statement itself was not compared with the source"


class Verdict(enum.StrEnum):
    """The ladder of verdicts; see the table in the README for what each says exactly."""

    PROVED = "PROVED"
    CERTIFIED = "CERTIFIED"
    REDUCED = "REDUCED"
    SURVIVED = "SURVIVED"
    INCONCLUSIVE = "INCONCLUSIVE"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    REJECTED = "REJECTED"
    FALSIFIED = "FALSIFIED"


@dataclass(frozen=True)
class Evidence:
    """One finding about one theorem.

    Parameters
    ----------
    theorem, fingerprint : str
        Which theorem, in which version.
    verdict : Verdict
        What was found.
    method : str
        prove, certify, falsify, attack, simulate, sharpness or apply.
    budget, seed : str, int
        Search effort and root seed.
    attempts, admissible : int
        Instances tried, and those that satisfied the assumptions.
    tightness : pair of float
        Smallest and largest ratio lhs/rhs seen.
    slack : pair of float
        Enclosure of rhs - lhs at the counterexample or the smallest over the certified box.
    box : mapping
        Certified region, or region searched.
    pieces, bits : int
        Sub-boxes and working precision.
    count : int
        Occurrences of the event in a simulation.
    p_value : float
        Of the exact binomial test.
    counterexample : mapping
        Minimal violating instance.
    failed_assumption : str
        Which assumption fails on an instance, and by how much.
    rests_on, axioms, certified_by : tuple of str
        Cited lemmas with sources; foundation lemmas used; arithmetic engines.
    unconfirmed : str
        Why the second checker is not among these where there was a certificate to confirm; ignored by equality.
    translation : str
        Where it is, fingerprint of the code that asked it: other code might not be confirmed.
    message : str
        The finding in words.
    versions : mapping
        Library versions; ignored by equality.
    seconds : float
        Wall-clock time; ignored by equality.
    schema : int
        Version of this record.

    Examples
    --------
    >>> record = Evidence("demo", "0" * 16, Verdict.SURVIVED, "falsify", attempts=3, admissible=3)
    >>> Evidence.from_json(record.to_json()) == record
    True
    """

    theorem: str
    fingerprint: str
    verdict: Verdict
    method: str
    budget: str = ""
    seed: int | None = None
    attempts: int = 0
    admissible: int = 0
    tightness: tuple[float, float] | None = None
    slack: tuple[float, float] | None = None
    box: Mapping[str, Any] | None = None
    pieces: int = 0
    bits: int = 0
    count: int | None = None
    p_value: float | None = None
    counterexample: Mapping[str, Any] | None = None
    failed_assumption: str = ""
    rests_on: tuple[str, ...] = ()
    axioms: tuple[str, ...] = ()
    certified_by: tuple[str, ...] = ()
    unconfirmed: str = field(default="", compare=False)
    translation: str = ""
    message: str = ""
    versions: Mapping[str, str] = field(default_factory=dict, compare=False)
    seconds: float = field(default=0.0, compare=False)
    schema: int = SCHEMA

    @property
    def lemmas(self) -> frozenset[str]:
        """Of what this rests on, what a theorem that uses it rests on as well: not where its wording comes from."""
        return frozenset(lemma for lemma in self.rests_on if not lemma.startswith(AS_RECALLED))

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON values; floats round-trip exactly. What few records have stands only in these."""
        record = {name: _encode(value) for name, value in asdict(self).items()}
        if set(record) != {f.name for f in fields(self)}:
            raise EvidenceError(f"JSON keys and fields of Evidence differ for {self.theorem}")
        return {name: value for name, value in record.items() if value or name not in _RARE}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Evidence:
        """The record from :meth:`to_json`.

        Raises
        ------
        EvidenceError
            If keys are missing or unknown, or the schema is another one.
        """
        names = {f.name for f in fields(cls)}
        if not isinstance(record, Mapping) or set(record) | _RARE != names:
            found = sorted(record) if isinstance(record, Mapping) else type(record).__name__
            raise EvidenceError(f"evidence has keys {found}, expected {sorted(names)}; delete the file and check again")
        if record["schema"] != SCHEMA:
            raise EvidenceError(
                f"evidence has schema {record['schema']!r}, this version reads {SCHEMA}; "
                "delete the file and check again"
            )
        values = {name: _decode(value) for name, value in record.items()}
        values["verdict"] = Verdict(values["verdict"])
        for name in ("tightness", "slack", "rests_on", "axioms", "certified_by"):
            values[name] = tuple(values[name]) if values[name] is not None else None
        return cls(**values)


def _encode(value: Any) -> Any:
    if isinstance(value, Fraction):
        return {"fraction": [value.numerator, value.denominator]}
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": str(value)}
    if isinstance(value, Mapping):
        return {str(k): _encode(v) for k, v in value.items()}
    value = getattr(value, "tolist", lambda: value)()
    if isinstance(value, (list, tuple)):
        return [_encode(v) for v in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return str(value) if isinstance(value, enum.Enum) else value
    return str(value)


def _decode(value: Any) -> Any:
    if isinstance(value, Mapping):
        if set(value) == {"float"}:
            return float(value["float"])
        if set(value) == {"fraction"}:
            return Fraction(*value["fraction"])
        return {k: _decode(v) for k, v in value.items()}
    return [_decode(v) for v in value] if isinstance(value, list) else value


def library_versions() -> dict[str, str]:
    """Versions of Python and of the libraries a verdict depends on."""
    return dict(_library_versions())


@functools.cache
def _library_versions() -> dict[str, str]:
    """Looked up once: every record has them, and each look-up reads files."""
    names = ("lqtheory", "numpy", "scipy", "sympy", "python-flint", "leancert", "z3-solver", "hypothesis", "torch")
    found = {"python": platform.python_version()}
    for name in names:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def store_folder() -> Path:
    """Folder of the evidence that ships with the package."""
    return Path(__file__).with_name("evidence_store")


def write_evidence(path: Path, records: Iterable[Evidence]) -> None:
    """Write all records about one theorem to one file, through a temporary file and a rename.

    Parameters
    ----------
    path : pathlib.Path
        ``<store>/<family>/<name>.json``.
    records : iterable of Evidence
        The findings, in any order.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = sorted((r.to_json() for r in records), key=lambda r: r["method"])
    text = json.dumps(ordered, indent=1, sort_keys=True, allow_nan=False, ensure_ascii=False) + "\n"
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_evidence(path: Path) -> list[Evidence]:
    """Records stored about one theorem; none if there is no file.

    Raises
    ------
    EvidenceError
        If the file is not JSON or not a list of evidence records.
    """
    if not path.exists():
        return []
    try:
        records = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise EvidenceError(f"{path} is not readable evidence ({error}); delete it and check again") from error
    if not isinstance(records, list):
        raise EvidenceError(f"{path} does not hold a list of records; delete it and check again")
    return [Evidence.from_json(r) for r in records]


_ORDER = (
    Verdict.FALSIFIED, Verdict.REJECTED, Verdict.PROVED, Verdict.CERTIFIED, Verdict.REDUCED, Verdict.SURVIVED,
    Verdict.INCONCLUSIVE, Verdict.NOT_APPLICABLE,
)  # fmt: skip


def says_more(first: Verdict, second: Verdict) -> bool:
    """Whether one verdict comes before another in the order in which :func:`summarise` lets them count.

    Parameters
    ----------
    first, second : Verdict
        The verdicts.

    Returns
    -------
    bool
        Whether ``first`` alone would be the summary of both.

    Examples
    --------
    >>> says_more(Verdict.FALSIFIED, Verdict.SURVIVED), says_more(Verdict.SURVIVED, Verdict.SURVIVED)
    (True, False)
    """
    return _ORDER.index(first) < _ORDER.index(second)


def summarise(records: Iterable[Evidence]) -> tuple[Verdict, ...]:
    """The verdict on a theorem from all findings about it.

    FALSIFIED beats everything, then REJECTED, then PROVED; CERTIFIED and REDUCED stand side by side; then
    SURVIVED, INCONCLUSIVE, NOT_APPLICABLE.

    Parameters
    ----------
    records : iterable of Evidence
        Findings about one theorem.

    Returns
    -------
    tuple of Verdict
        One verdict, or both CERTIFIED and REDUCED.

    Raises
    ------
    ContradictionError
        If something falsified was also proved or certified, or falsified although it was reduced to cited
        lemmas (which are then named as suspects).
    """
    items = list(records)
    found = {r.verdict for r in items}
    if Verdict.FALSIFIED in found:
        clash = [r for r in items if r.verdict in (Verdict.PROVED, Verdict.CERTIFIED, Verdict.REDUCED)]
        clash = [r for r in clash if not _falsified_outside(r, items)]
        if clash:
            suspects = "; ".join(
                r.verdict + (f" resting on {', '.join(r.rests_on)}" if r.rests_on else "") for r in clash
            )
            raise ContradictionError(
                f"{items[0].theorem} is FALSIFIED and also {suspects}: one checker or lemma is wrong"
            )
    if (
        Verdict.CERTIFIED in found
        and Verdict.REDUCED in found
        and not found & {Verdict.FALSIFIED, Verdict.REJECTED, Verdict.PROVED}
    ):
        return (Verdict.CERTIFIED, Verdict.REDUCED)
    return next(((v,) for v in _ORDER if v in found), (Verdict.INCONCLUSIVE,))


def _falsified_outside(record: Evidence, items: list[Evidence]) -> bool:
    """Whether a certificate speaks of a box that contains none of the counterexamples."""
    if record.verdict is not Verdict.CERTIFIED or not record.box:
        return False
    from lqtheory.bounds import bound_value

    box = record.box

    def inside(example: Mapping[str, Any]) -> bool:
        scalars = {name: value for name, value in example.items() if isinstance(value, (int, float, Fraction))}
        if not box.keys() <= scalars.keys():
            return False
        ends = {name: [bound_value(end, scalars) for end in pair] for name, pair in box.items()}
        return all(low <= scalars[name] <= high for name, (low, high) in ends.items())

    return not any(inside(r.counterexample or {}) for r in items if r.verdict is Verdict.FALSIFIED)
