"""Links of a built site, checked without a network: every target is there, and nothing is loaded from elsewhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

__all__ = ["Page", "broken_links"]

#: Elements that make a browser fetch something by itself when the page opens.
_LOADED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src"}
#: Links that only describe: no browser fetches them.
_DESCRIBED = {"canonical", "index", "search", "next", "prev", "author", "copyright"}


class Page(HTMLParser):
    """What a page of HTML points to, and where one can point into it.

    Parameters
    ----------
    text : str
        HTML.

    Examples
    --------
    >>> page = Page('<h1 id="top">A</h1><a href="b.html#c">B</a><img src="d.png">')
    >>> page.anchors, page.links, page.loaded
    ({'top'}, ['b.html#c'], ['d.png'])
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the targets of one element.

        Parameters
        ----------
        tag : str
            Its name.
        attrs : list of pairs
            Its attributes.
        """
        values = {name: value or "" for name, value in attrs}
        self.anchors.update(values[name] for name in ("id", "name") if values.get(name))
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in _LOADED and values.get(_LOADED[tag]) and not _DESCRIBED.intersection(values.get("rel", "").split()):
            self.loaded.append(values[_LOADED[tag]])


def broken_links(site: Path) -> list[str]:
    """What is wrong with the links of a site.

    Parameters
    ----------
    site : pathlib.Path
        Folder of the built pages.

    Returns
    -------
    list of str
        One line for each link whose file or anchor is missing, and for each page that loads something from elsewhere.
        Links to other sites are not followed.
    """
    pages = {path.resolve(): Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    found = []
    for path, page in pages.items():
        where = path.relative_to(site.resolve())
        for target in [*page.links, *page.loaded]:
            parts = urlsplit(target)
            if parts.scheme == "data":
                continue
            if parts.scheme or parts.netloc:
                if target in page.loaded:
                    found.append(f"{where}: loads {target}, which needs a network")
                continue
            other = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not other.is_file():
                found.append(f"{where}: {target} is not there")
            elif parts.fragment and other in pages and unquote(parts.fragment) not in pages[other].anchors:
                found.append(f"{where}: {target} has no such anchor")
    return found
