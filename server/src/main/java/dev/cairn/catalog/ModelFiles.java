package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.managed.FileRoot;

/// The files of versions, below `/Models`. They come in, or go, while a version is pending, and are read once it is
/// ready.
final class ModelFiles implements FileRoot {
    private final Versions versions;

    ModelFiles(Versions versions) {
        this.versions = versions;
    }

    @Override
    public String name() {
        return ModelPath.ROOT;
    }

    @Override
    public boolean isOfWorkspace() {
        return false;
    }

    @Override
    public Place place(Caller caller, ArtifactPath path, Level level) {
        ModelPath named = ModelPath.of(path);
        String folder = level == Level.READ
                ? versions.folderToRead(caller, named.model(), named.version())
                : versions.folderToWrite(caller, named.model(), named.version());
        return new Place(new ArtifactPath(folder), named.inside());
    }
}
