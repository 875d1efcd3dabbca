package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands, as a person gives them.
final class MainTest {
    private static final int USAGE = 2;

    @TempDir
    private Path folder;

    @RegisterExtension
    final Terminal terminal = new Terminal();

    @Test
    void aDatabaseIsMigratedOnce() throws IOException {
        String url = "sqlite:///" + folder.resolve("a/b.db");

        assertThat(run("db", "migrate", "--backend-store-uri", url)).isZero();
        assertThat(text()).containsPattern("[1-9]\\d* migration\\(s\\) applied");
        assertThat(run("db", "migrate", "--backend-store-uri", url)).isZero();
        assertThat(text()).contains("0 migration(s) applied");
        assertThat(run("db", "status", "--backend-store-uri", url)).isZero();
        assertThat(text()).containsPattern("schema version (\\d+), this server knows \\1");
    }

    @Test
    void aDatabaseOfAnotherKindIsRefusedWithoutItsPassword() throws IOException {
        assertThat(run("db", "status", "--backend-store-uri", "mysql://root:hunter2@host/db"))
                .isEqualTo(USAGE);
        assertThat(text()).contains("Cannot use the database").doesNotContain("hunter2");
    }

    @Test
    void aPortInUseIsASentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(run("server", "--port", port, "--data", folder.toString()))
                    .isEqualTo(USAGE);
            assertThat(text())
                    .contains("Cannot listen on 127.0.0.1:" + port)
                    .contains("Choose another port with --port.")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void anUnknownSettingIsRefusedWithTheNearest() throws IOException {
        assertThat(Main.run(new String[] {"db", "status"}, Map.of("CAIRN_PROT", "1")))
                .isEqualTo(USAGE);
        assertThat(text()).contains("Unknown setting CAIRN_PROT in the environment. Did you mean CAIRN_PORT?");
    }

    @Test
    void anUnknownFlagIsRefusedWithTheNearest() throws IOException {
        assertThat(run("server", "--prot", "1")).isEqualTo(USAGE);
        assertThat(text()).contains("--prot").contains("--port");
    }

    @Test
    void theEndpointsAreCounted() throws IOException {
        assertThat(run("endpoints")).isZero();
        assertThat(text()).containsPattern("experiments +10 / +10").containsPattern("TOTAL +\\d+ / +\\d{3}");
    }

    @Test
    void whatCannotBeImportedIsASentence() throws IOException {
        String data = folder.resolve("data").toString();

        assertThat(run("import", folder.resolve("nowhere").toString(), "--data", data))
                .isEqualTo(USAGE);
        assertThat(text()).contains("Cannot read").contains("a folder mlruns").doesNotContain("\tat ");
        assertThat(run("import", "postgresql://ada:hunter2@localhost:1/mlflow", "--data", data))
                .isEqualTo(USAGE);
        assertThat(text()).contains("Cannot read the database").doesNotContain("hunter2", "\tat ");
    }

    @Test
    void anExportGoesToOnePlace() throws IOException {
        String data = folder.resolve("data").toString();
        String archive = folder.resolve("a.zip").toString();

        assertThat(run("export", "--all", "--data", data)).isEqualTo(USAGE);
        assertThat(run("export", archive, "--all", "--to", "http://localhost:1", "--data", data))
                .isEqualTo(USAGE);
        assertThat(run("export", archive, "--data", data)).isEqualTo(USAGE);
        assertThat(run("export", archive, "--all", "--data", data)).isZero();
        assertThat(text()).contains("Give either an archive").contains("1  experiments exported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "gc", "import", "export", "serve", "db status", "db migrate"})
    void eachCommandShowsItsFlags(String command) throws IOException {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(text()).contains("Usage: cairn " + command).contains("--help");
    }

    @Test
    void theVersionNamesTheApi() throws IOException {
        assertThat(run("--version")).isZero();
        assertThat(text()).contains("Cairn").contains(StatusApi.API_VERSION);
    }

    private int run(String... arguments) throws IOException {
        return Main.run(arguments, Map.of());
    }

    /// What was printed since the last look.
    private String text() {
        String text = terminal.text();
        terminal.clear();
        return text;
    }
}
