/// What Parquet files are made of: structures of Thrift's compact protocol, runs of small numbers, snappy. Nothing here
/// trusts its bytes: what is damaged is an `IllegalArgumentException`, an `IndexOutOfBoundsException` or a
/// `BufferUnderflowException`, and nothing is made larger than the bytes that are there or than it is told to be.
@NullMarked
package dev.cairn.scoring.parquet;

import org.jspecify.annotations.NullMarked;
