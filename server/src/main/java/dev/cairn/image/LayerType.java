package dev.cairn.image;

/// Media types of layers.
final class LayerType {
    static final String TAR = "application/vnd.oci.image.layer.v1.tar";

    private LayerType() {}

    /// The type of the specification for that of a base.
    static String of(String type) {
        return switch (type) {
            case TAR, TAR + "+gzip", TAR + "+zstd" -> type;
            case "application/vnd.docker.image.rootfs.diff.tar" -> TAR;
            case "application/vnd.docker.image.rootfs.diff.tar.gzip" -> TAR + "+gzip";
            case "application/vnd.docker.image.rootfs.diff.tar.zstd" -> TAR + "+zstd";
            default ->
                throw new BadImageException("It has a layer of the type '%s', which cannot be used.".formatted(type));
        };
    }
}
