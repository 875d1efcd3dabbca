package dev.cairn.hosting;

import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import dev.cairn.scoring.invocation.Servable;
import java.util.Optional;

/// A model with what is to be done once it takes no memory any more.
///
/// @param freed run once it is closed
public record HeldModel(Servable held, Runnable freed) implements Servable {
    @Override
    public ModelFolder folder() {
        return held.folder();
    }

    @Override
    public Answer answer(byte[] body, String contentType) {
        return held.answer(body, contentType);
    }

    @Override
    public Answer answer(byte[] body, String contentType, Asker asker) {
        return held.answer(body, contentType, asker);
    }

    @Override
    public Predictions score(Payload payload) {
        return held.score(payload);
    }

    @Override
    public boolean computesHere() {
        return held.computesHere();
    }

    @Override
    public long bytesElsewhere() {
        return held.bytesElsewhere();
    }

    @Override
    public Optional<Usage> usage() {
        return held.usage();
    }

    @Override
    public Optional<String> trouble() {
        return held.trouble();
    }

    @Override
    public void close() {
        try {
            held.close();
        } finally {
            freed.run();
        }
    }
}
