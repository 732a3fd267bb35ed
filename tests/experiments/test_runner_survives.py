"""Killed, out of room, read-only, twice at once, truncated, with other libraries: no row is lost or doubled."""

import contextlib
import errno
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from experiments import _cache, _locks, _runner
from experiments._runner import Experiment, run
from lqtheory import tables
from lqtheory.errors import DataError
from lqtheory.tables import files

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork, signals and file locks of POSIX")


def draw(point: dict, rng) -> list[dict]:
    return [{"repeat": i, "value": float(rng.normal()) + point["a"]} for i in range(2)]


def toy(n: int = 40, **changes) -> Experiment:
    settings = {"run": draw, "version": 1, "row_keys": ("repeat",), **changes}
    return Experiment("toy", "a toy", {"a": list(range(n))}, **settings)


@pytest.fixture(autouse=True)
def _toy_has_a_source(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(draw, "__module__", "experiments._runner")


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    """The table of an uninterrupted run."""
    run(toy(), tmp_path / "whole")
    return (tmp_path / "whole" / "toy.csv").read_bytes()


def keys_of(path: Path) -> list[tuple]:
    return [(row["a"], row["repeat"]) for row in tables.read(path)] if path.exists() else []


#: Starts children that compute the table and kills each after a random time; prints what went wrong, or nothing.
KILLER = """
import os, random, signal, sys, time
from pathlib import Path
from experiments._runner import Experiment, run
from lqtheory import tables

def draw(point, rng):
    time.sleep(0.0003)
    return [{"repeat": i, "value": float(rng.normal()) + point["a"]} for i in range(2)]

draw.__module__ = "experiments._runner"
experiment = Experiment("toy", "a toy", {"a": list(range(40))}, draw, 1, row_keys=("repeat",))
folder, kills, rng = Path(sys.argv[1]), int(sys.argv[2]), random.Random(int(sys.argv[3]))
path, whole = folder / "toy.csv", Path(sys.argv[4]).read_bytes()
seen, finished, killed, slowest = set(), 0, 0, 0.08
while killed < kills:
    child = os.fork()
    if not child:
        try:
            run(experiment, folder)
        finally:
            os._exit(0)
    time.sleep(rng.uniform(0, slowest))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    killed += os.WIFSIGNALED(status)
    keys = [(row["a"], row["repeat"]) for row in tables.read(path)] if path.exists() else []
    assert len(keys) == len(set(keys)), "a row is doubled"
    assert seen <= set(keys), "a committed row is lost"
    seen = set(keys)
    if not os.WIFSIGNALED(status):
        assert path.read_bytes() == whole, "the resumed table differs"
        for rest in (path, tables.sidecar_path(path)):
            rest.unlink()
        seen, finished = set(), finished + 1
run(experiment, folder)
assert path.read_bytes() == whole, "the resumed table differs"
print(killed, finished, sorted(p.name for p in folder.iterdir()))
"""


@pytest.mark.parametrize("kills", [5, pytest.param(100, marks=pytest.mark.slow)])
def test_killed_at_random_moments_no_row_is_lost_doubled_or_changed(kills: int, whole: bytes, tmp_path: Path):
    command = [sys.executable, "-c", KILLER, str(tmp_path), str(kills), "20261127", str(tmp_path / "whole" / "toy.csv")]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{kills} ")
    assert done.stdout.rstrip().endswith("['toy.csv', 'toy.json', 'whole']"), "what killed processes left is removed"


@contextlib.contextmanager
def room_for(n_bytes: int) -> Iterator[None]:
    """No file of this process grows beyond a number of bytes: writing then fails in the middle, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("share", [0, 0.01, 0.3, 0.7, 0.8, 0.9, 0.95, 0.99])
def test_a_full_disk_is_named_and_what_was_written_stays(share: float, whole: bytes, tmp_path: Path):
    path = tmp_path / "toy.csv"
    largest = max(file.stat().st_size for file in (tmp_path / "whole").iterdir())
    with room_for(int(share * largest)), pytest.raises(DataError, match=r"toy\.csv cannot be written .*make room"):
        run(toy(), tmp_path)
    kept = keys_of(path)
    assert len(kept) == len(set(kept))
    assert all(not name.name.endswith((".part", ".lock")) for name in tmp_path.iterdir())
    run(toy(), tmp_path)
    assert path.read_bytes() == whole


def test_a_disk_that_is_full_after_half_of_the_rows_loses_none(whole: bytes, tmp_path: Path, monkeypatch):
    path, seen = tmp_path / "toy.csv", []
    real = files.replacing

    @contextlib.contextmanager
    def full(target):
        with real(target) as temporary:
            yield temporary
            seen.append(Path(target).name)
            if len(seen) > limit:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(temporary))

    for limit in range(8):  # sidecar, table, sidecar in turns
        seen.clear()
        before = keys_of(path)
        with monkeypatch.context() as patch:
            patch.setattr(files, "replacing", full)
            with pytest.raises(DataError, match="No space left on device"):
                run(toy(), tmp_path)
        after = keys_of(path)
        assert set(before) <= set(after)
        assert len(after) == len(set(after))
        assert len(after) > len(before) or limit < 2
    run(toy(), tmp_path)
    assert path.read_bytes() == whole


READ_ONLY = """
import os, sys
from pathlib import Path
from experiments._runner import Experiment, run
from lqtheory.errors import DataError
def draw(point, rng):
    return {"value": float(rng.normal())}
draw.__module__ = "experiments._runner"
def experiment(n):
    return Experiment("toy", "", {"a": list(range(n))}, draw, 1)
folder = Path(sys.argv[1])
run(experiment(3), folder)
os.chmod(folder, 0o555)
if os.geteuid() == 0:
    os.setuid(65534)  # the superuser may write everywhere
print(len(run(experiment(3), folder)))
try:
    run(experiment(5), folder)
except DataError as error:
    print(error)
"""


def test_a_read_only_folder_is_named_and_a_complete_table_in_it_is_read():
    with tempfile.TemporaryDirectory() as parent:  # pytest's own folders are closed to other users
        os.chmod(parent, 0o755)
        folder = Path(parent, "tables")
        command = [sys.executable, "-c", READ_ONLY, str(folder)]
        done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False, cwd=ROOT)
        os.chmod(folder, 0o755)
        assert done.returncode == 0, done.stderr
        first, second = done.stdout.splitlines()
        assert first == "3"
        assert "toy.csv cannot be written ([Errno 13] Permission denied" in second
        assert len(tables.read(folder / "toy.csv")) == 3
        assert sorted(path.name for path in folder.iterdir()) == ["toy.csv", "toy.json"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match=r"file/tables/toy\.csv cannot be written"):
        run(toy(3), tmp_path / "file" / "tables")


def test_an_error_of_the_computation_itself_is_not_taken_for_one_of_the_disk(tmp_path: Path):
    def missing(point: dict, rng) -> dict:
        raise FileNotFoundError("no such data")

    missing.__module__ = "experiments._runner"
    with pytest.raises(FileNotFoundError, match="no such data"):
        run(toy(run=missing), tmp_path)


TWIN = """
import os, sys, time
from pathlib import Path
from experiments._runner import Experiment, run
def draw(point, rng):
    time.sleep(0.005)
    with open(sys.argv[2], "a") as log:
        log.write(f"{point['a']}\\n")
    return [{"repeat": i, "value": float(rng.normal()) + point["a"]} for i in range(2)]
draw.__module__ = "experiments._runner"
print(len(run(Experiment("toy", "a toy", {"a": list(range(40))}, draw, 1, row_keys=("repeat",)), Path(sys.argv[1]))))
"""


def test_two_runners_at_once_share_one_table(whole: bytes, tmp_path: Path):
    log = tmp_path / "log"
    command = [sys.executable, "-c", TWIN, str(tmp_path / "shared"), str(log)]
    twins = [
        subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(2)
    ]
    for twin in twins:
        out, err = twin.communicate(timeout=120)
        assert (out, err) == ("80\n", "")
    assert (tmp_path / "shared" / "toy.csv").read_bytes() == whole
    assert sorted(map(int, log.read_text().split())) == list(range(40)), "no point is computed twice"
    assert sorted(path.name for path in (tmp_path / "shared").iterdir()) == ["toy.csv", "toy.json"]


def test_a_second_runner_waits_and_says_so(tmp_path: Path):
    """The lock is held by another process, which ends it by dying: a lock file that stays locks nothing."""
    lock = tmp_path / ".toy.lock"
    holder = (
        "import sys, time\nfrom pathlib import Path\nfrom experiments._locks import exclusive\n"
        "with exclusive(Path(sys.argv[1]), lambda: None):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    command = [sys.executable, "-c", holder, str(lock)]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        told: list[str] = []

        def waiting(what: str, done: int, total: int) -> None:
            if "another runner" in what:
                told.append(what)
                process.kill()

        run(toy(3), tmp_path, on_progress=waiting)
    assert told == ["toy, another runner's"]
    assert not lock.exists()
    lock.touch()
    run(toy(4), tmp_path, on_progress=waiting)
    assert len(told) == 1


def test_a_file_system_without_locks_is_used_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(_locks.fcntl, "flock", refuse)
    assert len(run(toy(3), tmp_path)) == 6


@pytest.mark.parametrize("ending", [".csv", ".json"])
def test_a_table_truncated_at_any_byte_is_named(ending: str, tmp_path: Path):
    run(toy(5), tmp_path)
    path = tmp_path / f"toy{ending}"
    content = path.read_bytes()
    for length in range(len(content)):
        path.write_bytes(content[:length])
        if ending == ".json" and content[length:].strip() == b"":
            continue  # nothing but the end of the last line is missing
        with pytest.raises(DataError, match=r"toy\.(csv|json)"):
            tables.read(tmp_path / "toy.csv")
        if length % 97 == 0:
            with pytest.raises(DataError, match=r"toy\.(csv|json)"):
                run(toy(5), tmp_path)
            assert path.read_bytes() == content[:length], "what is damaged is left for whoever wants to look"


def test_a_table_without_its_sidecar_is_named_and_left(whole: bytes, tmp_path: Path):
    run(toy(), tmp_path)
    (tmp_path / "toy.json").unlink()
    with pytest.raises(DataError, match=r"toy\.csv has lost its sidecar toy\.json"):
        run(toy(), tmp_path)
    assert (tmp_path / "toy.csv").read_bytes() == whole
    run(toy(), tmp_path, anew=True)
    assert (tmp_path / "toy.csv").read_bytes() == (tmp_path / ".toy.earlier.csv").read_bytes() == whole


@pytest.mark.parametrize("change", [{"seed": 1}, {"anew": True}, {"version": 2}])
def test_rows_that_make_room_for_others_are_kept_aside(change: dict, whole: bytes, tmp_path: Path):
    run(toy(), tmp_path)
    settings = {name: value for name, value in change.items() if name != "version"}
    told: list[str] = []
    run(toy(version=change.get("version", 1)), tmp_path, on_note=told.append, **settings)
    assert told == [f"the table that was there before is kept as {tmp_path / '.toy.earlier.csv'}"]
    assert tables.read(tmp_path / ".toy.earlier.csv").metadata["seed"] == 0
    assert (tmp_path / ".toy.earlier.csv").read_bytes() == whole


def test_a_table_set_aside_does_not_replace_one_before(whole: bytes, tmp_path: Path):
    """The whole table, started anew by mistake, and the few rows of a second start."""
    run(toy(), tmp_path)
    run(toy(3), tmp_path, anew=True)
    few = (tmp_path / "toy.csv").read_bytes()
    run(toy(4), tmp_path, anew=True)
    assert (tmp_path / ".toy.earlier.csv").read_bytes() == whole
    assert (tmp_path / ".toy.earlier-2.csv").read_bytes() == few
    assert len(tables.read(tmp_path / ".toy.earlier-2.csv")) == 6


TWICE_ANEW = """
import sys, time
from pathlib import Path
from experiments import _runner
_runner.LONGEST_UNWRITTEN = 0.0
def draw(point, rng):
    time.sleep(0.05)
    return {"value": float(rng.normal())}
draw.__module__ = "experiments._runner"
experiment = _runner.Experiment("toy", "a toy", {"a": list(range(30))}, draw, 1)
print("ready", flush=True)
_runner.run(experiment, Path(sys.argv[1]), anew=True)
"""


def test_a_second_fresh_run_takes_no_row_from_the_first(tmp_path: Path):
    """The first is killed while the second waits for the table: what it had written stays, set aside."""
    command, table = [sys.executable, "-c", TWICE_ANEW, str(tmp_path)], tmp_path / "toy.csv"
    with subprocess.Popen(command, env=ENVIRONMENT, cwd=ROOT, stdout=subprocess.DEVNULL) as first:
        deadline = time.monotonic() + 60
        while not (table.exists() and len(tables.read(table)) >= 5) and time.monotonic() < deadline:
            time.sleep(0.01)
        with subprocess.Popen(command, env=ENVIRONMENT, cwd=ROOT, stdout=subprocess.PIPE, text=True) as second:
            assert second.stdout is not None
            second.stdout.readline()
            had = len(tables.read(table))
            first.kill()
            assert second.wait(60) == 0
    assert len(tables.read(table)) == 30
    assert len(tables.read(tmp_path / ".toy.earlier.csv")) >= had >= 5


def total(source: Path) -> float:
    return float(sum(row["value"] for row in tables.read(source)))


def derived(point: dict, rng, source: Path) -> dict:
    return {"total": total(source), "source": _cache.digest_of(source)}


def test_rows_computed_from_another_table_follow_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(derived, "__module__", "experiments._runner")
    sums = Experiment("sums", "of a toy", {"k": [1, 2]}, derived, 1, of="toy")
    with pytest.raises(DataError, match=r"sums is computed from .*toy.csv, which is not there; run toy first"):
        run(sums, tmp_path)
    run(toy(), tmp_path)
    before = run(sums, tmp_path).column("total")
    run(toy(), tmp_path, seed=1)
    after = run(sums, tmp_path).column("total")
    assert list(after) == [total(tmp_path / "toy.csv")] * 2
    assert list(after) != list(before)
    table = tables.read(tmp_path / "toy.csv")
    table.with_metadata(complete=False).write(tmp_path / "toy.csv")
    with pytest.raises(DataError, match="which is not complete"):
        run(sums, tmp_path)


def test_rows_of_other_library_versions_stay_and_are_told(whole: bytes, tmp_path: Path, monkeypatch):
    old = {**_cache.versions(), "numpy": "0.1"}
    with monkeypatch.context() as patch:
        patch.setattr(_cache, "versions", lambda: old)
        run(toy(20), tmp_path)
    unchanged = (tmp_path / "toy.json").read_bytes()
    run(toy(20), tmp_path)
    assert (tmp_path / "toy.json").read_bytes() == unchanged, "a complete table is left alone"
    told = run(toy(), tmp_path).metadata
    assert (told["versions"], told["earlier_versions"]) == (_cache.versions(), [old])
    assert run(toy(41), tmp_path).metadata["earlier_versions"] == [old]
    run(toy(), tmp_path)
    assert (tmp_path / "toy.csv").read_bytes() == whole


def test_rows_are_written_after_ten_seconds_however_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(_runner, "LONGEST_UNWRITTEN", 0.0)
    found: list[int] = []
    run(toy(6), tmp_path, on_progress=lambda what, done, total: found.append(len(keys_of(tmp_path / "toy.csv"))))
    assert found == [2, 4, 6, 8, 10, 12]


def test_of_rows_that_take_long_none_waits_for_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Two that end within a second of each other, after half an hour: the second is written, too."""
    ends = iter([0.0, *(at for row in range(6) for at in [1800.0 * (row // 2 + 1) + row % 2] * 2), *[1e5] * 20])
    monkeypatch.setattr(_runner, "time", SimpleNamespace(perf_counter=lambda: next(ends)))
    found: list[int] = []
    run(toy(6), tmp_path, on_progress=lambda what, done, total: found.append(len(keys_of(tmp_path / "toy.csv"))))
    assert found == [2, 4, 6, 8, 10, 12]


WORKERS = """
import sys, time
from pathlib import Path
from experiments import _runner
_runner.LONGEST_UNWRITTEN = 0.2
def draw(point, rng):
    time.sleep(0.05)
    return [{"repeat": i, "value": float(rng.normal()) + point["a"]} for i in range(2)]
draw.__module__ = "experiments._runner"
experiment = _runner.Experiment("toy", "a toy", {"a": list(range(40))}, draw, 1, row_keys=("repeat",))
_runner.run(experiment, Path(sys.argv[1]), n_jobs=2, on_progress=lambda *_: print("row", flush=True))
"""


@pytest.mark.slow  # worker processes take seconds to start
def test_a_run_with_workers_that_is_killed_goes_on(whole: bytes, tmp_path: Path):
    """Killed after 1, 6, 11 ... rows of each life, whatever its workers are doing then."""
    command, table, seen = [sys.executable, "-c", WORKERS, str(tmp_path / "t")], tmp_path / "t" / "toy.csv", set()
    for life in range(20):
        with subprocess.Popen(command, env=ENVIRONMENT, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(1 + 5 * (life % 3)):
                process.stdout.readline()
            process.kill()
        keys = keys_of(table)
        assert len(keys) == len(set(keys)), "a row is doubled"
        assert seen <= set(keys), "a committed row is lost"
        seen = set(keys)
        if len(keys) == 80:
            break
    assert life >= 3
    assert table.read_bytes() == whole
