"""The verb ``explore``."""

import json

import pytest

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


def test_bad_input_gets_one_sentence(refused, path):
    assert "is no positive real parameter" in refused("explore", path, "B", "--fix", "m=3")
    assert "is no scalar of open_bound" in refused("explore", path, "C", "--fix", "z=3")
    assert "gives no list of values" in refused("explore", path, "C", "--along", "m=3")
    assert "name one" in refused("explore", "kinematics/*", "C")
