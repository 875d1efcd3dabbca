package dev.cairn.importing.transfer;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.Listing;
import dev.cairn.http.ApiException;
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
            Deque<ArtifactPath> folders = new ArrayDeque<>(List.of(root));
            ArtifactWalk walk = new ArtifactWalk(store, owner, root, files);
            while (!folders.isEmpty()) {
                walk.list(folders.removeFirst(), folders);
            }
        } catch (IOException | ApiException failure) {
            files.unreadable(owner, "Artifacts cannot be read: " + failure.getMessage());
        }
    }

    private void list(ArtifactPath folder, Deque<ArtifactPath> folders) throws IOException {
        Listing page = Listing.NOTHING;
        do {
            page = store.list(folder, page.next());
            for (ArtifactFile file : page.files()) {
                if (file.isDirectory()) {
                    folders.add(file.path());
                } else {
                    // once more, since it may have changed while others of the page were copied
                    store.find(file.path())
                            .ifPresent(it -> files.file(new SourceFile(
                                    owner, below(it.path()), it.size(), Optional.empty(), () -> store.open(it))));
                }
            }
            for (String name : page.unnamable()) {
                String before = folder.equals(root) ? "" : below(folder) + "/";
                files.unreadable(
                        owner, "'%s%s' has a name that no artifact can have, and is left out.".formatted(before, name));
            }
        } while (!page.isLast());
    }

    /// The part of a path below the root.
    private String below(ArtifactPath path) {
        return root.isRoot()
                ? path.value()
                : path.value().substring(root.value().length() + 1);
    }
}
