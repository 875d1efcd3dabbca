package dev.cairn.lineage;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.lineage.LineageDirection;
import dev.cairn.protocol.lineage.LineageEntity;
import dev.cairn.protocol.lineage.LineageHeader;
import dev.cairn.protocol.lineage.LineageKind;
import dev.cairn.protocol.lineage.LineageTable;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something elsewhere that a version was made of, or that uses it, as somebody tells.
///
/// @param direction from the version, never both
/// @param kind      one that is only told
/// @param id        what it is known by where it is
/// @param detail    which run of it, and the like
public record Told(
        LineageDirection direction,
        LineageKind kind,
        String id,
        @Nullable String detail) {
    private static final int MAX_THINGS = 100;
    private static final int MAX_LENGTH = 500;

    public Told {
        if (id.length() > MAX_LENGTH || (detail != null && detail.length() > MAX_LENGTH)) {
            throw ApiException.invalid(
                    "What is told of lineage has ids of at most %d characters.".formatted(MAX_LENGTH));
        }
    }

    /// What a client says in its header: what it runs in, and the tables that were read.
    ///
    /// @param header    null or empty if it says nothing
    /// @param direction in which what it runs in lies
    public static List<Told> header(@Nullable String header, LineageDirection direction) {
        if (header == null || header.isEmpty()) {
            return List.of();
        }
        LineageHeader said = Json.read(decoded(header), LineageHeader.class);
        List<Told> told = new ArrayList<>(entities(said.entities(), direction));
        said.lineages().stream()
                .flatMap(lineage -> lineage.sourceSecurables().stream())
                .flatMap(source -> Stream.ofNullable(source.table()))
                .flatMap(Told::table)
                .forEach(told::add);
        return bounded(told);
    }

    private static byte[] decoded(String header) {
        try {
            return Base64.getDecoder().decode(header);
        } catch (IllegalArgumentException noBase64) {
            throw ApiException.invalid(
                    "The header %s is not base64: leave it out, or send JSON in base64.".formatted(LineageHeader.NAME));
        }
    }

    private static Stream<Told> table(LineageTable table) {
        return of(LineageDirection.UPSTREAM, LineageKind.TABLE, table.name(), table.tableId());
    }

    /// What a client runs in.
    public static List<Told> entities(List<LineageEntity> entities, LineageDirection direction) {
        return bounded(
                entities.stream().flatMap(entity -> entity(entity, direction)).toList());
    }

    private static Stream<Told> entity(LineageEntity entity, LineageDirection direction) {
        Stream<Told> jobs = Optional.ofNullable(entity.job()).stream()
                .flatMap(job -> of(direction, LineageKind.JOB, job.id(), first(job.jobRunId(), job.taskRunId())));
        Stream<Told> notebooks = Optional.ofNullable(entity.notebook()).stream()
                .flatMap(notebook -> of(
                        direction,
                        LineageKind.NOTEBOOK,
                        notebook.id(),
                        first(notebook.notebookRunId(), notebook.commandId())));
        Stream<Told> pipelines = Optional.ofNullable(entity.pipeline()).stream()
                .flatMap(pipeline ->
                        of(direction, LineageKind.PIPELINE, pipeline.pipelineId(), pipeline.pipelineUpdateId()));
        return Stream.of(jobs, notebooks, pipelines).flatMap(all -> all);
    }

    /// Something of which a client may have left out the id, as it then has nothing to tell.
    public static Stream<Told> of(
            LineageDirection direction, LineageKind kind, @Nullable String id, @Nullable String detail) {
        return id == null || id.isEmpty() ? Stream.empty() : Stream.of(new Told(direction, kind, id, given(detail)));
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return given(one) == null ? given(other) : one;
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static List<Told> bounded(List<Told> told) {
        if (told.size() > MAX_THINGS) {
            throw ApiException.invalid(
                    "At most %d things are told at a time of the lineage of a version.".formatted(MAX_THINGS));
        }
        return told;
    }
}
