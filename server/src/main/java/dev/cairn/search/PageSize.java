package dev.cairn.search;

import dev.cairn.http.ApiException;
import org.jspecify.annotations.Nullable;

/// How many results a page of a search may have, and has where the request does not say. The reference refuses what is
/// out of range in words of its own for nearly each search.
///
/// @param tooFew  the refusal of less than one, of the value asked for and the most that is allowed
/// @param tooMany the refusal of more than the most, of the same
public record PageSize(int byDefault, int most, String tooFew, String tooMany) {
    private static final String VALUE = "Invalid value %1$d for parameter 'max_results' supplied. It must be ";
    private static final String POSITIVE = "Invalid value for max_results. It must be a positive integer, but got %1$d";
    private static final String AT_MOST =
            "Invalid value for request parameter max_results. It must be at most %2$d, but got value %1$d";

    private static final String BETWEEN = "max_results must be between 1 and %2$d."
            + " See the API docs for more information about request parameters.";

    /// There is no default on the wire: the reference refuses a request without a limit.
    public static final PageSize EXPERIMENTS =
            new PageSize(0, 50_000, VALUE + "a positive integer", VALUE + "at most %2$d");

    public static final PageSize RUNS = new PageSize(1_000, 50_000, VALUE + "at least 1 and at most %2$d.");
    public static final PageSize RUNNING_RUNS = new PageSize(20, 1_000, VALUE + "between 1 and %2$d.");
    public static final PageSize VIEWS = new PageSize(1_000, 1_000, VALUE + "between 1 and %2$d.");
    public static final PageSize RUN_TABLE = new PageSize(100, 1_000, VALUE + "between 1 and %2$d.");
    public static final PageSize RUN_GROUPS = new PageSize(500, 1_000, VALUE + "between 1 and %2$d.");
    public static final PageSize RUN_KEYS = new PageSize(200, 20_000, VALUE + "between 1 and %2$d.");
    public static final PageSize TRASH = new PageSize(100, 1_000, VALUE + "between 1 and %2$d.");
    public static final PageSize TRACES = new PageSize(100, 500, VALUE + "at least 1 and at most %2$d.");
    public static final PageSize SESSIONS = new PageSize(100, 500, VALUE + "between 1 and %2$d.");
    public static final PageSize TRACE_METRICS = new PageSize(1_000, 1_000, VALUE + "at least 1 and at most %2$d.");
    public static final PageSize LOGGED_MODELS = new PageSize(100, 1_000, VALUE + "between 1 and %2$d.");
    public static final PageSize EVALUATION_DATASETS =
            new PageSize(1_000, 50_000, VALUE + "a positive integer", VALUE + "at most %2$d");

    public static final PageSize ISSUES =
            new PageSize(100, 50_000, VALUE + "a positive integer", VALUE + "at most %2$d");

    public static final PageSize LABEL_SCHEMAS = new PageSize(100, 50_000, BETWEEN);
    public static final PageSize REVIEW_QUEUES = new PageSize(1_000, 50_000, BETWEEN);
    public static final PageSize REVIEW_WORK = new PageSize(200, 1_000, VALUE + "between 1 and %2$d.");
    public static final PageSize WEBHOOKS = new PageSize(100, 1_000, "max_results must be between 1 and %2$d.");
    public static final PageSize REGISTERED_MODELS = new PageSize(100, 1_000, POSITIVE, AT_MOST);
    public static final PageSize MODEL_ACTIVITIES = new PageSize(100, 1_000, VALUE + "between 1 and %2$d.");
    public static final PageSize MODEL_VERSIONS = new PageSize(10_000, 200_000, POSITIVE, AT_MOST);

    /// Of a folder; the reference has no pages of it.
    public static final PageSize ARTIFACTS = new PageSize(10_000, 10_000, VALUE + "between 1 and %2$d.");

    private PageSize(int byDefault, int most, String outOfRange) {
        this(byDefault, most, outOfRange, outOfRange);
    }

    /// The size that a request asks for with `max_results`, which may be an Integer or a Long.
    public int of(@Nullable Number maxResults) {
        long size = maxResults == null ? byDefault : maxResults.longValue();
        if (size < 1) {
            throw ApiException.invalid(tooFew.formatted(size, most));
        }
        if (size > most) {
            throw ApiException.invalid(tooMany.formatted(size, most));
        }
        return (int) size;
    }
}
