"""Members of a zip archive, within bounds that a zip bomb cannot pass."""

from __future__ import annotations

import io
import zipfile
import zlib

from counterpoise.errors import DocumentError

MAXIMUM_MEMBER_BYTES = 100_000_000
MAXIMUM_RATIO = 200
_RATIO_APPLIES_ABOVE_BYTES = 1_000_000


def read_members(
    data: bytes, names: tuple[str, ...], where: str, required: str
) -> dict[str, bytes]:
    """Read the named members that exist.

    Raises
    ------
    DocumentError
        The archive is broken or locked, lacks the required member, or a member unpacks to more
        than `MAXIMUM_MEMBER_BYTES` or to more than `MAXIMUM_RATIO` times its packed size.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            known = {info.filename: info for info in archive.infolist()}
            if required not in known:
                raise DocumentError(
                    f"the archive has no {required}",
                    where=where,
                    remedy="give a Word document (.docx), not another archive",
                )
            return {name: _read(archive, known[name], where) for name in names if name in known}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise DocumentError(
            f"the archive is broken ({error})", where=where, remedy="save the document again"
        ) from None


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> bytes:
    if info.flag_bits & 1:
        raise DocumentError(
            "the archive is encrypted", where=where, remedy="save the document without a password"
        )
    with archive.open(info) as member:
        content = member.read(MAXIMUM_MEMBER_BYTES + 1)
    ratio = len(content) / max(info.compress_size, 1)
    is_bomb = len(content) > _RATIO_APPLIES_ABOVE_BYTES and ratio > MAXIMUM_RATIO
    if len(content) > MAXIMUM_MEMBER_BYTES or is_bomb:
        raise DocumentError(
            f"{info.filename} unpacks to {len(content):,} bytes or more, {ratio:,.0f} times its "
            "packed size",
            where=where,
            remedy="check where the file comes from; it looks made to exhaust the reader",
        )
    return content
