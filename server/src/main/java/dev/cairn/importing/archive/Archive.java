package dev.cairn.importing.archive;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.files.OwnerOnly;
import dev.cairn.http.Json;
import dev.cairn.importing.transfer.Batch;
import dev.cairn.importing.transfer.EvaluationObject;
import dev.cairn.importing.transfer.Kind;
import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Progress;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.Source;
import dev.cairn.importing.transfer.SourceFile;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.series.Points;
import dev.cairn.text.Digests;
import dev.cairn.traces.TraceCopy;
import dev.cairn.tracking.LoggedModelCopy;
import dev.cairn.tracking.RunCopy;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An archive that an export wrote. It may come from anyone: its files are checked against its manifest before
/// anything is taken from it, and no line, list or file is read beyond what it announces.
public final class Archive implements Source {
    /// Bytes of a line.
    static final int MAX_LINE = 64 * 1024 * 1024;

    private static final int MAX_MANIFEST = 1024 * 1024;
    private static final Set<String> OLD_LINES = Set.of(
            ArchiveLine.ARTIFACTS,
            ArchiveLine.EXPERIMENTS,
            ArchiveLine.RUNS,
            ArchiveLine.MODELS,
            ArchiveLine.REGISTERED_MODELS);
    private static final Set<String> LINES = Stream.concat(
                    OLD_LINES.stream(), Stream.of(ArchiveLine.TRACES, ArchiveLine.EVALUATION))
            .collect(Collectors.toUnmodifiableSet());

    private final ArchiveFiles files;
    private final Manifest manifest;

    private Archive(ArchiveFiles files, Manifest manifest) {
        this.files = files;
        this.manifest = manifest;
    }

    /// Opens an archive that is there.
    ///
    /// @throws IllegalArgumentException with a sentence for the user if it is no whole archive
    public static Archive open(Path place) {
        ArchiveFiles files = null;
        try {
            files = ArchiveFiles.at(place);
            Archive archive = new Archive(files, manifest(files));
            archive.verify();
            return archive;
        } catch (IOException | RuntimeException damaged) {
            closeQuietly(files, damaged);
            throw new IllegalArgumentException(
                    "'%s' is not a whole archive of cairn export: %s".formatted(place, damaged.getMessage()), damaged);
        }
    }

    /// Writes all that a source has. Until it is whole an archive has another name.
    ///
    /// @throws IllegalArgumentException with a sentence for the user if there is something at that place
    public static void write(Source source, Path out, Progress progress, Report report) throws IOException {
        Path place = out.toAbsolutePath();
        Path part = place.resolveSibling(place.getFileName() + ".part");
        if (Files.exists(place)) {
            throw taken(place);
        }
        OwnerOnly.foldersOf(part);
        ArchiveWriter begun;
        try {
            begun = ArchiveWriter.at(part, out.toString().endsWith(".zip"));
        } catch (FileAlreadyExistsException ofAnother) {
            throw taken(part);
        }
        try (ArchiveWriter archive = begun) {
            new ArchiveExport(source, archive, progress, report)
                    .run(System.currentTimeMillis(), part.resolveSibling(part.getFileName() + ".artifacts"));
        } catch (IOException | RuntimeException failure) {
            deleteQuietly(part, failure);
            throw failure;
        }
        Files.move(part, place);
    }

    private static IllegalArgumentException taken(Path place) {
        return new IllegalArgumentException(
                "'%s' is there already, or what an export that was cut off left of it. Delete it or give another name."
                        .formatted(place));
    }

    private static void deleteQuietly(Path part, Exception failure) {
        try (Stream<Path> paths = Files.exists(part) ? Files.walk(part) : Stream.empty()) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    /// Whether there is an archive at a place, or what looks like one.
    public static boolean isAt(Path place) {
        return Files.exists(place.resolve(Manifest.FILE))
                || (place.toString().endsWith(".zip") && Files.isRegularFile(place));
    }

    private static void closeQuietly(@Nullable ArchiveFiles files, Exception failure) {
        try {
            if (files != null) {
                files.close();
            }
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    private static Manifest manifest(ArchiveFiles files) throws IOException {
        try (InputStream in = files.open(Manifest.FILE)) {
            byte[] bytes = in.readNBytes(MAX_MANIFEST + 1);
            if (bytes.length > MAX_MANIFEST) {
                throw new IOException("its manifest is too large");
            }
            Manifest manifest = Json.read(bytes, Manifest.class);
            if (!Manifest.FORMAT.equals(manifest.format()) || manifest.id() == null || manifest.files() == null) {
                throw new IOException("its manifest is of another kind");
            }
            if (manifest.version() < Manifest.WITHOUT_TRACES || manifest.version() > Manifest.VERSION) {
                throw new IOException(
                        "it has version %d of the format, this Cairn reads %d and before; use a Cairn that is as new as the one that wrote it"
                                .formatted(manifest.version(), Manifest.VERSION));
            }
            return manifest;
        }
    }

    private void verify() throws IOException {
        Set<String> lines = manifest.version() == Manifest.WITHOUT_TRACES ? OLD_LINES : LINES;
        Set<String> named = new java.util.HashSet<>();
        for (Manifest.Entry entry : manifest.files()) {
            if (lines.contains(entry.path())) {
                verify(entry);
                named.add(entry.path());
            }
        }
        if (!named.equals(lines)) {
            throw new IOException("its manifest does not name all files of the format");
        }
    }

    private void verify(Manifest.Entry entry) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(files.open(entry.path()), digest)) {
            long size = 0;
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0 && size <= entry.size(); read = in.read(buffer)) {
                size += read;
            }
            if (size != entry.size()
                    || !HexFormat.of().formatHex(digest.digest()).equals(entry.sha256())) {
                throw new IOException("'%s' is damaged".formatted(entry.path()));
            }
        }
    }

