package dev.cairn.modelserver;

import static dev.cairn.grpc.Messages.SERVICE;
import static dev.cairn.grpc.Messages.named;
import static dev.cairn.grpc.Messages.rawRow;
import static dev.cairn.grpc.Messages.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.RawHttp2;
import dev.cairn.RawHttp2.Answer;
import dev.cairn.config.PythonModelConfig;
import dev.cairn.grpc.Messages;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A model asked over gRPC, and clients of HTTP/2 that do not behave.
@Timeout(120)
class GrpcServedTest {
    private static final Path MODEL = Path.of("../scoring/src/test/resources/models/classifier");
    private static final float[] SETOSA = {5.1f, 3.5f, 1.4f, 0.2f};
    private static final byte[] YES = {8, 1};
    private static final int PROTOCOL_ERROR_OR_CALM = 11;
    private static final long TURN_NANOS = 20_000_000;
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static ModelServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = ModelServer.start(
                MODEL,
                ModelUri.parse("models:/iris/3"),
                new ModelServer.Software("0.1.0", "3.17.2"),
                new HttpConfig("127.0.0.1", 0, HttpConfig.LOOPBACK).withGrpc(0),
                PythonModelConfig.OFF,
                METERS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawHttp2 connect() throws IOException {
        return new RawHttp2(server.grpcPort().orElseThrow());
    }

    private static Answer call(String method, byte[] message) throws IOException {
        try (RawHttp2 connection = connect()) {
            return connection.call(SERVICE + method, message);
        }
    }

    @Test
    void theServerSaysWhatItIsAndHas() throws IOException {
        assertThat(call("ServerLive", new byte[0]).message()).isEqualTo(YES);
        assertThat(call("ServerReady", new byte[0]).message()).isEqualTo(YES);
        assertThat(call("ServerMetadata", new byte[0]).message())
                .isEqualTo(Messages.joined(Messages.text(1, "cairn"), Messages.text(2, "0.1.0")));
        assertThat(call("ModelReady", named("iris", "3")).message()).isEqualTo(YES);
        assertThat(new String(call("ModelMetadata", named("iris", "")).message(), StandardCharsets.UTF_8))
                .contains("iris", "onnxruntime_onnx", "input-1", "FP32");
    }

    @Test
    void namesOfHeadersThatAreSpelledOutAreUnderstood() throws IOException {
        byte[] message = row("iris", "", SETOSA);
        byte[] expected = call("ModelInfer", message).message();
        try (RawHttp2 connection = connect().spellingNames()) {
            for (int i = 0; i < 3; i++) { // of which the later ones could stand in the table
                assertThat(connection.call(SERVICE + "ModelInfer", message).message())
                        .isEqualTo(expected);
            }
            assertThat(connection
                            .call(SERVICE + "No" + "o".repeat(200), message)
                            .status())
                    .isEqualTo(12);
        }
    }

    @Test
    void aModelThatIsNotThereIsNotFound() throws IOException {
        for (String method : new String[] {"ModelReady", "ModelMetadata", "ModelInfer"}) {
            Answer other = call(method, named("other", ""));
            assertThat(other.status()).isEqualTo(5);
            assertThat(other.header("grpc-message")).isEqualTo("There is no model 'other' here.");
            assertThat(other.header(":status")).isEqualTo("200");
            assertThat(call(method, named("iris", "4")).status()).isEqualTo(5);
        }
    }

    @Test
    void predictionsAreThoseOfHttp() throws Exception {
        JsonNode outputs = json("{\"inputs\": [{\"name\": \"x\", \"shape\": [1, 4], \"datatype\": \"FP32\","
                        + " \"data\": [5.1, 3.5, 1.4, 0.2]}]}")
                .path("outputs");
        double[] probabilities = new double[3];
        Arrays.setAll(probabilities, i -> outputs.path(1).path("data").path(i).asDouble());

        Answer answer = call("ModelInfer", row("iris", "", SETOSA));
        assertThat(answer.status()).isZero();
        assertThat(answer.header("content-type")).isEqualTo("application/grpc");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.message())
                .isEqualTo(Messages.classified(
                        "iris", "3", outputs.path(0).path("data").path(0).asLong(), probabilities));

        byte[] raw = call("ModelInfer", rawRow("iris", SETOSA)).message();
        double[] last = new double[3];
        ByteBuffer.wrap(raw, raw.length - 24, 24)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(last);
        assertThat(last).isEqualTo(probabilities);
    }

