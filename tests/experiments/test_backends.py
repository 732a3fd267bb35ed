"""One process, two processes, threads and a Dask cluster give the same table, byte for byte."""

import dataclasses
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

import joblib
import pytest

from experiments import __main__ as program
from experiments import _backends
from experiments._runner import Experiment, discover, run

ROOT = Path(__file__).resolve().parents[2]
NAME = "pqi_robin_hood_violations"


def study() -> Experiment:
    """A few points of a study whose rows are searched at random."""
    experiment = discover()[NAME]
    return dataclasses.replace(experiment, grid=experiment.points()[::40][:6])


dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None,
    reason="no Dask here; `pip install -c constraints.txt -e .[cluster]`",
)

#: A cluster with two worker processes, and a run that computes with it.
CLUSTER = """
import sys
from pathlib import Path
from distributed import LocalCluster
from experiments import _backends
import dataclasses
from experiments._runner import run
from experiments.pqi_robin_hood_violations import EXPERIMENT as whole
EXPERIMENT = dataclasses.replace(whole, grid=whole.points()[::40][:6])
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True) as cluster:
        with _backends.connected("dask", cluster.scheduler_address):
            run(EXPERIMENT, Path(sys.argv[1]), n_jobs=-1, backend="dask")
"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The table computed by one process."""
    folder = tmp_path_factory.mktemp("alone")
    table = run(study(), folder)
    assert run(study(), folder, seed=1).rows != table.rows, "nothing random would be compared"
    run(study(), folder)
    return (folder / f"{NAME}.csv").read_bytes()


@pytest.mark.parametrize("backend", ["loky", "threading", "multiprocessing"])
def test_two_workers_give_the_table_of_one(backend: str, alone: bytes, tmp_path: Path):
    run(study(), tmp_path, n_jobs=2, backend=backend)
    assert (tmp_path / f"{NAME}.csv").read_bytes() == alone


def test_the_backend_of_an_enclosing_configuration_is_used(alone: bytes, tmp_path: Path):
    with joblib.parallel_config(backend="threading", n_jobs=2):
        run(study(), tmp_path, backend=None)
    assert (tmp_path / f"{NAME}.csv").read_bytes() == alone


@dask
def test_a_dask_cluster_gives_the_table_of_one_process(alone: bytes, tmp_path: Path):
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), str(tmp_path / "tables")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "tables" / f"{NAME}.csv").read_bytes() == alone


@dask
def test_a_scheduler_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    command = ["run", NAME, "--fresh-dir", str(tmp_path), "--backend", "dask", "--scheduler"]
    assert program.main([*command, str(tmp_path / "no.json")]) == 2
    assert f"there is no scheduler file {tmp_path / 'no.json'}" in capsys.readouterr().err


def test_clusters_that_cannot_be_are_refused(tmp_path: Path, monkeypatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setitem(sys.modules, "distributed", None)
    command = ["run", NAME, "--fresh-dir", str(tmp_path)]
    assert program.main([*command, "--backend", "dask"]) == 2
    assert "--backend dask needs `pip install -c constraints.txt distributed`" in capsys.readouterr().err
    assert program.main([*command, "--scheduler", "tcp://node:8786"]) == 2
    assert "use --backend dask with it" in capsys.readouterr().err
    assert program.main([*command, "--backend", "daks"]) == 2
    assert "there is no joblib backend 'daks'" in capsys.readouterr().err


def overlapping(_: int) -> int:
    """How many of these calls run in this process now."""
    global _running
    _running += 1
    time.sleep(0.01)
    seen = _running
    _running -= 1
    return seen


_running = 0


def test_threads_of_one_process_compute_one_row_after_the_other():
    """The precision of ball arithmetic is one for a whole process."""
    assert list(_backends.streamed(overlapping, [(i,) for i in range(6)], 3, "threading")) == [1] * 6


def threads(_: int) -> int:
    from threadpoolctl import threadpool_info

    return max((pool["num_threads"] for pool in threadpool_info()), default=1)


@pytest.mark.parametrize(("n_jobs", "backend"), [(1, "loky"), (2, "loky"), (2, "threading")])
def test_every_row_is_computed_on_one_thread(n_jobs: int, backend: str):
    assert list(_backends.streamed(threads, [(1,), (2,), (3,)], n_jobs, backend)) == [1, 1, 1]
