"""Writes the streams beside this file: python make.py, with pandas and pyarrow."""

import datetime

import pandas
import pyarrow

frame = pandas.DataFrame(
    {
        "whole": [1, 2, 3],
        "small": pandas.array([1, None, 3], dtype="Int32"),
        "number": [1.5, None, -2.0],
        "single": pandas.array([0.5, 0.25, 4.0], dtype="float32"),
        "truth": [True, False, True],
        "text": ["a", None, "ü"],
        "kind": pandas.Categorical(["x", "y", None]),
        "time": pandas.to_datetime(["2024-01-02T03:04:05.000006", "1969-12-31T00:00:00.000000", None]),
        "day": [datetime.date(2024, 1, 2), None, datetime.date(1960, 5, 6)],
        "nothing": [None, None, None],
    },
    index=pandas.Index([7, 8, 9], name="key"),
)


def write(name, table, size=None, **options):
    with pyarrow.ipc.new_stream(name, table.schema, options=pyarrow.ipc.IpcWriteOptions(**options)) as stream:
        stream.write_table(table, max_chunksize=size)


table = pyarrow.Table.from_pandas(frame)
write("frame.arrows", table)
write("batches.arrows", table, 2)
write("compressed.arrows", table, compression="zstd")
write("nested.arrows", pyarrow.table({"list": [[1, 2], [3]]}))
write("zoned.arrows", pyarrow.table({"time": pyarrow.array([0], pyarrow.timestamp("s", "UTC"))}))
