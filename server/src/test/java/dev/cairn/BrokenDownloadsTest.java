package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `cairn models download` from a tracking server that breaks off in the middle of a model.
final class BrokenDownloadsTest {
    private static final String MODEL = "models:/m-00000000000000000000000000000001";
    private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts";

    @RegisterExtension
    final Terminal terminal = new Terminal();

    @TempDir
    Path disk;

    private HttpServer server;

    /// How the second file of the model is answered.
    private Answering second = exchange -> answer(exchange, 200, "weights");

    /// The names of the files of the model, as they are listed.
    private String names = "{\"path\": \"MLmodel\"}, {\"path\": \"weights\"}";

    private interface Answering {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/2.0/mlflow/logged-models/",
                exchange -> answer(
                        exchange, 200, "{\"model\": {\"info\": {\"artifact_uri\": \"mlflow-artifacts:/0/m\"}}}"));
        server.createContext(FILES, exchange -> answer(exchange, 200, "{\"files\": [%s]}".formatted(names)));
        server.createContext(FILES + "/0/m/MLmodel", exchange -> answer(exchange, 200, "flavors: {}"));
        server.createContext(FILES + "/0/m/weights", exchange -> second.to(exchange));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    /// Promises more than it sends.
    private static void cut(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000_000);
        exchange.getResponseBody().write(new byte[100_000]);
        exchange.getResponseBody().flush();
        throw new IOException("cut");
    }

    private int download(Path into) throws IOException {
        terminal.clear();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        String[] arguments = {"models", "download", MODEL, into.toString(), "--tracking-uri", url};
        return Main.run(arguments, Map.of());
    }

    private void requireNothingIn(Path folder) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aModelIsThereAsAWholeOrNotAtAll() throws IOException {
        Path folder = disk.resolve("model");
        second = exchange -> answer(exchange, 404, "{}");
        assertThat(download(folder)).isEqualTo(1);
        assertThat(terminal.text())
                .contains("The model cannot be fetched from http://127.0.0.1")
                .contains("answered 404 for the file")
                .doesNotContain("\tat ");
        requireNothingIn(disk);

        second = BrokenDownloadsTest::cut;
        assertThat(download(folder)).isEqualTo(1);
        assertThat(terminal.text()).contains("The model cannot be fetched").doesNotContain("\tat ");
        requireNothingIn(disk);

        second = exchange -> answer(exchange, 200, "weights");
        assertThat(download(folder)).isZero();
        assertThat(folder.resolve("weights")).hasContent("weights");
        assertThat(disk.resolve(".model.part")).doesNotExist();
    }

    @Test
    void aFolderThatIsThereStaysEmptyAndIsFilledLater() throws IOException {
        second = exchange -> answer(exchange, 403, "{}");
        assertThat(download(disk)).isEqualTo(1);
        assertThat(terminal.text()).contains("answered 403").doesNotContain("\tat ");
        requireNothingIn(disk);

        Path killed = disk.resolve(".%s.part".formatted(disk.getFileName()));
        Files.writeString(Files.createDirectory(killed).resolve("MLmodel"), "half of it");
        second = exchange -> answer(exchange, 200, "weights");
        assertThat(download(disk)).isZero();
        assertThat(terminal.text()).contains("2 files in ");
        assertThat(disk.resolve("MLmodel")).hasContent("flavors: {}");
        assertThat(killed).doesNotExist();
        assertThat(download(disk)).isEqualTo(2);
        assertThat(terminal.text()).contains("is there already");
    }

    @Test
    void aPageOfSomethingElseIsNoModel() throws IOException {
        server.removeContext("/api/2.0/mlflow/logged-models/");
        server.createContext("/", exchange -> answer(exchange, 200, "<html>Sign in</html>"));
        assertThat(download(disk.resolve("model"))).isEqualTo(1);
        assertThat(terminal.text()).contains("in words that are not JSON").doesNotContain("\tat ");
        requireNothingIn(disk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/x", "a/../../x", "a/x", "..", ".", "", "\\u0000"})
    void aNameThatIsNoneOfTheFolderIsRefused(String name) throws IOException {
        for (boolean isFolder : new boolean[] {false, true}) {
            names = "{\"path\": \"MLmodel\"}, {\"path\": \"%s\", \"is_dir\": %s}".formatted(name, isFolder);
            assertThat(download(disk.resolve("model"))).isNotZero();
            assertThat(terminal.text()).containsAnyOf("a file with an unsafe name", "Nul character not allowed");
            assertThat(terminal.text()).doesNotContain("\tat ");
            requireNothingIn(disk);
        }
    }
}
