package dev.cairn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.protocol.artifacts.FileInfo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final CairnClient client = SERVER.client();

    @TempDir
    Path disk;

    private ArtifactFolder files() {
        return client.runs().start("0").artifacts();
    }

    @Test
    void aFileComesBackAsItWasSent() throws IOException {
        ArtifactFolder files = files();
        byte[] content = new byte[3_000_000];
        new Random(1).nextBytes(content);
        Path file = Files.write(disk.resolve("weights.bin"), content);
        files.upload(file);
        files.upload("häuser", "notes/über 100%.txt");

        assertThat(files.bytes("weights.bin")).isEqualTo(content);
        assertThat(files.text("notes/über 100%.txt")).isEqualTo("häuser");
        Path back = files.download("weights.bin", disk.resolve("back/weights.bin"));
        assertThat(back).hasSameBinaryContentAs(file);
        assertThat(disk.resolve("back"))
                .isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
    }

    @Test
    void aFolderComesBackWithAllThatIsInIt() throws IOException {
        Path sent = disk.resolve("sent");
        Files.createDirectories(sent.resolve("deep/deeper"));
        Files.writeString(sent.resolve("a.txt"), "a");
        Files.writeString(sent.resolve("deep/b.txt"), "b");
        Files.writeString(sent.resolve("deep/deeper/c.txt"), "");
        ArtifactFolder files = files();
        files.at("model").uploadFolder(sent);

        assertThat(files.list()).containsExactly(new FileInfo("model", true, null));
        assertThat(files.walk().map(FileInfo::path))
                .containsExactlyInAnyOrder("model/a.txt", "model/deep/b.txt", "model/deep/deeper/c.txt");
        Path back = files.at("model").downloadTo(disk.resolve("back"));
        assertThat(back.resolve("deep/b.txt")).hasContent("b");
        assertThat(back.resolve("deep/deeper/c.txt")).isEmptyFile();
        assertThat(files.at("model/deep").list()).extracting(FileInfo::path).containsExactly("b.txt", "deeper");
    }

    @Test
    void aFolderOfManyFilesIsListedWhole() {
        ArtifactFolder files = files();
        for (int i = 0; i < 1_050; i++) {
            files.upload(new byte[0], "many/" + i);
        }

        assertThat(files.at("many").list()).hasSize(1_050);
    }

    @Test
    void aLargeFileGoesInParts() throws IOException {
        Path file = disk.resolve("large");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(130L << 20);
            large.write("begins".getBytes(StandardCharsets.UTF_8));
            large.seek((130L << 20) - 4);
            large.write("ends".getBytes(StandardCharsets.UTF_8));
        }
        ArtifactFolder files = files();
        files.upload(file, "large");

        assertThat(files.list()).containsExactly(new FileInfo("large", false, 130L << 20));
        assertThat(files.download("large", disk.resolve("back"))).hasSameBinaryContentAs(file);
    }

    @Test
    void whatIsThereIsReplacedOnlyByAWholeFile() throws IOException {
        Path kept = Files.writeString(disk.resolve("kept"), "as it was");

        assertThatThrownBy(() -> files().download("no such file", kept)).isInstanceOf(NotFoundException.class);
        assertThat(kept).hasContent("as it was");
        assertThat(disk).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
        ArtifactFolder files = files();
        files.upload("new", "kept");
        assertThat(files.download("kept", kept)).hasContent("new");
    }

    @Test
    void aFileIsDeleted() {
        ArtifactFolder files = files();
        files.upload("x", "gone");
        files.delete("gone");

        assertThat(files.list()).isEmpty();
    }

    @Test
    void theFilesOfARunHaveUris() {
        ActiveRun run = client.runs().start("0");
        run.artifacts().upload("hello", "notes/a.txt");

        assertThat(client.artifacts("runs:/" + run.id() + "/notes").text("a.txt"))
                .isEqualTo("hello");
        assertThat(client.artifacts(run.artifacts().uri()).text("notes/a.txt")).isEqualTo("hello");
        assertThatThrownBy(() -> client.artifacts("s3://bucket/folder"))
                .isInstanceOf(CairnException.class)
                .hasMessage("The artifacts at 's3://bucket/folder' are kept outside the server: read them there.");
    }
}
