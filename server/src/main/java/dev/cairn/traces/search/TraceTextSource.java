package dev.cairn.traces.search;

import static dev.cairn.db.schema.Tables.TRACE_METADATA;
import static dev.cairn.db.schema.Tables.TRACE_TAGS;

import dev.cairn.db.schema.tables.TraceMetadata;
import dev.cairn.db.schema.tables.TraceTags;
import org.jooq.Field;
import org.jooq.Table;

/// The table of the tags or of the metadata of traces, which are kept alike.
record TraceTextSource(Table<?> table, Field<Long> trace, Field<String> name, Field<String> value) {
    static final TraceTextSource TAGS = of(TRACE_TAGS);
    static final TraceTextSource METADATA = of(TRACE_METADATA);

    /// The same under another name, for a table that is read more than once.
    TraceTextSource as(String alias) {
        return equals(TAGS) ? of(TRACE_TAGS.as(alias)) : of(TRACE_METADATA.as(alias));
    }

    private static TraceTextSource of(TraceTags tags) {
        return new TraceTextSource(tags, tags.TRACE, tags.NAME, tags.VALUE);
    }

    private static TraceTextSource of(TraceMetadata metadata) {
        return new TraceTextSource(metadata, metadata.TRACE, metadata.NAME, metadata.VALUE);
    }
}
