package dev.cairn.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.cairn.http.tls.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A receiver over TLS whose certificate is its own work.
final class ReceiverOverTlsTest {
    private static final byte[] BODY = {'{', '}'};

    @TempDir
    private Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final Outgoing outgoing = new Outgoing(Duration.ofSeconds(30));
    private HttpsServer receiver;
    private Destination destination;

    @BeforeEach
    void start() throws Exception {
        char[] password = TestCertificates.PASSWORD.toCharArray();
        Path file = new TestCertificates(folder).keystore("receiver", "EC");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        receiver = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        receiver.setHttpsConfigurator(new HttpsConfigurator(context));
        receiver.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        destination = new Destinations(List.of("https"), Networks.parse(List.of("127.0.0.1")))
                .find("https://127.0.0.1:%d/hook"
                        .formatted(receiver.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        outgoing.close();
        receiver.stop(0);
    }

    @Test
    void isToldNothingAsLongAsItHasToProveItsName() {
        assertThatThrownBy(() -> outgoing.post(destination, true, Map.of(), BODY))
                .isInstanceOf(SSLException.class);
        assertThat(requests).hasValue(0);
    }

    @Test
    void isToldWhereItsOwnerDoesNotWantThat() throws IOException {
        assertThat(outgoing.post(destination, false, Map.of(), BODY).status()).isEqualTo(200);
        assertThat(requests).hasValue(1);
    }
}
