"""Fingerprints of the whole registry, remembered between processes.

Fingerprints take seconds for hundreds of theorems, because they print every formula and read every quantity's source.
They only depend on source files, so they are kept in the user's cache under a digest of all of these, and are computed
again as soon as one of them changes.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from lqtheory.fingerprints import proof_fingerprint
from lqtheory.networks.data.folders import cache_folder
from lqtheory.registry import find_proof, proofs_folder, theorem_names
from lqtheory.tables.files import replacing
from lqtheory.theorem import Theorem

__all__ = ["fingerprints", "remembered_fingerprints"]

#: Name of a theorem -> its fingerprint and that of theorem and proof together (``None`` without a proof).
Fingerprints = dict[str, tuple[str, str | None]]


def fingerprints(theorems: Sequence[Theorem]) -> Fingerprints:
    """Fingerprints of theorems and of their proofs, computed now.

    Parameters
    ----------
    theorems : sequence of Theorem
        Theorems with different names.

    Returns
    -------
    dict of str to (str, str or None)
        Fingerprint of the theorem, and of theorem and proof together where there is a proof.
    """
    found: Fingerprints = {}
    for theorem in theorems:
        proof = find_proof(theorem)
        found[theorem.name] = (theorem.fingerprint, None if proof is None else proof_fingerprint(theorem, proof))
    return found


def remembered_fingerprints(theorems: Sequence[Theorem], folder: Path | None = None) -> Fingerprints:
    """Fingerprints of the whole registry, read from the cache while no source file has changed.

    Parameters
    ----------
    theorems : sequence of Theorem
        The theorems of the registry.
    folder : pathlib.Path, optional
        Another cache than the user's own. A cache that cannot be read or written is as good as an empty one.

    Returns
    -------
    dict of str to (str, str or None)
        As :func:`fingerprints`.
    """
    path = (cache_folder() if folder is None else folder) / "fingerprints.json"
    state = _state_of_sources()
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["state"] == state and set(stored["theorems"]) == {theorem.name for theorem in theorems}:
            return {name: (own, with_proof) for name, (own, with_proof) in stored["theorems"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        pass
    found = fingerprints(theorems)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as temporary:
            temporary.write_text(json.dumps({"state": state, "theorems": found}), encoding="utf-8")
    except OSError:
        pass
    return found


def _state_of_sources() -> str:
    """Digest of every source file of the package and of the proofs, and of what prints formulas."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {version('sympy')} {sorted(theorem_names())}".encode())
    for folder in (Path(__file__).parent.parent, proofs_folder()):
        for path in sorted(folder.rglob("*.py")):
            digest.update(f"{path.relative_to(folder)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
