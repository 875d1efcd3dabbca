package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.artifacts.TestStore;
import dev.cairn.config.Accounts;
import dev.cairn.config.ArtifactConfig;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.config.EncryptionConfig;
import dev.cairn.config.KeyPlace;
import dev.cairn.config.KubernetesConfig;
import dev.cairn.config.LimitConfig;
import dev.cairn.config.PythonModelConfig;
import dev.cairn.config.ServerConfig;
import dev.cairn.config.SignOnConfig;
import dev.cairn.config.Upkeep;
import dev.cairn.config.WebhookConfig;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.db.TestDatabase;
import dev.cairn.encryption.TestKeys;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.TrustedProxies;
import dev.cairn.identity.QuickPasswords;
import dev.cairn.outgoing.Destinations;
import dev.cairn.outgoing.Networks;
import dev.cairn.protocol.PercentEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/// A server on a free port with an empty folder, for the tests of one class.
public final class RunningServer implements BeforeAllCallback, AfterAllCallback {
    /// Of the first administrator.
    public static final String PASSWORD = "correct horse battery";

    public static final String API = "/api/2.0/mlflow/";
    public static final String FILES = "/api/2.0/mlflow-artifacts/artifacts";

    private final @Nullable Supplier<DatabaseUrl> database;
    private final Place place;
    private @Nullable DatabaseUrl url;
    private @Nullable Path folder;
    private @Nullable ArtifactConfig store;
    private @Nullable Server server;
    private Server.IdentityMaker identities = QuickPasswords::identity;
    private Accounts accounts = Accounts.OFF;
    private EncryptionConfig.Files artifacts = EncryptionConfig.Files.PLAIN;
    private boolean encryptsContents;
    private boolean speaksGrpc;
    private TrustedProxies proxies = TrustedProxies.NONE;
    private SignOnConfig signOn = SignOnConfig.NONE;
    private LimitConfig limits = LimitConfig.DEFAULT;

    private PythonModelConfig python = PythonModelConfig.OFF;
    private Optional<KubernetesConfig> cluster = Optional.empty();

    /// To this machine alone.
    private WebhookConfig webhooks =
            new WebhookConfig(new Destinations(List.of("https", "http"), Networks.parse(List.of("127.0.0.1"))));

    /// On the embedded database, in the data folder.
    public RunningServer() {
        this(null, TestStore.LOCAL::empty);
    }

    public RunningServer(TestDatabase database) {
        this(database::current, TestStore.LOCAL::empty);
    }

    /// On a database that others may be on as well.
    public RunningServer(DatabaseUrl database) {
        this(() -> database, TestStore.LOCAL::empty);
    }

    /// With its artifacts in a store of that kind.
    public RunningServer(TestStore store) {
        this(null, store::empty);
    }

    /// With its artifacts in some place.
    public RunningServer(Place place) {
        this(null, place);
    }

    /// With the database and the artifacts of another one, which is not on the embedded database.
    public static RunningServer beside(RunningServer first) {
        return new RunningServer(first::database, _ -> Objects.requireNonNull(first.store));
    }

    private RunningServer(@Nullable Supplier<DatabaseUrl> database, Place place) {
        this.database = database;
        this.place = place;
    }

    /// The same, whose callers sign in.
    public RunningServer withAccounts() {
        accounts = Accounts.ON;
        return this;
    }

    /// The same, where no time passes for who comes in: what has to wait waits for ever.
    public RunningServer withStillClock() {
        identities = QuickPasswords::identityOutOfTime;
        return this;
    }

    /// The same, whose new artifacts are encrypted.
    public RunningServer withEncryptedArtifacts() {
        artifacts = EncryptionConfig.Files.ENCRYPTED;
        return this;
    }

    /// The same, which encrypts what people send.
    public RunningServer withEncryptedContents() {
        encryptsContents = true;
        return this;
    }

    /// The same, behind proxies of these addresses.
    public RunningServer behind(String... addresses) {
        proxies = TrustedProxies.parse(List.of(addresses));
        return this;
    }

    /// The same, with other ways to come in.
    public RunningServer withSignOn(SignOnConfig settings) {
        signOn = settings;
        return withAccounts();
    }

    /// The same, whose callers may ask no more than this.
    public RunningServer withLimits(LimitConfig config) {
        limits = config;
        return this;
    }

    /// The same, whose webhooks go where a server lets them go by itself.
    public RunningServer withStrictWebhooks() {
        webhooks = WebhookConfig.DEFAULT;
        return this;
    }

    /// The same, which speaks gRPC.
    public RunningServer withGrpc() {
        speaksGrpc = true;
        return this;
    }

    /// Where it speaks gRPC.
    public int grpcPort() {
        return Objects.requireNonNull(server).grpcPort().orElseThrow();
    }

    /// The same, which runs models that need Python.
    public RunningServer withPython(PythonModelConfig models) {
        python = models;
        return this;
    }

    /// The same, whose models can run in a cluster.
    public RunningServer withCluster(KubernetesConfig models) {
        cluster = Optional.of(models);
        return this;
    }

