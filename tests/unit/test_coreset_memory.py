"""Compression by coresets needs memory for the weights and one batch, however many inputs there are."""

import json
import os
import subprocess
import sys

import pytest

MEASURE = """
import gc, json, sys
import torch
from lqtheory.compression import compress

def kilobytes(name):
    (line,) = (line for line in open("/proc/self/status") if line.startswith(name))
    return int(line.split()[1])

torch.manual_seed(0)
sizes, relu = [(784, 300), (300, 100), (100, 10)], torch.nn.ReLU()
network = torch.nn.Sequential(*[part for size in sizes for part in (torch.nn.Linear(*size), relu)][:-1])
inputs = torch.rand(2048, 784)
settings = {"density": 0.2, "seed": 0, "batch_size": 64}
peaks = {}
for method in sys.argv[1:]:
    more = {"candidates": 2} if method == "corenet_plus_plus" else {}
    compress(network, method, sample=inputs[:64], **settings, **more)  # loads what is needed
    gc.collect()
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")  # the peak starts anew
    before = kilobytes("VmRSS")
    compress(network, method, sample=inputs, **settings, **more)
    peaks[method] = (kilobytes("VmHWM") - before) / 1024
print(json.dumps(peaks))
"""
METHODS = ("corenet", "corenet_plus", "corenet_plus_plus", "mixed", "sensitivity", "poisson", "pivotal", "pfp")


@pytest.mark.skipif(
    not os.access("/proc/self/clear_refs", os.W_OK), reason="the system does not let a peak of memory start anew"
)
def test_memory_does_not_grow_with_the_number_of_inputs():
    """2048 inputs of 784 pixels; all products of inputs and weights would take four gigabytes."""
    command = [sys.executable, "-c", MEASURE, *METHODS]
    # What is freed goes back to the system at once, and is not taken for memory that was there before.
    environment = {**os.environ, "MALLOC_TRIM_THRESHOLD_": "65536", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    weights, batch = (784 * 300 + 300 * 100 + 100 * 10) * 8 / 2**20, 64 * 784 * 8 / 2**20
    peaks = json.loads(done.stdout)
    assert set(peaks) == set(METHODS)
    assert {method: peak for method, peak in peaks.items() if peak > 40 * (weights + batch)} == {}
