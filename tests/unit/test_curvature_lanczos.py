"""Lanczos' method: closed forms, orthogonality, invariant subspaces, checkpoints, memory, and killed runs."""

import gc
import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import torch

from lqtheory.curvature import checkpoints, lanczos, matrix_operator, memory, plan_lanczos, squared, symmetric_operator
from lqtheory.curvature.krylov import LanczosRun
from lqtheory.errors import DataError, DomainError, ShapeError
from lqtheory.tables import replacing


def random_symmetric(rng: np.random.Generator, n: int, eigenvalues: np.ndarray | None = None) -> np.ndarray:
    q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    values = rng.standard_normal(n) if eigenvalues is None else eigenvalues
    matrix = (q * values) @ q.T
    return (matrix + matrix.T) / 2


def tridiagonal(run: LanczosRun) -> np.ndarray:
    return np.diag(run.alpha) + np.diag(run.beta[:-1], 1) + np.diag(run.beta[:-1], -1)


def test_the_recurrence_holds_and_vectors_are_orthogonal(rng):
    matrix = random_symmetric(rng, 40)
    run = lanczos(matrix_operator(matrix), rng.standard_normal(40), 12, keep_basis=True)
    q = run.basis.numpy().T
    np.testing.assert_allclose(q.T @ q, np.eye(12), atol=1e-14)
    rest = matrix @ q - q @ tridiagonal(run)
    assert np.abs(rest[:, :-1]).max() < 1e-13
    assert np.linalg.norm(rest[:, -1]) == pytest.approx(run.beta[-1], rel=1e-12)
    assert run.beta[-1] > 0.1


def test_moments_of_the_spectral_measure_are_exact_up_to_degree_2m_minus_1(rng):
    matrix, v = random_symmetric(rng, 30), rng.standard_normal(30)
    run = lanczos(matrix_operator(matrix), v, 5)
    nodes, weights = run.rule()
    unit = v / np.linalg.norm(v)
    moments = [unit @ np.linalg.matrix_power(matrix, k) @ unit for k in range(11)]
    for k in range(10):
        assert weights @ nodes**k == pytest.approx(moments[k], rel=1e-11, abs=1e-12)
    assert abs(weights @ nodes**10 - moments[10]) > 1e-6
    assert run.norm == pytest.approx(np.linalg.norm(v), rel=1e-15)


def test_orthogonality_survives_wide_spectra_and_is_lost_with_three_vectors(rng):
    values = np.concatenate([np.geomspace(1e-6, 1.0, 295), [20.0, 50.0, 100.0, 300.0, 500.0]])
    operator = matrix_operator(random_symmetric(rng, 300, values))
    v = rng.standard_normal(300)
    run = lanczos(operator, v, 120, keep_basis=True)
    assert float((run.basis @ run.basis.T - torch.eye(120, dtype=torch.float64)).abs().max()) < 1e-13
    top = run.rule()[0][-5:]
    np.testing.assert_allclose(top, values[-5:], rtol=1e-12)
    ghosts = lanczos(operator, v, 120, reorthogonalise=False).rule()[0]
    assert (np.abs(ghosts - 500.0) < 1e-6).sum() > 1
    assert (np.abs(run.rule()[0] - 500.0) < 1e-6).sum() == 1


def test_it_stops_at_an_invariant_subspace(rng):
    matrix = random_symmetric(rng, 50, np.repeat([0.0, 1.0, 3.0], [20, 20, 10]))
    run = lanczos(matrix_operator(matrix), rng.standard_normal(50), 30)
    assert (run.steps, run.invariant) == (3, True)
    np.testing.assert_allclose(run.rule()[0], [0.0, 1.0, 3.0], atol=1e-13)
    eigenvector = np.linalg.eigh(matrix)[1][:, -1]
    assert lanczos(matrix_operator(matrix), eigenvector, 5).steps == 1
    assert lanczos(matrix_operator(np.zeros((4, 4))), np.ones(4), 3).alpha.tolist() == [0.0]


