package dev.cairn.importing;

import dev.cairn.access.Caller;
import dev.cairn.db.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The one public door of importing: what another MLflow server has, taken over whole, and what this one has, given.
public final class Importing {
    private final Stores stores;
    private final Caller caller;

    public Importing(Stores stores, Caller caller) {
        this.stores = stores;
        this.caller = caller;
    }

    /// Takes over a source; what is here already stays, so that it can be called again after it was cut off.
    ///
    /// @throws IllegalArgumentException with a sentence for the user if the source cannot be read
    public Report run(ImportRequest request, Progress progress) {
        LocalFolders folders = folders(request);
        Locations locations = new Locations(
                request.copies(),
                folders,
                stores.artifactFolder(),
                uri -> stores.tracking().importing().keeps(uri));
        Report report = new Report();
        try (Source source = open(request, folders, report)) {
            CairnTarget target = new CairnTarget(stores, caller, locations);
            new Import(source, target, locations, progress, report).run();
            if (request.checks()) {
                new Check(source, target, locations, progress, report).run();
            }
        }
        return report;
    }

    /// Writes an archive, or makes on another server what is here.
    ///
    /// @throws IllegalArgumentException with a sentence for the user if that cannot be done
    public Report export(ExportRequest request, Progress progress) throws IOException {
        Report report = new Report();
        try (Source source = new CairnSource(stores, caller, request.experiments())) {
            requireKnown(request, source);
            if (request.to() != null) {
                try (MlflowServer server = new MlflowServer(request.to())) {
                    new RestExport(source, server, progress, report).run();
                }
            } else if (request.out() != null) {
                archive(source, request.out(), progress, report);
            }
        }
        return report;
    }

    private static void requireKnown(ExportRequest request, Source source) {
        if (request.experiments() != null) {
            Set<String> unknown = new TreeSet<>(request.experiments());
            source.experiments().forEach(experiment -> unknown.remove(experiment.experimentId()));
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("There is no experiment " + String.join(", ", unknown) + ".");
            }
        }
    }

    /// Until it is whole an archive has another name.
    private static void archive(Source source, Path out, Progress progress, Report report) throws IOException {
        Path place = out.toAbsolutePath();
        Path part = place.resolveSibling(place.getFileName() + ".part");
        if (Files.exists(place) || Files.exists(part)) {
            throw new IllegalArgumentException(
                    "'%s' is there already, or what an export that was cut off left of it. Delete it or give another name."
                            .formatted(Files.exists(place) ? place : part));
        }
        try (ArchiveWriter archive = ArchiveWriter.at(part, out.toString().endsWith(".zip"))) {
            new Export(source, archive, progress, report).run(System.currentTimeMillis());
        }
        Files.move(part, place);
    }

    private static Source open(ImportRequest request, LocalFolders folders, Report report) {
        String text = request.source();
        if (text.matches("(sqlite|postgres(ql)?(\\+\\w+)?):.*")) {
            return database(DatabaseUrl.parse(text), request, folders, report);
        }
        Path path = Path.of(text);
        if (Files.exists(path.resolve(Manifest.FILE)) || isZip(path)) {
            return Archive.open(path);
        }
        if (Files.isDirectory(path)) {
            return MlrunsFolder.open(path, folders, report);
        }
        if (Files.isRegularFile(path)) {
            return database(new DatabaseUrl.Sqlite(path), request, folders, report);
        }
        throw new IllegalArgumentException(
                "Cannot read '%s': give an SQLite file or a postgresql:// URL of an MLflow database, a folder mlruns, or an archive of cairn export."
                        .formatted(text.replaceAll("//.*@", "//…@")));
    }

    private static boolean isZip(Path path) {
        return path.toString().endsWith(".zip") && Files.isRegularFile(path);
    }

    private static MlflowDatabase database(
            DatabaseUrl url, ImportRequest request, LocalFolders folders, Report report) {
        MlflowDatabase database = MlflowDatabase.open(url, request.workspace(), folders);
        database.otherWorkspaces()
                .forEach(other -> report.note(
                        "The workspace '%s' of the source is not imported: --workspace chooses one.".formatted(other)));
        return database;
    }

    /// Next to its SQLite file an MLflow server keeps its artifacts by default.
    private static LocalFolders folders(ImportRequest request) {
        Path base = base(request.source());
        List<Path> allowed = new ArrayList<>(request.artifactsFrom());
        if (Files.isDirectory(Path.of(request.source()))) {
            allowed.add(Path.of(request.source()));
        }
        allowed.add(base.resolve("mlruns"));
        allowed.add(base.resolve("mlartifacts"));
        return new LocalFolders(allowed, base, proxied(request.mlflowArtifacts(), base.resolve("mlartifacts")));
    }

    private static @Nullable Path proxied(@Nullable Path named, Path usual) {
        return named == null && Files.isDirectory(usual) ? usual : named;
    }

    /// The folder of a file, the working folder for a server.
    private static Path base(String source) {
        if (source.startsWith("postgres")) {
            return Path.of("").toAbsolutePath();
        }
        Path file = Path.of(source.replaceFirst("^sqlite:///", "")).toAbsolutePath();
        return Objects.requireNonNullElse(file.getParent(), file);
    }
}
