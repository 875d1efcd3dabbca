package dev.cairn.scoring;

import java.net.URI;
import java.nio.file.Path;

/// The models that `src/test/python/make_models.py` wrote.
public final class Models {
    private Models() {}

    public static Path folder(String name) {
        return resource("/models/" + name);
    }

    public static Path resource(String name) {
        var resource = Models.class.getResource(name);
        if (resource == null) {
            throw new IllegalArgumentException("No model " + name);
        }
        return Path.of(URI.create(resource.toString()));
    }
}
