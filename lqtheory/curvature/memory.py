"""How much memory a graph holds, how much there is, and what a long run will take."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from lqtheory.curvature.operators import SymmetricOperator
from lqtheory.errors import DomainError

__all__ = ["RunPlan", "available_bytes", "plan_lanczos", "saved_bytes"]


#: Where Linux says what can be had, cached files included; free pages alone may be few on a machine that reads much.
MEMORY_FILE = "/proc/meminfo"
#: Where it says which control groups a process is in, such as those of a container, and where the files of groups are.
GROUPS_FILE, GROUPS_FOLDER = "/proc/self/cgroup", "/sys/fs/cgroup"


def available_bytes(device: torch.device) -> int | None:
    """Free memory of a device.

    Parameters
    ----------
    device : torch.device
        CPU or GPU.

    Returns
    -------
    int or None
        Bytes, on Linux at most what the control groups of the process have left; None where the system does not say.

    Examples
    --------
    >>> (available_bytes(torch.device("cpu")) or 1) > 0
    True
    """
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    try:
        with open(MEMORY_FILE, encoding="ascii") as file:
            known = dict(line.split(":", 1) for line in file if ":" in line)
        return min([int(known["MemAvailable"].split()[0]) * 1024, *_left_in_groups()])
    except (OSError, KeyError, ValueError):
        pass  # not Linux
    for name in ("SC_AVPHYS_PAGES", "SC_PHYS_PAGES"):
        if name in getattr(os, "sysconf_names", {}):
            return os.sysconf(name) * os.sysconf("SC_PAGE_SIZE")
    return None


def _left_in_groups() -> list[int]:
    """What each control group of this process with a limit has left, cached files that can be dropped included."""
    left: list[int] = []
    try:
        lines = [line.split(":", 2) for line in Path(GROUPS_FILE).read_text(encoding="utf-8").splitlines()]
    except OSError:
        return left
    for _, controllers, path in (line for line in lines if len(line) == 3):
        if not controllers:
            root, limit, usage, cached = Path(GROUPS_FOLDER), "memory.max", "memory.current", "inactive_file"
        elif "memory" in controllers.split(","):
            root = Path(GROUPS_FOLDER, "memory")
            limit, usage, cached = "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"
        else:
            continue
        group = root / path.lstrip("/")  # not there where a container sees its own group as the root
        for folder in [one for one in (group, *group.parents) if one == root or root in one.parents]:
            try:
                most, used = (int(folder.joinpath(name).read_text()) for name in (limit, usage))
                known = dict(line.split() for line in folder.joinpath("memory.stat").read_text().splitlines())
            except (OSError, ValueError):  # no such group, or "max"
                continue
            left.append(max(0, most - used + int(known.get(cached, 0))))
    return left


def saved_bytes(make: Callable[[], Any], known: Iterable[torch.Tensor]) -> int:
    """Bytes that autograd keeps for the graph that a function builds.

    Parameters
    ----------
    make : callable
        Builds the graph; what it returns is dropped.
    known : iterable of torch.Tensor
        Tensors that exist anyway, such as parameters.

    Returns
    -------
    int

    Examples
    --------
    >>> x = torch.ones(1000, dtype=torch.float64, requires_grad=True)
    >>> saved_bytes(lambda: torch.exp(x).sum(), [x])
    8000
    """
    skipped = {tensor.data_ptr() for tensor in known}
    kept: list[torch.Tensor] = []  # alive until the end, so that no address is used twice

    def pack(tensor: torch.Tensor) -> torch.Tensor:
        kept.append(tensor.detach())
        return tensor.detach()

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        make()
    sizes: dict[int, int] = {}
    for tensor in kept:
        # Views such as transposes share their memory; a slice counts as what it shows of it.
        sizes[tensor.data_ptr()] = max(sizes.get(tensor.data_ptr(), 0), tensor.numel() * tensor.element_size())
    return sum(size for pointer, size in sizes.items() if pointer not in skipped)


@dataclass(frozen=True)
class RunPlan:
    """What a run of Lanczos' method will take.

    Parameters
    ----------
    steps, products : int
        Steps, and products with the innermost operator.
    seconds : float
        Of the products and the orthogonalisation; NaN if a product was never timed.
    vectors : int
        Vectors of length D held at a time, those inside a product excluded.
    bytes : int
        Their memory.
    limit : int or None
        Memory that may be used.
    """

    steps: int
    products: int
    seconds: float
    vectors: int
    bytes: int
    limit: int | None

    @property
    def fits(self) -> bool:
        """Whether the memory suffices."""
        return self.limit is None or self.bytes <= self.limit

    def __str__(self) -> str:
        time = "unknown time" if math.isnan(self.seconds) else f"about {duration_text(self.seconds)}"
        return (
            f"{self.steps} steps, {self.products} products, {time}, {self.vectors} vectors in {size_text(self.bytes)}"
        )


#: Bytes that orthogonalisation reads in a second, a cautious guess for one core; its share of the estimate of time.
BYTES_PER_SECOND = 5e9


def plan_lanczos(
    operator: SymmetricOperator, steps: int, *, reorthogonalise: bool = True, memory_limit: int | None = None
) -> RunPlan:
    """Time and memory of a run of Lanczos' method, before it starts.

    Parameters
    ----------
    operator : SymmetricOperator
        Any.
    steps : int
        At least 1; at most D are made.
    reorthogonalise : bool
        Whether all vectors are kept (steps + 2) or three.
    memory_limit : int, optional
        Bytes for vectors; by default what the device has free.

    Returns
    -------
    RunPlan

    Raises
    ------
    DomainError
        If ``steps`` is below 1.

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> plan = plan_lanczos(matrix_operator(torch.eye(1000)), 20)
    >>> plan.products, plan.vectors, plan.bytes, plan.fits
    (20, 22, 88000, True)
    """
    if isinstance(steps, bool) or not isinstance(steps, int) or steps < 1:
        raise DomainError(f"steps={steps!r} is not a count of at least 1 (curvature)")
    steps = min(steps, operator.dimension)
    vector = operator.dimension * operator.dtype.itemsize
    vectors = steps + 2 if reorthogonalise else 3
    limit = available_bytes(operator.device) if memory_limit is None else memory_limit
    passes = steps * steps * vector / BYTES_PER_SECOND if reorthogonalise else 0.0
    products = steps * (2 if operator.is_square else 1)
    return RunPlan(steps, products, steps * operator.seconds + passes, vectors, vectors * vector, limit)


def refuse_unfit(plan: RunPlan, operator: SymmetricOperator) -> None:
    """Refuse a run that does not fit, and say what would."""
    if plan.fits:
        return
    assert plan.limit is not None
    vector = operator.dimension * operator.dtype.itemsize
    longest = plan.limit // vector - 2
    within = f"at most {longest} steps" if longest >= 1 else "a smaller network"
    without = "" if plan.vectors == 3 or 3 * vector > plan.limit else ", or reorthogonalise=False with three vectors"
    half = ", or float32" if operator.dtype == torch.float64 and plan.bytes <= 2 * plan.limit else ""
    raise DomainError(
        f"{plan.steps} steps need {plan.vectors} vectors of {operator.dimension} entries, {size_text(plan.bytes)}; "
        f"{size_text(plan.limit)} may be used (lanczos); use {within}{without}{half}, or raise memory_limit"
    )


def size_text(count: float) -> str:
    """A number of bytes for readers."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if count < 1000 or unit == "GB":
            return f"{count:.3g} {unit}" if count < 1000 else f"{count:.0f} {unit}"
        count /= 1000
    raise AssertionError


def duration_text(seconds: float) -> str:
    """A duration for readers."""
    if seconds < 120:
        return f"{seconds:.2g} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
