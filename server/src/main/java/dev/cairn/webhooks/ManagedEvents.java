package dev.cairn.webhooks;

import dev.cairn.protocol.tracking.Tag;
import dev.cairn.protocol.webhooks.RegistryWebhookEvent;
import dev.cairn.registry.RegistryEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the managed platform tells its webhooks of: the data of each event (surface.md, section A). Prompts are not
/// of its registry.
final class ManagedEvents {
    private static final String NONE = "None";

    private ManagedEvents() {}

    /// How webhooks are told of something, by the most special name first; of several that a webhook asks for, that is
    /// the one that it gets.
    static List<Told> of(RegistryEvent event) {
        return event.model().isPrompt() ? List.of() : ofModel(event);
    }

    private static List<Told> ofModel(RegistryEvent event) {
        String name = event.model().name();
        return switch (event) {
            case RegistryEvent.ModelCreated none ->
                List.of(told("REGISTERED_MODEL_CREATED", name, "Registered model '%s' created.".formatted(name)));
            case RegistryEvent.VersionCreated(var of, var made) ->
                List.of(told("MODEL_VERSION_CREATED", name, made.version(), "created")
                        .with("run_id", made.runId()));
            case RegistryEvent.VersionTagSet(var of, long version, Tag tag) ->
                List.of(told("MODEL_VERSION_TAG_SET", name, version, "was given the tag '%s'".formatted(tag.key()))
                        .with("tags", List.of(Map.of("key", tag.key(), "value", tag.value()))));
            case RegistryEvent.VersionMoved(
                    var of,
                    long version,
                    String from,
                    String to,
                    String comment,
                    boolean out) ->
                moved("MODEL_VERSION_TRANSITIONED", "_STAGE", "", to).stream()
                        .map(kind -> told(kind, name, version, "transitioned from %s to %s".formatted(from, to))
                                .with("to_stage", to)
                                .with("from_stage", from)
                                .with("comment", comment))
                        .toList();
            case RegistryEvent.TransitionRequested(var of, long version, String from, String to, String comment) ->
                moved("TRANSITION_REQUEST", "_CREATED", "_CREATED", to).stream()
                        .map(kind -> told(kind, name, version, "is asked to go from %s to %s".formatted(from, to))
                                .with("to_stage", to)
                                .with("from_stage", from)
                                .with("comment", comment))
                        .toList();
            case RegistryEvent.Commented(var of, long version, String comment) ->
                List.of(told("COMMENT_CREATED", name, version, "has a new comment")
                        .with("comment", comment));
            case RegistryEvent.ModelDescribed none -> List.of();
            case RegistryEvent.ModelRenamed none -> List.of();
            case RegistryEvent.ModelDeleted none -> List.of();
            case RegistryEvent.ModelTagSet none -> List.of();
            case RegistryEvent.ModelTagDeleted none -> List.of();
            case RegistryEvent.VersionDescribed none -> List.of();
            case RegistryEvent.VersionDeleted none -> List.of();
            case RegistryEvent.VersionTagDeleted none -> List.of();
            case RegistryEvent.AliasSet none -> List.of();
            case RegistryEvent.AliasDeleted none -> List.of();
        };
    }

    /// The names of a way to a stage: that of the stage, which `None` has not, and that of all.
    private static List<String> moved(String kind, String ofAll, String ofOne, String stage) {
        return stage.equals(NONE)
                ? List.of(kind + ofAll)
                : List.of(kind + "_TO_" + stage.toUpperCase(Locale.ROOT) + ofOne, kind + ofAll);
    }

    private static Told told(String event, String model, String text) {
        return Told.of(event, Map.of("event", event)).with("model_name", model).with("text", text);
    }

    private static Told told(String event, String model, Object version, String what) {
        return told(event, model, "Registered model '%s' version %s %s.".formatted(model, version, what))
                .with("version", version.toString());
    }

    /// What a test sends.
    static Told example(RegistryWebhookEvent event) {
        RegistryEvent.Model model = new RegistryEvent.Model(0, "example_model", false);
        return switch (event) {
            case REGISTERED_MODEL_CREATED ->
                of(new RegistryEvent.ModelCreated(model, "")).getFirst();
            case MODEL_VERSION_CREATED ->
                told(event.name(), model.name(), 1, "created").with("run_id", "");
            case MODEL_VERSION_TAG_SET ->
                of(new RegistryEvent.VersionTagSet(model, 1, new Tag("example_key", "example_value")))
                        .getFirst();
            case COMMENT_CREATED ->
                of(new RegistryEvent.Commented(model, 1, "An example comment")).getFirst();
            case MODEL_VERSION_TRANSITIONED_STAGE -> moved(model, "Production").getLast();
            case MODEL_VERSION_TRANSITIONED_TO_STAGING ->
                moved(model, "Staging").getFirst();
            case MODEL_VERSION_TRANSITIONED_TO_PRODUCTION ->
                moved(model, "Production").getFirst();
            case MODEL_VERSION_TRANSITIONED_TO_ARCHIVED ->
                moved(model, "Archived").getFirst();
            case TRANSITION_REQUEST_CREATED -> requested(model, "Production").getLast();
            case TRANSITION_REQUEST_TO_STAGING_CREATED ->
                requested(model, "Staging").getFirst();
            case TRANSITION_REQUEST_TO_PRODUCTION_CREATED ->
                requested(model, "Production").getFirst();
            case TRANSITION_REQUEST_TO_ARCHIVED_CREATED ->
                requested(model, "Archived").getFirst();
        };
    }

    private static List<Told> moved(RegistryEvent.Model model, String to) {
        return of(new RegistryEvent.VersionMoved(model, 1, NONE, to, "", false));
    }

    private static List<Told> requested(RegistryEvent.Model model, String to) {
        return of(new RegistryEvent.TransitionRequested(model, 1, NONE, to, ""));
    }
}
