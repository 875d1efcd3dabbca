package dev.cairn.outgoing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read of answers, of whichever receiver.
final class OutgoingTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void anAnswerIsReadUpToItsLength() throws IOException {
        Answer answer = read("HTTP/1.1 201 Created\r\nContent-Length: 5\r\nRetry-After: 7\r\n\r\nhello and more");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.header("retry-after")).contains("7");
    }

    @Test
    void chunksArePutTogether() throws IOException {
        assertThat(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")
                        .body())
                .isEqualTo("abcde");
    }

    @Test
    void interimAnswersAreNoAnswers() throws IOException {
        assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 None\r\n\r\n")
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "HTTP/1.1 200",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 20x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void whatIsNoAnswerIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class).hasMessageStartingWith("The receiver ");
    }

    @Test
    void noMoreIsReadThanTheBeginning() throws IOException {
        String much = "x".repeat(1 << 20);

        assertThat(read("HTTP/1.1 200 OK\r\n\r\n" + much).body()).hasSize(AnswerReader.MOST_BODY);
        assertThat(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n" + much)
                        .body())
                .hasSize(AnswerReader.MOST_BODY);
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nX: " + much))
                .hasMessage("The receiver's answer begins with too much.");
    }

    @Test
    void oneThatSendsAByteNowAndThenIsGivenUp() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            Thread dripping = Thread.startVirtualThread(() -> drip(server));
            Destination to =
                    new Destination(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"), List.of(LOOPBACK));

            assertThatThrownBy(() -> new Outgoing(Duration.ofSeconds(1)).post(to, true, Map.of(), new byte[0]))
                    .hasMessage("The receiver did not answer within 1 s.");
            dripping.interrupt();
        }
    }

    private static void drip(ServerSocket server) {
        try (Socket client = server.accept();
                InputStream in = client.getInputStream()) {
            while (in.read() >= 0) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\nX: xxxxxxxxxxxxxxxxxx".getBytes(ISO_8859_1));
                Thread.sleep(200);
            }
        } catch (IOException | InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer read(String text) throws IOException {
        return new AnswerReader(new ByteArrayInputStream(text.getBytes(ISO_8859_1))).read();
    }
}
