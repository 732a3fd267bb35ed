"""A report of limits that is stopped goes on where it was; what it will take is said before it starts."""

import dataclasses
import json
import logging
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch

from lqtheory import curvature, limits
from lqtheory.curvature import lanczos, matrix_operator, products
from lqtheory.errors import DataError, DomainError
from lqtheory.limits import displacements
from lqtheory.limits.plans import refuse_unfit

#: Products that making both operators takes: two checks of symmetry and a timing each.
CHECKS = 6


class Stopped(Exception):
    """What stands for a power cut."""


def trained() -> tuple[torch.nn.Module, tuple[np.ndarray, np.ndarray]]:
    generator, rng = torch.Generator().manual_seed(3), np.random.default_rng(1)
    net = torch.nn.Sequential(torch.nn.Linear(6, 8), torch.nn.Tanh(), torch.nn.Linear(8, 3)).double()
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator, dtype=torch.float64) * 0.4)
    return net.eval(), (rng.standard_normal((64, 6)), rng.integers(0, 3, 64))


def report(dense: int, **options: object) -> limits.LimitReport:
    settings = limits.LimitSettings(epsilon=0.01, steps=16, mask_steps=12, own_steps=8, dense=dense)
    return limits.limit_report(*trained(), rng=np.random.default_rng(0), settings=settings, **options)


@pytest.mark.parametrize("dense", [2000, 0])
def test_a_stopped_report_goes_on_where_it_was(dense, tmp_path, monkeypatch):
    multiply, spent = products._Products.__call__, [0, 0]

    def counting(self: object, vectors: torch.Tensor) -> torch.Tensor:
        if spent[1] >= 60:
            raise Stopped
        spent[0], spent[1] = spent[0] + len(vectors), spent[1] + len(vectors)
        return multiply(self, vectors)

    plans: list[limits.LimitPlan] = []
    whole = report(dense, on_plan=plans.append)
    assert whole.products <= plans[0].products
    monkeypatch.setattr(products._Products, "__call__", counting)
    for stops in range(30):  # noqa: B007
        spent[1] = 0
        try:
            resumed = report(dense, checkpoint=tmp_path)
            break
        except Stopped:
            continue
    assert stops >= 3
    assert resumed.rows() == whole.rows()
    assert spent[0] <= whole.products + CHECKS + stops * (CHECKS + 1)  # at most one product is lost by each stop
    with pytest.raises(DataError, match="belongs to another run, with other seed"):
        limits.limit_report(
            *trained(),
            rng=np.random.default_rng(1),
            settings=limits.LimitSettings(epsilon=0.01, steps=16, mask_steps=12, own_steps=8, dense=dense),
            checkpoint=tmp_path,
        )
    with pytest.raises(
        DataError, match=r"with other confidence \(0.99 there, 0.9 here\), steps \(16 there, 17 here\) \("
    ):
        limits.limit_report(
            *trained(),
            rng=np.random.default_rng(0),
            settings=limits.LimitSettings(
                epsilon=0.01, steps=17, mask_steps=12, own_steps=8, dense=dense, confidence=0.9
            ),
            checkpoint=tmp_path,
        )
    (tmp_path / "limit.json").write_text("{")
    with pytest.raises(DataError, match="not a readable checkpoint"):
        report(dense, checkpoint=tmp_path)


MODULE = """
import torch
def make():
    torch.manual_seed(0)
    return torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(64, 6), torch.nn.ReLU(), torch.nn.Linear(6, 10))
"""


