"""Reading `event_types.yml` and `channels.yml`."""

from __future__ import annotations

from collections.abc import Mapping

from counterpoise.vocabulary.entries import CameoEntry, Channel, EventType, Mode
from counterpoise.vocabulary.fields import Entry, VocabularyFile

QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


def read_channels(file: VocabularyFile) -> dict[str, Channel]:
    """Read the channels, in order of display."""
    channels: dict[str, Channel] = {}
    for entry in file.root().each():
        channels[entry.key] = Channel(
            code=entry.key,
            label_en=entry.text("label_en"),
            label_fr=entry.text("label_fr"),
            material=entry.flag("material"),
            gloss=entry.text("gloss"),
        )
        entry.close()
    return channels


def read_event_types(
    file: VocabularyFile, channels: Mapping[str, Channel]
) -> tuple[dict[str, EventType], dict[str, CameoEntry]]:
    """Read the types with their modes, and the CAMEO table.

    Raises
    ------
    VocabularyError
        If a CAMEO code's type, mode or channel does not exist.
    """
    root = file.root()
    types: dict[str, EventType] = {}
    for entry in root.entries("types"):
        modes = entry.strings("modes")
        types[entry.key] = EventType(
            code=entry.key,
            quad=entry.one_of("quad", QUADS),
            speech=entry.flag("speech"),
            channel=entry.one_of("channel", tuple(channels)),
            gloss=entry.text("gloss"),
            modes={code: Mode(code, gloss) for code, gloss in modes.items()},
        )
        entry.close()
    cameo = _read_cameo(root, types, channels)
    root.close()
    return types, cameo


def _read_cameo(
    root: Entry, types: Mapping[str, EventType], channels: Mapping[str, Channel]
) -> dict[str, CameoEntry]:
    homes = root.strings("cameo")
    reasons = root.strings("cameo_reasons")
    neutral = root.texts("cameo_neutral")
    for code in (*reasons, *neutral):
        if code not in homes:
            raise root.fault(f'CAMEO code "{code}" has no home', "add it under cameo", "cameo")
    return {
        code: CameoEntry(
            code,
            *_home(root, code, home, types, channels),
            neutral=code in neutral,
            reason=reasons.get(code, reasons.get(code[:2], "")),
        )
        for code, home in homes.items()
    }


def _home(
    root: Entry,
    code: str,
    home: str,
    types: Mapping[str, EventType],
    channels: Mapping[str, Channel],
) -> tuple[str, str, str]:
    """Split "TYPE/mode channel" into its checked parts."""
    act, _, channel = home.partition(" ")
    name, _, mode = act.partition("/")
    kind = types.get(name)
    if kind is None:
        raise root.file.fault(
            ("cameo", code), f'unknown event type "{name}"', "name one of " + ", ".join(types)
        )
    if mode and mode not in kind.modes:
        known = ", ".join(kind.modes) or "none"
        raise root.file.fault(
            ("cameo", code), f'{name} has no mode "{mode}"', f"its modes: {known}"
        )
    if channel and channel not in channels:
        raise root.file.fault(
            ("cameo", code), f'unknown channel "{channel}"', "name one of " + ", ".join(channels)
        )
    return name, mode, channel or kind.channel
