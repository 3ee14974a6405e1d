"""Texts of one language, and values that know how to stand in them.

A template may ask for a form of a value: French writes ``{partner:of}`` for the name after "of"
with its article, English ``{focal:own}`` for the possessive. The names of the placeholders are the
same in every language.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml


@cache
def texts(code: str) -> Mapping[str, str]:
    """Return the catalogue of a language by key."""
    source = resources.files("counterpoise.brief") / "texts" / f"{code}.yml"
    return dict(yaml.safe_load(source.read_text(encoding="utf-8")))


@cache
def glossary(code: str) -> Mapping[str, str]:
    """Return the terms of the field in a language, each with its English word."""
    source = resources.files("counterpoise.brief") / "texts" / f"glossary.{code}.yml"
    return dict(yaml.safe_load(source.read_text(encoding="utf-8")))


def filled(code: str, key: str, values: Mapping[str, str], kind: type[str]) -> str:
    """Put values into a text; `kind` is the string type that knows the language's forms."""
    forms = {
        name: value if isinstance(value, kind) else kind(value) for name, value in values.items()
    }
    return texts(code)[key].format(**forms)
