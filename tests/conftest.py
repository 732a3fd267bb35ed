"""What all tests share: reproducible Hypothesis, random numbers named after the test, array namespaces, one thread."""

import os
import sys
import zlib
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    import numpy as np

# The numerical libraries read these when they are loaded, so nothing above and no import in this file may load one:
# several test processes with several threads each are slower than with one, and sums depend on the number of threads.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
os.environ.setdefault("MPLBACKEND", "Agg")
os.environ.setdefault("SYMPY_CACHE_SIZE", "50000")  # as `lqtheory check` does: the proofs are checked faster

settings.register_profile("default", derandomize=True, max_examples=100, deadline=None)
settings.register_profile("nightly", derandomize=False, max_examples=5000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("LQTHEORY_HYPOTHESIS_PROFILE", "default"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """One thread and deterministic kernels wherever torch is used; torch is not loaded for tests that never use it."""
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(1)
        torch.use_deterministic_algorithms(True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with an argument ``theorem`` runs once for every theorem of the registry."""
    if "theorem" in metafunc.fixturenames:
        from lqtheory.registry import all_theorems

        theorems = all_theorems()
        metafunc.parametrize("theorem", theorems, ids=[theorem.name for theorem in theorems])


# A search costs seconds per theorem. By default they run on a tenth of the registry and on everything that
# is entered as refuted; `make test-slow` runs them on the rest.
COSTLY = {
    "test_the_search_agrees_with_what_is_expected_and_is_not_vacuous",
    "test_the_over_tightened_twin_is_falsified",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the costly checks of most theorems as slow; which ones depends on the theorem's name alone."""
    for item in items:
        if getattr(item, "originalname", "") in COSTLY:
            theorem = item.callspec.params["theorem"]
            if theorem.expected == "holds" and zlib.crc32(theorem.name.encode()) % 10:
                item.add_marker(pytest.mark.slow)
    # CI stops the slow tests when its time is over: what the library's verdicts stand on comes first.
    items.sort(key=lambda item: getattr(item, "originalname", "") != "test_proof_is_accepted")


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> "np.random.Generator":
    """Random numbers that depend on the name of the test and on nothing else."""
    from lqtheory.rng import generator_for

    return generator_for(0, request.node.nodeid)


@pytest.fixture(params=["numpy", "torch"])
def xp(request: pytest.FixtureRequest) -> ModuleType:
    """Namespace of the array API: the same test for NumPy arrays and for torch tensors."""
    pytest.importorskip(request.param)
    return import_module(f"array_api_compat.{request.param}")
