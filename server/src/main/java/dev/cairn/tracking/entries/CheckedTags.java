package dev.cairn.tracking.entries;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.text.Keys;
import dev.cairn.text.Lengths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parameters and tags whose keys and values have been checked and cut to size, in the order given.
public final class CheckedTags {
    private CheckedTags() {}

    public static Map<String, String> param(String key, @Nullable String value) {
        return Map.of(checkedParamKey("key", key), Lengths.truncated(Limits.PARAM_VALUE, value == null ? "" : value));
    }

    public static Map<String, String> tag(String key, @Nullable String value) {
        return Map.of(checkedTagKey("key", key), Lengths.truncated(Limits.TAG_VALUE, value == null ? "" : value));
    }

    /// The parameters of a batch, each key once.
    public static Map<String, String> params(List<Tag> params) {
        Map<String, String> checked = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        for (int i = 0; i < params.size(); i++) {
            Tag param = params.get(i);
            String key = checkedParamKey("params[%d].key".formatted(i), param.key());
            if (checked.put(key, Lengths.truncated(Limits.PARAM_VALUE, param.value())) != null) {
                twice.add("'" + key + "'");
            }
        }
        if (!twice.isEmpty()) {
            throw ApiException.invalid(
                    "Duplicate parameter keys have been submitted: %s. Please ensure the request contains only one param value per param key."
                            .formatted(twice));
        }
        return checked;
    }

    /// The tags of a batch or of a new run; of a key that is there twice, the last value.
    public static Map<String, String> tags(String path, List<Tag> tags) {
        Map<String, String> checked = new LinkedHashMap<>();
        for (int i = 0; i < tags.size(); i++) {
            Tag tag = tags.get(i);
            checked.put(
                    checkedTagKey("%s[%d].key".formatted(path, i), tag.key()),
                    Lengths.truncated(Limits.TAG_VALUE, tag.value()));
        }
        return checked;
    }

    private static String checkedParamKey(String path, String key) {
        Keys.check(path, key);
        Lengths.check("Param key", Limits.KEY, key);
        return key;
    }

    private static String checkedTagKey(String path, String key) {
        Keys.check(path, key);
        Lengths.check(path, Limits.KEY, key);
        return key;
    }
}
