package dev.cairn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.db.DatabaseUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Where the value of a flag comes from, and which values are refused.
final class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void aFlagIsStrongerThanAVariableAndThatThanTheFile() throws IOException {
        assertThat(config("", Map.of()).http().port()).isEqualTo(5000);
        assertThat(config("port=1", Map.of()).http().port()).isEqualTo(1);
        assertThat(config("port=1", Map.of("CAIRN_PORT", "2")).http().port()).isEqualTo(2);
        assertThat(config("port=1", Map.of("CAIRN_PORT", "2"), "--port", "3")
                        .http()
                        .port())
                .isEqualTo(3);
    }

    @Test
    void everyKindOfFlagCanBeSetFromOutside() throws IOException {
        ServerConfig config = config(
                "backend-store-uri=sqlite:////tmp/x.db\naccounts=on\nallowed-hosts=a.example,b.example",
                Map.of("CAIRN_HOST", "0.0.0.0", "CAIRN_DATA", "/tmp/d"));

        assertThat(config.database()).isEqualTo(new DatabaseUrl.Sqlite(Path.of("/tmp/x.db")));
        assertThat(config.http().host()).isEqualTo("0.0.0.0");
        assertThat(config.http().allowedHosts())
                .contains("a.example", "b.example", "localhost")
                .doesNotContain("0.0.0.0");
        assertThat(config.artifacts()).isEqualTo(ArtifactConfig.folder(Path.of("/tmp/d/artifacts")));
    }

    @ParameterizedTest
    @CsvSource({
        "prot=1,             'prot', 'port'",
        "backend-store=x,    'backend-store', 'backend-store-uri'",
        "CAIRN_PORT=1,       'CAIRN_PORT', ''",
        "allowed_hosts=x,    'allowed_hosts', 'allowed-hosts'"
    })
    void anUnknownLineIsRefusedWithTheNearestName(String line, String unknown, String nearest) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(line, Map.of()))
                .withMessageContaining("Unknown setting '" + unknown + "' in the settings file")
                .withMessageContaining("Did you mean '" + nearest);
    }

    @Test
    void anUnknownVariableIsRefusedAndThoseOfOthersAreNot() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("", Map.of("CAIRN_ALLOWED_HOST", "x")))
                .withMessage(
                        "Unknown setting CAIRN_ALLOWED_HOST in the environment. Did you mean CAIRN_ALLOWED_HOSTS?");
        assertThat(config("", Map.of("PATH", "/bin", "MLFLOW_TRACKING_URI", "x", "CAIRN_JAVA_OPTS", "-Xmx1g")))
                .isNotNull();
    }

    @Test
    void theVariablesOfThePythonPluginAreNotTheServersToRefuse() throws IOException {
        String settings = Files.readString(Path.of("..", "clients", "python", "src", "cairn_mlflow", "settings.py"));
        Map<String, String> environment = Pattern.compile("\"(CAIRN_[A-Z_]+)\"")
                .matcher(settings)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> "/x", (first, again) -> first));

        assertThat(environment).containsKeys("CAIRN_SPOOL", "CAIRN_SPOOL_MAX_BYTES", "CAIRN_SPOOL_EXIT_SECONDS");
        assertThat(config("", environment)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "192.168.0.1", "example.org", "127.0.0.2", "", "localhost."})
    void anotherAddressThanThisMachinesIsKnownAsSuch(String host) throws IOException {
        assertThat(config("", Map.of(), "--host", host).http().isLoopback()).isFalse();
    }

    @Test
    void aNameThatAProxyPassesOnMeansThatOthersComeIn() throws IOException {
        assertThat(config("", Map.of()).http().isForOthers()).isFalse();
        assertThat(config("", Map.of(), "--allowed-hosts", "localhost").http().isForOthers())
                .isFalse();
        assertThat(config("", Map.of(), "--allowed-hosts", "cairn.example.org")
                        .http()
                        .isForOthers())
                .isTrue();
        assertThat(config("", Map.of(), "--host", "0.0.0.0").http().isForOthers())
                .isTrue();
    }

    @Test
    void accountsAreAsOneSays() throws IOException {
        assertThat(config("", Map.of()).accounts()).isEqualTo(Accounts.AUTO);
        assertThat(config("", Map.of("CAIRN_ACCOUNTS", "off")).accounts()).isEqualTo(Accounts.OFF);
        assertThat(config("", Map.of(), "--accounts", "ON").accounts()).isEqualTo(Accounts.ON);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("", Map.of(), "--accounts", "yes"))
                .withMessage("--accounts must be auto, on or off; got 'yes'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void thisMachineIsKnownAsSuch(String host) throws IOException {
        assertThat(config("", Map.of(), "--host", host).http().isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://x/y",
                "ftp://x/y",
                "s3:",
                "s3:///a",
                "s3://bucket/a/../b",
                "s3://bucket/a//b",
                "s3://bucket/a?x=1",
                "s3://key:secret@bucket/a"
            })
    void artifactsAreKeptInNoOddPlace(String destination) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("", Map.of(), "--artifacts-destination", destination))
                .withMessageContaining("Cannot keep artifacts in")
                .withMessageNotContaining("secret@");
    }

    @Test
    void aBucketIsAddressedAsTheFlagsSay() throws IOException {
        assertThat(config("", Map.of(), "--artifacts-destination", "s3://bucket/a/b/")
                        .artifacts()
                        .destination())
                .isEqualTo(new ArtifactDestination.S3("bucket", "a/b", null, null, false));
        assertThat(config(
                                "artifacts-direct=false",
                                Map.of("CAIRN_ARTIFACTS_REGION", "eu-west-1"),
                                "--artifacts-destination=s3://bucket",
                                "--artifacts-endpoint=http://minio:9000")
                        .artifacts())
                .isEqualTo(new ArtifactConfig(
                        new ArtifactDestination.S3("bucket", "", URI.create("http://minio:9000"), "eu-west-1", true),
                        false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:4443",
                "minio",
                "http://",
                "ftp://minio",
                "http://user:pass-word@minio:9000",
                "http://my_minio:9000",
                "http://minio?x=1",
                "http://pass-word minio"
            })
    void anEndpointIsAUrlOfAHostAndIsNotShownIfItIsNone(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        config("", Map.of(), "--artifacts-destination=s3://bucket", "--artifacts-endpoint=" + endpoint))
                .withMessageContaining("--artifacts-endpoint must be an http or https URL")
                .withMessageNotContaining("pass-word");
    }

    @Test
    void aFolderMayBeGivenAsAUri() throws IOException {
        for (String destination : new String[] {"/tmp/a", "file:/tmp/a", "file:///tmp/a"}) {
            assertThat(config("", Map.of(), "--artifacts-destination", destination)
                            .artifacts())
                    .isEqualTo(ArtifactConfig.folder(Path.of("/tmp/a")));
        }
    }

    @Test
    void aPasswordIsNotShownWithItsDatabase() {
        assertThat(DatabaseUrl.parse("postgresql+psycopg2://me:hunter2@db:5432/cairn?sslmode=require&password=hunter2"))
                .hasToString("jdbc:postgresql://db:5432/cairn");
        assertThat(DatabaseUrl.parse("sqlite:////tmp/x.db")).hasToString("sqlite:////tmp/x.db");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseUrl.parse("mysql://me:hunter2@db/cairn"))
                .withMessageNotContaining("hunter2");
    }

    @Test
    void aClusterIsSwitchedOnByAnImageAndAskedAtTheAddressesOfServices() throws IOException {
        assertThat(config("", Map.of()).cluster()).isEmpty();
        KubernetesConfig cluster = config(
                        "kubernetes-tracking-uri=https://cairn.example.org",
                        Map.of("CAIRN_PLACE_MODELS", "kubernetes", "CAIRN_MODEL_ENV_KEY", "of a model"),
                        "--kubernetes-image=cairn:1")
                .cluster()
                .orElseThrow();
        assertThat(cluster.isUsual()).isTrue();
        assertThat(cluster.address()).isEqualTo("http://{name}.{namespace}.svc");
        assertThat(cluster.access().namespace()).isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --kubernetes-image=cairn:1                                                                  | needs --kubernetes-tracking-uri
            --place-models=kubernetes                                                                   | need --kubernetes-image
            --kubernetes-tracking-uri=http://cairn                                                      | need --kubernetes-image
            --place-models=moon                                                                         | server or kubernetes
            --kubernetes-image=c --kubernetes-tracking-uri=http://c --kubernetes-address=svc            | --kubernetes-address takes
            --kubernetes-image=c --kubernetes-tracking-uri=http://c --kubernetes-address=http://{nmae}  | --kubernetes-address takes
            --kubernetes-image=c --kubernetes-tracking-uri=http://c --kubernetes-config=no/such/file    | cannot be read
            """)
    void aClusterThatIsHalfSaidIsRefused(String flags, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("", Map.of(), flags.split(" ")))
                .withMessageContaining(why);
    }

    private ServerConfig config(String file, Map<String, String> variables, String... flags) throws IOException {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put(
                "CAIRN_CONFIG",
                Files.writeString(folder.resolve("cairn.properties"), file).toString());
        Settings settings = Settings.load(environment);
        Program program = new Program();
        CommandLine command = new CommandLine(program);
        settings.requireKnown(command);
        command.setDefaultValueProvider(settings).parseArgs(flags);
        return program.options.config();
    }

    @Command(name = "program")
    private static final class Program {
        @Mixin
        private final ServerOptions options = new ServerOptions();
    }
}
