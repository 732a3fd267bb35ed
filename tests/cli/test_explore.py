"""The verb ``explore``."""

import json
from fractions import Fraction

import pytest

from lqtheory.cli.exploring import _rounded

TEXT = """
from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem

D = Domain(m=Integer(1, typical=(1, 9)), t=Real(0, typical=(0, 4)), C=Real(0))
m, t, C = D.symbols
THEOREM = Theorem("open_bound", "Open", "2 t m <= C (1 + t^2).", D, AtMost(2 * t * m, C * (1 + t**2)), Source("none"))
"""


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "open_bound.py"
    file.write_text(TEXT.replace('"none"', '"lqtheory_dossier"'))
    return file


def test_a_constant_is_printed_with_both_sides(cli, path):
    result = cli("explore", path, "C", "--fix", "m=3")
    assert result.code == 0
    assert "least C: 3" in result.out
    assert "by balls, at m=3, t=1" in result.out
    assert "none breaks it" in result.out


def test_several_values_give_a_table_and_a_limit(cli, path):
    document = json.loads(cli("explore", path, "C", "--along", "m=[1,2,4]", "--json").out)
    assert [row["m"] for row in document["found"]] == [1, 2, 4]
    assert [round(row["estimate"], 2) for row in document["found"]] == [1, 2, 4]
    assert "suggested limit of C along m" in cli("explore", path, "C", "--along", "m=[1,2,3]").out


@pytest.mark.parametrize("value", [1 / 3, 2 / 3, 0.12345678949999999, 1e-12 / 7, 123456789012.5])
def test_what_is_printed_is_rounded_so_that_it_stays_true(value):
    for digits in (6, 9):
        assert Fraction(_rounded(value, False, digits)) <= Fraction(value) <= Fraction(_rounded(value, True, digits))
        assert float(_rounded(value, False, digits)) == pytest.approx(value, rel=10.0 ** (1 - digits))
    assert (_rounded(0.5, True), _rounded(0.5, False), _rounded(20.0, True)) == ("0.5", "0.5", "20")


def test_the_printed_number_is_refuted_too(cli, path):
    words = ("explore", path, "C", "--fix", "m=3")
    exact = json.loads(cli(*words, "--json").out)["found"][0]
    refuted, survived = (line.split(" = ")[1].split()[0].rstrip(":") for line in cli(*words).out.splitlines()[1:3])
    assert Fraction(refuted) <= Fraction(exact["refuted"]) <= Fraction(exact["survived"]) <= Fraction(survived)


def test_bad_input_gets_one_sentence(refused, path):
    assert "is no positive real parameter" in refused("explore", path, "B", "--fix", "m=3")
    assert "is no scalar of open_bound" in refused("explore", path, "C", "--fix", "z=3")
    assert "gives no list of values" in refused("explore", path, "C", "--along", "m=3")
    assert "name one" in refused("explore", "kinematics/*", "C")
