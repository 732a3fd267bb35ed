"""The fixture ``device``: the CPU, a pretended device on every machine, and CUDA where torch sees one."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import pytest
import torch

from tests.devices.pretend import FAR, far_module, pretending

WHERE = {"cpu": torch.device("cpu"), "pretended": FAR, "cuda": torch.device("cuda")}


@dataclass(frozen=True)
class Device:
    """A device, and how things get there and back.

    Parameters
    ----------
    name : {"cpu", "pretended", "cuda"}
        Which one.
    """

    name: str

    def put(self, value: Any) -> Any:
        """A copy of a tensor or a module there."""
        if isinstance(value, torch.nn.Module):
            value = copy.deepcopy(value)
            return far_module(value) if self.name == "pretended" else value.to(WHERE[self.name])
        return value.to(WHERE[self.name])

    def has(self, tensor: torch.Tensor) -> bool:
        """Whether a tensor is there."""
        return tensor.device.type == WHERE[self.name].type


@pytest.fixture(params=[name for name in WHERE if name != "cuda" or torch.cuda.is_available()])
def device(request: pytest.FixtureRequest) -> Iterator[Device]:
    """Where a test computes."""
    name = request.param
    if name == "cuda":
        torch.use_deterministic_algorithms(False)  # some sums and poolings have no deterministic kernels there
    with pretending() if name == "pretended" else nullcontext():
        yield Device(name)
