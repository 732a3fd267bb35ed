"""The frozen list of foundation lemmas: what each of them said when it was written down, and who uses it.

``foundation_lemmas.csv`` beside this file has one line for every lemma: its name, the one theorem whose proof uses it
(or ``several``, or ``none``), and a fingerprint of what it says. A test holds the list to the lemmas, so that none is
added, changed or taken away in passing. A lemma that one proof alone uses is *local*: it may be a textbook fact that
nobody else needed yet, or the core of that theorem. Readers are shown its statement, because the machine believes it.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from lqtheory.checks.lemmas import LEMMAS, Lemma
from lqtheory.fingerprints import source_with_imports

__all__ = ["SEVERAL", "UNUSED", "frozen_lemmas", "is_frozen", "lemma_fingerprint", "local_lemmas", "local_names"]

FILE = Path(__file__).with_name("foundation_lemmas.csv")
SEVERAL, UNUSED = "several", "none"


@cache
def frozen_lemmas() -> dict[str, tuple[str, str]]:
    """The frozen list.

    Returns
    -------
    dict of str to (str, str)
        Name of the lemma to the theorem that alone uses it (or ``several``, ``none``) and the fingerprint.
    """
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["lemma"]: (row["used_by"], row["fingerprint"]) for row in csv.DictReader(lines)}


def lemma_fingerprint(lemma: Lemma) -> str:
    """Hash of what a lemma says: sentence, source, and the code that builds it, with the helpers that it imports.

    Parameters
    ----------
    lemma : Lemma
        The lemma.

    Returns
    -------
    str
        16 hexadecimal digits; comments and docstrings do not count.
    """
    parts = (lemma.name, lemma.statement, str(lemma.source), source_with_imports(lemma.build))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@cache
def is_frozen(lemma: Lemma) -> bool:
    """Whether the list has the lemma, and has it as it is now.

    Parameters
    ----------
    lemma : Lemma
        A lemma. Any file that Python runs may register one; proofs may use what the list has, nothing else.

    Returns
    -------
    bool
        False for a lemma that is not on the list, or that says something else than when it was put there.

    Examples
    --------
    >>> import dataclasses
    >>> is_frozen(LEMMAS["log_tangent"]), is_frozen(dataclasses.replace(LEMMAS["log_tangent"], name="mine"))
    (True, False)
    """
    return frozen_lemmas().get(lemma.name, ("", ""))[1] == lemma_fingerprint(lemma)


def local_names(axioms: Iterable[str]) -> list[str]:
    """Of the axioms of a finding, the names of those lemmas that one proof alone uses.

    Parameters
    ----------
    axioms : iterable of str
        As in :class:`lqtheory.Evidence`: ``"name (source)"``.

    Returns
    -------
    list of str
        Names in the given order.

    Examples
    --------
    >>> local_names(["weighted_am_gm (hardy_littlewood_polya_1952, Theorem 9)", "averaging_step (...)"])
    ['averaging_step']
    """
    names = (axiom.partition(" (")[0] for axiom in axioms)
    return [name for name in names if frozen_lemmas().get(name, (SEVERAL, ""))[0] != SEVERAL]


def local_lemmas(axioms: Iterable[str]) -> list[str]:
    """The same lemmas with what they say and where that is taken from.

    Parameters
    ----------
    axioms : iterable of str
        As in :class:`lqtheory.Evidence`.

    Returns
    -------
    list of str
        Such as ``"averaging_start: The empty sum is zero: X_0 = 0. [rudin_1976, definition of a finite sum]"``.
    """
    found = (LEMMAS[name] for name in local_names(axioms) if name in LEMMAS)
    return [f"{lemma.name}: {lemma.statement} [{lemma.source}]" for lemma in found]
