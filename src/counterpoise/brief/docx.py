"""A brief as a Word document with real footnotes: set by Pandoc, finished with python-docx.

Both are an extra. The bytes depend on the brief alone: Pandoc takes its day from the brief, and the
archive is packed again with fixed times.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from counterpoise.brief.document import Brief
from counterpoise.brief.docx_source import chart_name, pandoc_tree
from counterpoise.brief.pdf_data import figures
from counterpoise.brief.pictures import png_of
from counterpoise.errors import OutputError


def to_docx(brief: Brief) -> bytes:
    """Set a brief as DOCX.

    Raises
    ------
    OutputError
        The extra is not installed, or Pandoc cannot run.
    """
    try:
        import pypandoc

        from counterpoise.brief.docx_finish import finished
    except ImportError as error:
        raise _without_extra(brief, f"{error.name} is not installed") from None
    try:
        pandoc = pypandoc.get_pandoc_path()
    except OSError:
        raise _without_extra(brief, "Pandoc is not installed") from None
    with tempfile.TemporaryDirectory(prefix="counterpoise-") as name:
        folder = Path(name)
        for figure in figures(brief):
            (folder / chart_name(figure)).write_bytes(png_of(figure))
        return finished(brief, _set(brief, pandoc, folder))


def _set(brief: Brief, pandoc: str, folder: Path) -> bytes:
    """Let Pandoc write the document into a folder and return its bytes."""
    day = date.fromisoformat(brief.as_of or brief.on)
    seconds = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    target = folder / "brief.docx"
    try:
        subprocess.run(
            [pandoc, "--from=json", "--to=docx", f"--output={target}"],
            input=json.dumps(pandoc_tree(brief), ensure_ascii=False).encode(),
            cwd=folder,
            env=os.environ | {"SOURCE_DATE_EPOCH": str(seconds), "TZ": "UTC", "LC_ALL": "C.UTF-8"},
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", None) or str(error).encode()
        raise OutputError(
            f"Pandoc cannot write the brief ({said.decode(errors='replace').splitlines()[0]})",
            where=f"{brief.case}.docx",
            remedy="install the extra “docx” again: pip install 'counterpoise[docx]'",
        ) from None
    return target.read_bytes()


def _without_extra(brief: Brief, problem: str) -> OutputError:
    return OutputError(
        problem,
        where=f"{brief.case}.docx",
        remedy="install the extra “docx”: pip install 'counterpoise[docx]'",
    )
