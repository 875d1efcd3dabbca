package dev.cairn.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A workspace with one thing of every kind, all of them called the same as those of others, and a secret in each.
final class FilledTenant {
    private static final Pattern WORD = Pattern.compile("\\$([a-zA-Z]+)");
    private static final String TRACE = """
            {"trace": {"trace_info": {"trace_id": "%s", "trace_location": {"type": "MLFLOW_EXPERIMENT",
            "mlflow_experiment": {"experiment_id": "$experiment"}}, "request_time": "2024-05-01T12:00:00Z",
            "state": "OK", "request_preview": "$secret", "tags": {"k": "$secret"}, "trace_metadata": {"mlflow.trace.session": "$secret"}}}}
            """;

    final Tenant tenant;
    final String secret;
    private final Map<String, String> ids = new HashMap<>();

    FilledTenant(RunningServer server, String name) throws IOException {
        tenant = Tenant.in(server, name);
        secret = "secret-of-" + name;
        ids.put("secret", secret);
        ids.put("name", name);
        ids.put("receiver", "http://127.0.0.1:" + server.port() + "/ajax-api/3.0/mlflow/ui-telemetry");
        ids.put("hex", UUID.randomUUID().toString().replace("-", ""));
        fillTracking();
        fillTraces();
        fillEvaluation();
        fillReview();
        fillWebhooks();
        fillRegistry();
        keepDelivery();
        fillTrash();
        fillViews();
        fillSecrets();
    }

    private void fillSecrets() throws IOException {
        done("2.0/secrets/scopes/create {\"scope\": \"$secret\"}");
        done("2.0/secrets/scopes/create {\"scope\": \"of-$name\", \"initial_manage_principal\": \"users\"}");
        done("2.0/secrets/put {\"scope\": \"of-$name\", \"key\": \"k\", \"string_value\": \"$secret\"}");
        done("2.0/secrets/put {\"scope\": \"of-$name\", \"key\": \"$secret\", \"string_value\": \"v\"}");
    }

    private void fillTracking() throws IOException {
        String tags = "\"tags\": [{\"key\": \"k\", \"value\": \"$secret\"}]";
        keep("experiment", "2.0/mlflow/experiments/create {\"name\": \"same\", " + tags + "}", "/experiment_id");
        keep("emptyExperiment", "2.0/mlflow/experiments/create {\"name\": \"empty\"}", "/experiment_id");
        keep(
                "run",
                "2.0/mlflow/runs/create {\"experiment_id\": \"$experiment\", \"run_name\": \"same\", " + tags + "}",
                "/run/info/run_id");
        done(
                "2.0/mlflow/runs/log-batch {\"run_id\": \"$run\", \"metrics\": [{\"key\": \"m\", \"value\": 1, \"timestamp\": 1, \"step\": 1}], \"params\": [{\"key\": \"p\", \"value\": \"$secret\"}], \"tags\": [{\"key\": \"mlflow.loggedImages\", \"value\": \"True\"}]}");
        done(
                "2.0/mlflow/runs/log-inputs {\"run_id\": \"$run\", \"datasets\": [{\"dataset\": {\"name\": \"$secret\", \"digest\": \"d\", \"source_type\": \"s\", \"source\": \"s\"}}]}");
        keep(
                "model",
                "2.0/mlflow/logged-models {\"experiment_id\": \"$experiment\", \"name\": \"same\", \"source_run_id\": \"$run\", "
                        + tags + "}",
                "/model/info/model_id");
        ids.put("files", filled("workspaces/$name/$experiment/$run/artifacts"));
        put("$files/a.txt");
        put("$files/images/$secret+step+1+timestamp+5+0a.png");
        put("workspaces/$name/$experiment/models/$model/artifacts/a.txt");
        beginUpload();
    }

    private void beginUpload() throws IOException {
        Reply begun = post("2.0/mlflow-artifacts/mpu/create/$files {\"path\": \"new.txt\", \"num_parts\": 1}");
        ids.put("upload", begun.field("upload_id"));
        String url = begun.json().at("/credentials/0/url").asString();
        Reply sent = tenant.send(Request.of("PUT", url.substring(url.indexOf('/', "http://".length())))
                .body("new"));
        ids.put("etag", sent.header("ETag").orElseThrow().replace("\"", "\\\""));
    }

