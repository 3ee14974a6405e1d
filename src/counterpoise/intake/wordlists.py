"""The word lists of intake and linter, read once from the YAML files beside the code."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

from counterpoise.errors import VocabularyError


@cache
def load(package: str, name: str) -> dict[str, object]:
    """Read ``data/<name>.yml`` of a package.

    Raises
    ------
    VocabularyError
        The file is missing or is not a mapping.
    """
    path = resources.files(package) / "data" / f"{name}.yml"
    where = f"{package}/data/{name}.yml"
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        raise VocabularyError("no such word list", where=where, remedy="reinstall") from None
    if not isinstance(content, dict):
        raise VocabularyError("not a mapping", where=where, remedy="reinstall")
    return content


@cache
def words(package: str, name: str, key: str) -> frozenset[str]:
    """Return one list of a file as a set of its words.

    Raises
    ------
    VocabularyError
        The file has no such list.
    """
    content = load(package, name).get(key)
    if not isinstance(content, list):
        raise VocabularyError(
            f"no list “{key}”", where=f"{package}/data/{name}.yml", remedy="reinstall"
        )
    return frozenset(str(word) for word in content)
