package dev.cairn.image;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// What is below the layers of a model: a system with Java.
///
/// @param config what it says of itself: platform, variables, digests of the layers without compression
/// @param layers the pieces of it
record Base(JsonNode config, List<Blob> layers) {
    Base {
        int said = config.path("rootfs").path("diff_ids").size();
        if (layers.isEmpty() || said != layers.size()) {
            throw new BadImageException(
                    "It has %d layers, and its configuration names %d.".formatted(layers.size(), said));
        }
    }
}