    @Override
    public String name() {
        return "archive:" + manifest.id();
    }

    @Override
    public Counts counts() {
        return new Counts(
                manifest.count(Kind.EXPERIMENTS),
                manifest.count(Kind.RUNS),
                manifest.count(Kind.POINTS),
                manifest.count(Kind.MODELS),
                manifest.count(Kind.REGISTERED_MODELS),
                manifest.count(Kind.TRACES));
    }

    /// What the server counted that the archive is from.
    @Override
    public Map<Kind, Long> census() {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, manifest.count(kind));
        }
        counts.keySet().removeAll(Set.of(Kind.FILES, Kind.BYTES)); // of which some are no use, such as spans
        return counts;
    }

    @Override
    public List<Experiment> experiments() {
        List<Experiment> experiments = new ArrayList<>();
        each(ArchiveLine.EXPERIMENTS, Experiment.class, experiments::add);
        return experiments;
    }

    @Override
    public void runs(Selection selection, Consumer<List<RunCopy>> batches) {
        Batch<RunCopy> batch = Batch.ofRuns(batches);
        RunLines lines = new RunLines(selection, batch);
        each(ArchiveLine.RUNS, ArchiveLine.class, lines::take);
        lines.end();
        batch.flush();
    }

    @Override
    public void models(Selection selection, Consumer<List<LoggedModelCopy>> batches) {
        Batch<LoggedModelCopy> batch = Batch.of(batches);
        each(ArchiveLine.MODELS, LoggedModelCopy.class, copy -> {
            if (!selection.among(Set.of(copy.model().info().modelId())).isEmpty()) {
                batch.add(copy);
            }
        });
        batch.flush();
    }

    @Override
    public void traces(Selection selection, Consumer<List<TraceCopy>> batches) {
        if (manifest.version() == Manifest.WITHOUT_TRACES) {
            return;
        }
        Batch<TraceCopy> batch = Batch.ofTraces(batches);
        TraceLines lines = new TraceLines(selection, batch::add);
        each(ArchiveLine.TRACES, TraceLine.class, lines::take);
        lines.end();
        batch.flush();
    }

    @Override
    public void evaluation(Consumer<EvaluationObject> each) {
        if (manifest.version() != Manifest.WITHOUT_TRACES) {
            EvaluationLines lines = new EvaluationLines(each);
            each(ArchiveLine.EVALUATION, EvaluationLine.class, lines::take);
            lines.end();
        }
    }

    @Override
    public void registeredModels(Selection selection, Consumer<RegisteredModelCopy> each) {
        RegisteredModelLines lines = new RegisteredModelLines(selection, each);
        each(ArchiveLine.REGISTERED_MODELS, RegisteredModelCopy.class, lines::take);
        lines.end();
    }

    @Override
    public void artifacts(ArtifactSink sink) {
        each(ArchiveLine.ARTIFACTS, ArchiveLine.Artifact.class, line -> {
            Owner owner = line.owner();
            ArtifactPath.of(line.path());
            sink.file(new SourceFile(
                    owner,
                    line.path(),
                    line.size(),
                    Optional.of(line.sha256()),
                    () -> new Bounded(files.open(line.file()), line.size())));
        });
    }

    private <T> void each(String name, Class<T> type, Consumer<T> each) {
        try (InputStream in = new BufferedInputStream(files.open(name), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    each.accept(Json.read(line.toByteArray(), type));
                    line.reset();
                } else if (line.size() == MAX_LINE) {
                    throw new IOException("a line of '%s' is longer than %d MB".formatted(name, MAX_LINE >> 20));
                } else {
                    line.write(next);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Puts runs together from their lines.
    private static final class RunLines {
        private final Selection selection;
        private final Batch<RunCopy> batch;
        private @Nullable Run run;
        private @Nullable Long deletedTime;
        private boolean wanted;
        private Map<String, Points> series = new TreeMap<>();

        RunLines(Selection selection, Batch<RunCopy> batch) {
            this.selection = selection;
            this.batch = batch;
        }

        void take(ArchiveLine line) {
            if (line.run() != null) {
                end();
                run = line.run();
                deletedTime = line.deletedTime();
                wanted = !selection.among(Set.of(run.info().runId())).isEmpty();
                series = new TreeMap<>();
            } else if (wanted) {
                points(line);
            }
        }

        private void points(ArchiveLine line) {
            long[] steps = Objects.requireNonNull(line.steps());
            long[] timestamps = Objects.requireNonNull(line.timestamps());
            double[] values = Objects.requireNonNull(line.values());
            Points points = series.computeIfAbsent(Objects.requireNonNull(line.key()), key -> new Points());
            for (int i = 0; i < steps.length; i++) {
                points.add(steps[i], timestamps[i], values[i]);
            }
        }

        void end() {
            if (wanted && run != null) {
                batch.add(new RunCopy(run, series, deletedTime));
            }
            run = null;
            wanted = false;
        }
    }

    /// Content that has a size, and fails if it goes on behind that.
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long size) {
            super(in);
            left = size;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            return next < 0 ? next : counted(1, next);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            return read < 0 ? read : counted(read, read);
        }

        private int counted(int bytes, int result) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("the file is longer than it is said to be");
            }
            return result;
        }
    }
}
