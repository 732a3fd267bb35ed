from html.parser import HTMLParser

import pytest

from lqtheory.errors import DataError, DomainError
from lqtheory.report.html_page import PageFigure, PageTable, PageText, Section, page_html, write_page


class Outline(HTMLParser):
    """Tags in order, whether they are balanced, and the text."""

    VOID = ("meta", "img")

    def __init__(self) -> None:
        super().__init__()
        self.open, self.tags, self.words, self.targets = [], [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.targets += [value for name, value in attributes if name in ("src", "href")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data.strip())


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    assert found.open == []
    return found


SECTIONS = [
    Section("First <b>", [PageText("a & b"), PageText("x\n  y", verbatim=True)]),
    Section(
        "Second", [PageTable(["layer", "n"], [["fc <1>", "12"], ["fc", "-1.5"]], "sizes"), PageFigure(b"<svg/>", "q")]
    ),
]


def test_a_page_is_balanced_and_shows_text_as_it_was_given():
    found = outline(page_html("T < U", SECTIONS))
    for words in ("T < U", "First <b>", "a & b", "x\n  y", "fc <1>", "-1.5", "sizes", "q"):
        assert words in found.words
    assert found.tags.count("section") == 2
    assert "b" not in found.tags


def test_a_page_loads_nothing_from_elsewhere():
    found = outline(page_html("T", SECTIONS))
    assert all(target.startswith("data:") for target in found.targets)
    assert not {"script", "link", "iframe"} & set(found.tags)


def test_numbers_are_aligned_to_the_right_and_words_to_the_left():
    page = page_html("T", SECTIONS)
    assert '<td class="words">fc</td><td>-1.5</td>' in page
    table = PageTable(["a"], [["3.weight"], ["1e-3 / 0.5"], ["12%"], ["inf"], [""]]).html()
    assert '<td class="words">3.weight</td>' in table
    assert table.count("words") == 1


def test_a_page_is_written_whole_or_refused_in_one_sentence(tmp_path):
    path = write_page(tmp_path / "net.html", "T", SECTIONS)
    assert path.read_text(encoding="utf-8") == page_html("T", SECTIONS)
    assert [item.name for item in tmp_path.iterdir()] == ["net.html"]
    with pytest.raises(DomainError, match=r"net.txt does not end in .html; name it net.html"):
        write_page(tmp_path / "net.txt", "T", SECTIONS)
    with pytest.raises(DataError, match="there is no folder"):
        write_page(tmp_path / "none" / "net.html", "T", SECTIONS)
