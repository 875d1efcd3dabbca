package dev.cairn.inference;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.inference.InferenceTable;
import dev.cairn.protocol.inference.InferenceTableConfig;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What may be said of a table, made whole.
final class Settings {
    private static final long DAYS = 30;
    private static final long MOST_DAYS = 3_650;
    private static final long BODY_BYTES = 1 << 20;
    private static final long MOST_BODY_BYTES = 4 << 20;
    private static final int MOST_REDACTED = 100;
    private static final int LONGEST = 255;
    private static final Pattern PATH = Pattern.compile("\\$(\\.[^.\\[\\]]+)+");
    private static final Pattern NAME = Pattern.compile("[^.\\p{Cntrl}/ ]{1,255}");

    private Settings() {}

    /// What somebody asks for in this server's words.
    static InferenceTable whole(InferenceTable asked) {
        double fraction = Objects.requireNonNullElse(asked.samplingFraction(), 1.0);
        if (!(fraction > 0 && fraction <= 1)) {
            throw ApiException.invalidValue("sampling_fraction", fraction, "It must be above 0 and at most 1.");
        }
        if (asked.redacted().size() > MOST_REDACTED) {
            throw ApiException.invalid("`redacted` has at most %d names and paths.".formatted(MOST_REDACTED));
        }
        asked.redacted().forEach(Settings::checkRedacted);
        checkName("catalog_name", asked.catalogName());
        checkName("schema_name", asked.schemaName());
        checkName("table_name_prefix", asked.tableNamePrefix());
        return new InferenceTable(
                asked.enabled(),
                asked.catalogName(),
                asked.schemaName(),
                asked.tableNamePrefix(),
                fraction,
                asked.redacted(),
                within("retention_days", asked.retentionDays(), DAYS, 1, MOST_DAYS),
                within("max_body_bytes", asked.maxBodyBytes(), BODY_BYTES, 0, MOST_BODY_BYTES),
                null);
    }

    /// What somebody asks for in the managed platform's words, which says nothing of the rest.
    static InferenceTable whole(InferenceTableConfig asked, Optional<InferenceTable> before) {
        return whole(new InferenceTable(
                Boolean.TRUE.equals(asked.enabled()),
                asked.catalogName(),
                asked.schemaName(),
                asked.tableNamePrefix(),
                before.map(InferenceTable::samplingFraction).orElse(null),
                before.map(InferenceTable::redacted).orElse(List.of()),
                before.map(InferenceTable::retentionDays).orElse(null),
                before.map(InferenceTable::maxBodyBytes).orElse(null),
                null));
    }

    private static long within(String name, @Nullable Long asked, long byDefault, long least, long most) {
        long value = Objects.requireNonNullElse(asked, byDefault);
        if (value < least || value > most) {
            throw ApiException.invalidValue(name, value, "It must be between %d and %d.".formatted(least, most));
        }
        return value;
    }

    private static void checkName(String path, @Nullable String name) {
        if (name != null && !name.isEmpty() && !NAME.matcher(name).matches()) {
            throw ApiException.invalidValue(path, name, "A name has no dots, slashes or spaces.");
        }
    }

    private static void checkRedacted(String what) {
        boolean isPath = what.startsWith("$");
        if (what.isEmpty()
                || what.length() > LONGEST
                || (isPath && !PATH.matcher(what).matches())) {
            throw ApiException.invalidValue(
                    "redacted", what, "It must be the name of a column or field, or a path such as $.params.token.");
        }
    }
}
