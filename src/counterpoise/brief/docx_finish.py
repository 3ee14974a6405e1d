"""What Pandoc leaves to do in a Word document: type, tables, running heads, fixed bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from counterpoise.brief.document import Brief, Cell, Table

_INK, _SOFT = RGBColor(0x1D, 0x23, 0x2B), RGBColor(0x55, 0x60, 0x6E)
_SERIF, _SANS = "Georgia", "Arial"
_TYPE: tuple[tuple[str, str, float, RGBColor, bool], ...] = (
    ("Normal", _SERIF, 10.5, _INK, False),
    ("Body Text", _SERIF, 10.5, _INK, False),
    ("First Paragraph", _SERIF, 10.5, _INK, False),
    ("Compact", _SERIF, 10.5, _INK, False),
    ("Footnote Text", _SERIF, 8, _INK, False),
    ("Title", _SANS, 21, _INK, True),
    ("Subtitle", _SANS, 10, _SOFT, False),
    ("Author", _SANS, 9, _SOFT, False),
    ("Heading 1", _SANS, 14, _INK, True),
    ("Heading 2", _SANS, 11, _INK, True),
    ("Heading 3", _SANS, 10, _SOFT, True),
    ("Table Text", _SANS, 8, _INK, False),
    ("Table Caption", _SANS, 9, _INK, True),
    ("Image Caption", _SANS, 9, _INK, True),
)
_TLP_COLOURS = {
    "GREEN": RGBColor(0x33, 0xFF, 0x00),
    "AMBER": RGBColor(0xFF, 0xC0, 0x00),
    "AMBER+STRICT": RGBColor(0xFF, 0xC0, 0x00),
    "RED": RGBColor(0xFF, 0x2B, 0x2B),
}
"""Traffic Light Protocol 2.0 (FIRST, 2022): on black; CLEAR is white."""
_TONES = {"good": "0072B2", "bad": "B04A00", "open": "8A94A3", "quiet": "C9CFD7"}
_CELL_STYLE = "Table Text"
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def finished(brief: Brief, content: bytes) -> bytes:
    """Return a document with its type set, its pages headed and its bytes fixed."""
    document = Document(io.BytesIO(content))
    _set_type(document)
    _set_pages(brief, document)
    _count_notes_through(document)
    for table, planned in zip(document.tables, _tables(brief), strict=True):
        _set_table(table._tbl, planned)
    _set_properties(brief, document)
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue())


def repacked(archive: bytes) -> bytes:
    """Pack an archive again with its entries in the order of their names and without times."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return target.getvalue()


def _tables(brief: Brief) -> Iterator[Table]:
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield block


def _set_type(document: WordDocument) -> None:
    cells = document.styles.add_style(_CELL_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    cells.base_style = document.styles["Normal"]
    cells.paragraph_format.space_before = cells.paragraph_format.space_after = Pt(1.5)
    names = {style.name for style in document.styles}
    for name, family, size, colour, bold in _TYPE:
        if name not in names:
            continue
        font = document.styles[name].font
        font.name, font.size, font.bold, font.italic = family, Pt(size), bold, False
        font.color.rgb = colour
        if name == "Table Caption":
            document.styles[name].paragraph_format.keep_with_next = True
        if name == "Footnote Text":
            document.styles[name].paragraph_format.space_after = Pt(2)
            document.styles[name].paragraph_format.space_before = Pt(0)
        fonts = document.styles[name].element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)


def _set_pages(brief: Brief, document: WordDocument) -> None:
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.5)
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        _running(head, brief.title, brief, numbered=False)
        _running(foot, brief.subtitle, brief, numbered=True)


def _count_notes_through(document: WordDocument) -> None:
    """Count notes through the document, not page by page, so that they keep their numbers."""
    settings = document.settings.element
    for body in (settings, *(section._sectPr for section in document.sections)):
        for restart in body.iter(qn("w:numRestart")):
            restart.set(qn("w:val"), "continuous")


def _running(line: Paragraph, text: str, brief: Brief, *, numbered: bool) -> None:
    """Write a running head: text at the left, page number, TLP label at the right."""
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(8.2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Cm(16.4), WD_TAB_ALIGNMENT.RIGHT)
    _small(line.add_run(f"{text}\t"))
    if numbered:
        _field(line, "PAGE")
        _small(line.add_run(" / "))
        _field(line, "NUMPAGES")
    _small(line.add_run("\t"))
    label = line.add_run(f"TLP:{brief.tlp}")
    label.font.name, label.font.size, label.font.bold = _SANS, Pt(12), True
    label.font.color.rgb = _TLP_COLOURS.get(brief.tlp, RGBColor(0xFF, 0xFF, 0xFF))
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "000000")):
        shade.set(qn(f"w:{key}"), value)
    label._r.get_or_add_rPr().append(shade)


def _small(run: Run) -> Run:
    run.font.name, run.font.size = _SANS, Pt(8)
    run.font.color.rgb = _SOFT
    return run


def _field(line: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = _small(line.add_run())
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _set_table(table: object, planned: Table) -> None:
    """Rule rows and colour the edge of cells that have a tone.

    Rows may break across pages: LibreOffice loses the rows of a table that has both notes and rows
    kept whole.
    """
    for style in table.iter(qn("w:pStyle")):  # type: ignore[attr-defined]
        style.set(qn("w:val"), _CELL_STYLE.replace(" ", ""))
    rows = table.tr_lst  # type: ignore[attr-defined]
    cells: list[tuple[Cell, ...]] = [(), *planned.rows]
    for row, toned in zip(rows, cells, strict=True):
        tones = [cell.tone for cell in toned] or [""] * len(row.tc_lst)
        for cell, tone in zip(row.tc_lst, tones, strict=True):
            _set_edges(cell.get_or_add_tcPr(), tone, head=not toned)


def _set_edges(properties: object, tone: str, *, head: bool) -> None:
    edges = OxmlElement("w:tcBorders")
    if tone in _TONES:
        style = "dotted" if tone == "open" else "single"
        edges.append(_edge("left", style, 18, _TONES[tone]))
    edges.append(_edge("bottom", "single", 8 if head else 4, "1D232B" if head else "C9CFD7"))
    for old in properties.findall(qn("w:tcBorders")):  # type: ignore[attr-defined]
        properties.remove(old)  # type: ignore[attr-defined]
    properties.append(edges)  # type: ignore[attr-defined]


def _edge(side: str, style: str, eighths_of_point: int, colour: str) -> object:
    edge = OxmlElement(f"w:{side}")
    values = (("val", style), ("sz", str(eighths_of_point)), ("space", "0"), ("color", colour))
    for key, value in values:
        edge.set(qn(f"w:{key}"), value)
    return edge


def _set_properties(brief: Brief, document: WordDocument) -> None:
    day = date.fromisoformat(brief.as_of or brief.on)
    properties = document.core_properties
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - written as UTC
    properties.author = properties.last_modified_by = "Counterpoise"
    properties.title, properties.language = brief.title, brief.language
    properties.keywords = f"TLP:{brief.tlp}"
