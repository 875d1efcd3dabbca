package dev.cairn.artifacts;

import java.io.IOException;

/// A store before whose next deletion something else happens.
public final class MeanwhileStore extends PassingStore {
    private Runnable meanwhile = () -> {};

    public MeanwhileStore(ArtifactStore store) {
        super(store);
    }

    public void beforeDeletion(Runnable other) {
        meanwhile = other;
    }

    @Override
    public void delete(ArtifactPath path) throws IOException {
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
        super.delete(path);
    }
}