    private static JsonNode json(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/v2/models/iris/infer".formatted(server.port())))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return Json.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        }
    }

    @Test
    void whatTheModelRefusesIsAnInvalidArgument() throws IOException {
        Answer wrong = call("ModelInfer", row("iris", "", 1, 2));
        assertThat(wrong.status()).isEqualTo(3);
        assertThat(wrong.header("grpc-message"))
                .contains("Shape of input (1, 2) does not match expected shape (-1, 4).");
        Answer none = call("ModelInfer", named("iris", ""));
        assertThat(none.status()).isEqualTo(3);
        Answer garbled = call("ModelInfer", new byte[] {7, 7, 7});
        assertThat(garbled.status()).isEqualTo(3);
        assertThat(garbled.header("grpc-message")).contains("not in protobuf's encoding");
    }

    @Test
    void aMessageInATrailerIsPercentEncoded() throws IOException {
        assertThat(call("ModelReady", named("ü%\n", "")).header("grpc-message"))
                .isEqualTo("There is no model '%C3%BC%25%0A' here.");
    }

    @Test
    void whatIsNoCallOfAMethodHereIsSaidToBeNone() throws IOException {
        assertThat(call("ModelStreamInfer", new byte[0]).status()).isEqualTo(12);
        try (RawHttp2 connection = connect()) {
            assertThat(connection
                            .call("/grpc.health.v1.Health/Check", new byte[0])
                            .header(":status"))
                    .isEqualTo("404");
            int page = connection.begin(SERVICE + "ServerLive", "content-type", "text/plain");
            connection.data(page, RawHttp2.framed(new byte[0]), true);
            assertThat(connection.answer(page).header(":status")).isEqualTo("415");
            int web = connection.begin(SERVICE + "ServerLive", "content-type", "application/grpc-web");
            connection.data(web, RawHttp2.framed(new byte[0]), true);
            assertThat(connection.answer(web).header(":status")).isEqualTo("415");
        }
    }