def test_as_many_steps_as_dimensions_are_exact_and_more_are_not_made(rng):
    matrix, v = random_symmetric(rng, 9), rng.standard_normal(9)
    run = lanczos(matrix_operator(matrix), v, 100)
    assert run.invariant
    values, vectors = np.linalg.eigh(matrix)
    nodes, weights = run.rule()
    np.testing.assert_allclose(nodes, values, atol=1e-13)
    np.testing.assert_allclose(weights, (vectors.T @ v) ** 2 / (v @ v), atol=1e-13)


def test_float32_vectors_have_float64_coefficients(rng):
    matrix, v = random_symmetric(rng, 60), rng.standard_normal(60)
    exact = lanczos(matrix_operator(matrix), v, 20)
    single = lanczos(matrix_operator(torch.tensor(matrix, dtype=torch.float32)), v, 20, keep_basis=True)
    assert single.alpha.dtype == np.float64
    assert single.unit == 2.0**-24
    np.testing.assert_allclose(single.alpha, exact.alpha, atol=1e-4)
    gram = single.basis.double() @ single.basis.double().T
    assert float((gram - torch.eye(20, dtype=torch.float64)).abs().max()) < 1e-6


def test_fewer_steps_are_the_leading_part(rng):
    matrix, v = random_symmetric(rng, 30), rng.standard_normal(30)
    long, short = (lanczos(matrix_operator(matrix), v, m) for m in (10, 4))
    np.testing.assert_array_equal(long.leading(4).alpha, short.alpha)
    np.testing.assert_array_equal(long.leading(4).beta, short.beta)
    with pytest.raises(DomainError, match=r"steps=11 is outside 1, \.\.\., 10"):
        long.leading(11)


def test_three_vectors_and_all_of_them_begin_alike(rng):
    matrix, v = random_symmetric(rng, 30), rng.standard_normal(30)
    full, lean = (lanczos(matrix_operator(matrix), v, 8, reorthogonalise=flag) for flag in (True, False))
    np.testing.assert_allclose(full.alpha, lean.alpha, atol=1e-12)
    np.testing.assert_allclose(full.beta, lean.beta, atol=1e-12)
    assert not lean.reorthogonalised


def test_products_are_counted(rng):
    operator = matrix_operator(random_symmetric(rng, 30))
    assert lanczos(operator, np.ones(30), 7).products == 7
    assert operator.products == 7
    assert lanczos(squared(operator), np.ones(30), 7).products == 14
    assert operator.products == 21


def test_progress_is_reported(rng):
    seen = []
    lanczos(matrix_operator(random_symmetric(rng, 30)), np.ones(30), 4, on_progress=lambda *a: seen.append(a))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


# Memory ----------------------------------------------------------------------------------------------------------


def test_a_run_that_does_not_fit_is_refused_with_what_would():
    operator = matrix_operator(np.eye(100))
    with pytest.raises(DomainError) as refusal:
        lanczos(operator, np.ones(100), 50, memory_limit=8 * 100 * 20)
    text = str(refusal.value)
    assert "50 steps need 52 vectors of 100 entries, 41.6 kB" in text
    assert "at most 18 steps" in text
    assert "reorthogonalise=False with three vectors" in text
    lanczos(operator, np.ones(100), 18, memory_limit=8 * 100 * 20)
    with pytest.raises(DomainError, match="a smaller network"):
        lanczos(operator, np.ones(100), 50, memory_limit=100, reorthogonalise=False)
    with pytest.raises(DomainError, match="or float32"):
        lanczos(operator, np.ones(100), 50, memory_limit=8 * 100 * 30)


