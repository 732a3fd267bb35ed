"""The same curvature on one, two and four processes (gloo), and refusals that every process makes."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

PROGRAM = """
import sys, numpy as np, torch
from lqtheory.curvature import gauss_newton, hessian, lanczos, objective
from lqtheory.errors import DomainError
rank, world, folder, batch_size, limit = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5])
torch.set_num_threads(1)
torch.distributed.init_process_group("gloo", init_method=f"file://{folder}/meet-{world}", rank=rank, world_size=world)
rng = np.random.default_rng(0)
net = torch.nn.Sequential(torch.nn.Linear(6, 7), torch.nn.Tanh(), torch.nn.Linear(7, 3)).double()
with torch.no_grad():
    for parameter in net.parameters():
        parameter.copy_(torch.from_numpy(rng.standard_normal(parameter.shape)))
data = rng.standard_normal((53, 6)), rng.integers(0, 3, 53)
size = None if batch_size == "None" else int(batch_size)
made = objective(net, data, batch_size=size, distributed=True)
found = [np.array([made.value()]), made.gradient().numpy()]
for make in (hessian, gauss_newton):
    operator = make(made, memory_limit=limit)
    found.append(operator(rng.standard_normal((2, operator.dimension))).numpy().ravel())
    run = lanczos(operator, np.ones(operator.dimension), 12, checkpoint=f"{folder}/run-{world}-{make.__name__}")
    found += [run.alpha, run.beta]
data[0][40, 0] = np.nan
try:
    objective(net, data, batch_size=size, distributed=True)
except DomainError as error:
    found.append(np.array(["the mean loss is nan" in str(error)], dtype=float))
np.save(f"{folder}/{world}-{rank}.npy", np.concatenate(found))
torch.distributed.destroy_process_group()
"""


def results(world: int, folder: Path, batch_size: int | None, limit: int) -> list[np.ndarray]:
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    commands = [[sys.executable, "-c", PROGRAM, *map(str, (r, world, folder, batch_size, limit))] for r in range(world)]
    processes = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for command in commands]
    for process in processes:
        _, text = process.communicate(timeout=120)
        assert process.returncode == 0, text
    return [np.load(folder / f"{world}-{rank}.npy") for rank in range(world)]


@pytest.mark.slow
@pytest.mark.parametrize(("batch_size", "limit"), [(None, 1 << 30), (5, 4000), (53, 1 << 30)])
def test_one_two_and_four_processes_give_the_same(tmp_path: Path, batch_size, limit):
    (alone,) = results(1, tmp_path, batch_size, limit)
    assert alone[-1] == 1.0  # a NaN that one process sees is refused by all
    assert np.abs(alone).max() < 1e3
    for world in (2, 4):
        found = results(world, tmp_path, batch_size, limit)
        for other in found:
            np.testing.assert_array_equal(other, found[0])
            np.testing.assert_allclose(other, alone, rtol=1e-9, atol=1e-11)
