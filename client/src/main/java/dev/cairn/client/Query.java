package dev.cairn.client;

import dev.cairn.protocol.tracking.ViewType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a search finds, and in which order.
///
/// @param filter    in the server's filter language, such as `metrics.loss < 0.5 AND params.depth = '3'`; empty for all
/// @param orderBy   such as `metrics.loss DESC`; none for the server's own order
/// @param pageSize  how many are fetched at a time; 0 for as many as the server chooses
/// @param lifecycle of experiments and runs: whether those in the trash are found
public record Query(String filter, List<String> orderBy, int pageSize, ViewType lifecycle) {
    private static final Query ALL = new Query("", List.of(), 0, ViewType.ACTIVE_ONLY);

    public Query {
        orderBy = List.copyOf(orderBy);
    }

    /// All that are not in the trash.
    public static Query all() {
        return ALL;
    }

    public static Query where(String filter) {
        return new Query(filter, List.of(), 0, ViewType.ACTIVE_ONLY);
    }

    public Query orderedBy(String... clauses) {
        return new Query(filter, List.of(clauses), pageSize, lifecycle);
    }

    public Query inPagesOf(int size) {
        return new Query(filter, orderBy, size, lifecycle);
    }

    public Query including(ViewType which) {
        return new Query(filter, orderBy, pageSize, which);
    }

    @Nullable
    String filterOrNull() {
        return filter.isEmpty() ? null : filter;
    }

    @Nullable
    Integer sizeOrNull() {
        return pageSize == 0 ? null : pageSize;
    }

    @Nullable
    Long longSizeOrNull() {
        return pageSize == 0 ? null : Long.valueOf(pageSize);
    }
}
