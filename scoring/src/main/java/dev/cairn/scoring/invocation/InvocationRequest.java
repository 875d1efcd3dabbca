package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Payload;
import tools.jackson.databind.JsonNode;

/// A request to score: its data, and its `params` as they came (a missing node when there are none).
public record InvocationRequest(Payload payload, JsonNode params) {}
