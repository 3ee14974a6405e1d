"""What verbs share that read one view of a case and take no other option."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterpoise.cli.options import (
    AsOfOption,
    CaseArgument,
    FormatOption,
    LedgerOption,
    OnOption,
    TableFormat,
    WithoutContestedOption,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from counterpoise.cli.opening import Opened


def view_verb(tell: Callable[[Opened, TableFormat], None]) -> Callable[..., None]:
    """Make a verb of a function that tells something of an opened case.

    Parameters
    ----------
    tell
        Takes the opened view and the form asked for; its docstring is the verb's help.
    """

    def run(
        case: CaseArgument,
        on: OnOption = None,
        as_of: AsOfOption = None,
        without_contested: WithoutContestedOption = False,
        ledger: LedgerOption = None,
        format: FormatOption = TableFormat.TABLE,
    ) -> None:
        from counterpoise.cli.opening import open_view

        tell(
            open_view(case, ledger=ledger, as_of=as_of, on=on, without_contested=without_contested),
            format,
        )

    run.__doc__ = tell.__doc__
    return run
