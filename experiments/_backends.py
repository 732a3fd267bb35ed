"""Where rows are computed: in this process, in worker processes, or by whatever backend joblib has been given."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import joblib
from threadpoolctl import threadpool_limits

from lqtheory.errors import DataError

__all__ = ["LOCAL", "connected", "streamed"]

#: Worker processes of this machine.
LOCAL = "loky"
#: Libraries with threads of their own, which are loaded when a row first needs them.
_THREADED = ("numpy", "scipy", "sklearn", "torch")


def streamed(
    function: Callable[..., Any], arguments: Sequence[tuple[Any, ...]], n_jobs: int, backend: str | None = LOCAL
) -> Iterator[Any]:
    """Values of a function, in the order of its arguments, each as soon as it and those before it are there.

    Parameters
    ----------
    function : callable
        What is computed; every call runs on one thread.
    arguments : sequence of tuples
        Positional arguments of each call.
    n_jobs : int
        Worker processes of this machine; a cluster uses all workers it has.
    backend : str, optional
        A name joblib knows; ``None`` leaves the choice to an enclosing ``joblib.parallel_config``.

    Yields
    ------
    object
        The values.
    """
    if backend == LOCAL and min(n_jobs, len(arguments)) <= 1:
        yield from _here(function, arguments)
        return
    if backend == LOCAL:
        setting = joblib.parallel_config(backend=LOCAL, inner_max_num_threads=1)
        call, workers = function, min(n_jobs, len(arguments))
    else:
        setting = joblib.parallel_config(backend=backend) if backend else contextlib.nullcontext()
        call, workers = _Alone(function), None if backend is None else n_jobs
    with setting:
        tasks = [joblib.delayed(call)(*several) for several in arguments]
        try:
            parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
        except ValueError:  # a backend that cannot give values one by one gives them in portions
            parallel = joblib.Parallel(n_jobs=workers)
            portion = 4 * joblib.effective_n_jobs(workers)
            for first in range(0, len(tasks), portion):
                yield from parallel(tasks[first : first + portion])
            return
        yield from parallel(tasks)


def _here(function: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]) -> Iterator[Any]:
    loaded: set[str] = set()
    with contextlib.ExitStack() as stack:
        for several in arguments:
            if now := {name for name in _THREADED if name in sys.modules} - loaded:
                loaded |= now
                stack.enter_context(threadpool_limits(1))
            yield function(*several)


#: Ball arithmetic has one precision for all threads of a process, so that two rows at once would disturb each other.
_ONE_ROW = threading.Lock()


class _Alone:
    """The function on one thread, wherever it is called, and once at a time in a process."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    def __call__(self, *arguments: Any) -> Any:
        with _ONE_ROW, threadpool_limits(1):
            return self.function(*arguments)


@contextlib.contextmanager
def connected(backend: str, scheduler: str | None) -> Iterator[None]:
    """A connection to a Dask cluster for the duration of the block, if that is the backend.

    Parameters
    ----------
    backend : str
        A name joblib knows; with any but ``"dask"`` nothing happens.
    scheduler : str, optional
        Address of the cluster's scheduler, such as ``tcp://node1:8786``, or a scheduler file ``cluster.json``; by
        default Dask starts a cluster on this machine.

    Yields
    ------
    None

    Raises
    ------
    DataError
        If Dask is not installed or the scheduler does not answer.
    """
    if backend not in joblib.parallel.BACKENDS and backend not in joblib.parallel.EXTERNAL_BACKENDS:
        known = ", ".join(sorted({*joblib.parallel.BACKENDS, *joblib.parallel.EXTERNAL_BACKENDS}))
        raise DataError(f"there is no joblib backend {backend!r}; there are {known}")
    if backend != "dask":
        if scheduler is not None:
            raise DataError(f"--scheduler {scheduler} is of a Dask cluster; use --backend dask with it")
        yield
        return
    try:
        from distributed import Client
    except ImportError:
        raise DataError("--backend dask needs `pip install -c constraints.txt distributed`") from None
    if scheduler and scheduler.endswith(".json") and not os.path.exists(scheduler):
        raise DataError(f"there is no scheduler file {scheduler}; start the scheduler first")
    named = {"scheduler_file": scheduler} if scheduler and scheduler.endswith(".json") else {"address": scheduler}
    try:
        client = Client(timeout=10, **named)
    except (OSError, ValueError) as error:
        raise DataError(f"no Dask scheduler answers at {scheduler}: {error}") from error
    with client:
        yield
