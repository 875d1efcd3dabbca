package dev.cairn.artifacts.managed;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.http.ApiException;

/// What lies below one of the names at the top of the managed platform's tree of files.
public interface FileRoot {
    /// The name at the top.
    String name();

    /// What a path means to somebody who may do that with it.
    ///
    /// @param path  with the name at the top
    /// @param level to read, to write, or to manage what is deleted
    /// @throws ApiException for others, and for what is no path of this root
    Place place(Caller caller, ArtifactPath path, Level level);

    /// Whether it has what is in workspaces, and not what is of the server as a whole.
    boolean isOfWorkspace();

    /// Where something lies in the artifact store.
    ///
    /// @param folder of what owns it
    /// @param inside the path below that folder; its root for the folder itself
    record Place(ArtifactPath folder, ArtifactPath inside) {
        ArtifactPath path() {
            return folder.child(inside);
        }

        ArtifactPath file(ArtifactPath asked) {
            if (inside.isRoot()) {
                throw ApiException.invalid("The path '/%s' names no file.".formatted(asked.value()));
            }
            return path();
        }
    }
}
