"""docs/commands.md is what the command line takes, no more and no less."""

from __future__ import annotations

import runpy
from pathlib import Path

from typer.main import get_command

from counterpoise.cli import app

DOCS = Path(__file__).parents[2] / "docs"


def test_the_reference_is_current() -> None:
    written = runpy.run_path(str(DOCS / "make_commands.py"))["commands_markdown"]()
    on_disk = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert on_disk == written, "run: python docs/make_commands.py"


def test_every_command_and_option_is_told_with_a_sentence() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    group = get_command(app)
    for name, command in group.commands.items():
        assert f"## {name}\n" in text
        section = text.split(f"## {name}\n")[1].split("\n## ")[0]
        assert command.help, name
        for param in command.params:
            if param.name == "help":
                continue
            assert param.help, (name, param.name)
            for option in param.opts if param.param_type_name == "option" else ():
                assert f"`{option}`" in section, (name, option)
