package dev.cairn.tracking;

import dev.cairn.protocol.tracking.LoggedModel;

/// A logged model with all that it has, on its way from or to another server.
///
/// @param lifecycleStage `active` or `deleted`
public record LoggedModelCopy(LoggedModel model, String lifecycleStage) {}
