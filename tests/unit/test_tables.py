import json
import math
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.balls import Truth
from lqtheory.errors import DataError, DomainError, InputTypeError, RegistryError, ShapeError
from lqtheory.tables import Table, read, replacing, sidecar_path, write

DEMO = Table(
    ["layer", "k", "error", "holds"],
    [("0.weight", 1, 0.1, Truth.YES), ("0.weight", 2, 1 / 3, Truth.UNDECIDED), ("2.weight", 1, None, Truth.NO)],
    keys=["layer", "k"],
    metadata={"version": 3},
)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)
numbers = st.integers() | st.floats(allow_nan=False)
cells = st.none() | st.sampled_from(Truth) | numbers | texts


def readable(cell: object) -> bool:
    try:
        Table(["x"], [(cell,)])
    except DomainError:
        return False
    return True


@given(rows=st.lists(st.tuples(cells.filter(readable), cells.filter(readable)), max_size=6))
def test_what_is_written_is_read_back_exactly(rows: list, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("tables") / "any.csv"
    table = Table(["a b", 'c,"d"'], rows)
    write(table, path)
    again = read(path)
    assert again == table
    assert [list(map(repr, row)) for row in again.rows] == [list(map(repr, row)) for row in table.rows]


def test_floats_keep_their_last_bit(tmp_path: Path):
    values = [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, -0.0, math.inf, float(np.float32(0.1))]
    write(Table(["x"], [(v,) for v in values]), tmp_path / "t.csv")
    assert [v.hex() for v in read(tmp_path / "t.csv").column("x")] == [v.hex() for v in values]


def test_keys_and_metadata_travel_in_the_sidecar(tmp_path: Path):
    DEMO.write(tmp_path / "demo.csv")
    again = read(tmp_path / "demo.csv")
    assert (again.keys, again.metadata) == (("layer", "k"), {"version": 3})
    assert (tmp_path / "demo.csv").read_text().splitlines()[1:] == [
        "0.weight,1,0.1,YES", "0.weight,2,0.3333333333333333,UNDECIDED", "2.weight,1,,NO"
    ]  # fmt: skip


def test_a_csv_file_without_sidecar_is_read_without_keys(tmp_path: Path):
    (tmp_path / "plain.csv").write_text("k,error\n1,0.5\n")
    assert read(tmp_path / "plain.csv") == Table(["k", "error"], [(1, 0.5)])


def test_numpy_scalars_become_python_numbers():
    (row,) = Table(["a", "b"], [(np.float32(0.5), np.int64(7))]).rows
    assert [type(cell) for cell in row] == [float, int]


@pytest.mark.parametrize(
    ("cell", "error", "text"),
    [
        (math.nan, DomainError, "nan in column 'x' of row 0"),
        (True, InputTypeError, "use Truth.YES or Truth.NO"),
        ([1], InputTypeError, "is a list"),
        ("12", DomainError, "would not read back as itself"),
        ("", DomainError, "or None"),
        ("YES", DomainError, "would not read back"),
        ("inf", DomainError, "would not read back"),
    ],
)
def test_cells_that_would_not_survive_are_refused(cell: object, error: type[Exception], text: str):
    with pytest.raises(error, match=text):
        Table(["x"], [(cell,)])


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ((["a", "a"], []), ShapeError, "repeat a name"),
        (([], []), ShapeError, "not nonempty names"),
        ((["a", "b"], [(1,)]), ShapeError, "row 0 has 1 cells, expected 2: a, b"),
        ((["a", "b"], [{"a": 1, "c": 2}]), ShapeError, r"differs from the columns in \['b', 'c'\]"),
        ((["a", "b"], [], ["b"]), ShapeError, "not the leading columns"),
        ((["a", "b"], [(1, 2), (1, 3)], ["a"]), DomainError, r"the key \{'a': 1\} occurs twice"),
    ],
)
def test_malformed_tables_are_refused(arguments: tuple, error: type[Exception], text: str):
    with pytest.raises(error, match=text):
        Table(*arguments)


def damage_cut(content: bytes) -> bytes:
    return content[:-4]


def damage_last_row(content: bytes) -> bytes:
    return b"".join(content.splitlines(keepends=True)[:-1])


def damage_row_length(content: bytes) -> bytes:
    return content.replace(b"0.weight,2,", b"0.weight,2,7,")


def damage_digit(content: bytes) -> bytes:
    return content.replace(b"0.1", b"0.2")


def damage_bytes(content: bytes) -> bytes:
    return content.replace(b"weight", b"\xff\xfeght")


@pytest.mark.parametrize(
    ("damage", "text"),
    [
        (damage_cut, "is cut short"),
        (damage_last_row, r"is not what demo.json describes"),
        (damage_row_length, "row 3: 5 cells, expected 4"),
        (damage_digit, "damaged or edited by hand"),
        (damage_bytes, "is not a text in UTF-8"),
        (lambda _: b"", "is cut short"),
    ],
)
def test_damage_is_detected_and_named(damage, text: str, tmp_path: Path):
    path = tmp_path / "demo.csv"
    DEMO.write(path)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(DataError, match=text):
        read(path)


