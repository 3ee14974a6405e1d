"""Documents that many tests read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from counterpoise.intake.parse import parse_file
from counterpoise.model.documents import TextDocument

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def briefing() -> TextDocument:
    """The first test document."""
    path = os.environ.get("COUNTERPOISE_BRIEFING")
    if not path:
        pytest.skip("COUNTERPOISE_BRIEFING is unset")
    (document,) = parse_file(Path(path))
    return document
