package dev.cairn.webhooks;

import dev.cairn.protocol.webhooks.WebhookAction;
import dev.cairn.protocol.webhooks.WebhookEntity;
import dev.cairn.protocol.webhooks.WebhookEvent;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The events that MLflow has, by name, and of each the example that a test sends.
final class MlflowExamples {
    private static final Map<String, String> TAGS = Map.of("example_key", "example_value");

    private MlflowExamples() {}

    /// What can happen to something.
    static Set<WebhookAction> actions(WebhookEntity entity) {
        return switch (entity) {
            case REGISTERED_MODEL, MODEL_VERSION, PROMPT, PROMPT_VERSION -> EnumSet.of(WebhookAction.CREATED);
            case MODEL_VERSION_TAG, PROMPT_TAG, PROMPT_VERSION_TAG ->
                EnumSet.of(WebhookAction.DELETED, WebhookAction.SET);
            case MODEL_VERSION_ALIAS, PROMPT_ALIAS -> EnumSet.of(WebhookAction.CREATED, WebhookAction.DELETED);
            case BUDGET_POLICY -> EnumSet.of(WebhookAction.EXCEEDED);
        };
    }

    /// Such as `model_version.created`.
    static String name(WebhookEvent event) {
        return word(event.entity()) + "." + word(event.action());
    }

    static WebhookEvent event(String name) {
        int dot = name.indexOf('.');
        return new WebhookEvent(
                WebhookEntity.valueOf(name.substring(0, dot).toUpperCase(Locale.ROOT)),
                WebhookAction.valueOf(name.substring(dot + 1).toUpperCase(Locale.ROOT)));
    }

    /// In the words of MLflow: `['created', 'deleted']`.
    static String list(Set<WebhookAction> actions) {
        return actions.stream()
                .map(action -> "'" + word(action) + "'")
                .sorted()
                .collect(Collectors.joining(", ", "[", "]"));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static Told of(String event) {
        WebhookEntity entity = event(event).entity();
        Told named = Told.of(event, Map.of("name", isOfPrompts(entity) ? "example_prompt" : "example_model"));
        return switch (entity) {
            case REGISTERED_MODEL -> named.with("tags", TAGS).with("description", "An example registered model");
            case PROMPT -> named.with("tags", TAGS).with("description", "An example prompt");
            case MODEL_VERSION ->
                named.with("version", "1")
                        .with("source", "models:/123")
                        .with("run_id", "abcd1234abcd5678")
                        .with("tags", TAGS)
                        .with("description", "An example model version");
            case PROMPT_VERSION ->
                named.with("version", "1")
                        .with("template", "Hello {{name}}!")
                        .with("tags", TAGS)
                        .with("description", "An example prompt version");
            case PROMPT_TAG -> tag(named);
            case MODEL_VERSION_TAG, PROMPT_VERSION_TAG -> tag(named.with("version", "1"));
            case MODEL_VERSION_ALIAS, PROMPT_ALIAS -> alias(named);
            case BUDGET_POLICY -> budget(event);
        };
    }

    private static boolean isOfPrompts(WebhookEntity entity) {
        return entity.name().startsWith("PROMPT");
    }

    private static Told tag(Told told) {
        Told keyed = told.with("key", "example_key");
        return told.event().endsWith(".set") ? keyed.with("value", "example_value") : keyed;
    }

    private static Told alias(Told told) {
        Told named = told.with("alias", "example_alias");
        return told.event().endsWith(".created") ? named.with("version", "1") : named;
    }

    private static Told budget(String event) {
        return Told.of(event, Map.of("budget_policy_id", "bp-abc123"))
                .with("budget_unit", "USD")
                .with("budget_amount", 100.0)
                .with("current_spend", 105.5)
                .with("duration_unit", "MONTHS")
                .with("duration_value", 1)
                .with("target_scope", "ENDPOINT")
                .with("workspace", "default")
                .with("target_value", "ep-abc123")
                .with("window_start", 1_704_067_200_000L);
    }
}
