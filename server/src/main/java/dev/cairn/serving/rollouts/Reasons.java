package dev.cairn.serving.rollouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.Json;
import dev.cairn.protocol.serving.RolloutReason;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why rollouts ended: as it is stored, and in sentences.
public final class Reasons {
    private Reasons() {}

    /// As it is stored where a sentence stood before there were reasons.
    public static @Nullable String stored(@Nullable RolloutReason reason) {
        return reason == null ? null : new String(Json.write(reason), UTF_8);
    }

    /// What is told of how something ended.
    ///
    /// @param message in a sentence; null where there is nothing to say
    /// @param reason  null of a sentence that is stored, and of nothing
    public record Told(@Nullable String message, @Nullable RolloutReason reason) {}

    /// What is told of what is stored; a sentence that is stored stays as it is.
    ///
    /// @param percentage of the requests, that the entity had
    public static Told told(@Nullable String stored, int percentage) {
        if (stored == null || !stored.startsWith("{")) {
            return new Told(stored, null);
        }
        RolloutReason reason = Json.read(stored.getBytes(UTF_8), RolloutReason.class);
        String sentence = sentence(reason);
        return new Told(reason.limit().isLimit() ? "At %d %%: %s".formatted(percentage, sentence) : sentence, reason);
    }

    /// In a sentence.
    public static String sentence(RolloutReason reason) {
        String allowed = number(reason.allowed());
        return switch (reason.limit()) {
            case ERROR_PERCENTAGE ->
                "%d of %d requests failed, which is more than %s %%."
                        .formatted(reason.count(), reason.requests(), allowed);
            case ERROR_PERCENTAGE_ABOVE_OTHERS ->
                "%d of %d requests were answered with an error, and %s %% of those to the others: more than %s points apart."
                        .formatted(reason.count(), reason.requests(), others(reason), allowed);
            case P95_MS -> slow(reason, 5, "");
            case P99_MS -> slow(reason, 1, "");
            case P95_TIMES_OTHERS -> slow(reason, 5, beside(reason));
            case P99_TIMES_OTHERS -> slow(reason, 1, beside(reason));
            case CONFIGURATION -> "Configuration %s was asked for.".formatted(allowed);
            case VERSION -> "Version %s answers in the entity now, of which nothing is known yet.".formatted(allowed);
        };
    }

    private static String slow(RolloutReason reason, int percentage, String why) {
        return "%d of %d requests took longer than %s ms, which at most %d %% may%s."
                .formatted(reason.count(), reason.requests(), number(reason.allowed()), percentage, why);
    }

    private static String beside(RolloutReason reason) {
        return ", where the others take %s ms and %s times that is allowed"
                .formatted(others(reason), number(Objects.requireNonNull(reason.times())));
    }

    private static String others(RolloutReason reason) {
        return number(Objects.requireNonNull(reason.others()));
    }

    /// Without digits that nobody reads.
    private static String number(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded)
                ? Long.toString((long) rounded)
                : String.format(Locale.ROOT, "%.1f", rounded);
    }
}
