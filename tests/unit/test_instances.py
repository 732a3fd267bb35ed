import numpy as np
import pytest

from lqtheory.errors import DomainError, InputTypeError
from lqtheory.instances import (
    FAMILIES,
    flat,
    geometric,
    levels,
    low_rank,
    power_law,
    random_unit,
    sparse_plus_tail,
    spike,
    two_level,
)


def test_families_have_the_shapes_their_names_say():
    assert flat(4, 2, 3.0).tolist() == [3, 3, 0, 0]
    assert two_level(4, 1, 5, 2).tolist() == [5, 2, 2, 2]
    assert levels(6, (1, 2), (9, 4)).tolist() == [9, 4, 4, 0, 0, 0]
    assert geometric(3, 0.1).tolist() == pytest.approx([1, 0.1, 0.01], rel=1e-15)
    assert power_law(3, 2).tolist() == [1, 0.25, 1 / 9]
    assert sparse_plus_tail(3, 2, 1e-4).tolist() == [1, 1, 1e-4]
    assert spike(4, 7).tolist() == [7, 1, 1, 1]
    assert spike(4, 7, 0).tolist() == [7, 0, 0, 0]


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_gives_float64(name: str):
    from lqtheory import instances

    arguments = {
        "flat": (2,),
        "two_level": (2, 3, 1),
        "levels": ((1, 2), (3, 1)),
        "geometric": (1,),
        "power_law": (1,),
        "sparse_plus_tail": (1, 0),
        "spike": (2,),
    }
    vector = getattr(instances, name)(4, *arguments[name])
    assert vector.dtype == np.float64
    assert vector.shape == (4,)


def test_empty_and_full_counts_are_allowed():
    assert not flat(3, 0).any()
    assert flat(3, 3).all()
    assert two_level(3, 0, 5, 1).tolist() == [1, 1, 1]


def test_random_families_take_their_generator(rng: np.random.Generator):
    assert np.linalg.norm(random_unit(50, rng=rng)) == pytest.approx(1, rel=1e-14)
    assert np.linalg.matrix_rank(low_rank(6, 5, 3, rng=rng)) == 3
    assert not low_rank(2, 2, 0, rng=rng).any()


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: flat(3, 4), r"m=4 is outside \{0,...,n\} with n=3 \(flat\); use m <= 3"),
        (lambda: flat(0, 0), r"n=0 is outside \{1,2,...\} \(flat\); use n >= 1"),
        (lambda: two_level(3, -1, 1, 0), r"m=-1 is outside .* use m >= 0"),
        (lambda: levels(3, (2, 2), (1, 1)), r"the levels have 4 entries, allowed are n=3"),
        (lambda: spike(3, 1, 3), r"m=3 is outside \{0,...,n-1\}"),
        (lambda: low_rank(3, 2, 3, rng=np.random.default_rng(0)), r"with min\(rows,cols\)=2"),
    ],
)
def test_counts_out_of_range_are_refused(call, text: str):
    with pytest.raises(DomainError, match=text):
        call()


@pytest.mark.parametrize("m", [True, 1.0, "1"])
def test_counts_must_be_integers(m: object):
    with pytest.raises(InputTypeError, match="is not an integer"):
        flat(3, m)
