"""Where data lie: the search path and the cache."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import platformdirs

__all__ = ["ENVIRONMENT_VARIABLE", "cache_folder", "data_folders"]

#: The one environment variable of this package: a folder with data sets.
ENVIRONMENT_VARIABLE = "LQTHEORY_DATA"


def cache_folder() -> Path:
    """The user's cache folder of this package, which need not exist yet.

    Returns
    -------
    pathlib.Path
        Downloaded data lie in its ``data``, trained models of the zoo in its ``models``.

    Examples
    --------
    >>> cache_folder().name
    'lqtheory'
    """
    return Path(platformdirs.user_cache_dir("lqtheory", appauthor=False))


def data_folders(root: str | os.PathLike[str] | None = None) -> list[Path]:
    """Folders in which data sets are looked for, in this order.

    Parameters
    ----------
    root : path, optional
        If given, the only folder.

    Returns
    -------
    list of pathlib.Path
        ``root``; or the folder named by ``LQTHEORY_DATA``, ``../shared/data`` beside a checkout of this project (if
        there is one), and the cache.

    Examples
    --------
    >>> [str(folder) for folder in data_folders("my_data")]
    ['my_data']
    """
    if root is not None:
        return [Path(root).expanduser()]
    folders = []
    if named := os.environ.get(ENVIRONMENT_VARIABLE):
        folders.append(Path(named).expanduser())
    folders += [checkout.parent / "shared" / "data" for checkout in _checkouts()]
    return [*folders, cache_folder() / "data"]


def _checkouts() -> Iterator[Path]:
    """Checkouts of this project with ``shared/data`` beside them: the imported one, and the working directory."""
    for folder in dict.fromkeys([Path(__file__).resolve().parents[3], Path.cwd()]):
        if folder.parent.joinpath("shared", "data").is_dir() and _is_checkout(folder):
            yield folder


def _is_checkout(folder: Path) -> bool:
    try:
        project = tomllib.loads(folder.joinpath("pyproject.toml").read_text(encoding="utf-8")).get("project", {})
    except (OSError, ValueError):  # no such file, or not one of ours
        return False
    return bool(project.get("name") == "lqtheory")
