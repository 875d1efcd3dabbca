package dev.cairn.inference;

import dev.cairn.artifacts.ArtifactPath;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a file is called in its table, by which it lies in the store: also where the database names another one by now
/// that has its rows.
///
/// @param day such as `2026-11-28`
record PartId(String day, String part) {
    private static final String UUID_FORM = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern FORM = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})-(" + UUID_FORM + ")");
    private static final Pattern FILE = Pattern.compile("part-(" + UUID_FORM + ")\\.parquet");

    static PartId next(String day) {
        return new PartId(day, UUID.randomUUID().toString());
    }

    /// As it is on the wire.
    static Optional<PartId> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new PartId(form.group(1), form.group(2))) : Optional.empty();
    }

    /// That of a file of a day; empty for one that no writer has put there.
    static Optional<PartId> of(String day, ArtifactPath file) {
        Matcher form = FILE.matcher(file.name());
        return form.matches() ? Optional.of(new PartId(day, form.group(1))) : Optional.empty();
    }

    static PartId of(StoredFile file) {
        return of(file.day(), new ArtifactPath(file.path())).orElseThrow();
    }

    /// The folder of a day's files, in the words of those who read partitions.
    static ArtifactPath folder(String table, String day) {
        return new ArtifactPath("%s/date=%s".formatted(table, day));
    }

    /// @param table the folder of its table
    ArtifactPath path(String table) {
        return folder(table, day).child(new ArtifactPath("part-%s.parquet".formatted(part)));
    }

    @Override
    public String toString() {
        return day + "-" + part;
    }
}