def test_a_resumed_run_holds_its_vectors_once(tmp_path):
    operator = symmetric_operator(lambda v: v * torch.linspace(0.0, 1.0, 40000, dtype=torch.float64), 40000)
    lanczos(operator, torch.ones(40000), 30, checkpoint=tmp_path / "run")
    tracemalloc.start()
    lanczos(operator, torch.ones(40000), 31, checkpoint=tmp_path / "run")
    peak = tracemalloc.get_traced_memory()[1]  # what is read from the file, not what torch holds
    tracemalloc.stop()
    assert peak < 8 * 8 * 40000


def test_memory_of_cached_files_counts_as_free(tmp_path, monkeypatch):
    told = tmp_path / "meminfo"
    told.write_text("MemTotal: 100 kB\nMemFree: 5 kB\nMemAvailable:   90 kB\n")
    monkeypatch.setattr(memory, "MEMORY_FILE", str(told))
    assert memory.available_bytes(torch.device("cpu")) == 90 * 1024
    told.write_text("nothing of the kind\n")
    assert memory.available_bytes(torch.device("cpu")) > 1 << 20  # what the system says otherwise


@pytest.mark.parametrize(
    ("groups", "folder", "names"),
    [
        ("0::/box/run\n", "", ("memory.max", "memory.current", "inactive_file")),
        ("1:cpu:/\n4:memory:/box/run\n", "memory",
         ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["box/run", "box", ""])
def test_a_container_may_have_less_left_than_the_machine(tmp_path, monkeypatch, groups, folder, names, place):
    told, root = tmp_path / "cgroup", tmp_path / "groups"
    told.write_text(groups)
    monkeypatch.setattr(memory, "GROUPS_FILE", str(told))
    monkeypatch.setattr(memory, "GROUPS_FOLDER", str(root))
    machine = memory.available_bytes(torch.device("cpu"))
    here = root / folder / place
    here.mkdir(parents=True)
    for name, text in zip((*names[:2], "memory.stat"), ("9000", "5000", f"anon 4000\n{names[2]} 700\n"), strict=True):
        here.joinpath(name).write_text(text)
    assert memory.available_bytes(torch.device("cpu")) == 9000 - 5000 + 700
    here.joinpath(names[0]).write_text("max")
    assert memory.available_bytes(torch.device("cpu")) > machine / 2
    told.unlink()
    assert memory.available_bytes(torch.device("cpu")) > machine / 2


def test_a_plan_says_time_and_memory_beforehand(rng):
    operator = symmetric_operator(lambda v: (time.sleep(0.01), 2 * v)[1], 1000)
    plan = plan_lanczos(operator, 20)
    assert operator.seconds >= 0.01
    assert plan.seconds >= 20 * operator.seconds
    assert (plan.products, plan.vectors, plan.bytes) == (20, 22, 22 * 8000)
    assert plan_lanczos(operator, 20, reorthogonalise=False).vectors == 3
    assert plan_lanczos(squared(operator), 20).products == 40
    assert str(plan).startswith("20 steps, 20 products, about ")
    assert str(plan).endswith("22 vectors in 176 kB")
    with pytest.raises(DomainError, match="steps=0"):
        plan_lanczos(operator, 0)


def storages_from(n: int) -> dict[int, int]:
    """Bytes of the storages of plain tensors in this process with at least n entries, by address.

    Subclasses are left out: other tests leave parameters without data and pretended devices behind.
    """
    tensors = [t for t in gc.get_objects() if type(t) is torch.Tensor and t.numel() >= n]
    return {t.untyped_storage().data_ptr(): t.untyped_storage().nbytes() for t in tensors}


@pytest.mark.parametrize(("flag", "vectors"), [(False, 4), (True, 13)])
def test_no_more_vectors_are_held_than_planned(flag, vectors):
    n = 200_000
    diagonal, start = torch.linspace(0, 1, n, dtype=torch.float64), torch.ones(n, dtype=torch.float64)
    operator = symmetric_operator(lambda v: diagonal * v, n)
    gc.collect()
    before = storages_from(n)  # the diagonal and the start, and what other tests left behind
    held = []

    def on_progress(done: int, total: int) -> None:
        new = {place: size for place, size in storages_from(n).items() if place not in before}
        held.append(sum(new.values()) / (8 * n))

    lanczos(operator, start, 10, reorthogonalise=flag, on_progress=on_progress)
    assert 1 <= max(held) <= vectors


# Checkpoints -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flag", [True, False])
def test_an_interrupted_run_is_continued_bit_by_bit(rng, tmp_path, flag):
    matrix, v = random_symmetric(rng, 40), rng.standard_normal(40)
    whole = lanczos(matrix_operator(matrix), v, 15, reorthogonalise=flag)

    class Interrupted(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done in (1, 6, 7):
            raise Interrupted

    path, counted = tmp_path / "folder" / "run", 0
    for _ in range(3):
        operator = matrix_operator(matrix)
        with pytest.raises(Interrupted):
            lanczos(operator, v, 15, reorthogonalise=flag, checkpoint=path, on_progress=stop)
        counted += operator.products
    assert counted == 7  # no step was made twice
    operator = matrix_operator(matrix)
    again = lanczos(operator, v, 15, reorthogonalise=flag, checkpoint=path)
    assert operator.products == 8
    np.testing.assert_array_equal(again.alpha, whole.alpha)
    np.testing.assert_array_equal(again.beta, whole.beta)
    finished = lanczos(operator, v, 15, reorthogonalise=flag, checkpoint=path, keep_basis=flag)
    assert operator.products == 8
    np.testing.assert_array_equal(finished.alpha, whole.alpha)
    longer = lanczos(operator, v, 20, reorthogonalise=flag, checkpoint=path)
    assert operator.products == 13
    np.testing.assert_array_equal(longer.alpha[:15], whole.alpha)
    shorter = lanczos(operator, v, 10, reorthogonalise=flag, checkpoint=path)
    np.testing.assert_array_equal(shorter.alpha, whole.alpha[:10])


@pytest.mark.parametrize("flag", [True, False])
def test_dying_between_the_vector_and_the_record_loses_that_step_alone(rng, tmp_path, monkeypatch, flag):
    matrix, v, path = random_symmetric(rng, 40), rng.standard_normal(40), tmp_path / "run"
    whole, writes = lanczos(matrix_operator(matrix), v, 15, reorthogonalise=flag), []

    def dying(file: Path):
        writes.append(file)
        if len(writes) == 9:  # the start and seven steps are on disk; the vector of the eighth is written already
            raise KeyboardInterrupt
        return replacing(file)

    monkeypatch.setattr(checkpoints, "replacing", dying)
    with pytest.raises(KeyboardInterrupt):
        lanczos(matrix_operator(matrix), v, 15, reorthogonalise=flag, checkpoint=path)
    monkeypatch.setattr(checkpoints, "replacing", replacing)
    operator = matrix_operator(matrix)
    again = lanczos(operator, v, 15, reorthogonalise=flag, checkpoint=path)
    assert operator.products == 8
    np.testing.assert_array_equal(again.alpha, whole.alpha)
    np.testing.assert_array_equal(again.beta, whole.beta)


def test_an_invariant_subspace_is_remembered(rng, tmp_path):
    matrix = random_symmetric(rng, 20, np.repeat([1.0, 2.0], 10))
    for _ in range(2):
        run = lanczos(matrix_operator(matrix), np.arange(20.0), 10, checkpoint=tmp_path / "run")
        assert (run.steps, run.invariant) == (2, True)


def test_a_checkpoint_of_another_run_is_refused(rng, tmp_path):
    operator, path = matrix_operator(random_symmetric(rng, 20)), tmp_path / "run"
    lanczos(operator, np.ones(20), 5, checkpoint=path)
    with pytest.raises(DataError, match="belongs to another run: start="):
        lanczos(operator, np.arange(20.0), 5, checkpoint=path)
    with pytest.raises(DataError, match="reorthogonalised=True, not False"):
        lanczos(operator, np.ones(20), 5, checkpoint=path, reorthogonalise=False)


def test_a_damaged_checkpoint_is_refused(rng, tmp_path):
    operator, path = matrix_operator(random_symmetric(rng, 20)), tmp_path / "run"
    lanczos(operator, np.ones(20), 5, checkpoint=path)
    content = bytearray((tmp_path / "run.vectors").read_bytes())
    content[165] ^= 1
    (tmp_path / "run.vectors").write_bytes(bytes(content))
    with pytest.raises(DataError, match="damaged in vector 1"):
        lanczos(operator, np.ones(20), 8, checkpoint=path)
    record = json.loads((tmp_path / "run.json").read_text())
    (tmp_path / "run.json").write_text(json.dumps({**record, "alpha": record["alpha"][:-1]}))
    with pytest.raises(DataError, match="lengths differ"):
        lanczos(operator, np.ones(20), 8, checkpoint=path)
    (tmp_path / "run.json").write_text("{")
    with pytest.raises(DataError, match="not a readable checkpoint"):
        lanczos(operator, np.ones(20), 8, checkpoint=path)


KILLED = """
import sys, time, numpy as np, torch
from lqtheory.curvature import lanczos, symmetric_operator
torch.set_num_threads(1)
diagonal = torch.linspace(0, 1, 500, dtype=torch.float64)
operator = symmetric_operator(lambda v: (time.sleep(0.03), diagonal * v)[1], 500)
run = lanczos(operator, np.ones(500), 60, checkpoint=sys.argv[1], reorthogonalise=sys.argv[2] == "True")
print(operator.products, *run.alpha, *run.beta)
"""


@pytest.mark.slow
@pytest.mark.parametrize("flag", [True, False])
def test_a_killed_process_loses_at_most_one_step(tmp_path: Path, flag):
    arguments = [sys.executable, "-c", KILLED]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}

    def run(name: str, **options: object) -> subprocess.Popen:
        command = [*arguments, str(tmp_path / name), str(flag)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, **options)

    undisturbed = run("whole").communicate()[0].split()
    process, steps = run("killed"), 0
    while steps < 20:
        time.sleep(0.002)
        record = tmp_path / "killed.json"
        steps = len(json.loads(record.read_text())["alpha"]) if record.exists() else 0
    process.send_signal(signal.SIGKILL)
    process.communicate()
    steps = len(json.loads(record.read_text())["alpha"])
    assert 20 <= steps < 60
    continued = run("killed").communicate()[0].split()
    assert int(continued[0]) == 60 - steps
    assert continued[1:] == undisturbed[1:]


# What is refused ------------------------------------------------------------------------------------------------


def test_starts_that_are_no_direction_are_refused():
    operator = matrix_operator(np.eye(3))
    for start in (np.zeros(3), np.array([1.0, np.nan, 0.0]), np.array([np.inf, 0.0, 0.0])):
        with pytest.raises(DomainError, match="start has the norm"):
            lanczos(operator, start, 2)
    with pytest.raises(ShapeError, match=r"start has shape \(2,\)"):
        lanczos(operator, np.ones(2), 2)
    with pytest.raises(DomainError, match="three vectors are no basis"):
        lanczos(operator, np.ones(3), 2, reorthogonalise=False, keep_basis=True)


def test_a_product_that_is_not_finite_is_refused_where_it_happens():
    calls = []

    def multiply(v: torch.Tensor) -> torch.Tensor:
        calls.append(1)
        return torch.arange(5.0, dtype=torch.float64) * v * (float("nan") if len(calls) > 5 else 1.0)

    operator = symmetric_operator(multiply, 5)
    with pytest.raises(DomainError, match="product 3 of operator is not finite"):
        lanczos(operator, np.ones(5), 5)