    private static byte[] packed(byte[] message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(message);
        }
        return out.toByteArray();
    }

    private static Answer callPacked(String method, byte[] packed, String... headers) throws IOException {
        try (RawHttp2 connection = connect()) {
            return connection.callPacked(SERVICE + method, packed, headers);
        }
    }

    @Test
    void aPackedMessageIsUnpackedAndTheAnswerIsNotPacked() throws IOException {
        byte[] message = row("iris", "", SETOSA);
        Answer plain = call("ModelInfer", message);
        Answer answer = callPacked("ModelInfer", packed(message), "grpc-encoding", "gzip");
        assertThat(answer.status()).isZero();
        assertThat(answer.body()).isEqualTo(plain.body());
        assertThat(answer.header("grpc-encoding")).isEmpty();
        assertThat(plain.header("grpc-accept-encoding")).isEqualTo("identity,gzip");
    }

    @Test
    void aMessageThatUnpacksToMoreThanItMayHaveIsRefused() throws IOException {
        byte[] names = packed(new byte[64 * 1024 + 1]);
        Answer refused = callPacked("ServerLive", names, "grpc-encoding", "gzip");
        assertThat(refused.status()).isEqualTo(8);
        assertThat(refused.header("grpc-message")).isEqualTo("The message is larger than 64 KiB.");
        byte[] bomb = packed(new byte[65 * 1024 * 1024]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(callPacked("ModelInfer", bomb, "grpc-encoding", "gzip").status())
                .isEqualTo(8);
        assertThat(call("ServerLive", new byte[0]).message()).isEqualTo(YES);
    }

    @Test
    void whatIsPackedOtherwiseIsRefused() throws IOException {
        Answer deflated = callPacked("ServerLive", new byte[] {1, 2, 3}, "grpc-encoding", "deflate");
        assertThat(deflated.status()).isEqualTo(12);
        assertThat(deflated.header("grpc-accept-encoding")).isEqualTo("identity,gzip");
        assertThat(callPacked("ServerLive", new byte[] {1, 2, 3}).status()).isEqualTo(13);
        assertThat(callPacked("ServerLive", new byte[] {1, 2, 3}, "grpc-encoding", "gzip")
                        .status())
                .isEqualTo(3);
        byte[] whole = packed(row("iris", "", SETOSA));
        byte[] cut = Arrays.copyOf(whole, whole.length - 9);
        assertThat(callPacked("ModelInfer", cut, "grpc-encoding", "gzip").status())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5x", "S", "-1S", "1.5S", "123456789S", "1 S", "1SS"})
    void aTimeoutThatIsNoneIsRefused(String timeout) throws IOException {
        try (RawHttp2 connection = connect()) {
            Answer refused = connection.call(SERVICE + "ServerLive", new byte[0], "grpc-timeout", timeout);
            assertThat(refused.status()).isEqualTo(3);
            assertThat(refused.header("grpc-message")).contains("grpc-timeout");
        }
    }

    @Test
    void aCallPastItsDeadlineIsToldSo() throws IOException {
        try (RawHttp2 connection = connect()) {
            for (String timeout : new String[] {"1n", "0S"}) {
                for (String method : new String[] {"ModelInfer", "ModelReady"}) {
                    assertThat(connection
                                    .call(SERVICE + method, row("iris", "", SETOSA), "grpc-timeout", timeout)
                                    .status())
                            .as("%s within %s", method, timeout)
                            .isEqualTo(4);
                }
            }
            for (String timeout : new String[] {"99999999H", "60M", "100S", "99999m", "99999999u"}) {
                assertThat(connection
                                .call(SERVICE + "ModelInfer", row("iris", "", SETOSA), "grpc-timeout", timeout)
                                .status())
                        .as(timeout)
                        .isZero();
            }
        }
    }

    @Test
    void pagesOfOtherSitesAskNothing() throws IOException {
        try (RawHttp2 connection = connect()) {
            int rebound = connection.begin(
                    SERVICE + "ServerLive", ":authority", "evil.example.org", "content-type", "application/grpc");
            connection.data(rebound, RawHttp2.framed(new byte[0]), true);
            assertThat(connection.answer(rebound).header(":status")).isEqualTo("403");
            assertThat(connection
                            .call(SERVICE + "ServerLive", new byte[0], "origin", "http://evil.example.org")
                            .header(":status"))
                    .isEqualTo("403");
        }
    }

    @Test
    void aCallHasOneMessageThatIsWholeAndNotTooLarge() throws IOException {
        byte[] message = RawHttp2.framed(row("iris", "", SETOSA));
        try (RawHttp2 connection = connect()) {
            for (byte[] cut : new byte[][] {{}, {0, 0}, Arrays.copyOf(message, message.length - 1)}) {
                int stream = connection.begin(SERVICE + "ModelInfer", "content-type", "application/grpc");
                connection.data(stream, cut, true);
                assertThat(connection.answer(stream).status()).isEqualTo(3);
            }
            int twice = connection.begin(SERVICE + "ModelInfer", "content-type", "application/grpc");
            connection.data(twice, Messages.joined(message, message), true);
            assertThat(connection.answer(twice).header("grpc-message")).contains("more than one message");
            int large = connection.begin(SERVICE + "ModelInfer", "content-type", "application/grpc");
            connection.data(large, new byte[] {0, 4, 0, 0, 1}, true); // says that it has 64 MiB and a byte
            Answer refused = connection.answer(large);
            assertThat(refused.status()).isEqualTo(8);
            assertThat(refused.header("grpc-message")).isEqualTo("The message is larger than 64 MiB.");
            int most = connection.begin(SERVICE + "ModelInfer", "content-type", "application/grpc");
            connection.data(most, new byte[] {0, -1, -1, -1, -1}, true);
            assertThat(connection.answer(most).status()).isEqualTo(8);
        }
    }

    @Test
    void aCallInPiecesIsReadAndSeveralAreAnsweredOnOneConnection() throws IOException {
        byte[] message = RawHttp2.framed(row("iris", "", SETOSA));
        try (RawHttp2 connection = connect()) {
            int first = connection.begin(SERVICE + "ModelInfer", "content-type", "application/grpc");
            int second = connection.begin(SERVICE + "ModelInfer", "content-type", "application/grpc");
            connection.data(second, message, true);
            byte[] answered = connection.answer(second).message();
            for (int i = 0; i < message.length; i++) {
                connection.data(first, Arrays.copyOfRange(message, i, i + 1), i == message.length - 1);
            }
            assertThat(connection.answer(first).message()).isEqualTo(answered);
        }
    }

    @Test
    void garbledMessagesAreRefusedAndTheServerGoesOn() throws IOException {
        byte[] message = row("iris", "", SETOSA);
        Random random = new Random(1);
        try (RawHttp2 connection = connect()) {
            for (int i = 0; i < 300; i++) {
                byte[] garbled = Arrays.copyOf(message, random.nextInt(message.length + 1));
                for (int k = 0; garbled.length > 0 && k < 3; k++) {
                    garbled[random.nextInt(garbled.length)] = (byte) random.nextInt();
                }
                assertThat(connection.call(SERVICE + "ModelInfer", garbled).status())
                        .isIn(0, 3, 5);
            }
            assertThat(connection.call(SERVICE + "ModelInfer", message).status())
                    .isZero();
        }
    }

    @Test
    void aCallThatItsSenderGivesUpLeavesTheOthersAlone() throws IOException {
        try (RawHttp2 connection = connect()) {
            for (int i = 0; i < 20; i++) {
                int given = connection.begin(SERVICE + "ModelInfer", "content-type", "application/grpc");
                connection.send(RawHttp2.RST_STREAM, 0, given, new byte[] {0, 0, 0, 8});
            }
            assertThat(connection.call(SERVICE + "ServerLive", new byte[0]).status())
                    .isZero();
        }
        awaitNobody();
    }

    @Test
    void nobodyWaitsForTheBodyOfACallWhoseConnectionIsOver() throws IOException {
        try (RawHttp2 connection = connect()) {
            for (int i = 0; i < 50; i++) {
                int stream = connection.begin(SERVICE + "ModelInfer", "content-type", "application/grpc");
                connection.data(stream, new byte[] {0, 0}, false);
            }
            assertThat(connection.call(SERVICE + "ServerLive", new byte[0]).status())
                    .isZero();
        }
        awaitNobody();
    }

    @Test
    void whoSendsWithoutEndAfterTheAnswerLosesTheConnection() throws IOException {
        assertSendingAfterTheAnswerEnds("ModelInfer", 16_384, 1_000);
    }

    private static void assertSendingAfterTheAnswerEnds(String method, int bytes, int frames) throws IOException {
        try (RawHttp2 connection = connect()) {
            int stream = connection.begin(SERVICE + method, "content-type", "text/plain");
            assertThat(connection.answer(stream).header(":status")).isEqualTo("415");
            byte[] piece = new byte[bytes];
            boolean isClosed = false;
            for (int i = 0; i < frames && !isClosed; i++) {
                try {
                    connection.send(RawHttp2.DATA, 0, stream, piece);
                } catch (IOException closed) {
                    isClosed = true;
                }
            }
            assertThat(isClosed || connection.isClosedByServer()).isTrue();
        }
        awaitNobody();
    }

    private static void awaitNobody() {
        while (METERS.get("http.server.requests.active").gauge().value() > 0) {
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    @Test
    void aFloodOfCallsThatAreGivenUpEndsTheConnection() throws IOException {
        try (RawHttp2 connection = connect()) {
            int last = 0;
            try {
                for (int i = 0; i < 500; i++) {
                    last = connection.begin(SERVICE + "ModelInfer", "content-type", "application/grpc");
                    connection.send(RawHttp2.RST_STREAM, 0, last, new byte[] {0, 0, 0, 8});
                }
                assertThat(connection.answer(last).reset()).isEqualTo(PROTOCOL_ERROR_OR_CALM);
            } catch (EOFException | SocketException closed) { // and no time-out, by which it would be open still
                assertThat(closed).isNotNull();
            }
        }
        awaitNobody();
        assertThat(call("ServerLive", new byte[0]).status()).isZero();
    }

    @Test
    void moreCallsAtATimeThanAreAllowedAreNotBegun() throws IOException {
        assertThat(isRefused(connection -> {
                    int last = 0;
                    for (int i = 0; i < 200; i++) {
                        last = connection.begin(SERVICE + "ModelInfer", "content-type", "application/grpc");
                    }
                    return last;
                }))
                .isTrue();
        awaitNobody();
    }

    @Test
    void headersThatAreTooManyEndTheConnection() throws IOException {
        String[] headers = new String[3_000];
        for (int i = 0; i < headers.length; i += 2) {
            headers[i] = "x" + i;
            headers[i + 1] = "12345678901234567890";
        }
        assertThat(isRefused(connection -> connection.begin(SERVICE + "ServerLive", headers)))
                .isTrue();
    }

    /// Begins calls on a connection, the last of which it gives.
    private interface Calls {
        int begin(RawHttp2 connection) throws IOException;
    }

    /// Whether the last one of some calls is refused, be it with the whole connection.
    private boolean isRefused(Calls calls) throws IOException {
        try (RawHttp2 connection = connect()) {
            try {
                return connection.answer(calls.begin(connection)).reset() > 0;
            } catch (IOException closed) {
                return true;
            }
        }
    }

    @Test
    void headersThatAreLargeOnceUnpackedAreRefused() throws IOException {
        for (String name : new String[] {"x-forwarded-for", "x"}) {
            try (RawHttp2 connection = connect()) {
                int stream = connection.begin(
                        SERVICE + "ServerLive", 12_000, name, "1".repeat(4_000), "content-type", "application/grpc");
                connection.data(stream, RawHttp2.framed(new byte[0]), true);
                Answer refused = connection.answer(stream);
                assertThat(refused.status()).as("%s %s", name, refused).isEqualTo(8);
                assertThat(refused.header("grpc-message")).isEqualTo("The headers are larger than 32 KiB.");
                assertThat(connection.call(SERVICE + "ServerLive", new byte[0]).message())
                        .isEqualTo(YES);
            }
        }
    }

    @Test
    void whoSendsManySmallFramesAfterTheAnswerLeavesNoThread() throws IOException {
        assertSendingAfterTheAnswerEnds("ServerLive", 100, 200_000);
    }

    @Test
    void answersNeedNoTableOfTheClients() throws IOException {
        try (RawHttp2 connection = connect().withoutTable()) {
            for (int i = 0; i < 3; i++) {
                Answer answer = connection.call(SERVICE + "ServerLive", new byte[0]);
                assertThat(answer.status()).isZero();
                assertThat(answer.header("content-type")).isEqualTo("application/grpc");
                assertThat(answer.message()).isEqualTo(YES);
            }
        }
    }

    @Test
    void aHeaderWithoutANameEndsTheConnectionAlone() throws IOException {
        try (RawHttp2 connection = connect()) {
            connection.send(RawHttp2.HEADERS, 5, 1, new byte[] {0, 0, 0});
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(call("ServerLive", new byte[0]).message()).isEqualTo(YES);
    }

    @Test
    void aStopFinishesTheCallsUnderWayAndThenEndsConnections() throws Exception {
        ModelServer other = started(0);
        try (RawHttp2 idle = new RawHttp2(other.grpcPort().orElseThrow());
                RawHttp2 connection = new RawHttp2(other.grpcPort().orElseThrow())) {
            idle.call(SERVICE + "ServerLive", new byte[0]);
            byte[] message = RawHttp2.framed(row("iris", "", SETOSA));
            int stream = connection.begin(SERVICE + "ModelInfer", "content-type", "application/grpc");
            connection.data(stream, Arrays.copyOf(message, 7), false);
            connection.call(SERVICE + "ServerLive", new byte[0]);
            Thread stopping = Thread.ofVirtual().start(other::close);
            assertThat(idle.isClosedByServer()).isTrue();
            connection.data(stream, Arrays.copyOfRange(message, 7, message.length), true);
            assertThat(connection.answer(stream).status()).isZero();
            assertThat(connection.isClosedByServer()).isTrue();
            stopping.join();
        }
    }

    @Test
    void aPortThatIsTakenOrNoneKeepsTheServerFromStarting() {
        assertThatThrownBy(() -> started(server.grpcPort().orElseThrow())).hasMessageContaining("in use");
        assertThatThrownBy(() -> started(70_000)).isInstanceOf(RuntimeException.class);
    }

    private static ModelServer started(int grpcPort) throws IOException, InterruptedException {
        return ModelServer.start(
                MODEL,
                ModelUri.parse("models:/iris/3"),
                new ModelServer.Software("0.1.0", "3.17.2"),
                new HttpConfig("127.0.0.1", 0, HttpConfig.LOOPBACK).withGrpc(grpcPort),
                PythonModelConfig.OFF,
                new SimpleMeterRegistry());
    }

    @Test
    void whoSpeaksHttp1HereIsHungUpOn() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.grpcPort().orElseThrow())) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(20_000);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("HTTP/1.1 200");
        } catch (SocketException closed) {
            assertThat(closed).isNotNull();
        }
    }
}
