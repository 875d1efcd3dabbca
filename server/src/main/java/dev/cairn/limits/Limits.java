package dev.cairn.limits;

import dev.cairn.config.LimitConfig;
import dev.cairn.http.Doorkeeper;
import io.micrometer.core.instrument.MeterRegistry;

/// The one public door to how much one caller may ask of a server.
public final class Limits {
    private final LimitConfig config;
    private final Refusals refusals;
    private final Uploads uploads;
    private final Streams streams;

    public Limits(LimitConfig config, MeterRegistry meters) {
        this.config = config;
        refusals = new Refusals(meters);
        uploads = new Uploads(config.files(), refusals);
        streams = new Streams(config.streams(), refusals);
    }

    /// A door through which nobody comes too often.
    public Doorkeeper at(Doorkeeper door) {
        LimitConfig.Requests requests = config.requests();
        return requests.perAddress().isEmpty() && requests.perPerson().isEmpty()
                ? door
                : new LimitedDoor(door, requests.perAddress(), requests.perPerson(), refusals);
    }

    public Uploads uploads() {
        return uploads;
    }

    public Streams streams() {
        return streams;
    }
}
