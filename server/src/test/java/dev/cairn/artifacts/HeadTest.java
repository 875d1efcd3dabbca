package dev.cairn.artifacts;

import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RawHttp;
import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.access.Caller;
import dev.cairn.http.Doorkeeper;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.HttpServer;
import dev.cairn.http.Routes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who asks for headers alone costs no more than headers.
final class HeadTest {
    private static final int SIZE = 1 << 20;
    private static final String ZIP = "/api/2.0/mlflow-artifacts/zip?path=";

    @TempDir
    private Path folder;

    private CountingStore store;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        store = new CountingStore(new LocalStore(folder));
        store.write(
                ArtifactPath.of("model/weights"),
                new Upload(new ByteArrayInputStream(new byte[SIZE]), SIZE, Optional.empty()));
        Routes routes = new Routes();
        new Artifacts(store).register(routes);
        server = HttpServer.start(
                new HttpConfig("127.0.0.1", 0, HttpConfig.LOOPBACK),
                routes.all(),
                Doorkeeper.everybodyIs(Caller.LOCAL_OWNER),
                new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theHeadOfAFileReadsNothingOfIt() throws IOException {
        Reply whole = head(Request.of("HEAD", FILES + "/model/weights"));
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("Content-Length")).hasValue(Integer.toString(SIZE));

        Reply part = head(Request.of("HEAD", FILES + "/model/weights").with("Range: bytes=0-9"));
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Length")).hasValue("10");

        assertThat(store.opened).hasValue(0);
    }

    @Test
    void theHeadOfAZipReadsNoFile() throws IOException {
        Reply zip = head(Request.of("HEAD", ZIP + "model"));
        assertThat(zip.status()).isEqualTo(200);
        assertThat(zip.header("Content-Type")).hasValue("application/zip");
        assertThat(head(Request.of("HEAD", ZIP + "nothing")).status()).isEqualTo(404);
        assertThat(store.opened).hasValue(0);
    }

    @Test
    void theHeadOfAListingListsNothing() throws IOException {
        assertThat(head(Request.of("HEAD", FILES + "?path=model")).status()).isEqualTo(200);
        assertThat(store.listed).hasValue(0);
    }

    private Reply head(Request request) throws IOException {
        try (RawHttp http = RunningServer.connect(server.port())) {
            return http.send(request).readHead();
        }
    }
}
