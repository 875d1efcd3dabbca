package dev.cairn.traces.terms;

import dev.cairn.http.ApiException;
import dev.cairn.text.Keys;
import dev.cairn.text.Lengths;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The tags and metadata that mean something to MLflow, and what keys, values and ids may look like.
public final class TraceKeys {
    /// Characters of the id of a trace.
    public static final int MAX_ID = 100;

    public static final String NAME = "mlflow.traceName";
    public static final String SPANS_LOCATION = "mlflow.trace.spansLocation";
    public static final String TRACKING_STORE = "TRACKING_STORE";
    public static final String ARTIFACT_LOCATION = "mlflow.artifactLocation";
    public static final String ARCHIVE_LOCATION = "mlflow.trace.archiveLocation";
    public static final String ARCHIVAL_FAILURE = "mlflow.trace.archivalFailure";

    public static final String SESSION = "mlflow.trace.session";
    public static final String USER = "mlflow.trace.user";
    public static final String TOKEN_USAGE = "mlflow.trace.tokenUsage";
    public static final String COST = "mlflow.trace.cost";
    public static final String INFO_FINALIZED = "mlflow.trace.infoFinalized";
    public static final String SOURCE_RUN = "mlflow.sourceRun";

    /// Metadata in which clients repeat what was asked and answered.
    private static final Set<String> OF_CONTENTS = Set.of("mlflow.traceInputs", "mlflow.traceOutputs");

    private static final int KEY = 250;
    private static final int VALUE = 8_000;

    /// A trace's id becomes part of the path of its artifacts.
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9][\\w\\-.:]{0,%d}".formatted(MAX_ID - 1));

    /// Tags that say where the server keeps what.
    private static final Set<String> OF_THE_SERVER =
            Set.of(SPANS_LOCATION, ARTIFACT_LOCATION, ARCHIVE_LOCATION, ARCHIVAL_FAILURE);

    private TraceKeys() {}

    public static boolean isOfTheServer(String tag) {
        return OF_THE_SERVER.contains(tag);
    }

    /// Whether what stands under a key is what people sent, rather than what is said of it.
    public static boolean isOfContents(String key) {
        return OF_CONTENTS.contains(key);
    }

    public static String checkedId(String traceId) {
        if (!ID.matcher(traceId).matches()) {
            throw ApiException.invalidValue(
                    "trace_id",
                    traceId,
                    "It may have up to 100 letters, digits, '_', '-', '.' and ':', of which the first is a letter or digit.");
        }
        return traceId;
    }

    /// Tags whose keys were checked and whose values were cut to size.
    public static Map<String, String> tags(Map<String, String> tags) {
        Map<String, String> checked = new LinkedHashMap<>();
        tags.forEach((key, value) -> checked.put(checkedKey(key), tagValue(value)));
        return checked;
    }

    public static String checkedKey(String key) {
        Keys.check("key", key);
        Lengths.check("key", KEY, key);
        return key;
    }

    /// The session that metadata names, short enough for an index.
    public static @Nullable String checkedSession(Map<String, String> metadata) {
        String session = metadata.get(SESSION);
        if (session != null) {
            Lengths.check(SESSION, KEY, session);
        }
        return session;
    }

    public static String tagValue(String value) {
        return Lengths.truncated(VALUE, value);
    }

    /// Metadata whose keys are not too long and whose values were cut to size.
    public static Map<String, String> metadata(Map<String, String> metadata) {
        Map<String, String> checked = new LinkedHashMap<>();
        metadata.forEach((key, value) -> {
            Lengths.check("key", KEY, key);
            checked.put(key, Lengths.truncated(VALUE, value));
        });
        return checked;
    }
}
