"""A wheel, installed outside the checkout, finds the same theorems, proofs, evidence and sources as the checkout."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INVENTORY = """
import json, lqtheory
from lqtheory import registry
theorems = registry.all_theorems()
print(json.dumps({
    "package": lqtheory.__file__,
    "version": lqtheory.__version__,
    "theorems": [theorem.name for theorem in theorems],
    "fingerprints": [theorem.fingerprint for theorem in theorems],
    "proofs": [theorem.name for theorem in theorems if registry.find_proof(theorem) is not None],
    "evidence": [len(registry.stored_evidence(theorem)) for theorem in theorems],
}))
"""


def inventory(folder: Path, cwd: Path) -> dict[str, object]:
    """What a Python that finds the package in this folder sees."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run([sys.executable, "-c", INVENTORY], capture_output=True, text=True, cwd=cwd, env=environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = ["build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, "-m", *build], capture_output=True, check=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site-packages"
    install = ["pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run([sys.executable, "-m", *install], capture_output=True, check=True)
    return target


def test_a_wheel_finds_what_the_checkout_finds(installed: Path, tmp_path: Path):
    from_wheel, from_checkout = inventory(installed, tmp_path), inventory(ROOT, tmp_path)
    assert Path(str(from_wheel.pop("package"))).is_relative_to(installed)
    assert Path(str(from_checkout.pop("package"))).is_relative_to(ROOT)
    assert from_wheel["theorems"]
    assert from_wheel["proofs"]
    assert from_wheel == from_checkout


def test_a_wheel_carries_the_sources_and_the_typing_marker_but_no_tests(installed: Path):
    package = installed / "lqtheory"
    assert (package / "references.bib").read_bytes() == ROOT.joinpath("lqtheory", "references.bib").read_bytes()
    assert (package / "py.typed").exists()
    assert {path.name for path in installed.iterdir() if path.suffix != ".dist-info"} == {"lqtheory", "bin"}
