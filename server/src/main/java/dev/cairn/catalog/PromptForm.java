package dev.cairn.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.prompts.GovernedPrompt;
import dev.cairn.protocol.prompts.GovernedPromptVersion;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.tracking.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// How prompts are on the wire of `databricks-uc`, and how the registry keeps them: as those of
/// workspaces, with the template in a tag.
final class PromptForm {
    private static final String TEXT = "mlflow.prompt.text";
    private static final String TYPE = "_mlflow_prompt_type";
    private static final String CHAT = "chat";

    /// Tags that the registry keeps for itself.
    private static final String OWN = "mlflow.prompt.";

    private PromptForm() {}

    static GovernedPrompt prompt(RegisteredModel kept) {
        return new GovernedPrompt(
                kept.name(),
                time(kept.creationTimestamp()),
                time(kept.lastUpdatedTimestamp()),
                kept.description(),
                kept.aliases(),
                shown(kept.tags()));
    }

    static GovernedPromptVersion version(ModelVersion kept) {
        return new GovernedPromptVersion(
                kept.name(),
                kept.version(),
                time(kept.creationTimestamp()),
                time(kept.lastUpdatedTimestamp()),
                kept.description(),
                template(kept),
                kept.aliases().stream()
                        .map(alias -> new RegisteredModelAlias(alias, kept.version()))
                        .toList(),
                shown(kept.tags()));
    }

    /// The tags of a version that holds a template.
    static List<Tag> tags(String template, List<Tag> given) {
        List<Tag> tags = new ArrayList<>(given);
        JsonNode node = read(template);
        tags.removeIf(tag -> tag.key().equals(TYPE));
        tags.add(new Tag(TYPE, node.isArray() ? CHAT : "text"));
        tags.add(new Tag(TEXT, node.isArray() ? template : node.asString()));
        return tags;
    }

    private static JsonNode read(String template) {
        try {
            JsonNode node = Json.readTree(template.getBytes(UTF_8));
            if (node.isString() || node.isArray()) {
                return node;
            }
        } catch (ApiException noJson) {
            // said below
        }
        throw ApiException.invalid("`template` is JSON: a text, or a list of the messages of a chat.");
    }

    private static String template(ModelVersion kept) {
        String text = find(kept.tags(), TEXT);
        return find(kept.tags(), TYPE).equals(CHAT) ? text : new String(Json.write(text), UTF_8);
    }

    private static String find(List<Tag> tags, String key) {
        return tags.stream()
                .filter(tag -> tag.key().equals(key))
                .map(Tag::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static List<Tag> shown(List<Tag> tags) {
        return tags.stream().filter(tag -> !tag.key().startsWith(OWN)).toList();
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
