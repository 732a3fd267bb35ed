"""The ledger: one row for every theorem, from its fresh findings.

A finding is *fresh* while its fingerprint is the one that the theorem (or, for a proof, theorem and proof together) has
now; a stale finding is listed but decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lqtheory.checks.budget import BUDGETS
from lqtheory.checks.translation import is_translated_as_now
from lqtheory.claim import Claim
from lqtheory.errors import ContradictionError, EvidenceError
from lqtheory.evidence import Evidence, Verdict, says_more, summarise
from lqtheory.fingerprints import proof_fingerprint
from lqtheory.registry import all_theorems, find_proof, stored_evidence
from lqtheory.report.fingerprint_memo import fingerprints, remembered_fingerprints
from lqtheory.theorem import Theorem

__all__ = ["LedgerRow", "disagreements", "is_fresh", "ledger_row", "ledger_rows", "merged", "row_of"]

_REFUTED = (Verdict.FALSIFIED, Verdict.REJECTED)
#: Verdicts that settle something.
_SETTLED = (Verdict.PROVED, Verdict.CERTIFIED, Verdict.REDUCED, *_REFUTED)


@dataclass(frozen=True)
class LedgerRow:
    """What is known about one theorem.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    records : tuple of Evidence
        Fresh findings; these decide.
    stale : tuple of Evidence
        Findings about an earlier version of the theorem, its proof or its quantities.
    verdicts : tuple of Verdict
        One verdict, both CERTIFIED and REDUCED, or none where nothing is known.
    contradiction : str
        Says which checkers disagree, empty in a sound world.
    """

    theorem: Theorem
    records: tuple[Evidence, ...]
    stale: tuple[Evidence, ...]
    verdicts: tuple[Verdict, ...]
    contradiction: str = ""

    @property
    def as_expected(self) -> bool:
        """Whether the verdict is the one the theorem file announces; nothing known is not."""
        if self.contradiction or not self.verdicts:
            return False
        refuted = any(verdict in _REFUTED for verdict in self.verdicts)
        return refuted == (self.theorem.expected == "refuted")

    @property
    def inconclusive(self) -> bool:
        """Whether the checks ended without saying anything either way."""
        return not self.contradiction and set(self.verdicts) <= {Verdict.INCONCLUSIVE, Verdict.NOT_APPLICABLE}

    @property
    def verdict_text(self) -> str:
        """The verdict in one or two words, a dash where nothing is known."""
        if self.contradiction:
            return "CONTRADICTION"
        return " + ".join(self.verdicts) or ("stale" if self.stale else "—")

    @property
    def deciding(self) -> tuple[Evidence, ...]:
        """The findings that carry the verdict."""
        return tuple(record for record in self.records if record.verdict in self.verdicts)

    @property
    def tightness(self) -> float | None:
        """The largest ratio lhs/rhs that any search confirmed; none for equalities, whose ratio says nothing."""
        claim = self.theorem.claim
        operators = [r.operator for r in claim.then] if isinstance(claim, Claim) else [claim.operator]
        if set(operators) == {"="}:
            return None
        seen = [record.tightness[1] for record in self.records if record.tightness]
        return max(seen) if seen else None

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Cited lemmas behind the verdict."""
        return tuple(sorted({lemma for record in self.deciding for lemma in record.rests_on}))

    @property
    def axioms(self) -> tuple[str, ...]:
        """Foundation lemmas behind the verdict."""
        return tuple(sorted({axiom for record in self.deciding for axiom in record.axioms}))

    @property
    def seconds(self) -> float:
        """Time that all checks took."""
        return sum(record.seconds for record in self.records)


def is_fresh(theorem: Theorem, record: Evidence) -> bool:
    """Whether a finding speaks about the theorem, and for a proof about the proof, as they are now.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    record : Evidence
        A finding about it.

    Returns
    -------
    bool
        False once a fingerprint differs, or once the proof file is gone; also where the second checker confirmed it,
        asked by other code than now.

    Notes
    -----
    Importing the proof file is the only cost.
    """
    if not is_translated_as_now(record):
        return False
    if record.method != "prove":
        return record.fingerprint == theorem.fingerprint
    proof = find_proof(theorem)
    return proof is not None and record.fingerprint == proof_fingerprint(theorem, proof)


def ledger_row(theorem: Theorem, records: Iterable[Evidence]) -> LedgerRow:
    """Summary of all findings about one theorem.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    records : iterable of Evidence
        Findings about it, stale ones included.

    Returns
    -------
    LedgerRow
        With the verdict of the fresh findings alone.
    """
    return _row_by_fingerprints(theorem, records, *fingerprints([theorem])[theorem.name])


def _row_by_fingerprints(theorem: Theorem, records: Iterable[Evidence], own: str, with_proof: str | None) -> LedgerRow:
    fresh: list[Evidence] = []
    stale: list[Evidence] = []
    for record in records:
        wanted = with_proof if record.method == "prove" else own
        (fresh if record.fingerprint == wanted and is_translated_as_now(record) else stale).append(record)
    return row_of(theorem, fresh, stale)


