package dev.cairn.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// The kind of machine for which an image is: Linux, on one of two architectures.
///
/// @param architecture as images name it
public record Platform(String architecture) {
    private static final List<String> KNOWN = List.of("amd64", "arm64");
    private static final String SYSTEM = "linux/";

    public Platform {
        if (!KNOWN.contains(architecture)) {
            throw new BadImageException(
                    "--platform takes linux/amd64 or linux/arm64; got 'linux/%s'.".formatted(architecture));
        }
    }

    /// Reads `linux/arm64`.
    public static Platform parse(String text) {
        if (!text.startsWith(SYSTEM)) {
            throw new BadImageException("--platform takes linux/amd64 or linux/arm64; got '%s'.".formatted(text));
        }
        return new Platform(text.substring(SYSTEM.length()));
    }

    /// That of this machine; where it runs no Linux, that of the Linux that it would run.
    public static Platform here() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return new Platform(
                switch (name) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> name;
                });
    }

    @Override
    public String toString() {
        return SYSTEM + architecture;
    }

    /// The image of a list that is for this; of those that say for what they are, or the only one.
    JsonNode choose(JsonNode manifests) {
        if (manifests.size() == 1) {
            return manifests.path(0);
        }
        List<String> there = new ArrayList<>();
        for (JsonNode manifest : manifests) {
            JsonNode platform = manifest.path("platform");
            String name = platform.path("os").asString("") + "/"
                    + platform.path("architecture").asString("");
            if (name.equals(toString())) {
                return manifest;
            }
            there.add(name);
        }
        throw new BadImageException("It has no image for %s, but for %s.".formatted(this, there));
    }

    /// Refuses an image that says that it is for other machines.
    void require(JsonNode config) {
        String name = config.path("os").asString("") + "/"
                + config.path("architecture").asString("");
        if (!name.equals(toString())) {
            throw new BadImageException("It is for %s, and not for %s (--platform).".formatted(name, this));
        }
    }
}
