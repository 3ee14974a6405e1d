from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from counterpoise.assess.names import Names
from counterpoise.model.case import Case
from counterpoise.model.view import View, view_of
from counterpoise.vocabulary import Vocabulary

Looked = tuple[View, Names]


@pytest.fixture
def look(three: Case) -> Callable[..., Looked]:
    """A view of the invented case with its names; days as ISO texts."""

    def at(*, on: str | None = None, as_of: str | None = None, **more: bool) -> Looked:
        days = [date.fromisoformat(day) if day else None for day in (on, as_of)]
        view = view_of(three, on=days[0], as_of=days[1], **more)
        return view, Names(view, Vocabulary.read())

    return at
