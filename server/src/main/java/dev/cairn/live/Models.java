package dev.cairn.live;

import java.util.function.Predicate;

/// All registered models and prompts that a client may see.
///
/// @param look tells whether it may see one
record Models(Predicate<ModelTopic> look) implements Interest {
    @Override
    public boolean hears(Topic change) {
        return change.equals(Topic.ALL) || ModelTopic.of(change).filter(look).isPresent();
    }
}
