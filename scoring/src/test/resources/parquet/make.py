"""Writes the files beside this one: python make.py, with pandas and pyarrow."""

import datetime
import decimal
from pathlib import Path

import pyarrow
import pyarrow.parquet


def write(name, table, **options):
    pyarrow.parquet.write_table(table, f"{name}.parquet", **options)


arrow = Path(__file__).resolve().parent.parent / "arrow" / "make.py"
frame = {}
exec(arrow.read_text().split("def write", maxsplit=1)[0], frame)
frame = frame["frame"]
table = pyarrow.Table.from_pandas(frame)

frame.to_parquet("frame.parquet")
write("groups", table, row_group_size=2, compression="gzip", use_dictionary=False)
write("second", table, data_page_version="2.0", compression="snappy")
write("plain", table, compression="none", use_dictionary=False, write_statistics=False)
write("old", table, version="1.0", coerce_timestamps="us")

row = {"sepal_length": [1.5], "sepal_width": [3.0], "petal_length": [1.5], "petal_width": [1.0]}
write("row", pyarrow.table(row))

# pages of each kind, many runs, all widths of whole numbers
many = 3_000
wide = {
    f"{'u' if unsigned else ''}int{bits}": pyarrow.array(
        [None if i % 7 == 3 else (i * 31 % 100) * (1 if unsigned or i % 2 else -1) for i in range(many)],
        getattr(pyarrow, f"{'u' if unsigned else ''}int{bits}")(),
    )
    for bits in (8, 16, 32, 64)
    for unsigned in (False, True)
}
wide["large"] = pyarrow.array([2**64 - 1 - i for i in range(many)], pyarrow.uint64())
wide["half"] = pyarrow.array([i / 4 for i in range(many)], pyarrow.float16())
wide["truth"] = pyarrow.array([None if i % 11 == 0 else i % 3 == 0 for i in range(many)])
wide["text"] = pyarrow.array([None if i % 5 == 0 else f"text {i % 50}" for i in range(many)])
wide["own"] = pyarrow.array([f"a long text that compresses {i}" for i in range(many)])
wide["number"] = pyarrow.array([i / 7 for i in range(many)])
for unit in ("ms", "us", "ns"):
    wide[unit] = pyarrow.array([i * 1_001 for i in range(many)], pyarrow.timestamp(unit))
wide = pyarrow.table(wide)
wide = wide.set_column(
    wide.schema.get_field_index("number"), pyarrow.field("number", pyarrow.float64(), nullable=False), wide["number"]
)
write("wide", wide, data_page_size=2_000, dictionary_pagesize_limit=5_000, row_group_size=2_000)
write("wide2", wide, data_page_size=2_000, data_page_version="2.0", row_group_size=2_000)
with pyarrow.ipc.new_stream("wide.arrows", wide.schema) as stream:
    stream.write_table(wide)

# what is refused
write("bomb", pyarrow.table({"text": ["a" * 400_000]}), compression="gzip", write_statistics=False)
one = pyarrow.table({"number": [1.5]})
for codec in ("zstd", "lz4", "brotli"):
    write(codec, one, compression=codec)
write("nested", pyarrow.table({"list": [[1, 2], [3]]}))
write("record", pyarrow.table({"record": [{"a": 1}]}))
write("zoned", pyarrow.table({"time": pyarrow.array([0], pyarrow.timestamp("us", "UTC"))}))
write("int96", pyarrow.table({"time": [datetime.datetime(2024, 1, 2)]}), use_deprecated_int96_timestamps=True)
write("decimal", pyarrow.table({"price": [decimal.Decimal("1.5")]}))
write("bytes", pyarrow.table({"bytes": [b"\xff"]}))
write("delta", pyarrow.table({"whole": [1, 2]}), use_dictionary=False, column_encoding={"whole": "DELTA_BINARY_PACKED"})
