package dev.cairn.evaluation;

import dev.cairn.protocol.evaluation.Issue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// A row of `issues`.
///
/// @param rootCauses a JSON list, as `categories` is
record StoredIssue(
        String issueId,
        long experiment,
        String name,
        String description,
        String status,
        @Nullable String severity,
        @Nullable String rootCauses,
        @Nullable String categories,
        @Nullable String sourceRunId,
        @Nullable String createdBy,
        long createdTime,
        long lastUpdateTime) {

    /// The issue as it is sent.
    Issue with(@Nullable Integer traceCount) {
        return new Issue(
                issueId,
                Long.toString(experiment),
                name,
                description,
                status,
                severity,
                list(rootCauses),
                sourceRunId,
                createdTime,
                lastUpdateTime,
                createdBy,
                list(categories),
                traceCount);
    }

    static @Nullable String json(List<String> texts) {
        if (texts.isEmpty()) {
            return null;
        }
        ArrayNode list = JsonText.newObject().arrayNode();
        texts.forEach(list::add);
        return JsonText.write(list);
    }

    private static List<String> list(@Nullable String json) {
        return json == null
                ? List.of()
                : JsonText.read("stored", json)
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
    }
}
