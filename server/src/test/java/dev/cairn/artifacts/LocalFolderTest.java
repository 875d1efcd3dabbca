package dev.cairn.artifacts;

import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RawHttp;
import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What only a folder promises of its files.
final class LocalFolderTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @Test
    void aFileAndAFolderDoNotTakeEachOthersPlace() throws IOException {
        SERVER.put("folder/file", "x");

        assertThat(SERVER.put("folder", "y").status()).isEqualTo(400);
        assertThat(SERVER.put("folder/file/below", "y").status()).isEqualTo(400);
        assertThat(SERVER.get(FILES + "/folder").status()).isEqualTo(400);
        assertThat(SERVER.get(FILES + "/folder/file/below").status()).isEqualTo(404);
        assertThat(SERVER.get(FILES + "?path=folder/file").text()).isEqualTo("{}");
        assertThat(SERVER.send(Request.of("DELETE", FILES + "/folder/file/below"))
                        .status())
                .isEqualTo(200);
        assertThat(SERVER.get(FILES + "/folder/file").text()).isEqualTo("x");
        SERVER.send(Request.of("DELETE", FILES + "/folder"));
    }

    @Test
    void whatIsStoredIsReadableByItsOwnerAlone() throws IOException {
        SERVER.put("private/a.txt", "x");

        assertThat(Files.getPosixFilePermissions(SERVER.artifacts().resolve("private")))
                .hasSize(3);
        assertThat(Files.getPosixFilePermissions(SERVER.artifacts().resolve("private/a.txt")))
                .hasSize(2);
        SERVER.send(Request.of("DELETE", FILES + "/private"));
    }

    @Test
    void aFileThatDisappearsWhileItIsSentEndsTheConnection() throws IOException {
        byte[] large = new byte[32 << 20];
        SERVER.send(Request.of("PUT", FILES + "/shrinking").body(large));
        try (RawHttp http = SERVER.connect()) {
            http.send(Request.of("GET", FILES + "/shrinking").without("Connection"));
            http.waitForAnswer();
            Files.write(SERVER.artifacts().resolve("shrinking"), new byte[0]);

            Reply cut = http.read();

            assertThat(cut.header("Content-Length")).hasValue(Integer.toString(large.length));
            assertThat(cut.body()).hasSizeLessThan(large.length);
        }
        SERVER.assertAnswers();
    }
}
