package dev.cairn.importing.transfer;

import dev.cairn.artifacts.Artifacts;
import dev.cairn.http.ApiException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Folders of this machine from which artifacts may be read.
///
/// Whoever could create an experiment on the old server chose where its artifacts lie, so that a path in its database
/// may lead to any file that the user of this import can read. Only what is below a folder that the user named is read,
/// and links are never followed.
public final class LocalFolders {
    private final List<Path> allowed = new ArrayList<>();
    private final Path base;
    private final @Nullable Path mlflowArtifacts;

    /// @param allowed         folders below which artifacts may be read; those that are not there are left out
    /// @param base            the folder that relative paths start from
    /// @param mlflowArtifacts the folder that the old server's `mlflow-artifacts:/` stands for
    public LocalFolders(List<Path> allowed, Path base, @Nullable Path mlflowArtifacts) {
        this.base = base.toAbsolutePath().normalize();
        this.mlflowArtifacts = mlflowArtifacts;
        allowed.forEach(this::allow);
        if (mlflowArtifacts != null) {
            allow(mlflowArtifacts);
        }
    }

    private void allow(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                allowed.add(folder.toRealPath());
            }
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("Cannot read the folder '%s'.".formatted(folder), unreadable);
        }
    }

    /// Whether a URI names a folder of some machine, or one behind the old server's artifact proxy.
    public static boolean isLocal(String uri) {
        String scheme = scheme(uri);
        return scheme.isEmpty() || scheme.equals("file") || isProxied(uri);
    }

    public static boolean isProxied(String uri) {
        return scheme(uri).equals("mlflow-artifacts");
    }

    private static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon > 0 && uri.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.\\-]+")
                ? uri.substring(0, colon).toLowerCase(Locale.ROOT)
                : "";
    }

    /// Whether a URI leads into the artifact store of the old server, of which nobody said where it is.
    boolean isBehindUnknownProxy(String uri) {
        return isProxied(uri) && mlflowArtifacts == null;
    }

    /// Gives the files of an owner whose artifacts lie at a URI, if that is a folder here.
    public void files(Owner owner, String uri, Source.ArtifactSink sink) {
        if (uri.isEmpty() || !isLocal(uri)) {
            return;
        }
        try {
            Optional<Path> folder = path(uri);
            if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
                return;
            }
            Path real = folder.get().toRealPath();
            if (!isAllowed(real)) {
                sink.unreadable(
                        owner,
                        "Artifacts lie in a folder that was not named. If you trust what is below it, add --artifacts-from '%s' or a folder above."
                                .formatted(folder.get()));
                return;
            }
            Files.walkFileTree(real, new Walk(owner, real, sink));
        } catch (IOException failure) {
            sink.unreadable(owner, "Artifacts cannot be read: " + failure);
        }
    }

    /// A file of a folder at a URI, if it may be read; empty if it may not, or is not there.
    Optional<InputStream> open(String uri, String name) throws IOException {
        Optional<Path> folder = uri.isEmpty() || !isLocal(uri) ? Optional.empty() : path(uri);
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return Optional.empty();
        }
        Path real = folder.get().toRealPath();
        Path file = real.resolve(name);
        return isAllowed(real) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))
                : Optional.empty();
    }

    private boolean isAllowed(Path folder) {
        return allowed.stream().anyMatch(root -> folder.startsWith(root) && !folder.equals(root));
    }

    /// The folder of a local URI; empty for what is no path.
    public Optional<Path> path(String uri) {
        try {
            if (isProxied(uri)) {
                return mlflowArtifacts == null
                        ? Optional.empty()
                        : Optional.of(
                                mlflowArtifacts.resolve(Artifacts.pathOf(uri).value()));
            }
            if (scheme(uri).equals("file")) {
                String path = URI.create(uri.replace(" ", "%20")).getPath();
                return path == null ? Optional.empty() : Optional.of(Path.of(path));
            }
            return Optional.of(base.resolve(uri));
        } catch (IllegalArgumentException | ApiException notAPath) {
            return Optional.empty();
        }
    }

    /// Visits the files below a folder.
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Owner owner;
        private final Path root;
        private final Source.ArtifactSink sink;

        Walk(Owner owner, Path root, Source.ArtifactSink sink) {
            this.owner = owner;
            this.root = root;
            this.sink = sink;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = root.relativize(file).toString().replace(File.separatorChar, '/');
            if (attributes.isRegularFile()) {
                sink.file(new SourceFile(
                        owner,
                        path,
                        attributes.size(),
                        Optional.empty(),
                        () -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)));
            } else {
                sink.unreadable(owner, "'%s' is a link or no file, and is left out.".formatted(path));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            sink.unreadable(owner, "'%s' cannot be read: %s".formatted(root.relativize(file), failure));
            return FileVisitResult.CONTINUE;
        }
    }
}
