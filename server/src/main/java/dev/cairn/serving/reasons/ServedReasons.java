package dev.cairn.serving.reasons;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.hosting.MemoryBudget;
import dev.cairn.http.Json;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.protocol.serving.ServedReason.Kind;
import dev.cairn.protocol.serving.ServedReason.Room;
import dev.cairn.protocol.serving.ServedState;
import dev.cairn.protocol.serving.ServedState.Deployment;
import dev.cairn.serving.rollouts.Reasons;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why served entities are as they are: as it is stored, and in sentences.
public final class ServedReasons {
    private ServedReasons() {}

    /// As it is stored where a sentence stood before there were reasons.
    public static String stored(ServedReason reason) {
        return new String(Json.write(reason), UTF_8);
    }

    /// Of a sentence that was stored, that sentence as a detail; null of nothing.
    public static @Nullable ServedReason parse(@Nullable String stored) {
        if (stored == null) {
            return null;
        }
        return stored.startsWith("{")
                ? Json.read(stored.getBytes(UTF_8), ServedReason.class)
                : ServedReason.of(Kind.NOT_LOADABLE, stored);
    }

    /// How an entity is, and why.
    public static ServedState state(Deployment deployment, @Nullable ServedReason why) {
        return new ServedState(deployment, sentence(why), why);
    }

    /// In a sentence, as it is told; null of nothing.
    public static @Nullable String sentence(@Nullable ServedReason reason) {
        if (reason == null) {
            return null;
        }
        String said = said(reason);
        return reason.configuration() == null
                ? said
                : "Configuration %d could not be loaded, and this one goes on. %s"
                        .formatted(reason.configuration(), said);
    }

    private static String said(ServedReason reason) {
        return switch (reason.kind()) {
            case SCALED_TO_ZERO -> "Scaled to zero"; // as the managed platform says it
            case WAITING -> "The model waits to be loaded.";
            case LOADING -> "The model is being loaded.";
            case ENVIRONMENT_IN_MAKING ->
                what(reason) + ": its Python environment is being made. Its build log tells how far that is.";
            case PODS_IN_MAKING -> what(reason) + ": its pods are being started. Its build log tells how far they are.";
            case NO_VERSION -> "The model %s has no version %s any more.".formatted(reason.model(), reason.version());
            case OTHER_MODEL ->
                "The model %s is another one than was meant, of the same name.".formatted(reason.model());
            case NOT_A_READER ->
                "%s, who configured the endpoint, may not read the model %s any more: let somebody configure it again who may."
                        .formatted(reason.name(), reason.model());
            case VARIABLE -> "The environment variable %s: %s".formatted(reason.name(), reason.detail());
            case NEEDS_PYTHON, NOT_LOADABLE ->
                reason.model() == null
                        ? String.valueOf(reason.detail())
                        : "%s: %s".formatted(what(reason), reason.detail());
            case FILES_UNREADABLE -> what(reason) + ": its files could not be read. The server's log says more.";
            case NOT_STARTED_AGAIN ->
                "%s: its processes have ended, and none can be started, which is tried again: %s"
                        .formatted(what(reason), reason.detail());
            case NOT_LOADED_AGAIN ->
                "%s was scaled to zero and could not be loaded again, which the next request tries: %s"
                        .formatted(what(reason), reason.detail());
            case NO_ROOM -> "%s does not fit: %s".formatted(what(reason), refusal(reason.room()));
            case UNFORESEEN ->
                "%s cannot be loaded (%s). The server's log says more."
                        .formatted(reason.model() == null ? "The model" : what(reason), reason.detail());
            case ROLLOUT_TURNED_BACK ->
                "Its rollout was turned back. "
                        + (reason.rollout() == null
                                ? String.valueOf(reason.detail())
                                : Reasons.sentence(reason.rollout()));
        };
    }

    private static String what(ServedReason reason) {
        return "Version %s of the model %s".formatted(reason.version(), reason.model());
    }

    private static String refusal(@Nullable Room room) {
        Room known = Objects.requireNonNull(room);
        return MemoryBudget.refusal(known.wanted(), known.taken(), known.most());
    }
}
