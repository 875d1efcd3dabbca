package dev.cairn.artifacts;

import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Links that somebody planted in the artifact root: not followed, not shown, and removed without their target.
final class SymbolicLinkTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static final String SECRET = "a secret outside the artifact root";

    private Path outside = Path.of("");

    @BeforeEach
    void plantLinks() throws IOException {
        outside = SERVER.folder().resolve("outside");
        Files.createDirectories(outside);
        Files.writeString(outside.resolve("secret.txt"), SECRET);
        Path folder = SERVER.artifacts().resolve("run");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("plain.txt"), "plain");
        link(folder.resolve("file"), outside.resolve("secret.txt"));
        link(folder.resolve("folder"), outside);
        link(folder.resolve("dangling"), outside.resolve("new.txt"));
        link(SERVER.artifacts().resolve("top"), outside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run/file",
                "run/folder",
                "run/folder/secret.txt",
                "run/folder/new.txt",
                "run/dangling",
                "top",
                "top/secret.txt",
                "top/deep/new.txt"
            })
    void aLinkIsNeitherReadNorWrittenNorDeletedThrough(String path) throws IOException {
        Reply read = SERVER.get(FILES + "/" + path);
        Reply written = SERVER.put(path, "planted");
        Reply deleted = SERVER.send(Request.of("DELETE", FILES + "/" + path));

        assertThat(read.status()).isEqualTo(400);
        assertThat(read.text()).doesNotContain(SECRET);
        assertThat(written.status()).isEqualTo(400);
        assertThat(deleted.status()).isEqualTo(400);
        assertThat(outside.resolve("secret.txt")).hasContent(SECRET);
        assertThat(outside).isDirectoryNotContaining("glob:**new.txt");
        SERVER.assertAnswers();
    }

    @Test
    void linksAreNotListed() throws IOException {
        assertThat(SERVER.get(FILES + "?path=run").json().path("files").toString())
                .isEqualTo("[{\"path\":\"plain.txt\",\"is_dir\":false,\"file_size\":5}]");
        assertThat(SERVER.get(FILES + "?path=run/folder").text()).doesNotContain("secret.txt");
        assertThat(SERVER.get(FILES).text()).doesNotContain("top").doesNotContain(".cairn-uploads");
    }

    @Test
    void aFolderIsDeletedWithItsLinksButNotWithTheirTargets() throws IOException {
        assertThat(SERVER.send(Request.of("DELETE", FILES + "/run")).status()).isEqualTo(200);

        assertThat(SERVER.artifacts().resolve("run")).doesNotExist();
        assertThat(outside.resolve("secret.txt")).hasContent(SECRET);
    }

    private static void link(Path link, Path target) throws IOException {
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(link, target);
        }
    }
}
