package dev.cairn.http;

import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// Texts by their names that came as a JSON object.
public final class JsonTexts extends AbstractMap<String, String> implements CameAsJson {
    private final String object;
    private @Nullable Map<String, String> read;

    /// @param object a JSON object in which each value is a text
    public JsonTexts(String object) {
        this.object = object;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return texts().entrySet();
    }

    @Override
    public String json() {
        return object;
    }

    /// A name has a quotation mark before it.
    @Override
    public boolean isEmpty() {
        return object.indexOf('"') < 0;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        return texts().get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return texts().containsKey(name);
    }

    private Map<String, String> texts() {
        Map<String, String> known = read;
        if (known == null) {
            known = Collections.unmodifiableMap(parsed());
            read = known;
        }
        return known;
    }

    private Map<String, String> parsed() {
        Map<String, String> texts = new LinkedHashMap<>();
        try (JsonParser json = Json.parser(object.getBytes(StandardCharsets.UTF_8))) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                texts.put(name, json.nextStringValue());
            }
        }
        return texts;
    }
}
