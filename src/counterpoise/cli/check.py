"""`counterpoise check`: validate a case folder."""

from __future__ import annotations

from counterpoise.cli.options import CaseArgument, FormatOption, TableFormat


def run(case: CaseArgument, format: FormatOption = TableFormat.TABLE) -> None:
    """Validate a case; every fault is named with file, line, field, value and remedy."""
    from counterpoise.casefiles import case_folder, read_case
    from counterpoise.cli.output import print_json, print_table
    from counterpoise.vocabulary import Vocabulary

    found = read_case(case_folder(case), Vocabulary.read())
    counts = {name: len(getattr(found, name)) for name in found.collections()}
    empty = not (found.propositions or found.quantities)
    if format is TableFormat.JSON:
        print_json({"case": found.heading.id, "valid": True, "empty": empty, "records": counts})
        return
    print_table(
        [{"what": name, "count": str(count)} for name, count in counts.items()],
        {"what": "Records", "count": "Number"},
        title=f"The case “{found.heading.id}” is valid" + (" and holds no claim yet" * empty),
        empty="",
    )
