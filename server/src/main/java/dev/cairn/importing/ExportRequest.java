package dev.cairn.importing;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to export, and to where.
///
/// @param experiments ids of experiments; null for everything, with the registry
/// @param out         the archive to write, a zip if its name ends so; null to send everything to a server
/// @param to          the URL of an MLflow server; null to write an archive
public record ExportRequest(
        @Nullable Set<String> experiments,
        @Nullable Path out,
        @Nullable String to) {
    public ExportRequest {
        if ((out == null) == (to == null)) {
            throw new IllegalArgumentException("Give either an archive to write, or --to with the URL of a server.");
        }
        if (to != null && !to.matches("https?://.+")) {
            throw new IllegalArgumentException("'%s' is not the URL of a server.".formatted(to));
        }
    }
}
