package dev.cairn.http.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.RawHttp2;
import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.grpc.Grpc;
import dev.cairn.http.Doorkeeper;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.HttpServer;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that speaks TLS, asked by a client that knows its certificate.
final class TlsTest {
    private static final byte[] LARGE = "0123456789".repeat(500_000).getBytes(UTF_8);

    @TempDir
    private Path folder;

    private TestCertificates certificates;
    private Optional<HttpServer> server = Optional.empty();

    @BeforeEach
    void prepare() {
        certificates = new TestCertificates(folder);
    }

    @AfterEach
    void stop() {
        server.ifPresent(HttpServer::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void aServerWithPemFilesAnswersOverTls(String algorithm) throws Exception {
        start(new TlsFiles(certificates.pem("one", algorithm), Optional.empty(), true));

        assertThat(get("one")).startsWith("HTTP/1.1 200 ").endsWith("true");
    }

    @Test
    void aServerWithAKeystoreAnswersOverTls() throws Exception {
        start(new TlsFiles(keystore("one"), Optional.empty(), true));

        assertThat(get("one")).startsWith("HTTP/1.1 200 ").endsWith("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsThatAreSafeAreSpoken(String version) throws Exception {
        start(new TlsFiles(keystore("one"), Optional.empty(), true));
        try (SSLSocket socket = connect(certificates.client(List.of("one"), ""))) {
            socket.setEnabledProtocols(new String[] {version});
            assertThat(ask(socket, "/here", "localhost")).startsWith("HTTP/1.1 200 ");
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @Test
    void aLargeAnswerArrivesWhole() throws Exception {
        start(new TlsFiles(keystore("one"), Optional.empty(), true));
        try (SSLSocket socket = connect(certificates.client(List.of("one"), ""))) {
            assertThat(ask(socket, "/large", "localhost")).endsWith(new String(LARGE, UTF_8));
        }
    }

    @Test
    void browsersAreToldToComeOverTlsAloneButNotOnThisMachine() throws Exception {
        start(new TlsFiles(keystore("one"), Optional.empty(), true));
        SSLContext client = certificates.client(List.of("one"), "");
        try (SSLSocket socket = connect(client)) {
            assertThat(ask(socket, "/here", "cairn.example.org"))
                    .containsIgnoringCase("Strict-Transport-Security: max-age=31536000");
        }
        try (SSLSocket socket = connect(client)) {
            assertThat(ask(socket, "/here", "localhost:1")).doesNotContainIgnoringCase("Strict-Transport-Security");
        }
    }

    @Test
    void aRenewedCertificateIsTakenOverWithoutAStop() throws Exception {
        TlsFiles.Pem files = certificates.pem("one", "EC");
        TlsFiles.Pem renewed = certificates.pem("two", "EC");
        start(new TlsFiles(files, Optional.empty(), true));
        SSLContext client = certificates.client(List.of("one", "two"), "");
        assertThat(shown(client)).containsExactly("one");

        TestCertificates.replace(files.certificate(), renewed.certificate());
        TestCertificates.replace(files.key(), renewed.key());

        while (!shown(client).contains("two")) {
            Thread.sleep(100);
        }
    }

    @Test
    void whatCannotBeUsedLeavesTheOldCertificate() throws Exception {
        TlsFiles.Pem files = certificates.pem("one", "EC");
        TlsFiles.Pem renewed = certificates.pem("two", "EC");
        start(new TlsFiles(files, Optional.empty(), true));
        SSLContext client = certificates.client(List.of("one", "two"), "");

        TestCertificates.replace(files.certificate(), renewed.certificate()); // whose key is not there
        Thread.sleep(TlsWatch.PAUSE.multipliedBy(2)); // nothing else shows that it was looked at
        assertThat(shown(client)).containsExactly("one");

        TestCertificates.replace(files.key(), renewed.key());
        while (!shown(client).contains("two")) {
            Thread.sleep(100);
        }
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefusedAtTheStart() throws Exception {
        TlsFiles.Pem one = certificates.pem("one", "EC");
        TlsFiles.Pem two = certificates.pem("two", "EC");
        TlsFiles.Pem rsa = certificates.pem("three", "RSA");
        for (TlsFiles.Pem other : List.of(two, rsa)) {
            TlsFiles.Pem mixed = new TlsFiles.Pem(one.certificate(), other.key());
            assertThatThrownBy(() -> start(new TlsFiles(mixed, Optional.empty(), true)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the key is not that of the certificate");
        }
        TlsFiles.Pem missing = new TlsFiles.Pem(folder.resolve("none.pem"), one.key());
        assertThatThrownBy(() -> start(new TlsFiles(missing, Optional.empty(), true)))
                .hasMessageContaining("none.pem of TLS is not there");
        TlsFiles.Keystore wrong = new TlsFiles.Keystore(folder.resolve("one.p12"), "hunter2");
        assertThatThrownBy(() -> start(new TlsFiles(wrong, Optional.empty(), true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one.p12")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aClientShowsACertificateWhereItMust() throws Exception {
        TlsFiles.Pem known = certificates.pem("client", "EC");
        certificates.keystore("stranger", "EC");
        start(new TlsFiles(keystore("one"), Optional.of(known.certificate()), true));

        try (SSLSocket socket = connect(certificates.client(List.of("one"), "client"))) {
            assertThat(ask(socket, "/here", "localhost")).startsWith("HTTP/1.1 200 ");
        }
        for (String own : List.of("", "stranger")) {
            assertThatThrownBy(() -> {
                        try (SSLSocket socket = connect(certificates.client(List.of("one"), own))) {
                            String answer = ask(socket, "/here", "localhost");
                            if (answer.isEmpty()) {
                                throw new SSLException("closed");
                            }
                        }
                    })
                    .as("client '%s'", own)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientMayComeWithoutACertificateWhereItIsOnlyWanted() throws Exception {
        TlsFiles.Pem known = certificates.pem("client", "EC");
        start(new TlsFiles(keystore("one"), Optional.of(known.certificate()), false));

        assertThat(get("one")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void callsOfGrpcAreTakenOverTlsWithTheSameCertificate() throws Exception {
        start(new TlsFiles(keystore("one"), Optional.empty(), true));
        Grpc echo = new Grpc("test.Echo");
        echo.unary("Say", Permission.open(), 100, call -> call.answer(call.message()));
        server.orElseThrow().speakGrpc(echo.routes(), Grpc::refuse);
        SSLContext client = certificates.client(List.of("one"), "");
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory()
                .createSocket("127.0.0.1", server.orElseThrow().grpcPort().orElseThrow())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
            assertThat(TestCertificates.names(socket.getSession().getPeerCertificates()))
                    .containsExactly("one");
            try (RawHttp2 connection = new RawHttp2(socket)) {
                RawHttp2.Answer answer = connection.call("/test.Echo/Say", new byte[] {1, 2, 3});
                assertThat(answer.status()).isZero();
                assertThat(answer.message()).containsExactly(1, 2, 3);
            }
        }
    }

    private TlsFiles.Keystore keystore(String name) throws IOException, InterruptedException {
        return new TlsFiles.Keystore(certificates.keystore(name, "EC"), TestCertificates.PASSWORD);
    }

    private void start(TlsFiles tls) {
        Routes routes = new Routes();
        Routes.Api root = routes.root();
        root.raw(Method.GET, "here", Permission.open(), exchange -> exchange.sendJson(exchange.isOverTls()));
        root.raw(Method.GET, "large", Permission.open(), exchange -> exchange.send(200, "text/plain", LARGE));
        Set<String> hosts = Set.of("localhost", "cairn.example.org");
        server = Optional.of(HttpServer.start(
                new HttpConfig("127.0.0.1", 0, hosts, Optional.of(tls)).withGrpc(0),
                routes.all(),
                Doorkeeper.everybodyIs(Caller.ANYONE),
                new SimpleMeterRegistry()));
    }

    private String get(String trusted) throws GeneralSecurityException, IOException {
        try (SSLSocket socket = connect(certificates.client(List.of(trusted), ""))) {
            return ask(socket, "/here", "localhost");
        }
    }

    private List<String> shown(SSLContext client) throws IOException {
        try (SSLSocket socket = connect(client)) {
            socket.startHandshake();
            return TestCertificates.names(socket.getSession().getPeerCertificates());
        }
    }

    private SSLSocket connect(SSLContext client) throws IOException {
        return (SSLSocket) client.getSocketFactory()
                .createSocket("127.0.0.1", server.orElseThrow().port());
    }

    private static String ask(SSLSocket socket, String path, String host) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                .formatted(path, host)
                .getBytes(UTF_8));
        out.flush();
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
}
