"""Charts inside a page: marks within reach of pointer and keyboard that show their evidence."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from counterpoise.brief.document import Figure
from counterpoise.brief.pictures import svg_of

_ROLES = re.compile(r' (?:role="graphics-[^"]*"|aria-roledescription="[^"]*")')
_LABEL = re.compile(r' aria-label="([^"]*)"')
_ROOT = re.compile(r"^<svg [^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\"[^>]*>")
_LONG = re.compile(r"(-?\d+\.\d)\d{2,}")
"""Coordinates beyond a hundredth of a pixel."""


def interactive_svg(figure: Figure, label: str) -> str:
    """Return a chart's SVG for a page.

    Marks that `usermeta` of the specification knows become buttons with their words and evidence,
    the first of them a stop of the tabulator; other described marks show their words to a pointer.
    What the renderer says of roles, in English, goes.

    Parameters
    ----------
    label
        What the chart is called, for those who hear it.
    """
    marks = _Marks(_evidence(figure))
    svg = _ROLES.sub("", svg_of(figure))
    svg = _LABEL.sub(marks.attributes, svg)
    svg = re.sub(r'(?<= d=")[^"]*', _rounded, svg)
    called = html.escape(label, quote=True)
    return _ROOT.sub(
        lambda root: (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-label="{called}" '
            f'width="{root[1]}" height="{root[2]}" viewBox="0 0 {root[1]} {root[2]}">'
        ),
        svg,
    )


@dataclass
class _Marks:
    evidence: Mapping[str, tuple[str, ...]]
    first: bool = True

    def attributes(self, found: re.Match[str]) -> str:
        names = self.evidence.get(html.unescape(found[1]), ())
        if not names:
            return f' data-tip="{found[1]}"'
        stop, self.first = ("0" if self.first else "-1"), False
        listed = html.escape(" ".join(names), quote=True)
        return (
            f' class="spot" role="button" tabindex="{stop}" aria-haspopup="dialog"'
            f' aria-label="{found[1]}" data-evidence="{listed}"'
        )


def _evidence(figure: Figure) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    match figure.spec.get("usermeta"):
        case {"marks": dict(marks)}:
            for words, names in marks.items():
                if isinstance(names, list):
                    found[words] = tuple(str(name) for name in names)
    return found


def _rounded(path: re.Match[str]) -> str:
    return _LONG.sub(r"\1", path[0])
