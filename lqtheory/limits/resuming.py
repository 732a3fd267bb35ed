"""What a report of limits has found so far, on disk, so that a killed run loses at most the step that it was in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from lqtheory.errors import DataError
from lqtheory.tables import replacing

__all__ = ["Kept"]

_RECORD = "limit.json"
#: Parts of an identity that are digests.
_DIGESTS = ("network or data", "seed")


class Kept:
    """A folder with numbers by name, states of iterations, and the checkpoints of Lanczos runs.

    Parameters
    ----------
    folder : pathlib.Path
        Made if it is missing.
    identity : mapping of str to str
        What the run belongs to, such as digests of data and weights, and settings.

    Raises
    ------
    DataError
        If the folder holds a run of something else, or a damaged one.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> Kept(folder, {"seed": "0"}).number("loss", lambda: 2.5)
    2.5
    >>> Kept(folder, {"seed": "0"}).number("loss", lambda: 1 / 0)  # known from the first run
    2.5
    """

    def __init__(self, folder: Path, identity: Mapping[str, str]) -> None:
        self.folder, self._identity = Path(folder), dict(identity)
        self._numbers: dict[str, Any] = {}
        self.folder.mkdir(parents=True, exist_ok=True)
        record = self.folder / _RECORD
        if not record.exists():
            self._save()
            return
        try:
            found = json.loads(record.read_text(encoding="utf-8"))
            known, self._numbers = dict(found["identity"]), dict(found["numbers"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataError(
                f"{record} is not a readable checkpoint ({error}); delete the folder to start again"
            ) from error
        other = [name for name in {*known, *self._identity} if known.get(name) != self._identity.get(name)]
        if other:
            told = ", ".join(_told(name, known.get(name), self._identity.get(name)) for name in sorted(other))
            raise DataError(
                f"{record} belongs to another run, with other {told} (limit_report); use another "
                "folder, or the same network, data, seed and settings"
            )

    def file(self, name: str) -> Path:
        """Beginning of the names of files for one purpose."""
        return self.folder / name

    def number(self, name: str, make: Callable[[], Any]) -> Any:
        """A number (or anything that JSON holds): the known one, or the one that is made, which is then kept."""
        if name not in self._numbers:
            self._numbers[name] = make()
            self._save()
        return self._numbers[name]

    def state(self, name: str) -> dict[str, np.ndarray] | None:
        """Arrays of an iteration as they were kept last; None if there are none."""
        path = self.folder / f"{name}.npz"
        if not path.exists():
            return None
        try:
            with np.load(path) as found:
                return dict(found)
        except (OSError, ValueError, KeyError) as error:
            raise DataError(f"{path} is not a readable checkpoint ({error}); delete it to start again") from error

    def save_state(self, name: str, **arrays: Any) -> None:
        """Keep the arrays of an iteration in place of the last ones."""
        with replacing(self.folder / f"{name}.npz") as temporary, temporary.open("wb") as file:
            np.savez(file, **arrays)

    def forget(self, name: str) -> None:
        """Delete what is no longer needed once the number is known that it was for."""
        for path in self.folder.glob(f"{name}.*"):
            path.unlink()

    def _save(self) -> None:
        with replacing(self.folder / _RECORD) as temporary:
            temporary.write_text(json.dumps({"identity": self._identity, "numbers": self._numbers}), encoding="utf-8")


def _told(name: str, there: str | None, here: str | None) -> str:
    """What differs, with both values of a setting; digests say nothing to a reader."""
    return name if name in _DIGESTS else f"{name} ({there} there, {here} here)"
