"""Published files: found in a data folder or downloaded, and recognised by their digest."""

from __future__ import annotations

import hashlib
import os
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lqtheory.errors import DataError
from lqtheory.networks.data.folders import ENVIRONMENT_VARIABLE, cache_folder, data_folders
from lqtheory.tables import replacing

__all__ = ["PublishedFile", "find", "obtain"]

_SECONDS_WITHOUT_ANSWER = 20
_CHUNK = 1 << 18


@dataclass(frozen=True)
class PublishedFile:
    """One file of a data set.

    Parameters
    ----------
    places : tuple of str
        Paths relative to a data folder at which it may lie; downloads go to the first.
    urls : tuple of str
        Where it is published, tried in this order.
    digest : str
        ``"sha256:..."`` or ``"md5:..."`` of the file that is downloaded.
    """

    places: tuple[str, ...]
    urls: tuple[str, ...] = ()
    digest: str = ""


def find(file: PublishedFile, root: str | os.PathLike[str] | None = None) -> Path | None:
    """Where a file lies on this machine.

    Parameters
    ----------
    file : PublishedFile
        The file.
    root : path, optional
        The only folder to look in; by default all of :func:`lqtheory.networks.data.data_folders`.

    Returns
    -------
    pathlib.Path or None
        The first place at which there is a file.
    """
    candidates = (folder / place for folder in data_folders(root) for place in file.places)
    return next((path for path in candidates if path.is_file()), None)


def obtain(
    title: str,
    files: Sequence[PublishedFile],
    *,
    root: str | os.PathLike[str] | None = None,
    download: bool = True,
    on_progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Paths of all files of a data set, downloading those that lie nowhere.

    Parameters
    ----------
    title : str
        What error texts call the data set.
    files : sequence of PublishedFile
        The files.
    root : path, optional
        The only folder to look in and to download to.
    download : bool
        Whether to use the network.
    on_progress : callable, optional
        ``on_progress(done, total)`` in bytes of the current file; ``total`` is 0 while unknown.

    Returns
    -------
    list of pathlib.Path
        One per file.

    Raises
    ------
    DataError
        If a file lies nowhere and cannot be downloaded; the sentence names the folders, the variable and the reason.
    """
    paths = []
    for file in files:
        path = find(file, root)
        if path is None:
            reason = "downloading was not allowed" if not download else ""
            target = Path(data_folders(root)[0] if root is not None else cache_folder() / "data", file.places[0])
            if not reason:
                reason = _download(file, target, on_progress)
            if reason:
                folders = ", ".join(str(folder) for folder in data_folders(root))
                raise DataError(
                    f"{title} was not found ({file.places[0]} in {folders}) and {reason}; put the file there, or set "
                    f"{ENVIRONMENT_VARIABLE} to a folder that has it"
                )
            path = target
        paths.append(path)
    return paths


def _download(file: PublishedFile, target: Path, on_progress: Callable[[int, int], None] | None) -> str:
    """Download to ``target``; returns why it failed, or nothing."""
    reasons = []
    for url in file.urls:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with replacing(target) as temporary:
                found = _stream(url, temporary, file.digest.partition(":")[0], on_progress)
                if found != file.digest:
                    raise DataError(f"{url} has another checksum ({found[:19]}…) than the published file")
        except (OSError, DataError) as error:
            reasons.append(f"{url}: {getattr(error, 'reason', error)}")
        else:
            return ""
    return f"could not be downloaded ({'; '.join(reasons) or 'it is published nowhere'})"


def _stream(url: str, target: Path, algorithm: str, on_progress: Callable[[int, int], None] | None) -> str:
    digest = hashlib.new(algorithm, usedforsecurity=False)
    done = 0
    with urllib.request.urlopen(url, timeout=_SECONDS_WITHOUT_ANSWER) as response, open(target, "wb") as stream:
        total = int(response.headers.get("Content-Length") or 0)
        for chunk in _chunks(response.read):
            digest.update(chunk)
            stream.write(chunk)
            done += len(chunk)
            if on_progress is not None:
                on_progress(done, total)
    return f"{algorithm}:{digest.hexdigest()}"


def _chunks(read: Callable[[int], bytes]) -> Iterable[bytes]:
    return iter(lambda: read(_CHUNK), b"")
