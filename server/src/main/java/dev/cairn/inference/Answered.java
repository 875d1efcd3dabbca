package dev.cairn.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a request once it is answered.
///
/// @param asked   what served it, and whom
/// @param request [Body#UNREAD] where it was refused before it was read
/// @param answer  null where the model gave none
/// @param took    how long that was
@SuppressWarnings("ArrayRecordComponent") // made once, kept once
public record Answered(
        Asked asked, Body request, int status, @Nullable Body answer, Took took) {

    /// What served a request, and whom.
    ///
    /// @param entity          the name of the served entity
    /// @param clientRequestId from the header, null for none
    /// @param inputs          the names of the model's columns in their order, empty where it has none
    /// @param outputs         those of its predictions
    public record Asked(
            String entity,
            String model,
            String version,
            String requester,
            @Nullable String clientRequestId,
            List<String> inputs,
            List<String> outputs) {
        public Asked {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /// What was sent.
    public record Body(byte[] bytes, String mediaType) {
        /// Of a request that was refused before its body was read.
        public static final Body UNREAD = new Body(new byte[0], "");

        boolean isUnread() {
            return equals(UNREAD); // not every empty body: arrays are the same or not
        }
    }

    /// How long a request took, in milliseconds; the parts are null where the model was not asked.
    public record Took(
            double whole,
            @Nullable Double queue,
            @Nullable Double model,
            @Nullable Double overhead) {}
}
