package dev.cairn.live;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

/// Of all experiments that a client may see, which runs begin and end, and what happens to the experiments themselves.
/// Used by one thread, of one stream.
final class Overview implements Interest {
    private static final int MAX_REMEMBERED = 10_000;

    private final LongFunction<Sight> look;
    private final Map<Long, Sight> seen = new HashMap<>();

    /// @param look tells of an experiment, by its number, whether the client may see it
    Overview(LongFunction<Sight> look) {
        this.look = look;
    }

    @Override
    public boolean hears(Topic change) {
        if (change.equals(Topic.ALL)) {
            return true;
        }
        if (change.experiment() == Topic.MODELS) {
            return false;
        }
        Sight sight = sight(change.experiment());
        return sight == Sight.SEEN || (sight == Sight.SEEN_ALONE && change.run().isEmpty());
    }

    private Sight sight(long experiment) {
        Sight known = seen.get(experiment);
        if (known != null) {
            return known;
        }
        Sight sight = look.apply(experiment);
        if (sight != Sight.GONE && seen.size() < MAX_REMEMBERED) {
            seen.put(experiment, sight);
        }
        return sight;
    }
}
