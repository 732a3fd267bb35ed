"""``import lqtheory`` is light: what is heavy is loaded when it is first used."""

import subprocess
import sys

import pytest

import lqtheory

HEAVY = ("flint", "hypothesis", "joblib", "matplotlib", "numpy", "rich", "scipy", "sklearn", "sympy", "torch", "typer")


def modules_after(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_no_heavy_library():
    assert not modules_after("import lqtheory").intersection(HEAVY)


def test_the_check_above_would_notice_a_heavy_library():
    assert "numpy" in modules_after("import lqtheory; lqtheory.rng").intersection(HEAVY)


def test_errors_can_be_named_without_loading_anything_heavy():
    assert not modules_after("import lqtheory; lqtheory.DomainError").intersection(HEAVY)


@pytest.mark.parametrize("name", lqtheory.__all__)
def test_every_exported_name_is_there_and_listed(name: str):
    assert getattr(lqtheory, name) is not None
    assert name in dir(lqtheory)


def test_exported_names_type_checkers_and_the_table_of_homes_agree():
    lazily = {*lqtheory._MODULES, *lqtheory._HOME_OF, "__version__"}
    assert set(lqtheory.__all__) == lazily


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'stechkin'"):
        lqtheory.stechkin  # noqa: B018