    private void fillTraces() throws IOException {
        keep("trace", "3.0/mlflow/traces " + TRACE.formatted("tr-$hex"), "/trace/trace_info/trace_id");
        sendSpan();
        keep("otherTrace", "3.0/mlflow/traces " + TRACE.formatted("tr-two-of-$name"), "/trace/trace_info/trace_id");
        put("workspaces/$name/$experiment/traces/$trace/artifacts/attachments/a.txt");
        keep(
                "assessment",
                "3.0/mlflow/traces/$trace/assessments {\"assessment\": {\"assessment_name\": \"same\", \"trace_id\": \"$trace\", \"feedback\": {\"value\": \"$secret\"}, \"source\": {\"source_type\": \"HUMAN\", \"source_id\": \"me\"}}}",
                "/assessment/assessment_id");
        done("2.0/mlflow/traces/link-to-run {\"run_id\": \"$run\", \"trace_ids\": [\"$trace\"]}");
    }

    private void sendSpan() throws IOException {
        String span =
                "{\"traceId\": \"$hex\", \"spanId\": \"0102030405060708\", \"name\": \"$secret\", \"startTimeUnixNano\": \"1\", \"endTimeUnixNano\": \"2\"}";
        Request request = Request.json(
                "POST", "/v1/traces", filled("{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [" + span + "]}]}]}"));
        assertThat(sendSpans(request, ids.getOrDefault("experiment", "")).status())
                .isEqualTo(200);
    }

    /// Sends spans as those of an experiment.
    Reply sendSpans(Request request, String experiment) throws IOException {
        return tenant.send(request.with("x-mlflow-experiment-id: " + experiment));
    }

    private void fillEvaluation() throws IOException {
        keep(
                "dataset",
                "3.0/mlflow/datasets/create {\"name\": \"same\", \"experiment_ids\": [\"$experiment\"], \"tags\": \"{\\\"k\\\": \\\"$secret\\\"}\"}",
                "/dataset/dataset_id");
        done(
                "3.0/mlflow/datasets/$dataset/records {\"records\": \"[{\\\"inputs\\\": {\\\"q\\\": \\\"$secret\\\"}}]\"}");
        String records =
                tenant.get(filled("/api/3.0/mlflow/datasets/$dataset/records")).text();
        ids.put("record", records.replaceAll("(?s).*dataset_record_id[\\\\\": ]+([a-zA-Z0-9-]+).*", "$1"));
        keep(
                "scorer",
                "3.0/mlflow/scorers/register {\"experiment_id\": \"$experiment\", \"name\": \"same\", \"serialized_scorer\": \"{\\\"name\\\": \\\"$secret\\\", \\\"builtin_scorer_class\\\": \\\"Correctness\\\"}\"}",
                "/scorer_id");
        done(
                "PUT 3.0/mlflow/scorers/online-config {\"experiment_id\": \"$experiment\", \"name\": \"same\", \"sample_rate\": 0, \"filter_string\": \"tags.k = '$secret'\"}");
        keep(
                "issue",
                "3.0/mlflow/issues {\"experiment_id\": \"$experiment\", \"name\": \"same\", \"description\": \"$secret\"}",
                "/issue/issue_id");
    }

    private void fillReview() throws IOException {
        keep(
                "schema",
                "3.0/mlflow/label-schemas/create {\"experiment_id\": \"$experiment\", \"name\": \"same\", \"type\": \"FEEDBACK\", \"instruction\": \"$secret\", \"input\": {\"pass_fail\": {\"positive_label\": \"Yes\", \"negative_label\": \"No\"}}}",
                "/label_schema/schema_id");
        keep(
                "queue",
                "3.0/mlflow/review-queues/create {\"experiment_id\": \"$experiment\", \"name\": \"same\", \"queue_type\": \"CUSTOM\", \"users\": [\"$secret\"], \"schema_ids\": [\"$schema\"]}",
                "/review_queue/queue_id");
        done(
                "3.0/mlflow/review-queues/items/add {\"queue_id\": \"$queue\", \"item_type\": \"TRACE\", \"item_ids\": [\"$trace\"]}");
    }

