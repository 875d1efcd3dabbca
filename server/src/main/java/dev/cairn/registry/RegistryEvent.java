package dev.cairn.registry;

import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.tracking.Tag;
import org.jspecify.annotations.Nullable;

/// Something that was done to a registered model, told to who listens in the transaction that does it. Stages are in
/// the words of the wire; texts are empty where nothing was said.
public sealed interface RegistryEvent {
    Model model();

    /// What something was done to.
    ///
    /// @param id       of the model's row, which stays when it is renamed
    /// @param name     that it has from now on
    /// @param isPrompt whether it holds texts
    record Model(long id, String name, boolean isPrompt) {}

    record ModelCreated(Model model, String description) implements RegistryEvent {}

    record ModelDescribed(Model model, String from, String to) implements RegistryEvent {}

    /// A model has another name.
    ///
    /// @param from the name that it had
    record ModelRenamed(Model model, String from) implements RegistryEvent {}

    /// Told before its rows go.
    record ModelDeleted(Model model) implements RegistryEvent {}

    record ModelTagSet(Model model, Tag tag) implements RegistryEvent {}

    record ModelTagDeleted(Model model, String key) implements RegistryEvent {}

    record VersionCreated(Model model, ModelVersion version) implements RegistryEvent {}

    record VersionDescribed(Model model, long version, String from, String to) implements RegistryEvent {}

    /// Told before the version goes, and after its aliases did.
    record VersionDeleted(Model model, long version) implements RegistryEvent {}

    /// A version came to another stage.
    ///
    /// @param isPushedOut whether it went because another version came to its stage
    record VersionMoved(Model model, long version, String from, String to, String comment, boolean isPushedOut)
            implements RegistryEvent {}

    /// Somebody asks for a way to a stage.
    record TransitionRequested(Model model, long version, String from, String to, String comment)
            implements RegistryEvent {}

    /// Somebody says something about a version.
    record Commented(Model model, long version, String comment) implements RegistryEvent {}

    record VersionTagSet(Model model, long version, Tag tag) implements RegistryEvent {}

    record VersionTagDeleted(Model model, long version, String key) implements RegistryEvent {}

    /// An alias came to a version.
    ///
    /// @param from the version that had the alias; null if none did
    record AliasSet(
            Model model,
            String alias,
            long version,
            @Nullable Long from) implements RegistryEvent {}

    /// An alias was taken away.
    ///
    /// @param from the version that had the alias
    record AliasDeleted(Model model, String alias, long from) implements RegistryEvent {}
}
