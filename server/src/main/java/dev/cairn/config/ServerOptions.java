package dev.cairn.config;

import dev.cairn.access.Act;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.http.HttpConfig;
import dev.cairn.text.Ages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The flags of `cairn server`, called as `mlflow server` calls them where they mean the same.
public final class ServerOptions {
    /// The command whose flags these are.
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec command;

    @Option(names = "--help", usageHelp = true, description = "Shows this text.")
    @SuppressWarnings("unused") // picocli looks at the annotation alone
    private boolean help;

    @Option(
            names = {"-h", "--host"},
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. Default: ${DEFAULT-VALUE}, this machine alone.")
    private String host = "127.0.0.1";

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "5000",
            description = "Port to listen on; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--grpc-port",
            paramLabel = "PORT",
            description =
                    "Port on which endpoints are asked by gRPC, in the words of the Open Inference Protocol; 0 takes"
                            + " any free one. Default: none.")
    private @Nullable Integer grpcPort;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "cairn-data",
            description =
                    "Folder of all that the server writes by default: the embedded database, artifacts, logs. Default:"
                            + " ./${DEFAULT-VALUE}.")
    private Path data = Path.of("cairn-data");

    @Option(
            names = "--backend-store-uri",
            paramLabel = "URL",
            description =
                    "Database: sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/DATABASE. Default: cairn.db in"
                            + " the data folder.")
    private @Nullable String backendStoreUri;

    @Mixin
    private final ArtifactOptions artifacts = new ArtifactOptions();

    @Option(
            names = "--default-artifact-root",
            paramLabel = "URI",
            defaultValue = "mlflow-artifacts:/",
            description = "Where new experiments keep their artifacts. Default: ${DEFAULT-VALUE}, this server's proxy.")
    private String defaultArtifactRoot = "mlflow-artifacts:/";

    @Option(
            names = "--stale-after",
            paramLabel = "AGE",
            defaultValue = "10m",
            description =
                    "How long a run under way may be silent until it is marked as stale, such as 10m or 2h. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String staleAfter = "10m";

    @Option(
            names = "--close-stale-runs",
            paramLabel = "POLICY",
            defaultValue = "off",
            description = "Ends runs that have been silent for an age: '30m' as FAILED, '2h KILLED' as KILLED. An"
                    + " experiment's tag cairn.closeStaleRuns says otherwise for its runs. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String closeStaleRuns = "off";

    @Option(
            names = "--trash-retention",
            paramLabel = "AGE",
            defaultValue = "off",
            description =
                    "Purges what was deleted longer ago, such as 30d, with its artifacts. Default: ${DEFAULT-VALUE}.")
    private String trashRetention = "off";

    @Option(
            names = "--trace-retention",
            paramLabel = "AGE",
            defaultValue = "off",
            description = "Removes traces that are older, such as 90d. An experiment's tag cairn.traceRetention says"
                    + " otherwise for its traces. Default: ${DEFAULT-VALUE}.")
    private String traceRetention = "off";

    @Option(
            names = "--audit-retention",
            paramLabel = "AGE",
            defaultValue = "off",
            description = "Removes what the audit log has kept for so long, such as 400d. Default: ${DEFAULT-VALUE}, it"
                    + " keeps all.")
    private String auditRetention = "off";

    @Option(
            names = "--allowed-hosts",
            paramLabel = "HOST",
            split = ",",
            description = "Names under which clients may address the server, beside localhost; * for any.")
    private List<String> allowedHosts = List.of();

    @Option(
            names = "--accounts",
            paramLabel = "auto|on|off",
            defaultValue = "auto",
            description = "Whether callers sign in. auto: where others can reach the server, and once there is an"
                    + " administrator. off: whoever reaches it can read, change and delete everything. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String accounts = "auto";

    @Mixin
    private final TlsOptions tls = new TlsOptions();

    @Mixin
    private final EncryptionOptions encryption = new EncryptionOptions();

    @Mixin
    private final SignOnOptions signOn = new SignOnOptions();

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Mixin
    private final WebhookOptions webhooks = new WebhookOptions();

    @Mixin
    private final PythonModelOptions python = new PythonModelOptions();

    @Mixin
    private final KubernetesOptions kubernetes = new KubernetesOptions();

    /// The same options, listening on any free port.
    public ServerOptions onAnyPort() {
        port = 0;
        return this;
    }

    /// The checked configuration.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public ServerConfig config() {
        HttpConfig http = new HttpConfig(host, port, hosts(), tls.files(), signOn.proxies());
        return new ServerConfig(
                grpcPort == null ? http : http.withGrpc(grpcPort),
                data,
                database(),
                artifacts.config(data),
                defaultArtifactRoot,
                upkeep(),
                Accounts.parse(accounts),
                encryption.config(data),
                signOn.config(System.getenv()),
                limits.config(),
                webhooks.config(),
                python.config(data),
                kubernetes.config());
    }

    /// What a command with these flags does, for the audit log: by who has the machine.
    public Act act() {
        Act act = Act.here(command.qualifiedName(), "command line");
        act.about("os_user", List.of(System.getProperty("user.name", "")));
        return act;
    }

    /// Another place of artifacts, reached by the same settings.
    public ArtifactConfig artifacts(String uri) {
        return artifacts.config(uri);
    }

    private Upkeep upkeep() {
        return new Upkeep(
                Ages.setting("--stale-after", staleAfter),
                closeStaleRuns,
                retention("--trash-retention", trashRetention),
                retention("--trace-retention", traceRetention),
                retention("--audit-retention", auditRetention));
    }

    private static Optional<Duration> retention(String flag, String text) {
        return text.equals("off") ? Optional.empty() : Optional.of(Ages.setting(flag, text));
    }

    /// The database that the flags choose.
    public DatabaseUrl database() {
        return backendStoreUri == null
                ? new DatabaseUrl.Sqlite(data.resolve("cairn.db"))
                : DatabaseUrl.parse(backendStoreUri);
    }

    private Set<String> hosts() {
        Set<String> hosts = new HashSet<>(HttpConfig.LOOPBACK);
        hosts.addAll(allowedHosts);
        if (!host.equals("0.0.0.0") && !host.equals("::")) {
            hosts.add(host);
        }
        return Set.copyOf(hosts);
    }
}
