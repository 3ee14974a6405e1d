"""`counterpoise episodes`: ruptures, rapprochements, crises, answers, diplomatic steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

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
    from collections.abc import Iterator, Sequence

    from counterpoise.assess.episodes import EpisodeFinding
    from counterpoise.assess.episodes_answers import AnswerFinding, StepFinding
    from counterpoise.assess.episodes_crises import CrisisFinding
    from counterpoise.assess.settings import Settings


def run(
    case: CaseArgument,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add formulas, weights and every act.")
    ] = False,
    on: OnOption = None,
    as_of: AsOfOption = None,
    without_contested: WithoutContestedOption = False,
    ledger: LedgerOption = None,
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """List ruptures and rapprochements, crises, acts that answer acts, and expulsions."""
    from counterpoise.assess.episodes import episode_findings
    from counterpoise.assess.episodes_answers import answer_findings, step_findings
    from counterpoise.assess.episodes_crises import crisis_findings
    from counterpoise.assess.settings import Settings
    from counterpoise.cli.opening import open_view
    from counterpoise.cli.output import print_json, print_lines

    opened = open_view(case, ledger=ledger, as_of=as_of, on=on, without_contested=without_contested)
    settings = Settings.read()
    episodes = episode_findings(opened.view, opened.names, settings)
    crises = crisis_findings(opened.view, opened.names)
    answers = answer_findings(opened.view, opened.names, settings)
    steps = step_findings(opened.view, settings)
    if format is TableFormat.JSON:
        print_json(
            {"episodes": episodes, "crises": crises, "answers": answers, "diplomatic_steps": steps}
        )
        return
    if not episodes:
        print_lines(["insufficient evidence: no run of acts across channels makes an episode."])
    print_lines(line for item in episodes for line in _episode(item))
    print_lines(line for item in crises for line in _crisis(item))
    print_lines(_answers(answers))
    print_lines(_steps(steps))
    if explain:
        print_lines(_explained(episodes, crises, settings))


def _episode(item: EpisodeFinding) -> Iterator[str]:
    yield item.sentence
    others = "; ".join(f"{month.month:%Y-%m} {month.weight:.2f}" for month in item.peak.runners_up)
    yield f"  peak {item.peak.month:%Y-%m} {item.peak.weight:.2f}; next {others or 'none'}"
    for act in item.acts:
        marks = "".join(
            f", {mark}"
            for mark, set_ in (
                ("words", act.words),
                ("contested", act.contested),
                ("precursor", act.precursor),
            )
            if set_
        )
        yield f"  {act.when.edtf}  {act.statement} ({act.channel}{marks}) [{act.proposition}]"
    for act in item.contrary:
        yield f"  contrary: {act.when.edtf}  {act.statement} [{act.proposition}]"
    for tie in item.residual:
        void = f", void in practice: {tie.voided_by}" if tie.voided_by else ""
        yield f"  residual tie: {tie.title}, {tie.state} [{tie.component}]{void}"
    if item.states is not None:
        yield _states(item)
    if item.lesser:
        yield f"  {item.lesser} more of this kind with {item.name}, each with less weight"
    if item.undated:
        yield f"  date not in evidence, left out: {', '.join(item.undated)}"


def _states(item: EpisodeFinding) -> str:
    states = item.states
    if states is None or not states.verdict:
        return "  standing conditions before and after: not in evidence"
    counts = {
        kind: [change.component for change in states.changes if change.change == kind]
        for kind in ("worse", "better", "same")
    }
    told = ", ".join(f"{len(held)} {kind}" for kind, held in counts.items())
    left = f"; cannot be compared: {', '.join(states.left_out)}" if states.left_out else ""
    return (
        f"  standing conditions on {states.after} against {states.before}: "
        f"{states.verdict} ({told}{left})"
    )


def _crisis(item: CrisisFinding) -> Iterator[str]:
    yield f"Crisis: {item.sentence}"
    for step in item.steps:
        inside = ", within the de-escalation" if step.within_deescalation else ""
        yield f"  {step.when.edtf or 'undated'}  {step.role}: {step.label}{inside}"
    for step in item.residue:
        yield f"  may remain: {step.label} ({step.when.edtf or 'undated'})"


def _answers(answers: Sequence[AnswerFinding]) -> Iterator[str]:
    if answers:
        yield "Acts that answer acts:"
    for item in answers:
        yield f"  {item.sentence} [{item.act}, {item.answer}]"


def _steps(steps: Sequence[StepFinding]) -> Iterator[str]:
    if steps:
        yield f"Diplomatic steps ({len(steps)}):"
    for item in steps:
        yield f"  {item.sentence} [{item.act}]"


def _explained(
    episodes: Sequence[EpisodeFinding], crises: Sequence[CrisisFinding], settings: Settings
) -> Iterator[str]:
    from counterpoise.assess.relations_text import signed

    for item in episodes:
        yield f"{item.id}: {item.method}"
        for name, value in item.parameters.items():
            yield f"  {name} = {value}"
        for act in item.acts:
            reason = settings.reason_of(act.weight_class)
            weight = f"{signed(act.weight)} as {act.weight_class}"
            yield f"  {act.proposition}: weight {weight} ({reason})"
        quiet = settings.episode.quiet_cost_per_year
        yield f"  quiet time costs {quiet.value:g} a year: {quiet.reason}"
    for crisis in crises:
        yield f"{crisis.id}: {crisis.method}"
