package dev.cairn.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// The file that an image is written to.
public record ImageFile(Path path) {
    public ImageFile {
        if (Files.isDirectory(path) || !Files.isDirectory(folder(path))) {
            throw new BadImageException("%s is no file in a folder that is there.".formatted(path));
        }
    }

    private static Path folder(Path path) {
        return Objects.requireNonNull(path.toAbsolutePath().normalize().getParent(), "a folder is above each file");
    }

    /// Refuses a place within what is put into the image: it would become a part of itself.
    void requireOutside(Path source) throws IOException {
        if (folder(path).toRealPath().startsWith(source.toRealPath())) {
            throw new BadImageException(
                    "%s is in the folder of the model: write the image to another one.".formatted(path));
        }
    }

    /// Where it is until it is whole.
    Path part() {
        return folder(path)
                .resolve(".%s.%d.part"
                        .formatted(path.getFileName(), ProcessHandle.current().pid()));
    }
}
