package dev.cairn.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.importing.transfer.Report;
import dev.cairn.protocol.tracking.Experiment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives: what one Cairn exports another one imports, and what nobody exported is refused.
@OnEachDatabase
final class ArchiveTest {
    private static final String RUN = "a0000000000000000000000000000001";

    private final TestDatabase kind;

    @TempDir
    private Path folder;

    private Here first;
    private Here second;

    ArchiveTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void fill() throws IOException {
        Path artifacts = folder.resolve("old");
        write(artifacts.resolve("7/" + RUN + "/artifacts/model/weights.bin"), "weights");
        write(artifacts.resolve("7/" + RUN + "/artifacts/empty.txt"), "");
        first = new Here(kind.current(), folder.resolve("first"));
        first.take(OldServer.withEverything(kind.empty(), artifacts.toString()).source(), artifacts);
        second = new Here(kind.current(), folder.resolve("second"));
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all.zip", "all"})
    void everythingComesBackAsItWas(String name) throws IOException {
        Path archive = folder.resolve(name);
        first.export(null, archive);

        Report report = second.take(archive.toString());

        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(second.everything()).isEqualTo(first.everything());
        assertThat(second.file(second.run(RUN).run().info().artifactUri() + "/model/weights.bin"))
                .isEqualTo("weights");
    }

    @Test
    void anArchiveIsTakenOnce() throws IOException {
        Path archive = folder.resolve("all.zip");
        first.export(null, archive);
        assertThat(second.take(archive.toString()).text()).containsPattern("[1-9]  experiments imported");

        Report report = second.take(archive.toString());

        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(report.text())
                .contains("2  runs that were here already")
                .containsPattern("[1-9]  experiments that were here already")
                .doesNotContain("experiments imported")
                .doesNotContain("Note:");
    }

    @Test
    void chosenExperimentsAreExportedAlone() throws IOException {
        Path archive = folder.resolve("some");
        first.export(Set.of("8"), archive);

        second.take(archive.toString());

        assertThat(second.stores.tracking().exporting().experiments(Here.CALLER, 0, 10))
                .extracting(Experiment::name)
                .containsExactly("gone");
        assertThat(second.stores.registry().exporting().names(Here.CALLER, "", 10))
                .isEmpty();
        assertThatThrownBy(() -> first.export(Set.of("8", "4711"), folder.resolve("other")))
                .hasMessage("There is no experiment 4711.");
    }

    @Test
    void anArchiveIsNeverWrittenOver() throws IOException {
        Path archive = folder.resolve("all.zip");
        Files.writeString(archive, "precious");

        assertThatThrownBy(() -> first.export(null, archive)).hasMessageContaining("is there already");
        assertThat(archive).hasContent("precious");
    }

    @Test
    void anArchiveNamesItsFilesWithTheirHashes() throws IOException {
        Path archive = folder.resolve("all.zip");
        first.export(null, archive);

        try (ZipFile zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream().map(Object::toString).toList())
                    .contains(
                            "artifacts/runs/" + RUN + "/model/weights.bin",
                            "experiments.jsonl",
                            "runs.jsonl",
                            "logged-models.jsonl",
                            "registered-models.jsonl",
                            "artifacts.jsonl")
                    .last()
                    .isEqualTo("manifest.json");
        }
    }

    @Test
    void aDamagedArchiveIsRefusedBeforeAnythingIsTaken() throws IOException {
        for (String name : List.of("runs.jsonl", "experiments.jsonl", "manifest.json")) {
            Path archive = folder.resolve("broken-" + name);
            first.export(null, archive);
            Files.writeString(
                    archive.resolve(name),
                    Files.readString(archive.resolve(name)).replace('1', '2'));

            assertThatThrownBy(() -> second.take(archive.toString()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not a whole archive");
        }
        Path cut = folder.resolve("cut");
        first.export(null, cut);
        Files.delete(cut.resolve("manifest.json"));
        assertThatThrownBy(() -> second.take(cut.toString())).isInstanceOf(IllegalArgumentException.class);
        assertThat(second.everything()).containsOnlyKeys("experiment 0 Default");
    }

    @Test
    void aFileThatIsNotWhatItsHashSaysIsNotStored() throws IOException {
        Path archive = folder.resolve("all");
        first.export(null, archive);
        Files.writeString(archive.resolve("artifacts/runs/" + RUN + "/model/weights.bin"), "WEIGHTS");

        Report report = second.take(archive.toString());

        assertThat(report.text()).contains("was not copied").contains("SHA-256");
        assertThat(stored()).noneMatch(path -> path.endsWith("weights.bin"));
    }

    @Test
    void aFileThatIsLongerThanItSaysIsNotStored() throws IOException {
        Path archive = folder.resolve("all");
        first.export(null, archive);
        Files.writeString(archive.resolve("artifacts/runs/" + RUN + "/model/weights.bin"), "x".repeat(1 << 20));

        Report report = second.take(archive.toString());

        assertThat(report.text()).contains("longer than it is said to be");
        assertThat(stored()).noneMatch(path -> path.endsWith("weights.bin"));
    }

    @Test
    void namesThatLeadElsewhereAreRefused() throws IOException {
        for (String path : List.of("../../../../escaped", "/etc/escaped", "a/../../escaped", "a\\\\..\\\\escaped")) {
            Path archive = folder.resolve("hostile" + path.hashCode());
            first.export(null, archive);
            rewrite(
                    archive,
                    "artifacts.jsonl",
                    "{\"kind\":\"runs\",\"id\":\"%s\",\"path\":\"%s\",\"size\":7,\"sha256\":\"00\"}%n"
                            .formatted(RUN, path));

            assertThatThrownBy(() -> second.take(archive.toString())).as(path).isInstanceOf(RuntimeException.class);
        }
        try (var all = Files.walk(folder)) {
            assertThat(all.map(Path::toString).filter(it -> it.contains("escaped")))
                    .isEmpty();
        }
    }

    @Test
    void idsThatLeadElsewhereAreNotStored() throws IOException {
        Path archive = folder.resolve("all");
        first.export(null, archive);
        String runs = Files.readString(archive.resolve("runs.jsonl"));
        rewrite(archive, "runs.jsonl", runs.replace(RUN, "../../../escaped"));

        Report report = second.take(archive.toString());

        assertThat(report.text()).contains("run ../../../escaped was not stored: Invalid run id");
    }

    @Test
    void aNumberOfVersionsThatNoneCanFollowIsNotStored() throws IOException {
        Path archive = folder.resolve("all");
        first.export(null, archive);
        String models = Files.readString(archive.resolve("registered-models.jsonl"));
        rewrite(
                archive,
                "registered-models.jsonl",
                models.replaceAll("\"last_version\":\\d+", "\"last_version\":" + Long.MAX_VALUE));

        Report report = second.take(archive.toString());

        assertThat(report.text())
                .contains("registered model reg was not stored: The number of its last version must be between 0 and");
        assertThat(second.stores.registry().exporting().names(Here.CALLER, "", 10))
                .isEmpty();
    }

    @Test
    void linksInAnArchiveAreNotFollowed() throws IOException {
        Path archive = folder.resolve("all");
        first.export(null, archive);
        Path secret = Files.writeString(folder.resolve("secret"), "weights");
        Path file = archive.resolve("artifacts/runs/" + RUN + "/model/weights.bin");
        Files.delete(file);
        Files.createSymbolicLink(file, secret);

        Report report = second.take(archive.toString());

        assertThat(report.text()).contains("is a link or no file");
        assertThat(stored()).noneMatch(path -> path.endsWith("weights.bin"));
    }

    @Test
    void anArchiveOfALaterFormatIsRefusedWithWhatToDo() throws IOException {
        Path archive = folder.resolve("all");
        first.export(null, archive);
        Path manifest = archive.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"version\":3", "\"version\":4"));

        assertThatThrownBy(() -> second.take(archive.toString())).hasMessageContaining("has version 4 of the format");
    }

