"""Charts as pictures: each is rendered once, whichever forms of the brief show it."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from counterpoise.brief.document import Figure
from counterpoise.model.findings import as_json

VEGA_LITE = "5.21"
PRINT_DPI = 300
CHART_FONT = "Liberation Sans"
"""Bundled with the renderer and with this package; its widths are those of Arial."""

_FAMILY = re.compile(r'font-family="[^"]*"')


def svg_of(figure: Figure) -> str:
    """Render a figure's Vega-Lite specification as SVG, offline."""
    return _svg(json.dumps(as_json(figure.spec), ensure_ascii=False))


def print_svg_of(figure: Figure) -> str:
    """Return the SVG with every text in the font that the PDF carries."""
    return _FAMILY.sub(f'font-family="{CHART_FONT}"', svg_of(figure))


def png_of(figure: Figure, *, dpi: int = PRINT_DPI) -> bytes:
    """Render a figure as PNG, `dpi` pixels to an inch of 96 CSS pixels."""
    return _png(print_svg_of(figure), dpi)


@lru_cache(maxsize=64)
def _svg(specification: str) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(specification, vl_version=VEGA_LITE))


@lru_cache(maxsize=16)
def _png(svg: str, dpi: int) -> bytes:
    import vl_convert

    # The renderer takes a pixel of the SVG for a point, 1/72 inch, before it scales.
    return bytes(vl_convert.svg_to_png(svg, scale=72 / 96, ppi=dpi))
