package dev.cairn.registry;

import static dev.cairn.access.Resource.MODEL_VERSION;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.registry.ModelVersion;
import org.jspecify.annotations.Nullable;

/// What is done to registered models in the transactions of others.
public final class Moves {
    private final ModelVersions versions;
    private final Aliases aliases;
    private final Chronicle chronicle;

    Moves(ModelVersions versions, Aliases aliases, Chronicle chronicle) {
        this.versions = versions;
        this.aliases = aliases;
        this.chronicle = chronicle;
    }

    /// A version that the caller may do with what their route is about.
    ///
    /// @param stage that it is in
    /// @param level what the caller may do with it
    public record Version(RegistryEvent.Model model, long number, String stage, Level level) {
        /// Refuses the caller if they may not move it to another stage, as the managed platform has it.
        public void requireMove(String to) {
            if (!Stage.mayMove(level, stage, to)) {
                throw Stage.mayNotMove(model.name(), stage, to);
            }
        }
    }

    /// A model that the caller may do with what their route is about.
    ///
    /// @throws ApiException `RESOURCE_DOES_NOT_EXIST` if they see none of the name
    public RegistryEvent.Model model(Transaction tx, Caller caller, String name) {
        StoredModel model = RegisteredModels.get(tx, caller, name);
        return Chronicle.about(tx, caller, model.id(), model.name());
    }

    /// One that no other transaction moves or deletes until this one ends.
    ///
    /// @throws ApiException `RESOURCE_DOES_NOT_EXIST` if they see none of the name and number
    public Version locked(Transaction tx, Caller caller, String name, String number) {
        return version(tx, caller, ModelVersions.getLocked(tx, caller, name, number));
    }

    /// A version that the caller may do with what their route is about.
    ///
    /// @throws ApiException `RESOURCE_DOES_NOT_EXIST` if they see none of the name and number
    public Version version(Transaction tx, Caller caller, String name, String number) {
        return version(tx, caller, ModelVersions.get(tx, caller, name, number));
    }

    private static Version version(Transaction tx, Caller caller, StoredVersion version) {
        RegistryEvent.Model model = Chronicle.about(tx, caller, version.model(), version.name());
        return new Version(model, version.version(), version.stage(), level(caller, model.name(), model.isPrompt()));
    }

    /// What a caller may do with the versions of a model.
    public static Level level(Caller caller, String model, boolean isPrompt) {
        return caller.rights().level(isPrompt ? MODEL_VERSION.ofPrompt() : MODEL_VERSION, model);
    }

    /// Whether somebody with a level moves versions from a stage to another, as the managed platform has it.
    public static boolean mayMove(Level level, String from, String to) {
        return Stage.mayMove(level, from, to);
    }

    /// A version with its tags.
    public ModelVersion whole(Transaction tx, Caller caller, Version version) {
        return ModelVersions.whole(tx, caller, version.model().name(), version.number());
    }

    /// Moves a version to a stage.
    ///
    /// @param archive whether the versions that are in the stage move to Archived; unset: no
    public void move(
            Transaction tx, Caller caller, Version version, String stage, @Nullable Boolean archive, String comment) {
        Stage to = Stage.of(stage);
        StoredVersion stored = ModelVersions.get(tx, caller, version.model().name(), version.number());
        versions.move(tx, caller, stored, to, to.archives(archive, stage), comment);
    }

    /// Gives a version an alias.
    public void setAlias(Transaction tx, Caller caller, Version version, String alias) {
        aliases.set(tx, caller, ModelVersions.get(tx, caller, version.model().name(), version.number()), alias);
    }

    /// The version that has an alias; null if none has.
    public static @Nullable Long aliased(Transaction tx, RegistryEvent.Model model, String alias) {
        return new AliasStore(tx, model.id()).find(alias).orElse(null);
    }

    /// A stage as the wire has it, whatever the case of its letters.
    public static String stage(String name) {
        return Stage.of(name).wireName();
    }

    /// Refuses what no alias may be called.
    public static void checkAlias(String alias) {
        Limits.givenAlias(alias);
    }

    /// Tells who listens of something that others do.
    public void tell(Transaction tx, Caller caller, RegistryEvent event) {
        chronicle.tell(tx, caller, event);
    }
}
