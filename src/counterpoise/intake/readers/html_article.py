"""The article of a page as trafilatura draws it."""

from __future__ import annotations

import logging
import re

MAXIMUM_CHARACTERS = 3_000_000


def article_text(source: str) -> tuple[str, str]:
    """Return the article without white space and digits, and its date in ISO 8601 or "".

    Both are empty when trafilatura finds no article, or when the page is larger than
    `MAXIMUM_CHARACTERS` and judging it would take unbounded time.
    """
    if len(source) > MAXIMUM_CHARACTERS:
        return "", ""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        source, favor_recall=True, include_comments=False, include_tables=True, with_metadata=False
    )
    if found is None:
        return "", ""
    text = str(getattr(found, "text", "") or "")
    date = str(getattr(found, "date", "") or "")
    text = re.sub(r"\[?\d{1,3}\]?", "", text)
    return re.sub(r"[\s*]+", "", text), date
