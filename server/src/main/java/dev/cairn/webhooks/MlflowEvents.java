package dev.cairn.webhooks;

import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.registry.RegistryEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// What MLflow tells its webhooks of: the data of each event, for models and for prompts (semantics, section 15).
final class MlflowEvents {
    private static final String PROMPT_TEXT = "mlflow.prompt.text";

    /// What makes a model a prompt is not told of prompts.
    private static final Set<String> OF_PROMPTS = Set.of("mlflow.prompt.is_prompt", "_mlflow_prompt_type", PROMPT_TEXT);

    private MlflowEvents() {}

    /// How webhooks are told of something; empty if they are not.
    ///
    /// @param tags those of a model
    static Optional<Told> of(RegistryEvent event, LongFunction<List<Tag>> tags) {
        RegistryEvent.Model model = event.model();
        boolean isPrompt = model.isPrompt();
        String version = isPrompt ? "prompt_version" : "model_version";
        String alias = isPrompt ? "prompt_alias" : "model_version_alias";
        return switch (event) {
            case RegistryEvent.ModelCreated(var of, String description) ->
                Optional.of(of(isPrompt ? "prompt.created" : "registered_model.created", model)
                        .with("tags", tags(tags.apply(of.id()), isPrompt))
                        .with("description", description));
            case RegistryEvent.ModelTagSet(var of, Tag tag) ->
                prompt(isPrompt, of("prompt_tag.set", of).with("key", tag.key()).with("value", tag.value()));
            case RegistryEvent.ModelTagDeleted(var of, String key) ->
                prompt(isPrompt, of("prompt_tag.deleted", of).with("key", key));
            case RegistryEvent.VersionCreated(var of, ModelVersion made) ->
                Optional.of(isPrompt ? promptVersion(of, made) : modelVersion(of, made));
            case RegistryEvent.VersionTagSet(var of, long number, Tag tag) ->
                Optional.of(of(version + "_tag.set", of)
                        .with("version", Long.toString(number))
                        .with("key", tag.key())
                        .with("value", tag.value()));
            case RegistryEvent.VersionTagDeleted(var of, long number, String key) ->
                Optional.of(of(version + "_tag.deleted", of)
                        .with("version", Long.toString(number))
                        .with("key", key));
            case RegistryEvent.AliasSet(var of, String name, long number, var from) ->
                Optional.of(of(alias + ".created", of).with("alias", name).with("version", Long.toString(number)));
            case RegistryEvent.AliasDeleted(var of, String name, long from) ->
                Optional.of(of(alias + ".deleted", of).with("alias", name));
            case RegistryEvent.ModelDescribed none -> Optional.empty();
            case RegistryEvent.ModelRenamed none -> Optional.empty();
            case RegistryEvent.ModelDeleted none -> Optional.empty();
            case RegistryEvent.VersionDescribed none -> Optional.empty();
            case RegistryEvent.VersionDeleted none -> Optional.empty();
            case RegistryEvent.VersionMoved none -> Optional.empty();
            case RegistryEvent.TransitionRequested none -> Optional.empty();
            case RegistryEvent.Commented none -> Optional.empty();
        };
    }

    private static Told of(String event, RegistryEvent.Model model) {
        return Told.of(event, Map.of("name", model.name()));
    }

    private static Optional<Told> prompt(boolean isPrompt, Told told) {
        return isPrompt ? Optional.of(told) : Optional.empty();
    }

    private static Told modelVersion(RegistryEvent.Model model, ModelVersion made) {
        return of("model_version.created", model)
                .with("version", made.version())
                .with("source", made.source())
                .with("run_id", orNull(made.runId()))
                .with("tags", tags(made.tags(), false))
                .with("description", orNull(made.description()));
    }

    private static Told promptVersion(RegistryEvent.Model model, ModelVersion made) {
        @Nullable
        String text = made.tags().stream()
                .filter(tag -> tag.key().equals(PROMPT_TEXT))
                .map(Tag::value)
                .findFirst()
                .orElse(null);
        return of("prompt_version.created", model)
                .with("version", made.version())
                .with("template", text)
                .with("tags", tags(made.tags(), true))
                .with("description", orNull(made.description()));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static Map<String, String> tags(List<Tag> tags, boolean isPrompt) {
        Map<String, String> all = new LinkedHashMap<>();
        tags.stream()
                .filter(tag -> !isPrompt || !OF_PROMPTS.contains(tag.key()))
                .forEach(tag -> all.put(tag.key(), tag.value()));
        return all;
    }
}
