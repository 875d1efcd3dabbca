package dev.cairn.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An image that serves a model: a base with Java, the jar of Cairn, the model, a layer each.
///
/// @param tag      what it is called where it is loaded
/// @param model    the model that it has, empty for one that fetches what it is told
/// @param jar      the program
/// @param cairn    its version
/// @param base     the tar of an image with Java; empty for the Java that runs this
/// @param python   the Python of the base that runs the model, for one that needs it
public record ModelImage(
        ImageTag tag,
        Optional<Named> model,
        Path jar,
        String cairn,
        Optional<Path> base,
        Platform platform,
        Optional<String> python) {
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";

    /// A model in a folder, under the name by which it is asked.
    ///
    /// @param version empty where it has none
    public record Named(String name, String version, Path folder) {
        private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][-\\p{L}\\p{N}._ ]{0,199}");

        public Named {
            if (!NAME.matcher(name).matches()) {
                throw new BadImageException(
                        "A model called '%s' cannot be put into an image: its name may have letters, digits, dots, hyphens, underscores and spaces."
                                .formatted(name));
            }
            if (!Files.isRegularFile(folder.resolve("MLmodel"))) {
                throw new BadImageException("%s is no model: it has no file MLmodel.".formatted(folder));
            }
        }
    }

    /// What was written.
    public record Written(String digest, long bytes) {}

    public ModelImage {
        if (python.isPresent() && base.isEmpty()) {
            throw new BadImageException("--model-python is a program of the image that --base names: give that, too.");
        }
        if (!Files.isRegularFile(jar)) {
            throw new BadImageException("%s is no file: give --jar, the jar of Cairn.".formatted(jar));
        }
    }

    /// Writes the image as a tar with an OCI layout, which `docker load` reads, too. The file is there once it is
    /// whole.
    ///
    /// @param work a folder for what is needed meanwhile
    /// @throws IllegalArgumentException if the base or the model does not fit
    public Written write(ImageFile output, Path work) throws IOException, InterruptedException {
        if (model.isPresent()) {
            output.requireOutside(model.get().folder());
        }
        if (base.isEmpty()) {
            return write(JavaRuntime.base(work, platform), output);
        }
        Path file = base.get();
        if (!Files.isRegularFile(file)) {
            throw new BadImageException("The base %s is no file: give the tar of an image.".formatted(file));
        }
        try (TarReader tar = TarReader.open(file)) {
            return write(Bases.read(tar, platform), output);
        } catch (BadImageException unfit) {
            throw new BadImageException("The base %s does not fit. %s".formatted(file, unfit.getMessage()), unfit);
        }
    }

    private Written write(Base from, ImageFile output) throws IOException {
        Path made = output.part();
        made.toFile().deleteOnExit(); // when it is interrupted
        try {
            String digest = writeParts(from, made);
            Files.move(made, output.path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Written(digest, Files.size(output.path()));
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private String writeParts(Base from, Path made) throws IOException {
        List<Blob> added = new ArrayList<>();
        added.add(new Layer()
                .file(ImageConfig.JAR, TarWriter.READABLE, jar.toRealPath())
                .blob());
        if (model.isPresent()) {
            added.add(new Layer()
                    .tree(ImageConfig.MODELS + model.get().name(), model.get().folder())
                    .blob());
        }
        List<Blob> layers = new ArrayList<>(from.layers());
        layers.addAll(added);
        Blob config = blob(CONFIG_TYPE, new ImageConfig(from, this).json(added));
        Blob manifest = blob(MANIFEST_TYPE, manifest(config, layers));
        try (TarWriter tar =
                new TarWriter(new BufferedOutputStream(Files.newOutputStream(made, StandardOpenOption.CREATE_NEW)))) {
            text(tar, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(UTF_8));
            text(tar, "index.json", Json.writeAnswer(index(manifest)));
            text(tar, "manifest.json", Json.writeAnswer(forDocker(config, layers)));
            Map<String, Blob> all = new LinkedHashMap<>(); // a base may have a layer twice
            List.of(manifest, config).forEach(blob -> all.put(blob.digest(), blob));
            layers.forEach(layer -> all.put(layer.digest(), layer));
            for (Blob blob : all.values()) {
                blob.copyTo(tar);
            }
            tar.end();
        }
        return manifest.digest();
    }

    private static ObjectNode manifest(Blob config, List<Blob> layers) {
        ObjectNode manifest =
                JsonNodeFactory.instance.objectNode().put("schemaVersion", 2).put("mediaType", MANIFEST_TYPE);
        manifest.set("config", config.descriptor());
        ArrayNode list = manifest.putArray("layers");
        layers.forEach(layer -> list.add(layer.descriptor()));
        return manifest;
    }

    private ObjectNode index(Blob manifest) {
        ObjectNode described = manifest.descriptor();
        described.putObject("platform").put("os", "linux").put("architecture", platform.architecture());
        tag.annotate(described.putObject("annotations"));
        ObjectNode index = JsonNodeFactory.instance
                .objectNode()
                .put("schemaVersion", 2)
                .put("mediaType", "application/vnd.oci.image.index.v1+json");
        index.putArray("manifests").add(described);
        return index;
    }

    /// The list that versions of Docker read which know no layouts.
    private ArrayNode forDocker(Blob config, List<Blob> layers) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        ObjectNode image = list.addObject().put("Config", config.path());
        image.putArray("RepoTags").add(tag.text());
        ArrayNode paths = image.putArray("Layers");
        layers.forEach(layer -> paths.add(layer.path()));
        return list;
    }

    private static void text(TarWriter tar, String name, byte[] bytes) throws IOException {
        tar.file(name, TarWriter.READABLE, bytes.length, Content.of(bytes));
    }

    private static Blob blob(String type, JsonNode said) throws IOException {
        return Blob.of(type, Content.of(Json.writeAnswer(said)));
    }
}
