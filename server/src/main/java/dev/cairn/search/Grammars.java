package dev.cairn.search;

import static dev.cairn.search.Attribute.exact;
import static dev.cairn.search.Attribute.number;
import static dev.cairn.search.Attribute.pattern;
import static dev.cairn.search.Attribute.text;
import static dev.cairn.search.Entity.fixed;
import static dev.cairn.search.Entity.open;
import static dev.cairn.search.ValueType.ANY;
import static dev.cairn.search.ValueType.EXACT;
import static dev.cairn.search.ValueType.NUMBER;
import static dev.cairn.search.ValueType.TEXT;

/// What MLflow's clients search and sort by.
public final class Grammars {
    public static final Grammar RUNS = Grammar.of(
            fixed(
                            "attributes",
                            text("run_id"),
                            text("run_name").aka("run name", "Run name", "Run Name"),
                            text("status"),
                            text("artifact_uri"),
                            text("user_id"),
                            number("start_time").aka("created", "Created"),
                            number("end_time"),
                            number("duration"))
                    .aka("attribute", "attr", "run"),
            open("metrics", NUMBER).aka("metric"),
            open("params", TEXT).aka("param", "parameters", "parameter").withNull(),
            open("tags", TEXT).aka("tag").withNull(),
            fixed("datasets", text("name"), text("digest"), text("context"))
                    .aka("dataset")
                    .unordered());

    public static final Grammar EXPERIMENTS = Grammar.of(
            fixed(
                            "attributes",
                            text("name"),
                            text("experiment_id"),
                            number("creation_time"),
                            number("last_update_time"))
                    .aka("attribute", "attr"),
            open("tags", TEXT).aka("tag").withNull().unordered());

    public static final Grammar REGISTERED_MODELS = Grammar.of(
            fixed(
                            "attributes",
                            text("name"),
                            number("creation_timestamp").orderOnly(),
                            number("last_updated_timestamp").aka("timestamp").orderOnly())
                    .aka("attribute"),
            open("tags", TEXT).aka("tag").unordered());

    public static final Grammar MODEL_VERSIONS = Grammar.of(
            fixed(
                            "attributes",
                            text("name"),
                            number("version_number"),
                            text("run_id").filterOnly(),
                            text("model_id").filterOnly(),
                            text("source_path").filterOnly(),
                            number("creation_timestamp").orderOnly(),
                            number("last_updated_timestamp").orderOnly())
                    .aka("attribute"),
            open("tags", TEXT).aka("tag").unordered());

    public static final Grammar LOGGED_MODELS = Grammar.of(
            fixed(
                    "attributes",
                    text("model_id"),
                    text("name"),
                    text("model_type"),
                    text("status"),
                    text("source_run_id"),
                    text("experiment_id"),
                    text("artifact_location"),
                    text("status_message"),
                    text("lifecycle_stage"),
                    number("creation_timestamp_ms").aka("creation_timestamp", "creation_time"),
                    number("last_updated_timestamp_ms")
                            .aka("last_updated_timestamp", "last_updated_time", "last_update_time")),
            open("metrics", NUMBER),
            open("params", TEXT).unordered(),
            open("tags", TEXT).unordered());

    public static final Grammar TRACES = Grammar.of(
            fixed(
                            "attributes",
                            text("request_id"),
                            text("client_request_id").filterOnly(),
                            text("status"),
                            text("name"),
                            text("run_id"),
                            number("timestamp_ms").aka("timestamp"),
                            number("execution_time_ms").aka("execution_time"),
                            number("end_time_ms").aka("end_time"),
                            text("experiment_id").orderOnly(),
                            exact("prompt"),
                            pattern("text"))
                    .aka("attribute", "trace"),
            open("tags", TEXT).aka("tag").withNull(),
            open("metadata", TEXT).aka("request_metadata").withNull(),
            fixed("span", text("name"), text("type"), text("status"), pattern("content"))
                    .with(TEXT, "attributes.")
                    .unordered(),
            open("feedback", ANY).withNull().unordered(),
            open("expectation", ANY).withNull().unordered(),
            fixed("issue", text("id")).unordered());

    public static final Grammar EVALUATION_DATASETS = Grammar.of(
            fixed(
                            "attributes",
                            text("name"),
                            number("created_time"),
                            number("last_update_time"),
                            text("created_by").filterOnly(),
                            text("last_updated_by").filterOnly())
                    .aka("attribute"),
            open("tags", TEXT).aka("tag").unordered());

    public static final Grammar ISSUES = Grammar.of(fixed("attributes", text("status"), text("source_run_id"))
            .aka("attribute")
            .unordered());

    /// Of each filter over metrics of traces one clause.
    public static final Grammar TRACE_METRICS = Grammar.of(
            fixed("trace", exact("status")).with(EXACT, "tag.", "metadata."),
            fixed("span", exact("name"), exact("type"), exact("status")),
            fixed("assessment", exact("name"), exact("type")));

    private Grammars() {}
}
