package dev.cairn.importing;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.importing.archive.Archive;
import dev.cairn.importing.mlflow.MlflowDatabase;
import dev.cairn.importing.mlruns.MlrunsFolder;
import dev.cairn.importing.rest.RestExport;
import dev.cairn.importing.transfer.LocalFolders;
import dev.cairn.importing.transfer.Progress;
import dev.cairn.importing.transfer.ReadablePlaces;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The one public door of importing: what another MLflow server has, taken over whole, and what this one has, given.
public final class Importing {
    private final Stores stores;
    private final Caller caller;
    private final Opening opening;

    /// @param opening opens object stores that artifacts are copied from
    public Importing(Stores stores, Caller caller, Opening opening) {
        this.stores = stores;
        this.caller = caller;
        this.opening = opening;
    }

    /// Takes over a source; what is here already stays, so that it can be called again after it was cut off.
    ///
    /// @throws IllegalArgumentException with a sentence for the user if the source cannot be read
    public Report run(ImportRequest request, Progress progress) throws IOException {
        Map<String, Artifacts> named = new LinkedHashMap<>();
        try {
            for (String place : request.artifactsFrom()) {
                if (isObjectStore(place)) {
                    named.put(place.replaceFirst("/+$", ""), opening.open(place));
                }
            }
            return run(request, named, progress);
        } finally {
            named.values().forEach(Artifacts::close);
        }
    }

    private static boolean isObjectStore(String place) {
        return place.contains("://") && !LocalFolders.isLocal(place);
    }

    private Report run(ImportRequest request, Map<String, Artifacts> named, Progress progress) {
        LocalFolders folders = folders(request);
        ReadablePlaces places = new ReadablePlaces(folders, named);
        Locations locations = new Locations(
                request.copies(),
                folders,
                places,
                stores.artifactFolder(),
                uri -> stores.tracking().importing().keeps(uri));
        Report report = new Report();
        try (Source source = open(request, places, report)) {
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
                RestExport.send(source, request.to(), progress, report);
            } else if (request.out() != null) {
                Archive.write(source, request.out(), progress, report);
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

    private static Source open(ImportRequest request, ReadablePlaces places, Report report) {
        String text = request.source();
        if (text.matches("(sqlite|postgres(ql)?(\\+\\w+)?):.*")) {
            return database(DatabaseUrl.parse(text), request, places, report);
        }
        Path path = Path.of(text);
        if (Archive.isAt(path)) {
            return Archive.open(path);
        }
        if (Files.isDirectory(path)) {
            return MlrunsFolder.open(path, places, report);
        }
        if (Files.isRegularFile(path)) {
            return database(new DatabaseUrl.Sqlite(path), request, places, report);
        }
        throw new IllegalArgumentException(
                "Cannot read '%s': give an SQLite file or a postgresql:// URL of an MLflow database, a folder mlruns, or an archive of cairn export."
                        .formatted(text.replaceAll("//.*@", "//…@")));
    }

    private static MlflowDatabase database(
            DatabaseUrl url, ImportRequest request, ReadablePlaces places, Report report) {
        MlflowDatabase database = MlflowDatabase.open(url, request.workspace(), places, report);
        database.otherWorkspaces()
                .forEach(other -> report.note(
                        "The workspace '%s' of the source is not imported: --workspace chooses one.".formatted(other)));
        return database;
    }

    /// Next to its SQLite file an MLflow server keeps its artifacts by default.
    private static LocalFolders folders(ImportRequest request) {
        Path base = base(request.source());
        List<Path> allowed = new ArrayList<>();
        request.artifactsFrom().stream()
                .filter(place -> !isObjectStore(place))
                .map(place -> there(Path.of(place), "--artifacts-from"))
                .forEach(allowed::add);
        Path named = request.mlflowArtifacts();
        if (named != null) {
            there(named, "--mlflow-artifacts");
        }
        if (Files.isDirectory(Path.of(request.source()))) {
            allowed.add(Path.of(request.source()));
        }
        allowed.add(base.resolve("mlruns"));
        allowed.add(base.resolve("mlartifacts"));
        return new LocalFolders(allowed, base, proxied(request.mlflowArtifacts(), base.resolve("mlartifacts")));
    }

    private static Path there(Path folder, String flag) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("There is no folder '%s', which %s names.".formatted(folder, flag));
        }
        return folder;
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

    /// Opens the place in an object store that a URI names.
    @FunctionalInterface
    public interface Opening {
        Artifacts open(String uri) throws IOException;
    }
}
