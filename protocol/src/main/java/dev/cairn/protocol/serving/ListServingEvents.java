package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET 3.0/cairn/serving-endpoints/{name}/events`: what was done to an endpoint, the newest first.
public record ListServingEvents(
        String name, @Nullable Long maxResults, @Nullable String pageToken) {
    public ListServingEvents {
        Require.text("name", name);
    }

    public record Response(List<Event> events, @Nullable String nextPageToken) {
        public Response {
            events = Require.listOrEmpty(events);
        }
    }

    /// One thing that was done.
    ///
    /// @param subject           a number of a configuration, a served entity or the key of a tag
    /// @param was               before: a version or the value of a tag
    /// @param became            since then
    /// @param message           why something failed
    /// @param reason            of a rollout that was turned back, the same in values
    /// @param failure           of a configuration that failed or an entity that went down, the same in values
    /// @param user              who did it; null for the server itself
    /// @param creationTimestamp milliseconds since 1970
    public record Event(
            String id,
            Kind kind,
            @Nullable String subject,
            @Nullable String was,
            @Nullable String became,
            @Nullable String message,
            @Nullable RolloutReason reason,
            @Nullable ServedReason failure,
            @Nullable String user,
            long creationTimestamp) {}

    /// What can be done to an endpoint.
    public enum Kind {
        CREATED,
        /// Somebody asked for a configuration.
        CONFIG_ASKED,
        /// Somebody asked for an earlier configuration again, whose number it was.
        ROLLED_BACK,
        /// A configuration answers from now on.
        CONFIG_SERVED,
        CONFIG_FAILED,
        /// Another version of an entity answers from now on.
        VERSION_SERVED,
        /// The processes of an entity have ended, and none can be started.
        ENTITY_DOWN,
        /// It answers again.
        ENTITY_UP,
        /// An entity is given more requests, step by step; before and since then are its percentages.
        ROLLOUT_STARTED,
        ROLLOUT_STEP,
        ROLLOUT_TURNED_BACK,
        ROLLOUT_ABORTED,
        ROLLOUT_DONE,
        /// Somebody said what is kept of requests; `became` is `on` or `off`.
        INFERENCE_TABLE_SET,
        /// Somebody said how often the endpoint may be called; `became` is such as `endpoint 600, user 60`, empty where
        /// that
        /// is as often as anybody likes.
        RATE_LIMITS_SET,
        TAG_SET,
        TAG_DELETED
    }
}
