package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.Tars;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `cairn image` with the Java that runs it.
final class ImageCommandTest {
    private static final Path MODEL = Path.of("../scoring/src/test/resources/models/classifier");

    @RegisterExtension
    final Terminal terminal = new Terminal();

    @TempDir
    Path place;

    private Path jar;
    private Path output;

    @BeforeEach
    void program() throws IOException {
        jar = Files.writeString(place.resolve("cairn.jar"), "the program");
        output = place.resolve("image.tar");
    }

    private int run(String... arguments) throws IOException {
        terminal.clear();
        return Main.run(
                Stream.concat(Stream.of("image", "--jar", jar.toString()), Stream.of(arguments))
                        .toArray(String[]::new),
                Map.of());
    }

    @Test
    void anImageWithoutABaseHasJavaItsLibrariesTheProgramAndTheModelAndIsAlwaysTheSame() throws IOException {
        assertThat(run(MODEL.toString(), "--output", output.toString(), "--tag", "ml/iris:2"))
                .as(terminal.text())
                .isZero();
        assertThat(terminal.text()).contains("Wrote " + output + ": ml/iris:2", "sha256:");

        SequencedMap<String, Tars.Entry> tar = Tars.read(output);
        JsonNode image = Tars.at(tar, "manifest.json").json().path(0);
        assertThat(image.path("RepoTags").path(0).asString()).isEqualTo("ml/iris:2");
        SequencedMap<String, Tars.Entry> base = layer(tar, image, 0);
        assertThat(base.keySet())
                .contains("opt/java/bin/java", "opt/java/lib/modules", "etc/passwd", "tmp/")
                .anyMatch(name -> name.contains("libc.so.6"));
        assertThat(Tars.at(base, "opt/java/bin/java").header().getMode() & 0777).isEqualTo(0755);
        assertThat(layer(tar, image, 1).keySet()).contains("cairn/cairn.jar");
        assertThat(layer(tar, image, 2).keySet()).contains("models/classifier/MLmodel");
        assertThat(Tars.at(tar, image.path("Config").asString())
                        .json()
                        .path("config")
                        .path("Entrypoint")
                        .path(0)
                        .asString())
                .isEqualTo("/opt/java/bin/java");

        Path again = place.resolve("again.tar");
        assertThat(run(MODEL.toString(), "--output", again.toString(), "--tag", "ml/iris:2"))
                .isZero();
        assertThat(again).hasSameBinaryContentAs(output);
    }

    private static SequencedMap<String, Tars.Entry> layer(Map<String, Tars.Entry> tar, JsonNode image, int number)
            throws IOException {
        return Tars.read(new ByteArrayInputStream(
                Tars.at(tar, image.path("Layers").path(number).asString()).content()));
    }

    @Test
    void whatCannotBeMadeIsToldInASentenceBeforeAnythingIsFetched() throws IOException {
        String nowhere = place.resolve("none/image.tar").toString();
        assertThat(run("models:/iris@champion", "--tracking-uri", "http://127.0.0.1:1", "--output", nowhere))
                .isNotZero();
        assertThat(terminal.text()).contains("is no file in a folder that is there");

        assertThat(run("models:/iris/1", "--output", output.toString(), "--platform", "windows/amd64"))
                .isNotZero();
        assertThat(terminal.text()).contains("windows/amd64");

        assertThat(run(MODEL.toString(), "--output", output.toString(), "--model-python", "/usr/bin/python3"))
                .isNotZero();
        assertThat(terminal.text()).contains("--base");
        assertThat(output).doesNotExist();
    }
}
