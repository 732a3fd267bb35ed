"""One runner at a time for a table."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # no such locks on this system: two runners of one table are then the user's care
    fcntl = None  # type: ignore[assignment]

__all__ = ["exclusive"]

_NO_LOCKS_HERE = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


@contextlib.contextmanager
def exclusive(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold a lock file while the block runs; whoever comes later waits.

    The lock ends with its process, however that ends; a file that a killed process left behind locks nothing.

    Parameters
    ----------
    path : pathlib.Path
        The file, removed afterwards.
    on_wait : callable
        Called before waiting for another process.

    Yields
    ------
    None

    Raises
    ------
    OSError
        If the file cannot be made. A file system without locks is no error: nothing is locked then.
    """
    if fcntl is None:
        yield
        return
    handle = _acquired(path, on_wait)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _acquired(path: Path, on_wait: Callable[[], None]) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                on_wait()
                fcntl.flock(handle, fcntl.LOCK_EX)
            # The one before us may have removed the file while we waited; then the lock of another file counts.
            if os.path.samestat(os.fstat(handle), os.stat(path)):
                return handle
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno in _NO_LOCKS_HERE:
                return handle
            os.close(handle)
            raise
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