    @Test
    void aRegisteredModelWithManyLongTextsGoesOnSeveralLinesAndComesBackWhole() throws IOException {
        OldServer prompts = OldServer.with(kind.empty(), "mlflow-3.sql");
        prompts.execute("INSERT INTO registered_models VALUES ('greet', 70, 80, 'a prompt', 'default')");
        for (int version = 1; version <= 30; version++) {
            prompts.execute(
                    "INSERT INTO model_versions VALUES ('greet', %d, 71, 72, '', '', 'None', 's3://bucket/x', '', 'READY', NULL, '', NULL, 'default')"
                            .formatted(version),
                    "INSERT INTO model_version_tags VALUES ('mlflow.prompt.text', '%s', 'greet', %d, 'default')"
                            .formatted("x".repeat(100_000), version));
        }
        first.take(prompts.source());
        Path archive = folder.resolve("all");
        first.export(null, archive);

        Report report = second.take(archive.toString());

        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(second.everything()).isEqualTo(first.everything());
        try (var lines = Files.lines(archive.resolve("registered-models.jsonl"))) {
            assertThat(lines.filter(line -> line.contains("\"greet\""))).hasSize(4);
        }
    }

    @Test
    void anArchiveBeforeModelsWentOnSeveralLinesIsRead() throws IOException {
        Path archive = folder.resolve("all");
        first.export(null, archive);
        Path manifest = archive.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"version\":3", "\"version\":2"));

        Report report = second.take(archive.toString());

        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(second.everything()).isEqualTo(first.everything());
    }

    @Test
    void whatNoLineHoldsIsToldWhenItIsExported() throws IOException {
        OldServer large = OldServer.with(kind.empty(), "mlflow-3.sql");
        large.execute(
                "INSERT INTO experiments VALUES (30, 'large', '', 'active', 1, 1, 'default')",
                "INSERT INTO scorers VALUES (30, 'huge', 'sc-30')");
        for (int version = 1; version <= 80; version++) {
            large.execute("INSERT INTO scorer_versions VALUES ('sc-30', %d, '\"%s\"', 100)"
                    .formatted(version, "x".repeat(900_000)));
        }
        assertThat(first.take(large.source()).isClean()).isTrue();
        Path archive = folder.resolve("all");

        Report report = first.export(null, archive);

        assertThat(report.text()).contains("The scorer sc-30 is not whole in the archive: it needs a line of 68 MB");
        assertThat(second.take(archive.toString()).isClean()).isTrue();
        assertThat(second.everything()).doesNotContainKey("scorer sc-30").containsKey("run " + RUN);
    }

    /// Changes a file of an archive, and its manifest accordingly.
    private static void rewrite(Path archive, String name, String text) throws IOException {
        Path file = archive.resolve(name);
        Path manifest = archive.resolve("manifest.json");
        String before = entry(name, Files.readAllBytes(file));
        Files.writeString(file, text);
        String changed = Files.readString(manifest).replace(before, entry(name, text.getBytes(StandardCharsets.UTF_8)));
        assertThat(changed).isNotEqualTo(Files.readString(manifest));
        Files.writeString(manifest, changed);
    }

    private static String entry(String name, byte[] content) {
        try {
            return "{\"path\":\"%s\",\"size\":%d,\"sha256\":\"%s\"}"
                    .formatted(
                            name,
                            content.length,
                            HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private List<String> stored() throws IOException {
        try (var paths = Files.walk(second.files)) {
            return paths.map(Path::toString).collect(Collectors.toList());
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
