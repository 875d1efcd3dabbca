package dev.cairn.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.deploy.Manifests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ModelImageTest {
    @TempDir
    private Path place;

    private Path model;
    private Path output;

    @BeforeEach
    void model() throws IOException {
        model = Files.createDirectories(place.resolve("fraud"));
        output = Files.createDirectories(place.resolve("made")).resolve("fraud.tar");
        Files.writeString(model.resolve("MLmodel"), "flavors: {}");
        Files.createDirectories(model.resolve("data"));
        Files.writeString(model.resolve("data/größe-" + "x".repeat(100) + ".txt"), "a long name");
        Files.writeString(place.resolve("cairn.jar"), "the program");
    }

    @Test
    void everyPieceIsWhatItsDigestAndItsSizeSay() throws IOException, InterruptedException {
        String digest = image(BaseTar.layout(BaseTar.config()))
                .write(new ImageFile(output), place)
                .digest();
        SequencedMap<String, Tars.Entry> tar = Tars.read(output);

        assertThat(Tars.at(tar, "oci-layout").json().path("imageLayoutVersion").asString())
                .isEqualTo("1.0.0");
        JsonNode described = Tars.at(tar, "index.json").json().path("manifests").path(0);
        assertThat(described.path("digest").asString()).isEqualTo(digest);
        JsonNode manifest = piece(tar, described, "application/vnd.oci.image.manifest.v1+json");
        JsonNode config = piece(tar, manifest.path("config"), "application/vnd.oci.image.config.v1+json");
        assertThat(manifest.path("layers").size()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            JsonNode layer = manifest.path("layers").path(i);
            assertThat(layer.path("mediaType").asString()).isEqualTo("application/vnd.oci.image.layer.v1.tar");
            assertThat(Tars.digest(bytes(tar, layer)))
                    .isEqualTo(layer.path("digest").asString());
            assertThat(config.path("rootfs").path("diff_ids").path(i)).isEqualTo(layer.path("digest"));
        }
        assertThat(tar.keySet()).filteredOn(name -> name.startsWith("blobs/")).hasSize(5);
    }

    @Test
    void theLayersAreTheBaseTheJarAndTheModel() throws IOException, InterruptedException {
        image(BaseTar.layout(BaseTar.config())).write(new ImageFile(output), place);
        SequencedMap<String, Tars.Entry> tar = Tars.read(output);
        JsonNode layers = manifest(tar).path("layers");

        assertThat(bytes(tar, layers.path(0))).isEqualTo(BaseTar.LAYER);
        assertThat(Tars.read(new ByteArrayInputStream(bytes(tar, layers.path(1))))
                        .keySet())
                .containsExactly("cairn/", "cairn/cairn.jar");
        SequencedMap<String, Tars.Entry> files = Tars.read(new ByteArrayInputStream(bytes(tar, layers.path(2))));
        String longName = "models/fraud/data/größe-" + "x".repeat(100) + ".txt";
        assertThat(files.keySet())
                .containsExactly("models/", "models/fraud/", "models/fraud/MLmodel", "models/fraud/data/", longName);
        assertThat(Tars.at(files, longName).content()).isEqualTo("a long name".getBytes(UTF_8));
        files.values().forEach(entry -> {
            assertThat(entry.header().getLongUserId()).isZero();
            assertThat(entry.header().getLastModifiedTime()).isEqualTo(FileTime.fromMillis(0));
            assertThat(entry.header().getMode() & 0777).isEqualTo(entry.header().isDirectory() ? 0755 : 0644);
        });
    }

    @Test
    void aContainerOfItRunsTheModelServerAsNobodyWhereManifestsAskIt() throws IOException, InterruptedException {
        image(BaseTar.layout(BaseTar.config())).write(new ImageFile(output), place);
        SequencedMap<String, Tars.Entry> tar = Tars.read(output);
        JsonNode run = piece(tar, manifest(tar).path("config"), "application/vnd.oci.image.config.v1+json")
                .path("config");

        assertThat(texts(run.path("Entrypoint")))
                .startsWith("/java/bin/java")
                .endsWith("-jar", "/cairn/cairn.jar", "serve", "--listen", "0.0.0.0", "--port", "8080");
        assertThat(texts(run.path("Cmd"))).containsExactly("/models/fraud");
        assertThat(run.path("User").asString()).isEqualTo("65532:65532");
        assertThat(run.path("ExposedPorts").has(Manifests.PORT + "/tcp")).isTrue();
        assertThat(texts(run.path("Env"))).contains("PATH=/usr/bin", "JAVA_HOME=/java", "ORT_DISABLE_TELEMETRY=1");
        assertThat(run.path("Labels").path("vendor").asString()).isEqualTo("somebody");
        assertThat(run.path("Labels").path("org.opencontainers.image.title").asString())
                .isEqualTo("fraud");
        assertThat(run.path("Labels").path("org.opencontainers.image.version").asString())
                .isEqualTo("3");
    }

    @Test
    void theSamePartsAreTheSameBytesWheneverTheyWereMade() throws IOException, InterruptedException {
        ModelImage image = image(BaseTar.layout(BaseTar.config()));
        image.write(new ImageFile(output), place);
        byte[] first = Files.readAllBytes(output);
        Files.setLastModifiedTime(model.resolve("MLmodel"), FileTime.fromMillis(1_000_000));
        image.write(new ImageFile(output), place);
        assertThat(Files.readAllBytes(output)).isEqualTo(first);
    }

    @Test
    void whatDockerSavedIsABaseToo() throws IOException, InterruptedException {
        image(BaseTar.saved(BaseTar.config())).write(new ImageFile(output), place);
        SequencedMap<String, Tars.Entry> tar = Tars.read(output);
        assertThat(bytes(tar, manifest(tar).path("layers").path(0))).isEqualTo(BaseTar.LAYER);
        assertThat(Tars.at(tar, "manifest.json")
                        .json()
                        .path(0)
                        .path("RepoTags")
                        .path(0)
                        .asString())
                .isEqualTo("fraud:3");
    }

    @Test
    void containerdGetsAWholeNameAndOthersTheirs() throws IOException, InterruptedException {
        image(BaseTar.layout(BaseTar.config())).write(new ImageFile(output), place);
        JsonNode annotations = Tars.at(Tars.read(output), "index.json")
                .json()
                .path("manifests")
                .path(0)
                .path("annotations");
        assertThat(annotations.path("org.opencontainers.image.ref.name").asString())
                .isEqualTo("fraud:3");
        assertThat(annotations.path("io.containerd.image.name").asString()).isEqualTo("docker.io/library/fraud:3");
    }

    @Test
    void aFileIsRefusedThatWouldRemoveOneOfTheBase() throws IOException {
        Files.writeString(model.resolve("data/.wh..wh..opq"), "");
        refuses(BaseTar.layout(BaseTar.config()), "would remove a file of the image below it");
    }

    @Test
    void anImageIsNotWrittenIntoTheModelThatItHas() throws IOException {
        output = model.resolve("data/fraud.tar");
        refuses(BaseTar.layout(BaseTar.config()), "is in the folder of the model");
    }

    @Test
    void anImageIsWrittenIntoAFolderThatIsThere() {
        assertThatThrownBy(() -> new ImageFile(place.resolve("none/fraud.tar")))
                .hasMessageContaining("is no file in a folder that is there");
        assertThatThrownBy(() -> new ImageFile(place)).hasMessageContaining("is no file in a folder that is there");
    }

    @Test
    void anImageIsABaseAgain() throws IOException, InterruptedException {
        image(BaseTar.layout(BaseTar.config())).write(new ImageFile(output), place);
        Path second = place.resolve("made/second.tar");
        image(output).write(new ImageFile(second), place);
        assertThat(manifest(Tars.read(second)).path("layers").size()).isEqualTo(5);
    }

    @Test
    void aBaseIsRefusedThatIsNotWhatItSays() throws IOException {
        Map<String, byte[]> damaged = BaseTar.layout(BaseTar.config());
        damaged.put(BaseTar.path(BaseTar.LAYER), BaseTar.layer("jvm2/bin/java"));
        refuses(damaged, "is not what its digest says");

        Map<String, byte[]> changed = BaseTar.layout(BaseTar.config());
        changed.put(
                BaseTar.path(BaseTar.config().getBytes(UTF_8)),
                BaseTar.config("arm64", "26").getBytes(UTF_8));
        refuses(changed, "is not what its digest says");

        Map<String, byte[]> saved = BaseTar.saved(BaseTar.config());
        saved.put("1/layer.tar", BaseTar.layer("jvm2/bin/java"));
        refuses(saved, "is not what its digest says");
    }

    @Test
    void aBaseIsRefusedThatLacksSomethingOrIsForOthers() throws IOException {
        Map<String, byte[]> without = BaseTar.layout(BaseTar.config());
        without.remove(BaseTar.path(BaseTar.config().getBytes(UTF_8)));
        refuses(without, "It has no file blobs/sha256/");
        refuses(BaseTar.layout(BaseTar.config("s390x", "25")), "It is for linux/s390x");
        refuses(BaseTar.layout(BaseTar.config(Platform.here().architecture(), "21.0.2")), "It has Java 21");
        refuses(BaseTar.layout(BaseTar.config(Platform.here().architecture(), "8u402")), "It has Java 8");
        refuses(BaseTar.layout("{\"os\":\"linux\"}"), "its configuration names 0");
        refuses(Map.of("a.txt", "no image".getBytes(UTF_8)), "neither index.json nor manifest.json");
        refuses(Map.of("index.json", "[".getBytes(UTF_8)), "is no JSON");
        refuses(
                Map.of("index.json", "{\"config\":{\"digest\":\"sha256:../../etc\"}}".getBytes(UTF_8)),
                "which is no sha256");
    }

    @Test
    void aBaseIsRefusedThatHasNoJava() throws IOException {
        byte[] python = BaseTar.layer("usr/bin/python3");
        refuses(BaseTar.layout(BaseTar.config(), python), "It has no program called java");
        refuses(BaseTar.layout(BaseTar.config(), zipped(python)), "It has no program called java");
        refuses(BaseTar.layout(BaseTar.config(), BaseTar.layer("usr/share/javadoc/ajava")), "no program called java");
        byte[] zipped = zipped(BaseTar.layer("usr/bin/" + "long/".repeat(40) + "python"));
        refuses(BaseTar.layout(BaseTar.config(), zipped), "no program called java");
        refuses(BaseTar.layout(BaseTar.config(), Arrays.copyOf(zipped, zipped.length - 20)), "is damaged, or was cut");
    }

    @Test
    void javaIsFoundInAPackedLayerUnlessItIsOfZstdWhichIsNotLookedInto() throws IOException, InterruptedException {
        for (byte[] layer :
                List.of(zipped(BaseTar.LAYER), zipped(BaseTar.layer("usr/" + "long/".repeat(40) + "java")), new byte[] {
                    0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0
                })) {
            image(BaseTar.layout(BaseTar.config(), layer)).write(new ImageFile(output), place);
            assertThat(bytes(
                            Tars.read(output),
                            manifest(Tars.read(output)).path("layers").path(0)))
                    .isEqualTo(layer);
        }
    }

    private static byte[] zipped(byte[] layer) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(layer);
        }
        return zipped.toByteArray();
    }

    @Test
    void aBaseIsRefusedWhoseNamesLeadOutOfIt() throws IOException {
        for (String name : List.of("../evil", "/etc/passwd", "blobs/../../evil")) {
            Map<String, byte[]> files = BaseTar.layout(BaseTar.config());
            files.put(name, new byte[0]);
            refuses(files, "lies outside of it");
        }
    }

    @Test
    void aBaseIsRefusedThatIsNoTarOrWasCut() throws IOException {
        Path base = BaseTar.write(place, BaseTar.layout(BaseTar.config()));
        byte[] whole = Files.readAllBytes(base);
        Files.write(base, Arrays.copyOf(whole, whole.length - 3 * TarWriter.BLOCK));
        refuses(base, "it was cut");
        Files.writeString(base, "no tar ".repeat(200));
        refuses(base, "It is no tar");
        Files.write(base, new byte[0]);
        refuses(base, "It is no tar");
        byte[] compressed = new byte[TarWriter.BLOCK];
        compressed[0] = 0x1f;
        compressed[1] = (byte) 0x8b;
        Files.write(base, compressed);
        refuses(base, "unpack it with gunzip first");
    }

    @Test
    void aLinkOutOfTheModelIsRefusedAndOneWithinIsAFile() throws IOException, InterruptedException {
        Files.createSymbolicLink(model.resolve("again"), Path.of("MLmodel"));
        image(BaseTar.layout(BaseTar.config())).write(new ImageFile(output), place);
        SequencedMap<String, Tars.Entry> tar = Tars.read(output);
        byte[] layer = bytes(tar, manifest(tar).path("layers").path(2));
        assertThat(Tars.at(Tars.read(new ByteArrayInputStream(layer)), "models/fraud/again")
                        .content())
                .isEqualTo("flavors: {}".getBytes(UTF_8));

        Files.createSymbolicLink(model.resolve("secret"), place.resolve("cairn.jar"));
        byte[] before = Files.readAllBytes(output);
        refuses(BaseTar.layout(BaseTar.config()), "outside of the folder");
        assertThat(Files.readAllBytes(output)).isEqualTo(before);
    }

    @Test
    void anImageWithoutAModelTakesOneFromItsArguments() throws IOException, InterruptedException {
        Path base = BaseTar.write(place, BaseTar.layout(BaseTar.config()));
        new ModelImage(
                        ImageTag.of("cairn", ""),
                        Optional.empty(),
                        place.resolve("cairn.jar"),
                        "1",
                        Optional.of(base),
                        Platform.here(),
                        Optional.of("/usr/bin/python3"))
                .write(new ImageFile(output), place);
        SequencedMap<String, Tars.Entry> tar = Tars.read(output);
        JsonNode run = piece(tar, manifest(tar).path("config"), "application/vnd.oci.image.config.v1+json")
                .path("config");
        assertThat(texts(run.path("Entrypoint")))
                .endsWith("--python-models", "on", "--model-python", "/usr/bin/python3");
        assertThat(texts(run.path("Cmd"))).containsExactly("--help");
        assertThat(manifest(tar).path("layers").size()).isEqualTo(2);
    }

    @Test
    void namesOfImagesAreThoseThatRegistriesTake() {
        assertThat(ImageTag.of("Fraud Größe!", "").text()).isEqualTo("fraud-gr-e:latest");
        assertThat(ImageTag.of("main.default.iris", "12").text()).isEqualTo("main-default-iris:12");
        assertThat(ImageTag.parse("registry.example.org:5000/ml/fraud").text())
                .isEqualTo("registry.example.org:5000/ml/fraud:latest");
        for (String wrong : List.of("", "Fraud", "fraud:", "fraud:a b", "-fraud", "a//b", "fraud@sha256:0")) {
            assertThatThrownBy(() -> ImageTag.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private ModelImage image(Map<String, byte[]> base) throws IOException {
        return image(BaseTar.write(place, base));
    }

    private ModelImage image(Path base) {
        return new ModelImage(
                ImageTag.of("fraud", "3"),
                Optional.of(new ModelImage.Named("fraud", "3", model)),
                place.resolve("cairn.jar"),
                "0.1.0",
                Optional.of(base),
                Platform.here(),
                Optional.empty());
    }

    private void refuses(Map<String, byte[]> base, String reason) throws IOException {
        refuses(BaseTar.write(place, base), reason);
    }

    /// And leaves nothing behind but what was there before.
    private void refuses(Path base, String reason) throws IOException {
        List<Path> before = children();
        assertThatThrownBy(() -> image(base).write(new ImageFile(output), place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
        assertThat(children()).isEqualTo(before);
    }

    private List<Path> children() throws IOException {
        try (Stream<Path> children = Files.list(output.getParent())) {
            return children.sorted().toList();
        }
    }

    private static JsonNode manifest(Map<String, Tars.Entry> tar) {
        return piece(
                tar,
                Tars.at(tar, "index.json").json().path("manifests").path(0),
                "application/vnd.oci.image.manifest.v1+json");
    }

    private static JsonNode piece(Map<String, Tars.Entry> tar, JsonNode described, String type) {
        assertThat(described.path("mediaType").asString()).isEqualTo(type);
        byte[] bytes = bytes(tar, described);
        assertThat(Tars.digest(bytes)).isEqualTo(described.path("digest").asString());
        return dev.cairn.http.Json.readTree(bytes);
    }

    private static byte[] bytes(Map<String, Tars.Entry> tar, JsonNode described) {
        byte[] bytes = Tars.at(
                        tar,
                        "blobs/sha256/" + described.path("digest").asString().substring("sha256:".length()))
                .content();
        assertThat(bytes).hasSize(described.path("size").asInt());
        return bytes;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
