"""Which files a feed takes, in words, from its `source.yml`."""

from __future__ import annotations

from counterpoise.feeds.source import Layout, Source

_FORMATS = {"csv": "text", "json": "JSON", "parquet": "Parquet"}
_DELIMITERS = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar"}
_SHOWN = 4


def taken(source: Source) -> str:
    """Write the kinds of file a feed takes: name, format and first columns of each."""
    return "; ".join(_told(name, layout) for name, layout in source.layouts.items())


def _told(name: str, layout: Layout) -> str:
    kind = _FORMATS[layout.format]
    if layout.format == "csv":
        parted = _DELIMITERS.get(layout.delimiter, repr(layout.delimiter))
        kind = f"{parted}-separated text" + ("" if layout.header else " without a header")
    columns = ", ".join((layout.labels or layout.columns)[:_SHOWN])
    more = f", … ({len(layout.columns)} columns)" if len(layout.columns) > _SHOWN else ""
    return f"{name} ({kind}: {columns}{more})"
