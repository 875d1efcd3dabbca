package dev.cairn.scoring;

import tools.jackson.databind.JsonNode;

/// A parameter that a signature declares; `array` when it takes a list of its type.
public record ParamSpec(String name, String type, JsonNode defaultValue, boolean array) {}
