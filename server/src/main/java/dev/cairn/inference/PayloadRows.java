package dev.cairn.inference;

import static dev.cairn.parquet.ParquetColumn.optional;
import static dev.cairn.parquet.ParquetColumn.required;

import dev.cairn.parquet.ParquetColumn;
import dev.cairn.parquet.ParquetReader;
import dev.cairn.parquet.ParquetType;
import dev.cairn.parquet.ParquetWriter;
import dev.cairn.protocol.inference.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Payloads as rows of files. The names of columns are the managed platform's, where it has them.
final class PayloadRows {
    private static final String ID = "databricks_request_id";
    private static final String CLIENT_ID = "client_request_id";
    private static final String TIME = "timestamp_ms";
    private static final String STATUS = "status_code";
    private static final String FRACTION = "sampling_fraction";
    private static final String WHOLE = "execution_time_ms";
    private static final String QUEUE = "queue_ms";
    private static final String MODEL = "model_ms";
    private static final String OVERHEAD = "overhead_ms";
    private static final String SERVED = "served_entity_name";
    private static final String ENTITY = "entity_name";
    private static final String VERSION = "entity_version";
    private static final String REQUESTER = "requester";
    private static final String REQUEST = "request";
    private static final String RESPONSE = "response";
    private static final String ERRORS = "logging_errors";

    private static final List<ParquetColumn> COLUMNS = List.of(
            required(ID, ParquetType.TEXT),
            optional(CLIENT_ID, ParquetType.TEXT),
            required(TIME, ParquetType.INT64),
            required(STATUS, ParquetType.INT32),
            required(FRACTION, ParquetType.DOUBLE),
            required(WHOLE, ParquetType.DOUBLE),
            optional(QUEUE, ParquetType.DOUBLE),
            optional(MODEL, ParquetType.DOUBLE),
            optional(OVERHEAD, ParquetType.DOUBLE),
            required(SERVED, ParquetType.TEXT),
            required(ENTITY, ParquetType.TEXT),
            required(VERSION, ParquetType.TEXT),
            required(REQUESTER, ParquetType.TEXT),
            optional(REQUEST, ParquetType.TEXT),
            optional(RESPONSE, ParquetType.TEXT),
            optional(ERRORS, ParquetType.TEXT));

    private PayloadRows() {}

    static byte[] write(List<Payload> payloads) {
        return new ParquetWriter(COLUMNS)
                .write(payloads.stream().map(PayloadRows::row).toList());
    }

    private static List<@Nullable Object> row(Payload payload) {
        return Arrays.asList(
                payload.databricksRequestId(),
                payload.clientRequestId(),
                payload.timestampMs(),
                payload.statusCode(),
                payload.samplingFraction(),
                payload.executionTimeMs(),
                payload.queueMs(),
                payload.modelMs(),
                payload.overheadMs(),
                payload.servedEntityName(),
                payload.entityName(),
                payload.entityVersion(),
                payload.requester(),
                payload.request(),
                payload.response(),
                payload.loggingErrors());
    }

    /// Reads a file.
    ///
    /// @param withBodies whether what requests and answers said is wanted, which most of a file is
    /// @throws IllegalArgumentException for a file that is damaged
    static List<Payload> read(byte[] file, boolean withBodies) {
        ParquetReader reader = new ParquetReader(file);
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (ParquetColumn column : COLUMNS) {
            boolean isBody = column.name().equals(REQUEST) || column.name().equals(RESPONSE);
            values.add(isBody && !withBodies ? List.of() : reader.column(column.name()));
        }
        List<Payload> payloads = new ArrayList<>();
        for (int i = 0; i < reader.rows(); i++) {
            payloads.add(payload(new Line(values, i)));
        }
        return payloads;
    }

    private static Payload payload(Line line) {
        return new Payload(
                line.there(0, String.class),
                line.at(1, String.class),
                line.there(2, Long.class),
                line.there(3, Integer.class),
                line.there(4, Double.class),
                line.there(5, Double.class),
                line.at(6, Double.class),
                line.at(7, Double.class),
                line.at(8, Double.class),
                line.there(9, String.class),
                line.there(10, String.class),
                line.there(11, String.class),
                line.there(12, String.class),
                line.at(13, String.class),
                line.at(14, String.class),
                line.at(15, String.class));
    }

    /// The values of one row.
    private record Line(List<List<@Nullable Object>> columns, int row) {
        <T> T there(int column, Class<T> type) {
            @Nullable T value = at(column, type);
            if (value == null) {
                throw new IllegalArgumentException("the column %s misses a value".formatted(COLUMNS.get(column)));
            }
            return value;
        }

        <T> @Nullable T at(int column, Class<T> type) {
            List<@Nullable Object> values = columns.get(column);
            @Nullable Object value = values.isEmpty() ? null : values.get(row);
            if (value != null && !type.isInstance(value)) {
                throw new IllegalArgumentException("the column %s is of another type".formatted(COLUMNS.get(column)));
            }
            return type.cast(value);
        }
    }
}
