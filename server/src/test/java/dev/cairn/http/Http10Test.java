package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RawHttp;
import dev.cairn.Reply;
import dev.cairn.RunningServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What proxies speak that were not told better.
final class Http10Test {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: close\r\n", "Connection: keep-alive\r\n"})
    void aRequestIsAnsweredAndTheConnectionClosed(String connection) throws IOException {
        try (RawHttp http = SERVER.connect()) {
            Reply reply = http.send("GET /health HTTP/1.0\r\nHost: localhost\r\n" + connection + "\r\n")
                    .read();

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEqualTo("OK");
            assertThat(http.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aFileGoesUpAndDown() throws IOException {
        String target = RunningServer.FILES + "/old.txt HTTP/1.0\r\nHost: localhost\r\n";
        try (RawHttp http = SERVER.connect()) {
            assertThat(http.send("PUT " + target + "Content-Length: 5\r\n\r\nhello")
                            .read()
                            .status())
                    .isEqualTo(200);
        }
        try (RawHttp http = SERVER.connect()) {
            Reply reply = http.send("GET " + target + "\r\n").read();
            assertThat(reply.text()).isEqualTo("hello");
            assertThat(reply.header("Transfer-Encoding")).isEmpty();
        }
    }

    @Test
    void aRequestLineMayComeInPieces() throws IOException {
        try (RawHttp http = SERVER.connect()) {
            for (String piece :
                    new String[] {"G", "ET /health HT", "TP/1.", "0", "\r", "\nHost: ", "localhost\r\n\r\n"}) {
                http.send(piece);
            }
            assertThat(http.read().text()).isEqualTo("OK");
        }
    }
}
