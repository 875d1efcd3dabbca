package dev.cairn.importing.transfer;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/// Places from which artifacts are read: folders of this machine, and those places in object stores that the user
/// named.
public final class ReadablePlaces {
    private final LocalFolders folders;
    private final Map<String, Artifacts> stores;

    /// @param stores object stores by the URIs that they begin at, without slashes at the ends
    public ReadablePlaces(LocalFolders folders, Map<String, Artifacts> stores) {
        this.folders = folders;
        this.stores = stores;
    }

    /// Whether what lies at a URI can be copied, as far as the URI says.
    public boolean has(String uri) {
        return LocalFolders.isLocal(uri) || store(uri).isPresent();
    }

    /// Whether a URI names a folder of this machine that is not there, or one that no machine has.
    boolean lacks(String uri) {
        return !uri.isEmpty()
                && LocalFolders.isLocal(uri)
                && !folders.isBehindUnknownProxy(uri)
                && folders.path(uri).filter(Files::isDirectory).isEmpty();
    }

    /// Whether a URI leads into the artifact store of the old server, of which nobody said where it is.
    boolean isBehindUnknownProxy(String uri) {
        return folders.isBehindUnknownProxy(uri);
    }

    /// Gives the files of an owner whose artifacts lie at a URI, if it may be read.
    public void files(Owner owner, String uri, Source.ArtifactSink sink) {
        Optional<Artifacts> store = store(uri);
        if (store.isPresent()) {
            store.get().resolve(uri).ifPresent(folder -> ArtifactWalk.files(store.get(), owner, folder, sink));
        } else {
            folders.files(owner, uri, sink);
        }
    }

    /// A file of a folder at a URI, if it may be read; empty if it may not, or is not there.
    Optional<InputStream> open(String uri, String name) throws IOException {
        Optional<Artifacts> store = store(uri);
        if (store.isEmpty()) {
            return folders.open(uri, name);
        }
        Optional<ArtifactPath> folder = store.get().resolve(uri);
        Optional<ArtifactFile> file = folder.isEmpty()
                ? Optional.empty()
                : store.get().find(folder.get().child(ArtifactPath.of(name)));
        return file.isEmpty() ? Optional.empty() : Optional.of(store.get().open(file.get()));
    }

    private Optional<Artifacts> store(String uri) {
        return stores.entrySet().stream()
                .filter(it -> uri.startsWith(it.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
