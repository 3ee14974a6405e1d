"""The values the weights give as their reason are those of GDELT's table of the Goldstein scale."""

from __future__ import annotations

import os
import re
from importlib import resources
from pathlib import Path

import pytest
import yaml

DATA = os.environ.get("COUNTERPOISE_DATA")


def _codes(reason: str) -> list[str]:
    """CAMEO codes of a reason; "084 to 087" means all of them."""
    found = re.findall(r"(?<![\d.])\d{2,4}(?![\d.])", reason)
    ranged = re.search(r"(\d{3}) to (\d{3})", reason)
    if ranged is not None:
        found += [f"{code:03d}" for code in range(int(ranged[1]), int(ranged[2]) + 1)]
    return found


@pytest.mark.skipif(DATA is None, reason="needs COUNTERPOISE_DATA")
def test_every_value_a_weight_rests_on_stands_in_the_table() -> None:
    assert DATA is not None
    lines = Path(DATA, "gdelt/CAMEO.goldsteinscale.txt").read_text().splitlines()[1:]
    table = {code: float(value) for code, value in (line.split("\t") for line in lines if line)}
    text = (resources.files("counterpoise") / "assess" / "weights.yml").read_text(encoding="utf-8")
    compared = 0
    for name, entry in yaml.safe_load(text)["weights"].items():
        reason = entry["reason"].replace("−", "-")
        said = {float(value) for value in re.findall(r"[+-]?\d+\.\d", reason)}
        codes = _codes(reason)
        assert bool(said) == bool(codes), f"{name}: {reason}"
        assert said <= {table[code] for code in codes}, f"{name}: {reason}"
        for code in codes:
            low, high = (min(said), max(said))
            assert low <= table[code] <= high, f"{name}: {code} is {table[code]}"
            compared += 1
    assert compared >= 45
