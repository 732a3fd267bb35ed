"""What a researcher waits for: a verdict about a new file, the profile and the compression of a large one, completion.

Processor seconds and peak memory of ``lqtheory`` in processes of their own; wall-clock time depends on what else the
machine does. The conventions are those of :mod:`experiments.benchmarks.run`; the file of weights has 25 times ``size``
entries, 1 GB for the usual one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

LAYERS = 8
COLUMNS = 4096
#: Below this size theorem files are only read.
WHOLE = 1_000_000

SCALARS = """
from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(a=Real(0, typical=(0.1, 5)), b=Real(0, typical=(0.1, 5)), t=Real(0, 1, typical=(0.1, 0.9)))
a, b, t = D.symbols
THEOREM = Theorem(
    name="bench_scalars", title="Means", statement="The geometric mean is at most the arithmetic one.", domain=D,
    claim=AtMost(a**t * b ** (1 - t), t * a + (1 - t) * b), source=Source("lqtheory_dossier", "a benchmark"),
)
"""

RUN = """
import json, resource, sys
from lqtheory.cli import main
sys.argv[0] = "lqtheory"
code = 0
try:
    main()
except SystemExit as end:
    code = end.code or 0
used = resource.getrusage(resource.RUSAGE_SELF)
scale = 1 if sys.platform == "darwin" else 1024
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss * scale / 1e6, code]), file=sys.stderr)
"""


def setup(size: int) -> dict[str, Any]:
    """Theorem files, and a file of weights written piece by piece."""
    folder = Path(tempfile.mkdtemp(prefix="lqtheory-desk-"))
    template = Path(__file__).resolve().parents[2] / "lqtheory" / "templates" / "theorem.py.txt"
    text = template.read_text(encoding="utf-8").replace("$name", "bench_vectors").replace("$title", "Vectors")
    folder.joinpath("bench_vectors.py").write_text(text, encoding="utf-8")
    folder.joinpath("bench_scalars.py").write_text(SCALARS, encoding="utf-8")
    rows = max(1, 25 * size // (LAYERS * COLUMNS))
    _write(folder / "net.safetensors", rows)
    verb = "check" if size >= WHOLE else "show"
    return {"folder": folder, "verb": verb, "largest": rows * COLUMNS * 4 / 1e6, "found": {}}


def _write(path: Path, rows: int) -> None:
    size = rows * COLUMNS * 4
    header = {
        f"layer{i}.weight": {"dtype": "F32", "shape": [rows, COLUMNS], "data_offsets": [i * size, (i + 1) * size]}
        for i in range(LAYERS)
    }
    start = json.dumps(header).encode()
    start += b" " * (-len(start) % 8)
    rng = np.random.default_rng(0)
    with open(path, "wb") as stream:
        stream.write(len(start).to_bytes(8, "little") + start)
        for _ in range(LAYERS * rows):
            stream.write(rng.standard_normal(COLUMNS, np.float32).tobytes())


def _measured(data: dict[str, Any], *words: str) -> tuple[float, float]:
    """Processor seconds and peak megabytes of a command, which is run once."""
    if words not in data["found"]:
        done = subprocess.run(
            [sys.executable, "-c", RUN, *words], capture_output=True, text=True, check=True, cwd=data["folder"]
        )
        seconds, peak, code = json.loads(done.stderr.splitlines()[-1])
        if code:
            raise RuntimeError(f"lqtheory {' '.join(words)} ended with {code}: {done.stderr}")
        data["found"][words] = (seconds, peak)
    found: tuple[float, float] = data["found"][words]
    return found


def track_verdict_scalars(data: dict[str, Any]) -> float:
    """Processor seconds of the whole report on a file about scalars."""
    return _measured(data, data["verb"], "bench_scalars.py")[0]


def track_verdict_vectors(data: dict[str, Any]) -> float:
    """Processor seconds of the whole report on the template, a file about vectors."""
    return _measured(data, data["verb"], "bench_vectors.py")[0]


def track_profile(data: dict[str, Any]) -> float:
    """Processor seconds of the profile of the file of weights, with its page."""
    return _measured(data, "profile", "net.safetensors", "--page", "net.html")[0]


def track_profile_memory(data: dict[str, Any]) -> float:
    """Peak megabytes of the profile beyond 1.5 times the largest tensor."""
    return max(0.0, _measured(data, "profile", "net.safetensors", "--page", "net.html")[1] - 1.5 * data["largest"])


def _compressed(data: dict[str, Any]) -> tuple[float, float]:
    words = ("compress", "net.safetensors", "--method", "magnitude", "--density", "0.5")
    return _measured(data, *words)


def track_compress(data: dict[str, Any]) -> float:
    """Processor seconds of compressing the file of weights by magnitude."""
    return _compressed(data)[0]


def track_compress_memory(data: dict[str, Any]) -> float:
    """Peak megabytes of that beyond 1.5 times the largest tensor."""
    return max(0.0, _compressed(data)[1] - 1.5 * data["largest"])


def track_completion(data: dict[str, Any]) -> float:
    """Processor seconds of completing the name of a theorem in bash."""
    words = {"_LQTHEORY_COMPLETE": "complete_bash", "COMP_WORDS": "lqtheory show stechkin_i", "COMP_CWORD": "2"}
    code = (
        "import sys; sys.argv = ['lqtheory']\nfrom lqtheory.cli import main\ntry:\n    main()\nfinally:\n"
        "    import resource; used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "    print('used', used.ru_utime + used.ru_stime, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ, **words}
    )
    if "stechkin_inequality" not in done.stdout:
        raise RuntimeError(f"completion gave {done.stdout!r}, {done.stderr!r}")
    (line,) = (line for line in done.stderr.splitlines() if line.startswith("used"))
    return float(line.split()[1])


RATIOS: dict[str, tuple[str, str, float, str]] = {}

LIMITS = {
    "seconds of a verdict about scalars, with its report": ("track_verdict_scalars", 20.0),
    "seconds of a verdict about vectors, with its report": ("track_verdict_vectors", 60.0),
    "seconds of the profile of 1 GB": ("track_profile", 60.0),
    "megabytes of that beyond 1.5 times the largest tensor": ("track_profile_memory", 500.0),
    "seconds of compressing 1 GB by magnitude": ("track_compress", 60.0),
    "megabytes of that beyond 1.5 times the largest tensor, too": ("track_compress_memory", 500.0),
    "seconds of completing a name": ("track_completion", 0.5),
}