    /// With which the first administrator is made.
    public String setUpToken() {
        return Objects.requireNonNull(server).setUpToken().orElseThrow();
    }

    /// Makes the first administrator, root; whoever asks again is refused.
    public Reply setUp() throws IOException {
        return send(Request.json(
                "POST",
                "/api/3.0/cairn/session/set-up",
                "{\"token\": \"%s\", \"username\": \"root\", \"password\": \"%s\"}".formatted(setUpToken(), PASSWORD)));
    }

    /// Where a server keeps its artifacts.
    public interface Place {
        /// The settings of it.
        ///
        /// @param folder for a store that is a folder
        ArtifactConfig in(Path folder) throws IOException;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        start();
    }

    public void start() throws IOException {
        folder = Files.createTempDirectory("cairn-test");
        Path data = data();
        store = place.in(artifacts());
        url = database == null ? TestDatabase.copy(data.resolve("cairn.db")) : database.get();
        server = opened();
    }

    /// Ends it and starts it again with all that it has.
    public void restart() throws IOException {
        Objects.requireNonNull(server).close();
        server = opened();
    }

    private Server opened() throws IOException {
        HttpConfig http = new HttpConfig("127.0.0.1", 0, HttpConfig.LOOPBACK, Optional.empty(), proxies);
        return Server.start(
                new ServerConfig(
                        speaksGrpc ? http.withGrpc(0) : http,
                        data(),
                        database(),
                        Objects.requireNonNull(store),
                        "mlflow-artifacts:/",
                        Upkeep.DEFAULT,
                        accounts,
                        encryption(),
                        signOn,
                        limits,
                        webhooks,
                        python,
                        cluster),
                identities);
    }

    /// Servers of one database have one key; one that has its database alone makes its own.
    private EncryptionConfig encryption() {
        KeyPlace key = database == null ? EncryptionConfig.managed(data()).key() : TestKeys.PLACE;
        return new EncryptionConfig(key, artifacts, encryptsContents);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        stop();
    }

    /// Ends it and removes all that it has.
    public void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        try (Stream<Path> paths = Files.walk(folder())) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// The database that it is on.
    public DatabaseUrl database() {
        return Objects.requireNonNull(url);
    }

    /// A folder that is the tests' own; the server's data lies below it.
    public Path folder() {
        return Objects.requireNonNull(folder);
    }

    public Path data() {
        return folder().resolve("data");
    }

    public Path artifacts() {
        return data().resolve("artifacts");
    }

    /// The URI by which clients name the place of its artifacts.
    public String artifactsUri() {
        return Objects.requireNonNull(store).destination().uris().getFirst();
    }

    public int port() {
        return Objects.requireNonNull(server).port();
    }

    public RawHttp connect() throws IOException {
        return connect(port());
    }

    /// A connection to whichever server listens on a port.
    public static RawHttp connect(int port) throws IOException {
        return new RawHttp(port);
    }

    /// The answer, also when it is a refusal that comes before all of the request was sent.
    public Reply send(Request request) throws IOException {
        return send(port(), request);
    }

    /// The answer of whichever server listens on a port.
    public static Reply send(int port, Request request) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.sendUntilRefused(request.bytes());
            return http.read();
        }
    }

    public Reply get(String target) throws IOException {
        return send(Request.of("GET", target));
    }

    /// Calls an endpoint such as `runs/create` with a JSON body.
    public Reply post(String endpoint, String body) throws IOException {
        return send(Request.json("POST", API + endpoint, body));
    }

    /// Stores an artifact through the proxy; the path is as it stands in a request line.
    public Reply put(String path, String content) throws IOException {
        return send(Request.of("PUT", FILES + "/" + path).body(content));
    }

    /// A new run of the default experiment.
    public String createRun() throws IOException {
        return post("runs/create", "{\"experiment_id\": \"0\"}")
                .json()
                .at("/run/info/run_id")
                .asString();
    }

    /// Every file and folder in the artifact store, and in a folder also what is only half uploaded.
    public List<String> stored() throws IOException {
        if (!(Objects.requireNonNull(store).destination() instanceof ArtifactDestination.Folder)) {
            List<String> paths = new ArrayList<>();
            addListed("", paths);
            return paths.stream().sorted().toList();
        }
        try (Stream<Path> paths = Files.walk(artifacts())) {
            return paths.filter(path -> !path.equals(artifacts()))
                    .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> artifacts().relativize(path).toString())
                    .filter(path -> !path.equals(".cairn-uploads"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException goneMeanwhile) {
            return stored();
        }
    }

    private void addListed(String folder, List<String> paths) throws IOException {
        for (JsonNode file : get(FILES + "?path=" + encoded(folder)).json().path("files")) {
            String path =
                    (folder.isEmpty() ? "" : folder + "/") + file.path("path").asString();
            paths.add(path);
            if (file.path("is_dir").asBoolean()) {
                addListed(path, paths);
            }
        }
    }

    public void assertAnswers() throws IOException {
        assertThat(get("/health").text()).isEqualTo("OK");
    }

    public static String encoded(String text) {
        return PercentEncoding.of(text);
    }
}
