"""Engines by URL: DuckDB here, Spark on a cluster; the same Ibis expressions on both.

An expression is built on an unbound Ibis table, compiled by Ibis to the engine's SQL, and run on
the engine's own connection, which hands Arrow back. No pandas stands between: it would turn a
missing whole number into a float.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import ibis
import pyarrow as pa
from ibis.expr.types import Expr, Scalar, Table

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

ADDED: dict[Kind, tuple[str, ...]] = {
    Kind.EVENTS: (),
    Kind.STRUCTURE: ("subject_members", "object_members"),
}
"""Columns of text that vintages stored earlier lack: null there until the feed is loaded again."""


def arrow_schema(kind: Kind) -> pa.Schema:
    """Return the Arrow schema of a kind of row."""
    return pa.schema([(name, ARROW_TYPES[type_]) for name, type_ in columns(kind).items()])


class Engine(ABC):
    """Something that answers Ibis expressions over Parquet.

    Attributes
    ----------
    dialect
        Name of the SQL dialect, as Ibis and sqlglot know it.
    """

    dialect: str

    @abstractmethod
    def register(self, name: str, kind: Kind, paths: Sequence[Path]) -> None:
        """Make Parquet files known under a name; without files, an empty table."""

    @abstractmethod
    def run(self, query: str) -> pa.Table:
        """Run a query in the engine's dialect.

        Raises
        ------
        LakeError
            If the engine refuses it.
        """

    def table(self, name: str, kind: Kind, paths: Sequence[Path]) -> Table:
        """Register files and return the Ibis table that stands for them."""
        self.register(name, kind, paths)
        return ibis.table(ibis.schema(arrow_schema(kind)), name=name)

    def fetch(self, expression: Table) -> pa.Table:
        """Compile an expression, run it and return its rows, in the types Ibis gives them.

        Engines widen sums and truncated dates in their own ways (a DuckDB sum is a decimal).

        Raises
        ------
        LakeError
            If the engine refuses it.
        """
        found = self.run(str(ibis.to_sql(expression, dialect=self.dialect)))
        return found.cast(expression.schema().to_pyarrow())

    def rows(self, expression: Table) -> list[dict[str, object]]:
        """Return the rows of an expression as dictionaries."""
        found: list[dict[str, object]] = self.fetch(expression).to_pylist()
        return found

    def value(self, expression: Scalar) -> object:
        """Return the one value of a scalar expression."""
        table = self.fetch(_as_table(expression))
        value: object = table.column(0)[0].as_py()
        return value


def _as_table(expression: Expr) -> Table:
    table: Table = expression.name("value").as_table()
    return table


class DuckDBEngine(Engine):
    """DuckDB in this process."""

    dialect = "duckdb"

    def __init__(self, memory_gb: int | None = None) -> None:
        self.connection = duckdb.connect()
        if memory_gb is not None:
            self.connection.execute(f"SET memory_limit = '{int(memory_gb)}GB'")

    def register(self, name: str, kind: Kind, paths: Sequence[Path]) -> None:
        """Make Parquet files known under a name; without files, an empty table."""
        if not paths:
            self.connection.register(f"_{name}", arrow_schema(kind).empty_table())
            self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM _{name}")
            return
        listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
        stored = f"SELECT * FROM read_parquet([{listed}], union_by_name = true)"
        found = {row[0] for row in self.connection.execute(f"DESCRIBE {stored}").fetchall()}
        lacking = "".join(f", CAST(NULL AS VARCHAR) AS {c}" for c in ADDED[kind] if c not in found)
        self.connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT *{lacking} FROM ({stored})"
        )

    def run(self, query: str) -> pa.Table:
        """Run a query in DuckDB's dialect."""
        try:
            return self.connection.sql(query).to_arrow_table()
        except duckdb.Error as error:
            raise _refused(error) from error


class SparkEngine(Engine):
    """Spark, local or on a cluster."""

    dialect = "pyspark"

    def __init__(self, master: str) -> None:
        self.master = master

    def fetch(self, expression: Table) -> pa.Table:
        """Compile an expression, run it and return its rows."""
        # Naming the backend makes Ibis register the options its compiler reads.
        _ = ibis.pyspark.name
        return super().fetch(expression)

    @cached_property
    def session(self) -> SparkSession:
        """The Spark session, opened at first use."""
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise LakeError(
                "PySpark is not installed", where="lake.url", remedy="install counterpoise[spark]"
            ) from error
        builder = SparkSession.builder.master(self.master).appName("counterpoise")
        if self.master.startswith("local"):
            local = {
                "spark.ui.enabled": "false",
                "spark.sql.shuffle.partitions": "1",
                "spark.driver.bindAddress": "127.0.0.1",
                "spark.driver.host": "127.0.0.1",
            }
            for key, value in local.items():
                builder = builder.config(key, value)
        session: SparkSession = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
        return session

    def register(self, name: str, kind: Kind, paths: Sequence[Path]) -> None:
        """Make Parquet files known under a name; without files, an empty table."""
        if paths:
            frame = self.session.read.option("mergeSchema", "true").parquet(*map(str, paths))
            lacking = [c for c in ADDED[kind] if c not in frame.columns]
            frame = frame.selectExpr("*", *(f"CAST(NULL AS STRING) AS {c}" for c in lacking))
        else:
            types = {"text": "string", "date": "date", "integer": "int", "real": "double"}
            spelled = ", ".join(f"{c} {types[t]}" for c, t in columns(kind).items())
            frame = self.session.createDataFrame([], spelled)
        frame.createOrReplaceTempView(name)

    def run(self, query: str) -> pa.Table:
        """Run a query in Spark's dialect."""
        from pyspark.errors import PySparkException

        try:
            found: pa.Table = self.session.sql(query).toArrow()
        except PySparkException as error:
            raise _refused(error) from error
        return found


def _refused(error: Exception) -> LakeError:
    return LakeError(
        f"the engine refuses the query ({str(error).splitlines()[0][:200]})",
        where="lake",
        remedy="mend the query, or run `counterpoise doctor` if it is not yours",
    )


def open_engine(url: str, *, memory_gb: int | None = None) -> Engine:
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
        If the URL names no engine.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "duckdb" and not rest:
        return DuckDBEngine(memory_gb)
    if scheme == "pyspark" and rest:
        return SparkEngine(rest)
    raise LakeError(
        f"{url!r} names no engine", where="lake.url", remedy="give duckdb or pyspark://MASTER"
    )
