"""Make ``.venv`` fit for this checkout: called by the Makefile before every target that runs Python.

The environment is installed once and again whenever ``pyproject.toml``, ``constraints.txt``, the Python or the
place of the checkout changes; a stamp inside ``.venv`` records them and is written last, so an interrupted
installation is never taken for a finished one. A lock lets several ``make`` wait for each other.

Any Python must be able to read this file, if only to learn that it is too old: Python 2.7 syntax, standard library.
"""

import hashlib
import os
import shlex
import subprocess
import sys

LOWEST, HIGHEST = (3, 11), (3, 13)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "lqtheory-installed")


def refuse(sentence):
    """End with exit code 2 and one sentence on stderr."""
    sys.stderr.write("lqtheory: " + sentence + "\n")
    sys.exit(2)


def refuse_unsuitable_python():
    """Refuse a Python outside the supported range, or one that cannot create a virtual environment."""
    version = "%d.%d" % sys.version_info[:2]
    if not LOWEST <= sys.version_info[:2] <= HIGHEST:
        refuse(
            "Python 3.11, 3.12 or 3.13 is needed, but %s is Python %s; name another one, for example "
            "`make test PYTHON=python3.12`." % (sys.executable, version)
        )
    try:
        import ensurepip  # noqa: F401  Debian and Ubuntu ship venv without it
        import venv  # noqa: F401
    except ImportError:
        refuse(
            "Python %s at %s cannot create virtual environments because its `venv` module is missing or incomplete; "
            "install it (Debian, Ubuntu: `sudo apt install python%s-venv`) or name another Python, for example "
            "`make test PYTHON=python3.12`." % (version, sys.executable, version)
        )


def wanted_stamp():
    """Everything the installed environment depends on, as text."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return "Python %d.%d\n%s\n%s\n" % (sys.version_info[0], sys.version_info[1], ROOT, digest.hexdigest())


def is_installed(stamp):
    """Whether ``.venv`` was completely installed for this stamp."""
    try:
        with open(STAMP) as file:
            return file.read() == stamp and os.path.exists(PYTHON)
    except (IOError, OSError):
        return False


def output_of(*command):
    """What the command prints, or None if it cannot run or fails."""
    try:
        with open(os.devnull, "w") as nowhere:
            return subprocess.check_output(command, stderr=nowhere).decode().strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def install(stamp):
    """Create ``.venv`` if there is none for this Python, install the exact tested set into it, stamp it."""
    if os.path.exists(STAMP):
        os.remove(STAMP)
    version = "%d.%d" % sys.version_info[:2]
    if output_of(PYTHON, "-c", "import sys, pip; print('%d.%d' % sys.version_info[:2])") != version:
        print("lqtheory: creating .venv with Python " + version)
        subprocess.check_call([sys.executable, "-m", "venv", "--clear", VENV])
    print("lqtheory: installing the versions of constraints.txt into .venv")
    sys.stdout.flush()
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
    command += shlex.split(os.environ.get("PIP_ARGS", ""))
    command += ["-c", "constraints.txt", "-e"]
    # At once it is quickest; one after the other says what is missing.
    if subprocess.call(command + [".[dev,lean,z3,docs,cluster]"], cwd=ROOT):  # noqa: RUF005  Python 2 reads this file
        install_one_by_one(command)
    with open(STAMP + ".new", "w") as file:
        file.write(stamp)
    os.rename(STAMP + ".new", STAMP)


def install_one_by_one(command):
    """What must be there, then what some platforms lack, each by itself."""
    subprocess.check_call(command + [".[dev]"], cwd=ROOT)  # noqa: RUF005
    # The other checkers are compiled programs, which not every platform has.
    if subprocess.call(command + [".[dev,lean,z3]"], cwd=ROOT):  # noqa: RUF005
        print("lqtheory: leancert and z3 cannot be installed here; what needs them is not checked")
    if subprocess.call(command + [".[dev,docs]"], cwd=ROOT):  # noqa: RUF005
        print("lqtheory: what `make docs` needs cannot be installed here; the notebook is not checked")
    if subprocess.call(command + [".[dev,cluster]"], cwd=ROOT):  # noqa: RUF005
        print("lqtheory: dask cannot be installed here; experiments on a Dask cluster are not checked")


def main():
    """Install if needed; exit code 0 when ``.venv`` is ready, 2 with a sentence when it cannot be made so."""
    refuse_unsuitable_python()
    stamp = wanted_stamp()
    if is_installed(stamp):
        return
    try:
        with open(os.path.join(ROOT, "constraints.txt"), "r+") as lock:
            try:
                import fcntl
            except ImportError:  # no such locks on this system: parallel installations are then the user's care
                pass
            else:
                fcntl.flock(lock, fcntl.LOCK_EX)
            if not is_installed(stamp):
                install(stamp)
    except subprocess.CalledProcessError as error:
        refuse("`%s` failed, see above; run make again once the cause is gone." % " ".join(map(str, error.cmd)))
    except (IOError, OSError) as error:
        refuse("%s; the folder of the checkout must be writable." % error)
    except KeyboardInterrupt:
        refuse("interrupted; the next make starts the installation again.")


if __name__ == "__main__":
    main()
