package dev.cairn.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files of a layer, in the order of their names; the same files are always the same bytes.
final class Layer {
    /// Names of files that remove what lower layers have (OCI image specification, "Whiteouts").
    private static final String WHITEOUT = ".wh.";

    private final NavigableMap<String, Entry> entries = new TreeMap<>();

    private sealed interface Entry {}

    private record Folder(int mode) implements Entry {}

    private record FileEntry(int mode, long size, Content content) implements Entry {}

    /// @param name without a slash at its beginning
    Layer folder(String name, int mode) {
        parents(name);
        entries.put(name, new Folder(mode));
        return this;
    }

    Layer file(String name, byte[] content) {
        parents(name);
        entries.put(name, new FileEntry(TarWriter.READABLE, content.length, Content.of(content)));
        return this;
    }

    Layer file(String name, int mode, Path source) throws IOException {
        parents(name);
        entries.put(name, new FileEntry(mode, Files.size(source), out -> Files.copy(source, out)));
        return this;
    }

    /// Adds all that is in a folder. Links to its own files become these files; others are refused.
    Layer tree(String at, Path folder) throws IOException {
        return tree(at, folder, folder.toRealPath());
    }

    private Layer tree(String at, Path folder, Path root) throws IOException {
        folder(at, TarWriter.RUNNABLE);
        for (Path child : children(folder)) {
            if (child.getFileName().toString().startsWith(WHITEOUT)) {
                throw new BadImageException(
                        "%s has a name that would remove a file of the image below it.".formatted(child));
            }
            String name = at + "/" + child.getFileName();
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                tree(name, child, root);
            } else {
                file(name, Files.isExecutable(child) ? TarWriter.RUNNABLE : TarWriter.READABLE, within(child, root));
            }
        }
        return this;
    }

    private static Path within(Path child, Path root) throws IOException {
        Path file = child.toRealPath();
        if (!file.startsWith(root)) {
            throw new BadImageException(
                    "%s is a link to what is outside of the folder, and is not put into an image.".formatted(child));
        }
        if (!Files.isRegularFile(file)) {
            throw new BadImageException(
                    "%s is neither a file nor a folder, and cannot be put into an image.".formatted(child));
        }
        return file;
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    private void parents(String name) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            entries.putIfAbsent(name.substring(0, slash), new Folder(TarWriter.RUNNABLE));
        }
    }

    Blob blob() throws IOException {
        return Blob.of(LayerType.TAR, this::write);
    }

    private void write(OutputStream out) throws IOException {
        TarWriter tar = new TarWriter(out);
        for (var entry : entries.entrySet()) {
            switch (entry.getValue()) {
                case Folder(int mode) -> tar.folder(entry.getKey(), mode);
                case FileEntry(int mode, long size, Content content) -> tar.file(entry.getKey(), mode, size, content);
            }
        }
        tar.end();
    }
}
