package dev.cairn.importing.archive;

import dev.cairn.files.OwnerOnly;
import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.importing.transfer.Kind;
import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Progress;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.Source;
import dev.cairn.importing.transfer.SourceFile;
import dev.cairn.importing.transfer.Tally;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.series.Points;
import dev.cairn.text.Digests;
import dev.cairn.tracking.RunCopy;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Writes all that a source has into an archive.
///
/// Artifacts come first, as files of their own and as lines with their hashes; then a file of JSON lines for each
/// kind of object; the manifest comes last, so that an archive without one is not whole.
final class ArchiveExport {
    private static final int POINTS_IN_A_LINE = 5_000;
    private static final int NEW_LINE = '\n';
    private static final int BUFFER = 1 << 16;

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

    /// @param now     milliseconds since 1970
    /// @param waiting where lines can wait meanwhile: on the disk that has room for the archive
    void run(long now, Path waiting) throws IOException {
        artifacts(waiting);
        progress.begin("Experiments", -1);
        lines(
                ArchiveLine.EXPERIMENTS,
                out -> source.experiments().forEach(experiment -> {
                    if (line(out, experiment, () -> "Experiment " + experiment.experimentId())) {
                        tally.add(experiment);
                    }
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
                            if (line(
                                    out,
                                    copy,
                                    () -> "Logged model " + copy.model().info().modelId())) {
                                tally.add(copy);
                            }
                        })));
        lines(
                ArchiveLine.REGISTERED_MODELS,
                out -> source.registeredModels(Source.Selection.all(), copy -> {
                    String name = "Registered model " + copy.model().name();
                    if (this.<RegisteredModelCopy>lines(out, name, each -> RegisteredModelLines.each(copy, each))) {
                        tally.add(copy);
                    }
                }));
        progress.begin("Traces", -1);
        lines(
                ArchiveLine.TRACES,
                out -> source.traces(
                        Source.Selection.all(),
                        batch -> batch.forEach(copy -> {
                            String name = "Trace " + copy.traceId();
                            if (this.<TraceLine>lines(out, name, each -> TraceLine.each(copy, each))) {
                                tally.add(copy);
                            }
                            progress.add(1);
                        })));
        lines(
                ArchiveLine.EVALUATION,
                out -> source.evaluation(object -> {
                    String name = "The %s %s".formatted(object.kind(), object.id());
                    if (lines(out, name, each -> EvaluationLine.each(object, each))) {
                        tally.add(object);
                    }
                }));
        manifest(now);
    }

    private void run(OutputStream out, RunCopy copy) {
        ArchiveLine head = new ArchiveLine(copy.run(), copy.deletedTime(), null, null, null, null);
        Supplier<String> name = () -> "Run " + copy.run().info().runId();
        if (!line(out, head, name)) {
            return;
        }
        tally.add(copy);
        copy.series().forEach((key, unordered) -> {
            Points points = unordered.byTime();
            for (int from = 0; from < points.size(); from += POINTS_IN_A_LINE) {
                line(out, points(key, points, from, Math.min(points.size(), from + POINTS_IN_A_LINE)), name);
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

    /// Writes the files of artifacts, and behind them a line about each, which waits in a file.
    private void artifacts(Path waiting) throws IOException {
        progress.begin("Artifact bytes", -1);
        OwnerOnly.file(waiting);
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(waiting))) {
                source.artifacts(new Artifacts(out));
            }
            lines(ArchiveLine.ARTIFACTS, out -> copy(waiting, out));
        } finally {
            Files.delete(waiting);
        }
    }

    private static void copy(Path file, OutputStream out) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Copies a file as far as it can be read.
    ///
    /// @return the line about it
    /// @throws IOException if it cannot be read
    private ArchiveLine.Artifact copied(SourceFile file, InputStream in) throws IOException {
        Owner owner = file.owner();
        String kind = owner.kind().folder();
        String name = new ArchiveLine.Artifact(kind, owner.id(), file.path(), file.size(), "").file();
        MessageDigest digest = Digests.sha256();
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = begun(name)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                size += read;
            }
        }
        return new ArchiveLine.Artifact(
                kind, owner.id(), file.path(), size, HexFormat.of().formatHex(digest.digest()));
    }

    /// Begins a file of the archive.
    ///
    /// @throws IOException if the file system does not take such a name, which is no fault of the whole archive
    private OutputStream begun(String name) throws IOException {
        try {
            return new Unchecked(archive.file(name));
        } catch (IOException refused) {
            if (archive.takesMore()) {
                throw refused;
            }
            throw new UncheckedIOException(refused);
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

    /// Writes a line, unless it is longer than a reader takes, which is told.
    ///
    /// @return whether it is there
    private boolean line(OutputStream out, Object object, Supplier<String> name) {
        byte[] json = Json.write(object);
        if (json.length > Archive.MAX_LINE) {
            report.problem("%s is not whole in the archive: it needs a line of %,d MB, and %d MB are the most."
                    .formatted(name.get(), json.length >> 20, Archive.MAX_LINE >> 20));
            return false;
        }
        line(out, json);
        return true;
    }

    /// Writes the lines of an object. None follows one that is too long: it would be read as one of the object before.
    ///
    /// @return whether all of them are there
    private <T> boolean lines(OutputStream out, String name, Consumer<Consumer<T>> lines) {
        AtomicBoolean areWhole = new AtomicBoolean(true);
        lines.accept(line -> {
            if (areWhole.get()) {
                areWhole.set(line(out, line, () -> name));
            }
        });
        return areWhole.get();
    }

    private static void line(OutputStream out, byte[] json) {
        try {
            out.write(json, 0, json.length);
            out.write(new byte[] {NEW_LINE}, 0, 1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Copies files one after the other. One that cannot be read is told; an archive that cannot be written ends the
    /// export.
    private final class Artifacts implements Source.ArtifactSink {
        private final OutputStream lines;

        Artifacts(OutputStream lines) {
            this.lines = lines;
        }

        @Override
        public void file(SourceFile file) {
            try (InputStream in = file.open()) {
                ArchiveLine.Artifact copied = copied(file, in);
                line(lines, Json.write(copied));
                tally.add(Kind.FILES, 1);
                tally.add(Kind.BYTES, copied.size());
                progress.add(file.size());
            } catch (IOException | ApiException unreadable) {
                report.problem("File '%s' of %s was not exported: %s"
                        .formatted(file.path(), file.owner(), unreadable.getMessage()));
            }
        }

        @Override
        public void unreadable(Owner owner, String reason) {
            report.problem("%s: %s".formatted(owner, reason));
        }
    }

    /// A file of the archive, whose failures are not those of what is read meanwhile.
    private static final class Unchecked extends OutputStream {
        private final OutputStream out;

        Unchecked(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            try {
                out.write(bytes, from, length);
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
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
