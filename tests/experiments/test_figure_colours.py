"""The palette for every kind of colour vision, and lines that are told apart without colours."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS

#: Linear RGB as seen without one kind of cones (Machado, Oliveira and Fernandes 2009, at full severity).
DICHROMACY = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour: str, seen: np.ndarray | None = None) -> np.ndarray:
    """CIE L*, a*, b* of a colour, if wanted as seen through a matrix on linear RGB."""
    encoded = np.array(to_rgb(colour))
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    if seen is not None:
        linear = np.clip(seen @ linear, 0, 1)
    xyz = TO_XYZ @ linear / TO_XYZ.sum(axis=1)
    x, y, z = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def alike_in_grey(figure: Figure) -> list[tuple[object, ...]]:
    """Pairs of colours of lines with the same dashes and markers on the same axes, nearly as light as each other."""
    found = []
    for ax in figure.axes:
        colours: dict[tuple[str, str, bool], set[str]] = {}
        for line in ax.lines:
            if line.get_zorder() == 0:  # a line to guide the eye, behind all others
                continue
            drawn = line.get_linestyle() != "None" and line.get_linewidth() > 0 and len(line.get_xdata()) > 1
            if not drawn and line.get_marker() in ("None", "", None):
                continue
            dashes = str(line._unscaled_dash_pattern) if drawn else "none"
            look = (dashes, str(line.get_marker()), line.get_linewidth() >= 1.4)
            colours.setdefault(look, set()).add(line.get_color())
        for look, several in colours.items():
            for one, other in combinations(sorted(several), 2):
                if abs(lab(one)[0] - lab(other)[0]) < 10:
                    found.append((*look, one, other))
    return found


def foreign_colours(figure: Figure) -> set[str]:
    """Colours of lines that are neither of the palette nor grey."""
    used = {line.get_color() for ax in figure.axes for line in ax.lines}
    known = {to_rgb(colour) for colour in COLOURS.values()}
    return {colour for colour in used if to_rgb(colour) not in known and len(set(to_rgb(colour))) > 1}


@pytest.mark.parametrize("kind", DICHROMACY)
def test_the_palette_is_told_apart_with_every_colour_vision(kind: str):
    seen = np.array(DICHROMACY[kind])
    near = [
        (one, other)
        for one, other in combinations(COLOURS, 2)
        if np.linalg.norm(lab(COLOURS[one], seen) - lab(COLOURS[other], seen)) < 8
    ]
    assert near == []


def test_red_and_green_of_equal_lightness_are_found_out():
    seen = np.array(DICHROMACY["deuteranopia"])
    assert (
        np.linalg.norm(lab("#b57f50", seen) - lab("#8a8f50", seen))
        < 8
        < np.linalg.norm(lab("#b57f50") - lab("#8a8f50"))
    )


def test_lines_alike_in_grey_are_found_out():
    figure = Figure()
    ax = figure.add_subplot()
    ax.plot([0, 1], [0, 1], color=COLOURS["vermilion"])
    ax.plot([0, 1], [1, 0], color=COLOURS["green"], linestyle=(0, (4, 2)))
    assert alike_in_grey(figure) == []
    assert foreign_colours(figure) == set()
    ax.plot([0, 1], [1, 1], color=COLOURS["green"])
    ax.plot([0, 1], [1, 1], color="#8c564b", marker="o")
    assert len(alike_in_grey(figure)) == 1
    assert foreign_colours(figure) == {"#8c564b"}
