"""Engines by URL: DuckDB here, Spark on a cluster; the same Ibis expressions on both."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import pyarrow as pa
from ibis.backends import BaseBackend

from counterpoise.errors import LakeError
from counterpoise.model.events import Kind, columns

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ARROW_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "date": pa.date32(),
    "integer": pa.int32(),
    "real": pa.float64(),
}


def arrow_schema(kind: Kind) -> pa.Schema:
    """Return the Arrow schema of a kind of row."""
    return pa.schema([(name, ARROW_TYPES[type_]) for name, type_ in columns(kind).items()])


def open_engine(url: str, *, memory_gb: int | None = None) -> BaseBackend:
    """Open an engine.

    Parameters
    ----------
    url
        ``duckdb``, or ``pyspark://MASTER`` such as ``pyspark://local[2]`` or
        ``pyspark://spark://host:7077``.
    memory_gb
        Memory DuckDB may use; Spark takes its own configuration.

    Raises
    ------
    LakeError
        If the URL names no engine, or the engine is not installed.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "duckdb" and not rest:
        options = {} if memory_gb is None else {"memory_limit": f"{memory_gb}GB"}
        return ibis.duckdb.connect(**options)
    if scheme == "pyspark" and rest:
        return ibis.pyspark.connect(_spark(rest))
    raise LakeError(
        f"{url!r} names no engine", where="lake.url", remedy="give duckdb or pyspark://MASTER"
    )


def _spark(master: str) -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise LakeError(
            "PySpark is not installed", where="lake.url", remedy="install counterpoise[spark]"
        ) from error
    builder = SparkSession.builder.master(master).appName("counterpoise")
    if master.startswith("local"):
        builder = (
            builder.config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
        )
    session: SparkSession = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    return session


def table_of(
    engine: BaseBackend, kind: Kind, paths: Sequence[Path], name: str
) -> ibis.expr.types.Table:
    """Open Parquet parts as one table; without parts, an empty table of the kind's columns."""
    schema = arrow_schema(kind)
    if not paths:
        return ibis.memtable(schema.empty_table())
    listed = [str(path) for path in paths]
    if engine.name == "pyspark":
        engine._session.read.parquet(*listed).createOrReplaceTempView(name)  # noqa: SLF001
        return engine.table(name)
    table: ibis.expr.types.Table = engine.read_parquet(listed, table_name=name)
    return table
