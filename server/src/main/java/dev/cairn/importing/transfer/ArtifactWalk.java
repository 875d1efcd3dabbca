package dev.cairn.importing.transfer;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.artifacts.FileInfo;
import dev.cairn.search.Page;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Visits the files below a folder of an artifact store.
public final class ArtifactWalk {
    private final Artifacts store;
    private final Owner owner;
    private final ArtifactPath root;
    private final Source.ArtifactSink files;

    private ArtifactWalk(Artifacts store, Owner owner, ArtifactPath root, Source.ArtifactSink files) {
        this.store = store;
        this.owner = owner;
        this.root = root;
        this.files = files;
    }

    /// Gives the files of an owner whose artifacts lie in a folder.
    public static void files(Artifacts store, Owner owner, ArtifactPath root, Source.ArtifactSink files) {
        try {
            Deque<ArtifactPath> folders = new ArrayDeque<>(List.of(ArtifactPath.ROOT));
            ArtifactWalk walk = new ArtifactWalk(store, owner, root, files);
            while (!folders.isEmpty()) {
                walk.list(folders.removeFirst(), folders);
            }
        } catch (IOException | ApiException failure) {
            files.unreadable(owner, "Artifacts cannot be read: " + failure.getMessage());
        }
    }

    private void list(ArtifactPath folder, Deque<ArtifactPath> folders) throws IOException {
        String token = null;
        do {
            Page<FileInfo> page = store.list(root.child(folder), folder, token, null);
            for (FileInfo file : page.rows()) {
                ArtifactPath path = ArtifactPath.of(file.path());
                if (file.isDir()) {
                    folders.add(path);
                } else {
                    Optional<ArtifactFile> found = store.find(root.child(path));
                    found.ifPresent(it -> files.file(
                            new SourceFile(owner, path.value(), it.size(), Optional.empty(), () -> store.open(it))));
                }
            }
            token = page.next();
        } while (token != null);
    }
}