def row_of(theorem: Theorem, fresh: Iterable[Evidence], stale: Iterable[Evidence] = ()) -> LedgerRow:
    """Summary of findings that are known to be fresh, for example because a check has just made them.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    fresh, stale : iterable of Evidence
        Findings that decide, and findings that do not.

    Returns
    -------
    LedgerRow
        A contradiction between checkers becomes part of the row.
    """
    records, old = tuple(fresh), tuple(stale)
    try:
        verdicts = summarise(records) if records else ()
    except ContradictionError as error:
        return LedgerRow(theorem, records, old, (), str(error))
    return LedgerRow(theorem, records, old, verdicts)


def ledger_rows(theorems: Sequence[Theorem] | None = None, store: Path | None = None) -> list[LedgerRow]:
    """One row for every theorem, from stored evidence.

    Parameters
    ----------
    theorems : sequence of Theorem, optional
        The whole registry by default.
    store : pathlib.Path, optional
        Another store than the package's own.

    Returns
    -------
    list of LedgerRow
        In the order of the theorems.

    Raises
    ------
    EvidenceError
        If a stored file is damaged.
    """
    chosen = all_theorems() if theorems is None else theorems
    known = remembered_fingerprints(chosen) if theorems is None else fingerprints(chosen)
    return [_row_by_fingerprints(theorem, stored_evidence(theorem, store), *known[theorem.name]) for theorem in chosen]


def merged(theorem: Theorem, new: Iterable[Evidence], store: Path | None = None) -> list[Evidence]:
    """New findings together with the stored ones that they do not replace.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    new : iterable of Evidence
        Findings of some rungs.
    store : pathlib.Path, optional
        Another store than the package's own.

    Returns
    -------
    list of Evidence
        At most one finding per method; stale ones are dropped. A fresh finding of a larger budget stays, unless the new
        one says more: CERTIFIED where it was INCONCLUSIVE, FALSIFIED where it was anything else.
    """
    records = list(new)
    try:
        stored = stored_evidence(theorem, store)
    except EvidenceError:
        return records  # a damaged file is replaced as a whole: it could not be read by anybody
    fresh = {record.method: record for record in stored if is_fresh(theorem, record)}
    chosen = [_stronger(record, fresh.pop(record.method, None)) for record in records]
    return [*chosen, *fresh.values()]


def has_evidence(theorem: Theorem, budget: str, only: Iterable[str] | None = None, store: Path | None = None) -> bool:
    """Whether the store holds what checking a theorem at a budget would find.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    budget : {"quick", "standard", "thorough"}
        The budget.
    only : iterable of str, optional
        The rungs that count; all by default.
    store : pathlib.Path, optional
        Another store than the package's own.

    Returns
    -------
    bool
        True if there is a finding of such a rung, and all of them are fresh and of this budget or a larger one; proofs
        have no budget.
    """
    sizes = list(BUDGETS)
    records = [r for r in stored_evidence(theorem, store) if only is None or r.method in only]
    least = sizes.index(budget)
    enough = (r.method == "prove" or (r.budget in sizes and sizes.index(r.budget) >= least) for r in records)
    return bool(records) and all(enough) and all(is_fresh(theorem, r) for r in records)


def disagreements(row: LedgerRow, store: Path | None = None) -> list[str]:
    """Where findings say less than, or other than, what the store says of the same theorem by the same rung.

    Parameters
    ----------
    row : LedgerRow
        What a check has found.
    store : pathlib.Path, optional
        Another store than the package's own.

    Returns
    -------
    list of str
        One sentence for each. Only fresh findings of the store that settle something count, and of those that depend
        on the effort only such as took no more than was taken now; of proofs the lemmas are compared, too.

    Examples
    --------
    >>> disagreements(ledger_rows()[0])
    []
    """
    sizes = list(BUDGETS)
    now = {record.method: record for record in row.records}
    said = []
    for stored in stored_evidence(row.theorem, store):
        record = now.get(stored.method)
        if record is None or stored.verdict not in _SETTLED or not is_fresh(row.theorem, stored):
            continue
        if stored.method == "prove":
            lemmas = [set(one.rests_on) | set(one.axioms) for one in (record, stored)]
            same = record.verdict is stored.verdict and lemmas[0] == lemmas[1]
        elif record.budget not in sizes or sizes.index(record.budget) < sizes.index(stored.budget):
            continue
        else:
            same = record.verdict is stored.verdict
        if not same:
            what = record.verdict if record.verdict is not stored.verdict else "the same on other lemmas"
            said.append(f"{row.theorem.name}: the ledger says {stored.verdict} by {stored.method}, this run {what}")
    return said


def _stronger(new: Evidence, stored: Evidence | None) -> Evidence:
    """The new finding, or the stored one where that took more effort to say as much."""
    sizes = list(BUDGETS)
    if stored is None or stored.budget not in sizes:
        return new
    smaller = new.budget not in sizes or sizes.index(new.budget) < sizes.index(stored.budget)
    return stored if smaller and not says_more(new.verdict, stored.verdict) else new
