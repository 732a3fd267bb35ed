"""Whether a confirmation by the second checker was asked for by the code that is here now."""

from __future__ import annotations

from lqtheory.evidence import Evidence
from lqtheory.fingerprints import module_fingerprint

__all__ = ["SECOND_CHECKER", "is_translated_as_now", "translation_fingerprint"]

SECOND_CHECKER = "leancert"
#: Which pieces there are, what is asked about one, and in which words.
_CHECKS = ("boxes", "confirm", "definedness", "facts", "lean", "lean_words", "signs")
_SHARED = ("box_certificates", "definitions", "expressions", "relations")
_MODULES = (*(f"lqtheory.checks.{name}" for name in _CHECKS), *(f"lqtheory.{name}" for name in _SHARED))


def translation_fingerprint() -> str:
    """Fingerprint of the code that puts questions to the second checker.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    return module_fingerprint(*_MODULES)


def is_translated_as_now(record: Evidence) -> bool:
    """Whether the second checker need not be asked anew.

    Parameters
    ----------
    record : Evidence
        A finding.

    Returns
    -------
    bool
        True where it did not confirm the finding; where it did, whether the same code asked it.
    """
    return SECOND_CHECKER not in record.certified_by or record.translation == translation_fingerprint()
