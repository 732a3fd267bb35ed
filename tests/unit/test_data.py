import dataclasses
import gzip
import hashlib
import io
import tarfile
from pathlib import Path

import numpy as np
import pytest

from lqtheory.errors import DataError, DomainError, RegistryError, ShapeError
from lqtheory.networks import data
from lqtheory.networks.data import files, folders, readers, sets

SHAPES = {"train-images-idx3-ubyte": (6, 28, 28), "train-labels-idx1-ubyte": (6,),
          "t10k-images-idx3-ubyte": (3, 28, 28), "t10k-labels-idx1-ubyte": (3,)}  # fmt: skip


def idx(shape: tuple[int, ...]) -> bytes:
    header = bytes([0, 0, 8, len(shape)]) + b"".join(n.to_bytes(4, "big") for n in shape)
    return header + (np.arange(np.prod(shape)) % (10 if len(shape) == 1 else 256)).astype(np.uint8).tobytes()


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny MNIST published at file:// addresses; nothing else is found anywhere."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    content = {name: idx(shape) for name, shape in SHAPES.items()}
    packed = {name: gzip.compress(c, mtime=0) for name, c in content.items()}
    for name, c in packed.items():
        (folder / f"{name}.gz").write_bytes(c)
    tiny = dataclasses.replace(
        sets._IDX_SETS["mnist"],
        mirrors=("file:///nowhere/", f"file://{folder}/"),
        published=tuple(hashlib.sha256(c).hexdigest() for c in packed.values()),
        content=tuple(hashlib.sha256(c).hexdigest() for c in content.values()),
    )
    monkeypatch.setitem(sets._IDX_SETS, "mnist", tiny)
    monkeypatch.setattr(sets, "_IDX_FILES", SHAPES)
    monkeypatch.delenv(data.ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.setattr(folders, "_checkouts", lambda: iter(()))
    monkeypatch.setattr(folders, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(files, "cache_folder", lambda: tmp_path / "cache")
    return folder


@pytest.mark.parametrize("name", [name for name in data.names() if data.is_available(name)])
def test_every_set_that_is_here_loads_scaled_and_split(name: str):
    found = data.load(name, download=False)
    assert found.name.startswith(name)
    for x, y in ((found.x_train, found.y_train), (found.x_test, found.y_test)):
        assert x.dtype == np.float32
        assert len(x) == len(y) > 0
        assert np.isfinite(x).all()
        if found.task == "classification":
            assert (x.min(), x.max()) == (0, 1)
            assert set(np.unique(y)) == set(range(found.n_classes))
    if found.task == "regression":
        np.testing.assert_allclose(found.x_train.mean(axis=0, dtype=np.float64), 0, atol=1e-6)
        np.testing.assert_allclose(found.x_train.std(axis=0, dtype=np.float64), 1, atol=1e-6)


def test_digits_are_split_the_same_way_every_time():
    found = data.load("digits")
    assert found.y_train[:8].tolist() == data.load("digits").y_train[:8].tolist() == [8, 8, 8, 5, 4, 5, 2, 4]
    assert (found.input_shape, found.n_features) == ((1, 8, 8), 64)


def test_a_set_is_downloaded_into_the_cache_once(mirror: Path, tmp_path: Path):
    seen: list[tuple[int, int]] = []
    assert not data.is_available("mnist")
    first = data.load("mnist", on_progress=lambda done, total: seen.append((done, total)))
    assert all(done == total for done, total in seen)
    assert len(seen) == 4
    assert first.x_train.shape == (6, 1, 28, 28)
    assert first.x_train[0, 0, 0, 3] == np.float32(3) / np.float32(255)
    for file in mirror.iterdir():
        file.unlink()
    assert data.is_available("mnist")
    assert data.load("mnist", download=False).source == str(tmp_path / "cache" / "data" / "MNIST" / "raw")


def test_a_download_with_another_checksum_is_refused_and_leaves_nothing(mirror: Path, tmp_path: Path):
    file = mirror / "train-images-idx3-ubyte.gz"
    file.write_bytes(file.read_bytes() + b"x")
    with pytest.raises(DataError, match="has another checksum"):
        data.load("mnist")
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def test_without_network_one_sentence_names_folders_and_variable(mirror: Path, tmp_path: Path, monkeypatch):
    for file in mirror.iterdir():
        file.unlink()
    monkeypatch.setenv(data.ENVIRONMENT_VARIABLE, str(tmp_path / "mine"))
    with pytest.raises(DataError) as caught:
        data.load("mnist")
    text = str(caught.value)
    assert "\n" not in text
    assert all(
        part in text for part in (str(tmp_path / "mine"), str(tmp_path / "cache" / "data"), "LQTHEORY_DATA", "MNIST")
    )
    with pytest.raises(DataError, match="downloading was not allowed"):
        data.load("mnist", download=False)


def test_a_root_is_the_only_folder_searched_and_filled(mirror: Path, tmp_path: Path):
    data.load("mnist")
    assert not data.is_available("mnist", root=tmp_path / "other")
    assert data.load("mnist", root=tmp_path / "other").source == str(tmp_path / "other" / "MNIST" / "raw")


def test_unpacked_files_are_read_and_damage_is_named(mirror: Path, tmp_path: Path):
    raw = tmp_path / "unpacked" / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for name, shape in SHAPES.items():
        (raw / name).write_bytes(idx(shape))
    root = tmp_path / "unpacked"
    assert data.load("mnist", root=root, download=False).x_test.shape == (3, 1, 28, 28)
    (raw / "t10k-labels-idx1-ubyte").write_bytes(idx((4,)))
    with pytest.raises(DataError, match=r"t10k-labels-idx1-ubyte is damaged or another file .*content"):
        data.load("mnist", root=root, download=False)
    (raw / "train-labels-idx1-ubyte.gz").write_bytes(b"no gzip")
    with pytest.raises(DataError, match=r"train-labels-idx1-ubyte\.gz is damaged"):
        data.load("mnist", root=root, download=False)


def test_the_search_path_is_variable_then_checkout_then_cache(tmp_path: Path, monkeypatch):
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    (tmp_path / "shared" / "data").mkdir(parents=True)
    monkeypatch.chdir(checkout)
    monkeypatch.setenv(data.ENVIRONMENT_VARIABLE, "/mine")
    assert tmp_path / "shared" / "data" not in data.data_folders()
    (checkout / "pyproject.toml").write_text('[project]\nname = "another"\n')
    assert tmp_path / "shared" / "data" not in data.data_folders()
    (checkout / "pyproject.toml").write_text('[project]\nname = "lqtheory"\n')
    found = data.data_folders()
    assert found[0] == Path("/mine")
    assert tmp_path / "shared" / "data" in found[1:-1]
    assert found[-1] == data.cache_folder() / "data"


def test_an_unknown_set_comes_with_a_suggestion():
    with pytest.raises(RegistryError, match="did you mean 'mnist'"):
        data.load("mnst")
    with pytest.raises(RegistryError, match="there are california_housing, cifar10"):
        data.is_available("imagenet")


def cifar_batches() -> dict[str, bytes]:
    one = bytes([7]) + bytes(range(256)) * 12
    return {name: one * 10000 for name in (*readers._CIFAR_TRAIN, "test_batch.bin")}


def test_the_binary_version_of_cifar_is_read_from_archive_and_folder(tmp_path: Path):
    batches = cifar_batches()
    folder = tmp_path / "cifar-10-batches-bin"
    folder.mkdir()
    with tarfile.open(tmp_path / "cifar-10-binary.tar.gz", "w:gz", compresslevel=1) as archive:
        for name, content in batches.items():
            (folder / name).write_bytes(content)
            member = tarfile.TarInfo(f"cifar-10-batches-bin/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    from_folder = readers.read_cifar_folder(folder)
    from_archive = readers.read_cifar_archive(tmp_path / "cifar-10-binary.tar.gz")
    assert all((a == b).all() for a, b in zip(from_folder, from_archive, strict=True))
    assert from_folder[0].shape == (50000, 3, 32, 32)
    assert (from_folder[0][0, 0, 0, 5], from_folder[1][0]) == (5, 7)
    (folder / "data_batch_3.bin").write_bytes(batches["data_batch_3.bin"][:-1])
    with pytest.raises(DataError, match=r"data_batch_3\.bin is missing or cut short"):
        readers.read_cifar_folder(folder)


def test_the_subset_of_cifar_is_read_and_pickles_are_refused(tmp_path: Path):
    path = tmp_path / "cifar10_subset" / "cifar10_subset.npz"
    path.parent.mkdir()
    images, labels = np.zeros((4, 32, 32, 3), np.uint8), np.arange(4, dtype=np.uint8)
    images[..., 2] = 255
    np.savez(path, x_train=images, y_train=labels, x_test=images, y_test=labels)
    found = data.load("cifar10", root=tmp_path, download=False)
    assert found.name == "cifar10_subset"
    assert found.x_train[:, :, 0, 0].tolist() == [[0, 0, 1]] * 4
    assert found.x_held_out is found.y_held_out is None
    np.savez(path, x_train=images, y_train=labels, x_test=images, y_test=labels, x_val=images[:2], y_val=labels[2:])
    found = data.load("cifar10", root=tmp_path, download=False)
    assert found.x_held_out[:, :, 0, 0].tolist() == [[0, 0, 1]] * 2
    assert (len(found.x_test), found.y_held_out.tolist()) == (4, [2, 3])
    np.savez(path, x_train=images, y_train=labels, x_test=images, y_test=labels, x_val=images)
    with pytest.raises(DataError, match="y_val"):
        data.load("cifar10", root=tmp_path, download=False)
    np.savez(path, x_train=np.array([print], dtype=object), y_train=labels, x_test=images, y_test=labels)
    with pytest.raises(DataError, match="allow_pickle=False"):
        data.load("cifar10", root=tmp_path, download=False)
    np.savez(path, x_train=images, y_train=labels[:2], x_test=images, y_test=labels)
    with pytest.raises(DataError, match="are not CIFAR-10 images"):
        data.load("cifar10", root=tmp_path, download=False)


def test_other_numbers_than_the_published_housing_are_refused(tmp_path: Path):
    path = tmp_path / "CaliforniaHousing" / "cal_housing.data"
    path.parent.mkdir()
    path.write_text("1,2,3\n4,5,6\n")
    with pytest.raises(DataError, match="its numbers are not the published ones"):
        data.load("california_housing", root=tmp_path, download=False)


def test_inconsistent_records_are_refused():
    x, y = np.zeros((3, 2), np.float32), np.zeros(3, np.int64)
    with pytest.raises(ShapeError, match=r"have \[3, 2, 3, 3\] examples"):
        data.Dataset("odd", x, y[:2], x, y, "classification", 10)
    with pytest.raises(ShapeError, match="inputs of shapes"):
        data.Dataset("odd", x, y, x[:, :1], y, "classification", 10)
    with pytest.raises(DomainError, match="task='regression' with n_classes=10"):
        data.Dataset("odd", x, y, x, y, "regression", 10)
    for held_out in ((x, None), (x, y[:2]), (x[:, :1], y)):
        with pytest.raises(ShapeError, match="give both or none"):
            data.Dataset("odd", x, y, x, y, "classification", 10, x_held_out=held_out[0], y_held_out=held_out[1])


def test_a_sample_of_the_test_inputs_is_random_and_repeatable():
    x, y = np.arange(10_000.0, dtype=np.float32)[:, None], np.zeros(10_000, np.int64)
    ordered = data.Dataset("ordered", x, y, x, y, "classification", 2)
    drawn, others = ordered.test_sample(2000, seed=3)
    assert sorted([*drawn, *others]) == list(range(10_000))
    assert drawn.tolist() == ordered.test_sample(2000, seed=3)[0].tolist() != ordered.test_sample(2000)[0].tolist()
    # a mean of 2000 of 10000 ranks has the deviation 10000/sqrt(12 * 2000) * sqrt(0.8) = 58
    assert all(abs(ordered.test_sample(2000, seed=s)[0].mean() - 5000) < 6 * 58 for s in range(20))
    assert ordered.test_sample(20_000)[0].tolist() == list(range(10_000))
    with pytest.raises(DomainError, match="size=-1"):
        ordered.test_sample(-1)
