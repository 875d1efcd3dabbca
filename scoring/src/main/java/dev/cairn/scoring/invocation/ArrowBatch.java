package dev.cairn.scoring.invocation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;
import org.jspecify.annotations.Nullable;

/// The columns of a batch, and the bytes that each consists of, one after the other. Used once.
final class ArrowBatch {
    private final RecordBatch batch;
    private final ByteBuffer content;
    private int node;
    private int buffer;

    ArrowBatch(RecordBatch batch, ByteBuffer content) {
        if (batch.compression() != null) {
            throw ArrowReader.unreadable("its batches are compressed, which is not read here");
        }
        this.batch = batch;
        this.content = content;
    }

    /// Begins with the next column.
    void column(int rows) {
        ArrowReader.require(node < batch.nodesLength(), "a column is missing");
        @Nullable FieldNode next = batch.nodes(node++);
        ArrowReader.require(next != null && next.length() == rows, "the columns are not of one length");
    }

    /// The next bytes of the column, of a length that is in the batch.
    ByteBuffer bytes() {
        ArrowReader.require(buffer < batch.buffersLength(), "the bytes of a column are missing");
        @Nullable Buffer next = batch.buffers(buffer++);
        ArrowReader.require(
                next != null
                        && next.offset() >= 0
                        && next.length() >= 0
                        && next.offset() <= content.capacity()
                        && next.length() <= content.capacity() - next.offset(),
                "it is cut off");
        return content.slice((int) next.offset(), (int) next.length()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
