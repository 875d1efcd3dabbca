package dev.cairn.importing;

import dev.cairn.artifacts.Artifacts;
import dev.cairn.importing.transfer.LocalFolders;
import dev.cairn.importing.transfer.ReadablePlaces;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Decides where artifacts of an imported run or model lie on this server.
///
/// What is in an object store that was not named stays there. What a folder holds is either copied into this server's
/// store, or referred
/// to where it lies, which is only possible below the folder of that store.
final class Locations {
    private final boolean copies;
    private final LocalFolders folders;
    private final ReadablePlaces places;
    private final @Nullable Path store;
    private final Predicate<String> keepable;

    /// @param copies   whether files of folders are copied
    /// @param store    the folder of this server's store, if it is one
    /// @param keepable whether this server keeps a URI as it is
    Locations(
            boolean copies,
            LocalFolders folders,
            ReadablePlaces places,
            @Nullable Path store,
            Predicate<String> keepable) {
        this.copies = copies;
        this.folders = folders;
        this.places = places;
        this.store = store == null ? null : store.toAbsolutePath().normalize();
        this.keepable = keepable;
    }

    boolean copies() {
        return copies;
    }

    /// The URI here of artifacts at a URI of the source, empty for a folder of the owner's own.
    String here(String uri) {
        if (!uri.isEmpty() && copies && places.has(uri)) {
            return "";
        }
        if (uri.isEmpty() || !LocalFolders.isLocal(uri)) {
            return keepable.test(uri) ? uri : "";
        }
        return LocalFolders.isProxied(uri) ? uri : belowStore(uri).orElse("");
    }

    /// Whether artifacts at a URI of the source can be reached here in some way.
    boolean canServe(String uri) {
        return uri.isEmpty() || (copies && places.has(uri)) || !here(uri).isEmpty();
    }

    private Optional<String> belowStore(String uri) {
        Path root = store;
        if (root == null) {
            return Optional.empty();
        }
        return folders.path(uri)
                .map(folder -> folder.toAbsolutePath().normalize())
                .filter(folder -> folder.startsWith(root) && !folder.equals(root))
                .map(folder -> Artifacts.SCHEME + "/"
                        + root.relativize(folder).toString().replace('\\', '/'))
                .filter(keepable);
    }
}
