package dev.cairn.limits;

import dev.cairn.access.Caller;
import dev.cairn.config.LimitConfig;
import java.time.Duration;
import java.util.Optional;

/// The streams that clients have open. Safe for use by any number of threads.
public final class Streams {
    /// One ends when a page is left, which takes longer than an upload.
    private static final Duration SHORTLY = Duration.ofSeconds(5);

    private final Refusals refusals;
    private final Shares ofPeople;
    private final Shares ofAddresses;

    Streams(LimitConfig.Streams config, Refusals refusals) {
        this.refusals = refusals;
        this.ofPeople = new Shares(config.perPerson());
        this.ofAddresses = new Shares(config.perAddress());
    }

    /// A place for a stream that begins.
    ///
    /// @throws dev.cairn.http.ApiException `REQUEST_LIMIT_EXCEEDED` where there are too many already
    public Place begin(Caller caller, String address) {
        Place ofAddress = ofAddresses
                .take(LimitedDoor.network(address))
                .orElseThrow(() -> refusals.refused(
                        "streams_of_address",
                        "To one address the server has %d streams open at a time.".formatted(ofAddresses.each()),
                        SHORTLY));
        Optional<Place> ofPerson = ofPeople.take(Caller.key(caller.user()));
        if (ofPerson.isEmpty()) {
            ofAddress.close();
            throw refusals.refused(
                    "streams_of_person",
                    "Of one account the server has %d streams open at a time.".formatted(ofPeople.each()),
                    SHORTLY);
        }
        return () -> {
            ofPerson.get().close();
            ofAddress.close();
        };
    }
}