@pytest.mark.slow
def test_a_killed_command_goes_on_where_it_was(tmp_path: Path):
    (tmp_path / "killed_nets.py").write_text(MODULE)
    command = [sys.executable, "-m", "lqtheory", "limit", "--model", "killed_nets:make", "--data", "digits", "--json"]
    command += ["--examples", "300", "--steps", "8", "--probes", "1", "--masks", "4", "--own", "4", "--epsilon", "0.1"]
    options: dict = {"cwd": tmp_path, "text": True, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen([*command, "--checkpoint", "kept"], env=environment, **options)
    rows = tmp_path / "kept" / "hessian.rows"
    while not (rows.exists() and rows.stat().st_size > 20 * 8 * 460):
        assert process.poll() is None, process.communicate()
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    kept = rows.read_bytes()
    resumed = subprocess.run([*command, "--checkpoint", "kept"], env=environment, check=True, **options)
    assert rows.read_bytes()[: len(kept)] == kept
    found, wanted = (
        json.loads(text)
        for text in (resumed.stdout, subprocess.run(command, env=environment, check=True, **options).stdout)
    )
    rest, everything = found.pop("products"), wanted.pop("products")
    assert found == wanted
    assert rest <= everything - len(kept) // (8 * 460)  # rows that were kept are not computed again
    assert "products with curvature matrices" in resumed.stderr


@pytest.mark.parametrize("other", ["loss", "activation"])
def test_a_run_of_another_loss_or_other_layers_is_not_continued(other, tmp_path):
    net, data = trained()
    settings = limits.LimitSettings(epsilon=0.01, steps=4, mask_steps=0, own_steps=0, dense=0)

    def started(net: torch.nn.Module, loss: object = None) -> None:
        limits.curvature_report(
            net, data, rng=np.random.default_rng(0), loss=loss, settings=settings, checkpoint=tmp_path
        )

    started(net)
    started(net)
    loss = torch.nn.CrossEntropyLoss(label_smoothing=0.1) if other == "loss" else None
    if other == "activation":
        net[1] = torch.nn.ReLU()
    with pytest.raises(DataError, match="other network or data"):
        started(net, loss)
    operator = curvature.hessian(curvature.objective(net, data, loss))
    start = np.random.default_rng(0).standard_normal(operator.dimension)
    with pytest.raises(DataError, match="belongs to another run: fingerprint"):
        lanczos(operator, start, 4, checkpoint=tmp_path / "plain-0")


def test_what_is_free_bounds_a_report_with_a_hint_for_its_user():
    def shorter(m: int) -> limits.LimitPlan:
        return limits.LimitPlan(m, 1.0, max(8 * 10 * (m + 2), 900), 8 * 10 * 52)

    plan = shorter(100)
    with pytest.raises(DomainError, match=r"more than the 4.16 kB that are free .*at most 50 Lanczos steps fit$"):
        refuse_unfit(plan, None, shorter, 100)
    with pytest.raises(DomainError, match=r"at most 50 Lanczos steps fit$"):  # what is allowed cannot be had
        refuse_unfit(plan, 10**9, shorter, 100)
    with pytest.raises(DomainError, match=r"at most 10 Lanczos steps fit, or allow more memory .*--memory"):
        refuse_unfit(plan, 8 * 10 * 12, shorter, 100)
    with pytest.raises(DomainError, match=r"900 bytes are needed however few Lanczos steps are taken, or allow more"):
        refuse_unfit(plan, 500, shorter, 100)
    refuse_unfit(shorter(50), None, shorter, 50)


def test_a_report_with_as_many_steps_as_were_said_to_fit_is_not_refused(rng):
    """Not only the vectors of a run take memory: also blocks along the path, and matrices of whole spectra."""
    net = torch.nn.Sequential(torch.nn.Linear(40, 20), torch.nn.Tanh(), torch.nn.Linear(20, 3)).double()
    data = (rng.standard_normal((12, 40)), rng.integers(0, 3, 12))
    settings = limits.LimitSettings(epsilon=0.1, probes=1, steps=200, dense=10, every_form=0, mask_steps=0, own_steps=0)

    def refusal(memory: int, **changes: int) -> str:
        chosen = dataclasses.replace(settings, memory=memory, **changes)
        with pytest.raises(DomainError) as caught:
            limits.limit_report(net, data, rng=rng, settings=chosen)
        return str(caught.value)

    most = int(re.search(r"at most (\d+) Lanczos steps fit", refusal(1_400_000))[1])
    limits.limit_report(net, data, rng=rng, settings=dataclasses.replace(settings, memory=1_400_000, steps=most))
    assert "Lanczos steps fit" in refusal(1_400_000, steps=most + 1)
    assert "are needed however few Lanczos steps are taken" in refusal(100_000)
    assert "are needed however few Lanczos steps are taken" in refusal(1_400_000, dense=2000)


def test_a_long_run_is_announced_without_any_set_up(caplog):
    operator = matrix_operator(np.eye(4))
    with caplog.at_level(logging.DEBUG, "lqtheory"):
        lanczos(operator, np.ones(4), 2)
        assert not caplog.records
        lanczos(type(operator)(**{**vars(operator), "seconds": 1e3}), np.ones(4), 2)
    (record,) = caplog.records
    assert record.levelno >= logging.WARNING  # less is not printed unless logging was set up
    assert "2 steps, 2 products" in record.getMessage()


def test_the_form_along_the_path_takes_blocks_of_bounded_memory(monkeypatch):
    sizes = []
    operator = matrix_operator(np.diag(np.arange(1.0, 51.0)))
    spying = type(operator)(**{**vars(operator), "multiply": lambda v: (sizes.append(len(v)), operator.multiply(v))[1]})
    path = limits.magnitude_path(np.arange(1, 51) / 50)
    wanted = limits.path_quadratic(path, operator, 3.0)
    monkeypatch.setattr(displacements, "BLOCK_BYTES", 4 * 6 * 8 * 50)
    assert limits.path_quadratic(path, spying, 3.0) == wanted
    assert max(sizes) == 4
