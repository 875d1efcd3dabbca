package dev.cairn.importing;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.evaluation.Evaluation;
import dev.cairn.http.Endpoint;
import dev.cairn.http.Routes;
import dev.cairn.importing.transfer.Fingerprint;
import dev.cairn.importing.transfer.Progress;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.Source;
import dev.cairn.protocol.traces.SearchTracesV3;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.registry.Registry;
import dev.cairn.review.Review;
import dev.cairn.traces.Traces;
import dev.cairn.tracking.RunCopy;
import dev.cairn.tracking.Tracking;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A Cairn without its HTTP server, which a test imports into.
final class Here implements AutoCloseable {
    static final Caller CALLER = Caller.LOCAL_OWNER;
    private static final Progress SILENT = new Progress(new PrintStream(OutputStream.nullOutputStream()));

    final Stores stores;
    final Path files;
    /// Opens object stores; a test that has one says how.
    Importing.Opening opening = uri -> {
        throw new IllegalArgumentException("There is no object store here: " + uri);
    };

    private final Database database;

    Here(DatabaseUrl url, Path files) throws IOException {
        this(url, files, new Artifacts(new LocalStore(files)), files);
    }

    /// With artifacts in a bucket, and a folder in which there are none.
    Here(DatabaseUrl url, Path files, Artifacts bucket) {
        this(url, files, bucket, null);
    }

    private Here(DatabaseUrl url, Path files, Artifacts artifacts, @Nullable Path artifactFolder) {
        this.files = files;
        database = Database.open(url);
        Tracking tracking = new Tracking(database, artifacts, "mlflow-artifacts:/", InstantSource.system());
        InstantSource clock = InstantSource.system();
        Traces traces = new Traces(database, artifacts, tracking, clock);
        stores = new Stores(
                tracking,
                new Registry(database, artifacts, tracking, List.of(), clock),
                traces,
                new Evaluation(database, tracking, clock),
                new Review(database, tracking, traces, clock),
                artifacts,
                artifactFolder);
    }

    /// Imports a source, its files copied and compared.
    Report take(String source, Path... artifactsFrom) {
        return take(source, true, artifactsFrom);
    }

    Report take(String source, boolean copies, Path... artifactsFrom) {
        return take(
                source, copies, Arrays.stream(artifactsFrom).map(Path::toString).toList());
    }

    /// @param places folders and places in object stores that artifacts may be read from
    Report take(String source, boolean copies, List<String> places) {
        try {
            return new Importing(stores, CALLER, opening)
                    .run(new ImportRequest(source, "default", copies, places, null, true), SILENT);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Report export(@Nullable Set<String> experiments, Path archive) throws IOException {
        return new Importing(stores, CALLER, opening).export(new ExportRequest(experiments, archive, null), SILENT);
    }

    /// Sends everything to a server.
    Report send(String url) throws IOException {
        return new Importing(stores, CALLER, opening).export(new ExportRequest(null, null, url), SILENT);
    }

    /// All that is here, object by object, as hashes of its parts.
    Map<String, Object> everything() {
        Map<String, Object> found = new TreeMap<>();
        try (CairnSource source = new CairnSource(stores, CALLER, null)) {
            source.experiments()
                    .forEach(it -> found.put("experiment " + it.experimentId() + " " + it.name(), Fingerprint.of(it)));
            source.runs(
                    Source.Selection.all(),
                    batch -> batch.forEach(
                            it -> found.put("run " + it.run().info().runId(), Fingerprint.of(it))));
            source.models(
                    Source.Selection.all(),
                    batch -> batch.forEach(
                            it -> found.put("model " + it.model().info().modelId(), Fingerprint.of(it))));
            source.traces(
                    Source.Selection.all(),
                    batch -> batch.forEach(it -> found.put("trace " + it.traceId(), Fingerprint.of(it))));
            source.evaluation(it -> found.put(it.kind() + " " + it.id(), Fingerprint.of(it)));
            source.registeredModels(
                    Source.Selection.all(),
                    it -> found.put("registered " + it.model().name(), Fingerprint.of(it)));
        }
        return found;
    }

    RunCopy run(String id) {
        return stores.tracking().exporting().runs(CALLER, List.of(id)).getFirst();
    }

    /// The ids of the traces that the rule behind the route finds, of all experiments.
    List<String> foundTraces(String filter) {
        Routes routes = new Routes();
        stores.traces().register(routes);
        List<TraceLocation> everywhere = stores.tracking().exporting().experiments(CALLER, -1, 100).stream()
                .map(experiment -> TraceLocation.of(experiment.experimentId()))
                .toList();
        Object answer = routes.all().stream()
                .filter(route -> route.path().equals("/api/3.0/mlflow/traces/search"))
                .findFirst()
                .map(route -> answer(route.endpoint(), new SearchTracesV3(everywhere, filter, 100, List.of(), null)))
                .orElseThrow();
        return ((SearchTracesV3.Response) answer)
                .traces().stream().map(TraceInfo::traceId).toList();
    }

    @SuppressWarnings("unchecked") // the route says what it takes
    private static Object answer(Endpoint endpoint, Object request) {
        return ((Endpoint.Rpc<Object>) endpoint).rule().apply(CALLER, request);
    }

    /// The text of a file in the store.
    String file(String uri) throws IOException {
        ArtifactPath path = stores.artifacts().resolve(uri).orElseThrow();
        try (InputStream content =
                stores.artifacts().open(stores.artifacts().find(path).orElseThrow())) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
