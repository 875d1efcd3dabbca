package dev.cairn.hosting;

import dev.cairn.scoring.invocation.Asker;
import java.io.IOException;

/// Who waits for an answer, with the figures that are told of it.
public record Watched(Figures.Watch watch, Asker asker) implements Asker {
    @Override
    public void begins() {
        watch.modelBegins();
        asker.begins();
    }

    @Override
    public boolean takesParts() {
        return asker.takesParts();
    }

    @Override
    public void take(byte[] part) throws IOException {
        long before = watch.partComes();
        try {
            asker.take(part);
        } finally {
            watch.partWasTaken(before);
        }
    }

    @Override
    public void takeFailure(String why) throws IOException {
        asker.takeFailure(why);
    }
}
