"""One SELECT over the lake's tables, and nothing else."""

from __future__ import annotations

import re

import sqlglot
from sqlglot import exp

from counterpoise.errors import LakeError
from counterpoise.lake.engines import Engine
from counterpoise.lake.lake import Lake
from counterpoise.model.events import Kind

_FUNCTIONS_OF_FILES = re.compile(
    r"^(read_|parquet_|scan_|glob$|sniff_csv$|query$|query_table$|.*_scan$|getenv$|pragma_|duckdb_)",
    re.IGNORECASE,
)


def select(lake: Lake, engine: Engine, query: str, limit: int) -> list[dict[str, object]]:
    """Run one SELECT over ``events`` and ``structure``.

    Only tables of the lake may be named, and no function that reads files or settings: the query
    of somebody else cannot reach beyond the lake.

    Raises
    ------
    LakeError
        If the text is not one SELECT, names another table, or the engine refuses it.
    """
    tree = _parse(query, engine)
    tables = {kind.value for kind in Kind}
    for kind in Kind:
        lake.table(engine, kind)
    common = {cte.alias_or_name for cte in tree.find_all(exp.CTE)}
    for table in tree.find_all(exp.Table):
        if table.db or table.name not in {*tables, *common}:
            raise LakeError(
                f"the query names {table.sql()!r}",
                where="sql",
                remedy="name the tables events and structure only",
            )
    for function in tree.find_all(exp.Func):
        name = function.name if isinstance(function, exp.Anonymous) else function.sql_name()
        if _FUNCTIONS_OF_FILES.match(name):
            raise LakeError(
                f"the query calls {name}", where="sql", remedy="use the lake's tables only"
            )
    limited = sqlglot.select("*").from_(tree.subquery("answer")).limit(limit)
    rows: list[dict[str, object]] = engine.run(limited.sql(dialect=_dialect(engine))).to_pylist()
    return rows


def _dialect(engine: Engine) -> str:
    return "spark" if engine.dialect == "pyspark" else engine.dialect


def _parse(query: str, engine: Engine) -> exp.Query:
    try:
        parsed = [tree for tree in sqlglot.parse(query, dialect=_dialect(engine)) if tree]
    except sqlglot.errors.SqlglotError as error:
        raise LakeError(
            f"the query cannot be parsed ({str(error).splitlines()[0][:160]})",
            where="sql",
            remedy="mend it",
        ) from error
    first = parsed[0] if len(parsed) == 1 else None
    if not isinstance(first, exp.Query):
        raise LakeError(
            "only one SELECT is answered", where="sql", remedy="the lake is read-only here"
        )
    return first
