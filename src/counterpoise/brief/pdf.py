"""A brief as PDF, set by Typst.

The page carries its own fonts (Libertinus Serif comes with Typst, Liberation Sans with this
package) and its own day, so that neither the machine nor the clock shows in the bytes. The file
conforms to PDF/UA-1: tagged, with a title, a language and a text alternative for every chart.
"""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Literal

import typst

from counterpoise.brief.document import Brief, Figure
from counterpoise.brief.pdf_data import figures, pdf_data
from counterpoise.brief.pictures import print_svg_of
from counterpoise.errors import OutputError

FONTS = ("Libertinus Serif", "Liberation Sans")
"""Families that the template names."""
STANDARD: Literal["ua-1"] = "ua-1"
"""ISO 14289-1, PDF/UA-1: also makes Typst refuse a letter that no font has."""


def to_pdf(brief: Brief, *, more_fonts: Path | None = None) -> bytes:
    """Set a brief as PDF.

    Parameters
    ----------
    more_fonts
        Folder of fonts for scripts that the bundled ones lack.

    Raises
    ------
    OutputError
        A font is missing, or a letter is in none of the fonts.
    """
    fonts = _fonts(more_fonts)
    with tempfile.TemporaryDirectory(prefix="counterpoise-") as name:
        folder = Path(name)
        _lay_out(brief, folder, fonts)
        try:
            return typst.compile(
                folder / "brief.typ",
                root=folder,
                font_paths=fonts,
                pdf_standards=[STANDARD],
                timestamp=_midnight(brief),
            )
        except typst.TypstError as error:
            raise OutputError(
                f"the brief cannot be set as PDF ({_first_line(error.message)})",
                where=f"{brief.case}.pdf",
                remedy="name a folder with a font that has the letters with --fonts, "
                "or choose other forms with --format",
            ) from None


def _lay_out(brief: Brief, folder: Path, fonts: typst.Fonts) -> None:
    """Put the template, the data and the charts into a folder for Typst to read."""
    template = resources.files("counterpoise.brief") / "templates" / "brief.typ"
    (folder / "brief.typ").write_bytes(template.read_bytes())
    data = pdf_data(brief) | {"fonts": sorted(set(fonts.families()) - set(FONTS))}
    text = json.dumps(data, ensure_ascii=False)
    (folder / "brief.json").write_text(text, encoding="utf-8")
    for figure in figures(brief):
        _chart_file(folder, figure).write_text(print_svg_of(figure), encoding="utf-8")


def _chart_file(folder: Path, figure: Figure) -> Path:
    return folder / f"{figure.id}.svg"


def _fonts(more: Path | None) -> typst.Fonts:
    bundled = Path(str(resources.files("counterpoise.brief"))) / "fonts"
    folders = [str(folder) for folder in (bundled, more) if folder is not None]
    if more is not None and not more.is_dir():
        raise OutputError(
            "the folder of fonts does not exist", where=str(more), remedy="name one with --fonts"
        )
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
    missing = [family for family in FONTS if family not in found.families()]
    if missing:
        raise OutputError(
            f"the font “{missing[0]}” is missing",
            where=str(bundled),
            remedy="reinstall counterpoise, which brings it, or leave PDF out with --format",
        )
    return found


def _midnight(brief: Brief) -> datetime:
    day = date.fromisoformat(brief.as_of or brief.on)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _first_line(message: str) -> str:
    return message.splitlines()[0].replace("`", "")