    private void fillRegistry() throws IOException {
        String tags = "\"tags\": [{\"key\": \"k\", \"value\": \"$secret\"}]";
        done("2.0/mlflow/registered-models/create {\"name\": \"same\", " + tags + "}");
        done(
                "2.0/mlflow/model-versions/create {\"name\": \"same\", \"source\": \"models:/$model\", \"model_id\": \"$model\", "
                        + tags + "}");
        done("2.0/mlflow/registered-models/alias {\"name\": \"same\", \"alias\": \"best\", \"version\": \"1\"}");
        done("2.0/mlflow/registered-models/alias {\"name\": \"same\", \"alias\": \"$secret\", \"version\": \"1\"}");
        done("PUT 3.0/cairn/registry/approval-rules/set {\"name\": \"same\", \"rules\": [{\"alias\": \"$secret\"}]}");
        keep(
                "request",
                "3.0/cairn/registry/requests/create {\"name\": \"same\", \"version\": \"1\", \"stage\": \"Staging\", \"comment\": \"$secret\"}",
                "/request/request_id");
        keep(
                "comment",
                "2.0/mlflow/comments/create {\"name\": \"same\", \"version\": \"1\", \"comment\": \"$secret\"}",
                "/comment/id");
    }

    private void fillWebhooks() throws IOException {
        keep(
                "webhook",
                "2.0/mlflow/webhooks {\"name\": \"same\", \"description\": \"$secret\", \"url\": \"$receiver\", \"events\": [{\"entity\": \"REGISTERED_MODEL\", \"action\": \"CREATED\"}]}",
                "/webhook/webhook_id");
    }

    private void keepDelivery() throws IOException {
        keep(
                "registryWebhook",
                "2.0/mlflow/registry-webhooks/create {\"model_name\": \"same\", \"description\": \"$secret\", \"events\": [\"COMMENT_CREATED\"], \"http_url_spec\": {\"url\": \"$receiver\"}}",
                "/webhook/id");
        ids.put(
                "delivery",
                tenant.get(filled("/api/3.0/cairn/webhooks/$webhook/deliveries"))
                        .json()
                        .at("/deliveries/0/delivery_id")
                        .asString());
    }

    private void fillTrash() throws IOException {
        keep("deletedExperiment", "2.0/mlflow/experiments/create {\"name\": \"$secret\"}", "/experiment_id");
        done("2.0/mlflow/experiments/delete {\"experiment_id\": \"$deletedExperiment\"}");
        keep("deletedRun", "2.0/mlflow/runs/create {\"experiment_id\": \"$experiment\"}", "/run/info/run_id");
        done("2.0/mlflow/runs/delete {\"run_id\": \"$deletedRun\"}");
        keep(
                "deletedModel",
                "2.0/mlflow/logged-models {\"experiment_id\": \"$experiment\", \"name\": \"gone\"}",
                "/model/info/model_id");
        done("DELETE 2.0/mlflow/logged-models/$deletedModel ");
        keep("deletedTrace", "3.0/mlflow/traces " + TRACE.formatted("tr-three-of-$name"), "/trace/trace_info/trace_id");
        done(
                "3.0/mlflow/traces/delete-traces {\"experiment_id\": \"$experiment\", \"request_ids\": [\"$deletedTrace\"]}");
    }

    private void fillViews() throws IOException {
        keep(
                "view",
                "3.0/cairn/views/create {\"name\": \"same\", \"screen\": \"runs\", \"experiment_id\": \"$experiment\", \"state\": \"$secret\", \"shared\": true}",
                "/view/view_id");
    }

    /// A text with the ids of this workspace in the place of words such as `$run`.
    String filled(String text) {
        return WORD.matcher(text).replaceAll(word -> {
            String value = ids.get(word.group(1));
            if (value == null) {
                throw new IllegalArgumentException("Nothing is called " + word.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private void keep(String name, String call, String pointer) throws IOException {
        Reply reply = post(call);
        String id = reply.json().at(pointer).asString();
        assertThat(id).as(reply.text()).isNotEmpty();
        ids.put(name, id);
    }

    private void done(String call) throws IOException {
        post(call);
    }

    /// Sends `[METHOD] path body`.
    private Reply post(String call) throws IOException {
        String[] words = filled(call).split(" ", call.matches("(?s)[A-Z]+ .*") ? 3 : 2);
        Reply reply = tenant.send(Request.json(
                words.length == 3 ? words[0] : "POST", "/api/" + words[words.length - 2], words[words.length - 1]));
        assertThat(reply.status()).as(call + reply.text()).isEqualTo(200);
        return reply;
    }

    private void put(String path) throws IOException {
        assertThat(tenant.put(filled(path), secret).status()).as(path).isEqualTo(200);
    }
}
