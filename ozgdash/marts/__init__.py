"""The derived tables of a snapshot, worked out from Parquet files by DuckDB or, past one machine, by Apache Spark."""

from ozgdash.marts.making import Engine, MartsReport, Order, make

__all__ = ["Engine", "MartsReport", "Order", "make"]
