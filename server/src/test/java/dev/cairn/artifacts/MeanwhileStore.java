package dev.cairn.artifacts;

import java.io.IOException;

/// A store before whose next deletion, or one of whose next files, something else happens.
public final class MeanwhileStore extends PassingStore {
    private Runnable meanwhile = () -> {};
    private Event before = () -> {};
    private int filesLeft = -1;

    public MeanwhileStore(ArtifactStore store) {
        super(store);
    }

    public void beforeDeletion(Runnable other) {
        meanwhile = other;
    }

    /// Lets something happen once some files are written.
    ///
    /// @param files how many are written before it happens
    public void afterFiles(int files, Event other) {
        before = other;
        filesLeft = files;
    }

    @Override
    public void write(ArtifactPath path, Upload upload) throws IOException {
        if (filesLeft-- == 0) {
            before.happen();
        }
        super.write(path, upload);
    }

    @Override
    public void delete(ArtifactPath path) throws IOException {
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
        super.delete(path);
    }

    /// What happens, in whose place the store may fail.
    @FunctionalInterface
    public interface Event {
        void happen() throws IOException;
    }
}
