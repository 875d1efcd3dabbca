package dev.cairn.image;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads images that others made: a tar with an OCI layout, or one of `docker save`.
final class Bases {
    private static final String INDEX = "index.json";
    private static final String DOCKER = "manifest.json";
    private static final int MAX_DEPTH = 3;

    private static final String JAVA = "java";

    private final TarReader tar;
    private final Platform platform;

    /// Where the tar has the layers.
    private final List<String> places = new ArrayList<>();

    private Bases(TarReader tar, Platform platform) {
        this.tar = tar;
        this.platform = platform;
    }

    /// @param platform for which one is taken, where the tar has images for several
    static Base read(TarReader tar, Platform platform) throws IOException {
        Bases images = new Bases(tar, platform);
        Base base = tar.has(INDEX) ? images.layout() : images.saved();
        platform.require(base.config());
        images.requireJava();
        return base;
    }

    private Base layout() throws IOException {
        JsonNode manifest = json(INDEX, tar.bytes(INDEX));
        for (int depth = 0; manifest.has("manifests"); depth++) {
            if (depth == MAX_DEPTH) {
                throw new BadImageException("Its list of images is a list of lists.");
            }
            manifest = described(platform.choose(manifest.path("manifests")));
        }
        JsonNode config = described(manifest.path("config"));
        List<Blob> layers = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            Blob blob = blob(LayerType.of(layer.path("mediaType").asString("")), layer);
            places.add(blob.path());
            layers.add(blob);
        }
        return new Base(config, layers);
    }

    private void requireJava() throws IOException {
        for (String place : places) {
            if (Programs.mayHave(tar.stream(place), JAVA)) {
                return;
            }
        }
        throw new BadImageException(
                "It has no program called java: give an image with Java %d, such as eclipse-temurin:%1$d-jre."
                        .formatted(ImageConfig.JAVA));
    }

    private Blob blob(String mediaType, JsonNode descriptor) {
        String digest = descriptor.path("digest").asString("");
        String path = Blob.path(digest);
        return new Blob(mediaType, digest, tar.size(path), tar.content(path));
    }

    /// A document that is named by its digest.
    private JsonNode described(JsonNode descriptor) throws IOException {
        Blob blob = blob("", descriptor);
        byte[] bytes = tar.bytes(blob.path());
        new Blob("", blob.digest(), blob.size(), Content.of(bytes)).check();
        return json(blob.path(), bytes);
    }

    /// What `docker save` wrote before it wrote layouts: digests of layers stand in the configuration alone.
    private Base saved() throws IOException {
        if (!tar.has(DOCKER)) {
            throw new BadImageException("It is no image: it has neither index.json nor manifest.json.");
        }
        JsonNode images = json(DOCKER, tar.bytes(DOCKER));
        if (images.size() != 1) {
            throw new BadImageException("It has %d images; save one alone.".formatted(images.size()));
        }
        JsonNode image = images.path(0);
        String name = image.path("Config").asString("");
        JsonNode config = json(name, tar.bytes(name));
        JsonNode digests = config.path("rootfs").path("diff_ids");
        List<Blob> layers = new ArrayList<>();
        for (JsonNode layer : image.path("Layers")) {
            String path = layer.asString("");
            places.add(path);
            layers.add(new Blob(
                    LayerType.TAR, digests.path(layers.size()).asString(""), tar.size(path), tar.content(path)));
        }
        return new Base(config, layers);
    }

    private static JsonNode json(String name, byte[] bytes) {
        try {
            JsonNode tree = Json.readTree(bytes);
            if (tree.isObject() || tree.isArray()) {
                return tree;
            }
        } catch (ApiException malformed) {
            throw new BadImageException("Its file %s is no JSON.".formatted(name), malformed);
        }
        throw new BadImageException("Its file %s says nothing.".formatted(name));
    }
}
