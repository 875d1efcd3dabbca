package dev.cairn.importing.archive;

import dev.cairn.http.Json;
import dev.cairn.importing.transfer.Kind;
import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Progress;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.Source;
import dev.cairn.importing.transfer.SourceFile;
import dev.cairn.importing.transfer.Tally;
import dev.cairn.series.Points;
import dev.cairn.text.Digests;
import dev.cairn.tracking.RunCopy;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Writes all that a source has into an archive.
///
/// Artifacts come first, as files of their own and as lines with their hashes; then a file of JSON lines for each
/// kind of object; the manifest comes last, so that an archive without one is not whole.
final class ArchiveExport {
    private static final int POINTS_IN_A_LINE = 5_000;
    private static final int NEW_LINE = '\n';

    private final Source source;
    private final ArchiveWriter archive;
    private final Progress progress;
    private final Report report;
    private final Tally tally = new Tally();
    private final List<Manifest.Entry> files = new ArrayList<>();

    ArchiveExport(Source source, ArchiveWriter archive, Progress progress, Report report) {
        this.source = source;
        this.archive = archive;
        this.progress = progress;
        this.report = report;
    }

    /// @param now milliseconds since 1970
    void run(long now) throws IOException {
        List<byte[]> artifacts = artifacts();
        lines(ArchiveLine.ARTIFACTS, out -> artifacts.forEach(line -> line(out, line)));
        progress.begin("Experiments", -1);
        lines(
                ArchiveLine.EXPERIMENTS,
                out -> source.experiments().forEach(experiment -> {
                    tally.add(experiment);
                    line(out, Json.write(experiment));
                    progress.add(1);
                }));
        progress.begin("Runs", -1);
        lines(
                ArchiveLine.RUNS,
                out -> source.runs(
                        Source.Selection.all(),
                        batch -> batch.forEach(copy -> {
                            run(out, copy);
                            progress.add(1);
                        })));
        lines(
                ArchiveLine.MODELS,
                out -> source.models(
                        Source.Selection.all(),
                        batch -> batch.forEach(copy -> {
                            tally.add(copy);
                            line(out, Json.write(copy));
                        })));
        lines(
                ArchiveLine.REGISTERED_MODELS,
                out -> source.registeredModels(Source.Selection.all(), copy -> {
                    tally.add(copy);
                    line(out, Json.write(copy));
                }));
        progress.begin("Traces", -1);
        lines(
                ArchiveLine.TRACES,
                out -> source.traces(
                        Source.Selection.all(),
                        batch -> batch.forEach(copy -> {
                            tally.add(copy);
                            TraceLine.each(copy, line -> line(out, Json.write(line)));
                            progress.add(1);
                        })));
        lines(
                ArchiveLine.EVALUATION,
                out -> source.evaluation(object -> {
                    tally.add(object);
                    EvaluationLine.each(object, line -> line(out, Json.write(line)));
                }));
        manifest(now);
    }

    private void run(OutputStream out, RunCopy copy) {
        tally.add(copy);
        line(out, Json.write(new ArchiveLine(copy.run(), copy.deletedTime(), null, null, null, null)));
        copy.series().forEach((key, unordered) -> {
            Points points = unordered.byTime();
            for (int from = 0; from < points.size(); from += POINTS_IN_A_LINE) {
                line(out, Json.write(points(key, points, from, Math.min(points.size(), from + POINTS_IN_A_LINE))));
            }
        });
    }

    private static ArchiveLine points(String key, Points points, int from, int to) {
        long[] steps = new long[to - from];
        long[] timestamps = new long[to - from];
        double[] values = new double[to - from];
        for (int i = from; i < to; i++) {
            steps[i - from] = points.step(i);
            timestamps[i - from] = points.timestamp(i);
            values[i - from] = points.value(i);
        }
        return new ArchiveLine(null, null, key, steps, timestamps, values);
    }

    /// Writes the files of artifacts.
    ///
    /// @return a line about each
    private List<byte[]> artifacts() {
        progress.begin("Artifact bytes", -1);
        List<byte[]> lines = new ArrayList<>();
        source.artifacts(new Source.ArtifactSink() {
            @Override
            public void file(SourceFile file) {
                lines.add(Json.write(copied(file)));
                progress.add(file.size());
            }

            @Override
            public void unreadable(Owner owner, String reason) {
                report.problem("%s: %s".formatted(owner, reason));
            }
        });
        return lines;
    }

    private ArchiveLine.Artifact copied(SourceFile file) {
        ArchiveLine.Artifact line = new ArchiveLine.Artifact(
                file.owner().kind().folder(), file.owner().id(), file.path(), file.size(), "");
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(file.open(), digest);
                OutputStream out = archive.file(line.file())) {
            long size = in.transferTo(out);
            tally.add(Kind.FILES, 1);
            tally.add(Kind.BYTES, size);
            return new ArchiveLine.Artifact(
                    line.kind(), line.id(), line.path(), size, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void lines(String name, Writing writing) throws IOException {
        MessageDigest digest = Digests.sha256();
        long size;
        try (CountingStream out = new CountingStream(new DigestOutputStream(archive.file(name), digest))) {
            writing.write(out);
            size = out.count();
        }
        files.add(new Manifest.Entry(name, size, HexFormat.of().formatHex(digest.digest())));
    }

    private void manifest(long now) throws IOException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            counts.put(kind.words(), tally.of(kind));
            report.done(kind.words() + " exported", tally.of(kind));
        }
        String version =
                Objects.requireNonNullElse(ArchiveExport.class.getPackage().getImplementationVersion(), "development");
        try (OutputStream out = archive.file(Manifest.FILE)) {
            out.write(Json.write(new Manifest(
                    Manifest.FORMAT,
                    Manifest.VERSION,
                    UUID.randomUUID().toString(),
                    "Cairn " + version,
                    now,
                    counts,
                    files)));
            out.write(NEW_LINE);
        }
    }

    private static void line(OutputStream out, byte[] json) {
        try {
            out.write(json, 0, json.length);
            out.write(new byte[] {NEW_LINE}, 0, 1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write(OutputStream out);
    }

    /// Counts the bytes on their way.
    private static final class CountingStream extends FilterOutputStream {
        private long count;

        CountingStream(OutputStream out) {
            super(out);
        }

        long count() {
            return count;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }
    }
}
