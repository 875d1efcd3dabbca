package dev.cairn.registry;

import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.RegisteredModel;
import java.util.List;

/// A registered model with all its versions, on its way from or to another server.
///
/// @param model       its latest versions follow from the versions, and are not looked at when it is stored
/// @param lastVersion the greatest number that a version ever had, deleted ones included
public record RegisteredModelCopy(RegisteredModel model, List<Version> versions, long lastVersion) {

    /// A version.
    ///
    /// @param location where its files lie: the source with a `models:/` URI followed
    public record Version(ModelVersion version, String location) {}
}
