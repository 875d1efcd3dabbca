package dev.cairn.live;

import dev.cairn.http.Json;
import dev.cairn.protocol.live.ModelChange;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/// All registered models and prompts that a client may see.
///
/// @param look tells of one whether it may
record Models(Function<ModelTopic, Sight> look) implements Interest {
    @Override
    public boolean hears(Topic change) {
        return change.equals(Topic.ALL)
                || ModelTopic.of(change).map(look).filter(Sight.SEEN::equals).isPresent();
    }

    /// Of a model that is gone, and perhaps was hidden, no name is told: only that something is to be read again.
    @Override
    public Optional<Entry> told(Entry entry) {
        if (entry.topic().equals(Topic.ALL)) {
            return Optional.of(entry);
        }
        return switch (ModelTopic.of(entry.topic()).map(look).orElse(Sight.HIDDEN)) {
            case SEEN -> Optional.of(entry);
            case GONE -> tellsOfItsEnd(entry) ? Optional.of(new Entry(entry.id(), Topic.ALL, "")) : Optional.empty();
            case SEEN_ALONE, HIDDEN -> Optional.empty();
        };
    }

    private static boolean tellsOfItsEnd(Entry entry) {
        ModelChange change = Json.read(entry.content().getBytes(StandardCharsets.UTF_8), ModelChange.class);
        return change.deleted() != null && change.deleted();
    }
}
