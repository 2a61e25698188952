"""Parquet, a file a table, compressed with snappy. Descriptions stand in the fields' metadata. Needs pyarrow."""

from curate.publish.export import Table


def as_parquet(table: Table) -> bytes:
    """The table as Parquet; JSON stays text."""
    import pyarrow
    from pyarrow.parquet import write_table

    types = {"TEXT": pyarrow.string(), "INTEGER": pyarrow.int64(), "REAL": pyarrow.float64()}
    fields = [
        pyarrow.field(c.name, types[c.type], not (c.required or n == 0), {"description": c.description})
        for n, c in enumerate(table.columns)
    ]
    schema = pyarrow.schema(fields, {"description": table.description})
    columns = list(zip(*table.rows, strict=True)) or [()] * len(fields)
    arrays = [pyarrow.array(values, field.type) for values, field in zip(columns, fields, strict=True)]
    out = pyarrow.BufferOutputStream()
    write_table(pyarrow.Table.from_arrays(arrays, schema=schema), out, compression="snappy")
    return bytes(out.getvalue().to_pybytes())