def test_line_ends_changed_by_version_control_are_no_damage(tmp_path: Path):
    path = tmp_path / "demo.csv"
    DEMO.write(path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(path) == DEMO


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": 99}'])
def test_a_damaged_sidecar_is_named(text: str, tmp_path: Path):
    DEMO.write(tmp_path / "demo.csv")
    (tmp_path / "demo.json").write_text(text)
    with pytest.raises(DataError, match=r"demo\.json"):
        read(tmp_path / "demo.csv")


def test_a_missing_table_is_one_sentence(tmp_path: Path):
    with pytest.raises(DataError, match=r"there is no table .*nowhere\.csv; run the experiment"):
        read(tmp_path / "nowhere.csv")


def test_a_process_killed_between_the_two_files_leaves_a_readable_table(tmp_path: Path, monkeypatch):
    path = tmp_path / "demo.csv"
    DEMO.write(path)
    larger = DEMO.append_missing([("2.weight", 2, 0.5, Truth.YES)])
    rename = os.replace

    def killed_at_the_table(source, target):
        if Path(target).suffix == ".csv":
            raise KeyboardInterrupt
        rename(source, target)

    monkeypatch.setattr(os, "replace", killed_at_the_table)
    with pytest.raises(KeyboardInterrupt):
        larger.write(path)
    monkeypatch.undo()
    assert read(path) == DEMO
    larger.write(path)
    assert read(path) == larger
    assert sorted(p.name for p in tmp_path.iterdir()) == ["demo.csv", "demo.json"]


def test_replacing_leaves_the_old_file_after_an_error(tmp_path: Path):
    path = tmp_path / "note.txt"
    path.write_text("old")

    def stop_halfway() -> None:
        with replacing(path) as temporary:
            temporary.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop_halfway()
    assert [p.name for p in tmp_path.iterdir()] == ["note.txt"]
    assert path.read_text() == "old"


def test_only_csv_names_are_written(tmp_path: Path):
    with pytest.raises(DomainError, match=r"does not end in \.csv"):
        DEMO.write(tmp_path / "demo.txt")
    assert sidecar_path("a/b.csv") == Path("a/b.json")


def test_metadata_that_are_not_json_are_refused_and_nothing_is_written(tmp_path: Path):
    with pytest.raises(DomainError, match="not plain JSON values"):
        DEMO.with_metadata(bad={1, 2}).write(tmp_path / "demo.csv")
    assert not list(tmp_path.iterdir())


def test_the_sidecar_is_plain_json(tmp_path: Path):
    DEMO.write(tmp_path / "demo.csv")
    record = json.loads((tmp_path / "demo.json").read_text())
    assert set(record) == {"schema", "columns", "keys", "sha256", "metadata"}


def test_rows_are_found_grouped_and_sorted():
    assert len(DEMO.where(layer="0.weight")) == 2
    assert DEMO.select("k", "layer").columns == ("k", "layer")
    assert DEMO.select("k", "layer").keys == ()
    assert DEMO.select("layer", "k").keys == ("layer", "k")
    assert [(values, len(part)) for values, part in DEMO.groups("k")] == [((1,), 2), ((2,), 1)]
    assert DEMO.sorted_by("error").column("error") == [None, 0.1, 1 / 3]
    assert DEMO.unique("layer") == ["0.weight", "2.weight"]
    assert np.isnan(DEMO.array("error")[2])


def test_an_unknown_column_comes_with_a_suggestion():
    with pytest.raises(RegistryError, match="did you mean 'layer'"):
        DEMO.column("layr")
    with pytest.raises(InputTypeError, match=r"not a number \(Table.array\)"):
        DEMO.array("holds")


def test_append_missing_keeps_old_rows_and_adds_new_ones():
    more = DEMO.append_missing([("0.weight", 1, 9.0, Truth.NO), ("9.weight", 1, 9.0, Truth.YES)])
    assert more.rows == (*DEMO.rows, ("9.weight", 1, 9.0, Truth.YES))
    with pytest.raises(DomainError, match="no key columns"):
        DEMO.select("k").append_missing([])


def test_records_put_keys_first():
    assert Table.from_records([{"error": 0.5, "k": 1}], keys=["k"]).columns == ("k", "error")
    with pytest.raises(ShapeError, match="no records"):
        Table.from_records([])


def test_the_summary_counts_truth_values_and_leaves_out_the_middle():
    assert DEMO.summary().splitlines()[-1] == "holds: 1 YES, 1 NO, 1 UNDECIDED"
    long = Table(["k"], [(k,) for k in range(100)]).summary(max_rows=4)
    assert long.split("\n") == [" k", " 0", " 1", "… 96 rows left out …", "98", "99"]
