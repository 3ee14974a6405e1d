"""Writes docs/commands.md from the command line itself: `python docs/make_commands.py`."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any

import typer

from counterpoise.cli import app

HEAD = """\
# The commands

Written by `python docs/make_commands.py` from the command line itself; a test holds it to what the
commands take. What `--format json` prints stands in `docs/json.md`; the words are those of
`docs/glossary.md`. A command ends with exit code 0, with 2 and one sentence a fault on standard
error where the input cannot be used, and `verify` with 1 where a locator does not match.
"""


def commands_markdown() -> str:
    """Return the whole reference."""
    group: Any = typer.main.get_command(app)
    context = typer.Context(group, info_name="counterpoise")
    names = group.list_commands(context)
    parts = [HEAD]
    for name in names:
        command = group.get_command(context, name)
        parts.append(_command(name, command))
    return "\n".join(parts)


def _command(name: str, command: Any) -> str:
    params = [param for param in command.params if param.name != "help"]
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option"]
    usage = " ".join([f"counterpoise {name}", *(_metavar(param) for param in arguments)])
    needed = [f"{param.opts[0]} {_metavar(param)}" for param in options if param.required]
    lines = [f"## {name}", "", f"`{' '.join([usage, *needed])}`", "", _text(command.help), ""]
    lines += ["| | what |", "|---|---|"]
    lines += [f"| `{_metavar(param)}` | {_text(param.help)} |" for param in arguments]
    lines += [_option(param) for param in options]
    return "\n".join(lines) + "\n"


def _option(param: Any) -> str:
    names = ", ".join(f"`{name}`" for name in (*param.opts, *param.secondary_opts))
    value = "" if param.is_flag else f" `{_metavar(param)}`"
    more = []
    if param.required:
        more.append("Needed.")
    if param.envvar:
        more.append(f"Also from the environment: `{param.envvar}`.")
    return f"| {names}{value} | {' '.join([_text(param.help), *more])} |"


def _metavar(param: Any) -> str:
    kind = getattr(getattr(param, "type_descriptor", None), "annotation", None)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return " or ".join(str(choice.value) for choice in kind)
    return str(param.metavar or param.name).upper()


def _text(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


if __name__ == "__main__":
    path = Path(__file__).with_name("commands.md")
    path.write_text(commands_markdown(), encoding="utf-8")
