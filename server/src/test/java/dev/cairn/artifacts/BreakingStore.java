package dev.cairn.artifacts;

import java.io.IOException;

/// A store that goes away after some deletions, until it is mended.
public final class BreakingStore extends PassingStore {
    private int deletionsLeft = Integer.MAX_VALUE;

    public BreakingStore(ArtifactStore store) {
        super(store);
    }

    public void breakAfter(int deletions) {
        deletionsLeft = deletions;
    }

    public void mend() {
        deletionsLeft = Integer.MAX_VALUE;
    }

    @Override
    public void delete(ArtifactPath path) throws IOException {
        if (deletionsLeft == 0) {
            throw new IOException("The store is away");
        }
        deletionsLeft--;
        super.delete(path);
    }
}
