"""Several processes on one ledger, and processes killed at any moment of a load."""

import dataclasses
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from benchmarks.generated_case import generated_case

from counterpoise.ledger import open_ledger
from counterpoise.model.case import Case

START = datetime(2023, 2, 6, tzinfo=UTC)
KILLS = 50
PATIENCE_SECONDS = 60
BASE = generated_case(1000)


def version(number: int) -> Case:
    """A version that revises a tenth of the records, withdraws some and brings some back."""
    start = number * 100 % 900
    propositions = list(BASE.propositions)
    for index in range(start, start + 100):
        propositions[index] = dataclasses.replace(BASE.propositions[index], place=f"at {number}")
    locators = (*BASE.locators[: start // 2], *BASE.locators[start // 2 + 100 :])
    return dataclasses.replace(
        BASE,
        heading=dataclasses.replace(BASE.heading, title=f"{number}"),
        propositions=tuple(propositions),
        locators=locators,
    )


def in_process(work: Callable[[], None]) -> int:
    """Run something in a process of its own, which ends without running anything else."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return process


def load_on_and_on(url: str, first: int, told: int) -> None:
    """Load version after version, telling before and after each on a pipe."""
    with open_ledger(url) as ledger:
        for number in range(first, first + 1000):
            case = version(number)
            os.write(told, f"start {number}\n".encode())
            ledger.load(case, recorded_at=START + timedelta(seconds=number))
            os.write(told, f"done {number}\n".encode())


def kill_after(url: str, first: int, delay_seconds: float) -> tuple[int, bool]:
    """Kill a loader some time after its first load began.

    Returns the last acknowledged version, and whether the kill fell into a load.
    """
    reading, told = os.pipe()
    process = in_process(lambda: load_on_and_on(url, first, told))
    os.close(told)
    with os.fdopen(reading) as lines:
        words = [lines.readline().split()]
        time.sleep(delay_seconds)
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        words += [line.split() for line in lines.read().splitlines()]
    acknowledged = [int(number) for word, number in words if word == "done"]
    return max(acknowledged, default=first - 1), words[-1][0] == "start"


@pytest.mark.slow
def test_a_killed_load_leaves_whole_versions_alone(shared_url: str) -> None:
    with open_ledger(shared_url) as ledger:
        ledger.load(version(0), recorded_at=START)
        begun = time.monotonic()
        ledger.load(version(1), recorded_at=START + timedelta(seconds=1))
        one_load_seconds = time.monotonic() - begun
    stored, within_loads = 1, 0
    draw = random.Random(7)
    for _ in range(KILLS):
        acknowledged, within = kill_after(
            shared_url, stored + 1, draw.uniform(0, 1.5 * one_load_seconds)
        )
        within_loads += within
        with open_ledger(shared_url) as ledger:
            held = ledger.case("generated")
            at_moment = START + timedelta(seconds=acknowledged)
            assert ledger.case_at("generated", at_moment) == version(acknowledged)
        stored = int(held.heading.title)
        assert held == version(stored)
        assert acknowledged <= stored <= acknowledged + 1
    # The kills have to fall into loads for the test to say anything.
    assert within_loads >= KILLS // 2


@pytest.mark.parametrize("same", [True, False], ids=["same case", "different cases"])
def test_two_processes_load_at_once_into_an_empty_ledger(shared_url: str, same: bool) -> None:
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(2)

    def work(number: int) -> None:
        case = named(number, same=same)
        barrier.wait(PATIENCE_SECONDS)
        with open_ledger(shared_url) as ledger:
            for step in range(3):
                moment = START + timedelta(seconds=2 * step + number)
                ledger.load(case if step != 1 else BASE, recorded_at=moment)
                ledger.load(case, recorded_at=moment)

    processes = [in_process(lambda number=number: work(number)) for number in (0, 1)]
    assert [os.waitpid(process, 0)[1] for process in processes] == [0, 0]
    with open_ledger(shared_url) as ledger:
        cases = [named(number, same=same) for number in (0, 1)]
        names = {case.heading.id for case in cases} | {BASE.heading.id}
        assert set(ledger.names()) == names
        for name in names:
            assert ledger.case(name) in [BASE, *cases]
        if not same:
            assert [ledger.case(case.heading.id) for case in cases] == cases


def named(number: int, *, same: bool) -> Case:
    case = version(number)
    name = "generated" if same else f"case-{number}"
    return dataclasses.replace(case, heading=dataclasses.replace(case.heading, id=name))


def test_a_reader_sees_whole_versions_while_another_process_loads(shared_url: str) -> None:
    with open_ledger(shared_url) as ledger:
        ledger.load(version(0), recorded_at=START)
        reading, told = os.pipe()
        process = in_process(lambda: load_on_and_on(shared_url, 1, told))
        os.close(told)
        seen = set()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(seen) < 5 and time.monotonic() < deadline:
            case = ledger.case("generated")
            number = int(case.heading.title)
            assert case == version(number)
            seen.add(number)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(reading)
    assert len(seen) == 5
