package dev.cairn.permissions;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Fresh things to do something to, each made when it is first named. An administrator makes them.
final class Things {
    private static final Pattern NAME = Pattern.compile("\\$([A-Za-z]+)");

    private final Http http;
    private final Principal admin;
    private final Map<String, String> made = new HashMap<>();

    Things(Http http, Principal admin) {
        this.http = http;
        this.admin = admin;
    }

    /// A text with the things that it names.
    String in(String text) {
        Matcher names = NAME.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (names.find()) {
            names.appendReplacement(filled, Matcher.quoteReplacement(get(names.group(1))));
        }
        return names.appendTail(filled).toString();
    }

    private String get(String name) {
        String known = made.get(name);
        if (known != null) {
            return known;
        }
        String fresh = make(name);
        made.put(name, fresh);
        return fresh;
    }

    private String make(String name) {
        return switch (name) {
            case "unique" -> "u" + UUID.randomUUID();
            case "workspaceName" -> "w" + UUID.randomUUID();
            case "newTrace" -> "tr-" + UUID.randomUUID().toString().replace("-", "");
            case "traceNumber" -> make("newTrace").substring(3);
            case "workspace" -> {
                String workspace = make("workspaceName");
                post("3.0/mlflow/workspaces", "{'name':'%s'}".formatted(workspace));
                yield workspace;
            }
            case "user" -> {
                String user = make("unique");
                post("2.0/mlflow/users/create", "{'username':'%s','password':'correct horse battery'}".formatted(user));
                yield user;
            }
            case "registeredId" ->
                http.send(
                                admin,
                                "GET",
                                "/api/2.0/mlflow/databricks/registered-models/get?name=" + get("registered"),
                                "")
                        .json()
                        .at("/registered_model_databricks/id")
                        .asString();
            case "userId" ->
                http.send(admin, "GET", "/api/2.0/mlflow/users/get?username=" + get("user"), "")
                        .json()
                        .at("/user/id")
                        .asString();
            case "program" -> {
                get("programId");
                yield get("freshProgram");
            }
            case "programId" ->
                post("2.0/preview/scim/v2/ServicePrincipals", in("{'displayName':'$freshProgram'}"))
                        .at("/id")
                        .asString();
            case "scope" -> {
                String scope = make("unique");
                post("2.0/secrets/scopes/create", "{'scope':'%s','initial_manage_principal':'users'}".formatted(scope));
                post("2.0/secrets/acls/put", "{'scope':'%s','principal':'users','permission':'READ'}".formatted(scope));
                yield scope;
            }
            case "filledScope" -> {
                post("2.0/secrets/put", in("{'scope':'$scope','key':'k','string_value':'v'}"));
                yield get("scope");
            }
            case "group" -> {
                get("groupId");
                yield get("freshGroup");
            }
            case "groupId" ->
                post("2.0/preview/scim/v2/Groups", in("{'displayName':'$freshGroup'}"))
                        .at("/id")
                        .asString();
            case "freshProgram", "freshGroup" -> make("unique");
            case "granted" -> {
                post(
                        "3.0/mlflow/users/permissions/grant",
                        in(
                                "{'username':'$user','resource_type':'experiment','resource_id':'$experiment','permission':'READ'}"));
                yield get("user");
            }
            case "role" ->
                post("3.0/mlflow/roles/create", in("{'name':'%s','workspace':'default'}".formatted(make("unique"))))
                        .at("/role/id")
                        .asString();
            case "assigned" -> {
                post("3.0/mlflow/roles/assign", in("{'username':'$user','role_id':$role}"));
                yield get("role");
            }
            case "rolePermission" ->
                post(
                                "3.0/mlflow/roles/permissions/add",
                                in(
                                        "{'role_id':$role,'resource_type':'trace','resource_pattern':'*','permission':'READ'}"))
                        .at("/role_permission/id")
                        .asString();
            case "freshName" -> make("unique");
            case "experimentName" -> {
                get("experiment");
                yield get("freshName");
            }
            case "experiment", "otherExperiment", "trashExperiment" ->
                post(
                                "2.0/mlflow/experiments/create",
                                "{'name':'%s','tags':[{'key':'k','value':'v'}]}"
                                        .formatted(name.equals("experiment") ? get("freshName") : make("unique")))
                        .at("/experiment_id")
                        .asString();
            case "usedExperiment" -> {
                post(
                        "2.0/mlflow/runs/log-inputs",
                        in(
                                "{'run_id':'$run','datasets':[{'dataset':{'name':'iris','digest':'1','source_type':'s','source':'{}'}}]}"));
                yield get("experiment");
            }
            case "trashedExperiment" -> {
                post("2.0/mlflow/experiments/delete", in("{'experiment_id':'$otherExperiment'}"));
                yield get("otherExperiment");
            }
            case "run" -> run(get("experiment"));
            case "trashedRun" -> {
                String run = run(get("trashExperiment"));
                post("2.0/mlflow/runs/delete", "{'run_id':'%s'}".formatted(run));
                yield run;
            }
            case "file" -> {
                put(in("$experiment/$run/artifacts/a.txt"));
                yield "a.txt";
            }
            case "artifactsOf" -> {
                get("file");
                yield get("run");
            }
            case "model" ->
                post("2.0/mlflow/logged-models", in("{'experiment_id':'$experiment','tags':[{'key':'k','value':'v'}]}"))
                        .at("/model/info/model_id")
                        .asString();
            case "modelExperiment" -> {
                get("model");
                yield get("experiment");
            }
            case "modelWithFile" -> {
                put(in("$experiment/models/$model/artifacts/a.txt"));
                yield get("model");
            }
            case "trace", "queueTrace" ->
                post(
                                "3.0/mlflow/traces",
                                in(
                                        "{'trace':{'trace_info':{'trace_id':'%s','trace_location':{'type':'MLFLOW_EXPERIMENT','mlflow_experiment':{'experiment_id':'$experiment'}},'request_time':'2026-01-01T00:00:00Z','state':'OK','tags':{'k':'v'}}}}"
                                                .formatted(make("newTrace"))))
                        .at("/trace/trace_info/trace_id")
                        .asString();
            case "traceExperiment" -> {
                get("trace");
                yield get("experiment");
            }
            case "tracedSpans" -> {
                String trace = make("newTrace");
                String spans =
                        "{'resourceSpans':[{'scopeSpans':[{'spans':[{'traceId':'%s','spanId':'0102030405060708','name':'s','startTimeUnixNano':'1','endTimeUnixNano':'2'}]}]}]}"
                                .formatted(trace.substring(3));
                requireDone(
                        http.send(
                                admin.with("x-mlflow-experiment-id", get("experiment")),
                                "POST",
                                "/v1/traces",
                                spans.replace('\'', '"')),
                        "/v1/traces");
                yield trace;
            }
            case "assessment" ->
                post(
                                in("3.0/mlflow/traces/$trace/assessments"),
                                "{'assessment':{'assessment_name':'a','source':{'source_type':'HUMAN','source_id':'x'},'feedback':{'value':true}}}")
                        .at("/assessment/assessment_id")
                        .asString();
            case "assessedTrace" -> {
                get("assessment");
                yield get("trace");
            }
            case "dataset" ->
                post(
                                "3.0/mlflow/datasets/create",
                                in(
                                        "{'name':'d','experiment_ids':['$experiment','$otherExperiment'],'tags':'{\\'k\\':\\'v\\'}'}"))
                        .at("/dataset/dataset_id")
                        .asString();
            case "scorerExperiment" -> {
                post(
                        "3.0/mlflow/scorers/register",
                        in("{'experiment_id':'$experiment','name':'s','serialized_scorer':'{}'}"));
                yield get("experiment");
            }
            case "configuredScorer" ->
                send(
                                "PUT",
                                "3.0/mlflow/scorers/online-config",
                                in("{'experiment_id':'$scorerExperiment','name':'s','sample_rate':0}"))
                        .at("/config/scorer_id")
                        .asString();
            case "issue" ->
                post("3.0/mlflow/issues", in("{'experiment_id':'$experiment','name':'i','description':'d'}"))
                        .at("/issue/issue_id")
                        .asString();
            case "schema" ->
                post(
                                "3.0/mlflow/label-schemas/create",
                                in("{'experiment_id':'$experiment','name':'l','type':'FEEDBACK','input':{'text':{}}}"))
                        .at("/label_schema/schema_id")
                        .asString();
            case "schemaExperiment" -> {
                get("schema");
                yield get("experiment");
            }
            case "queue" ->
                post(
                                "3.0/mlflow/review-queues/create",
                                in("{'experiment_id':'$experiment','name':'q','queue_type':'CUSTOM'}"))
                        .at("/review_queue/queue_id")
                        .asString();
            case "queueExperiment" -> {
                get("queue");
                yield get("experiment");
            }
            case "filledQueue" -> {
                post("3.0/mlflow/review-queues/items/add", in("{'queue_id':'$queue','item_ids':['$queuedTrace']}"));
                yield get("queue");
            }
            case "queuedTrace" -> get("queueTrace");
            case "registered" ->
                post(
                                "2.0/mlflow/registered-models/create",
                                "{'name':'%s','tags':[{'key':'k','value':'v'}]}".formatted(make("unique")))
                        .at("/registered_model/name")
                        .asString();
            case "versioned" -> {
                post(
                        "2.0/mlflow/model-versions/create",
                        in("{'name':'$registered','source':'s3://bucket/x','tags':[{'key':'k','value':'v'}]}"));
                post("2.0/mlflow/registered-models/alias", in("{'name':'$registered','alias':'a','version':'1'}"));
                yield get("registered");
            }
            case "modelRequest" ->
                post("3.0/cairn/registry/requests/create", in("{'name':'$versioned','version':'1','stage':'Staging'}"))
                        .at("/request/request_id")
                        .asString();
            case "asked" -> {
                get("modelRequest");
                yield get("versioned");
            }
            case "comment" ->
                post("2.0/mlflow/comments/create", in("{'name':'$versioned','version':'1','comment':'c'}"))
                        .at("/comment/id")
                        .asString();
            case "versionedFile" -> {
                get("file");
                post(
                        "2.0/mlflow/model-versions/create",
                        in(
                                "{'name':'$registered','source':'mlflow-artifacts:/$experiment/$run/artifacts','run_id':'$run'}"));
                yield get("registered");
            }
            case "endpoint" -> {
                String endpoint = make("unique");
                post(
                        "2.0/serving-endpoints",
                        in(
                                "{'name':'%s','config':{'served_entities':[{'name':'e','entity_name':'$versionedFile','entity_version':'1'}]}}"
                                        .formatted(endpoint)));
                yield endpoint;
            }
            case "settledEndpoint" -> {
                awaitUpdate(get("endpoint"));
                yield get("endpoint");
            }
            case "receiver" -> "http://127.0.0.1:" + http.port + "/";
            case "webhook", "toldWebhook" ->
                post(
                                "2.0/mlflow/webhooks",
                                in(
                                        "{'name':'hook','url':'$receiver','events':[{'entity':'REGISTERED_MODEL','action':'CREATED'}],'secret':'s'}"))
                        .at("/webhook/webhook_id")
                        .asString();
            case "registryWebhook" ->
                post(
                                "2.0/mlflow/registry-webhooks/create",
                                in(
                                        "{'model_name':'$registered','events':['COMMENT_CREATED'],'http_url_spec':{'url':'$receiver'}}"))
                        .at("/webhook/id")
                        .asString();
            case "delivery" -> {
                get("toldWebhook");
                get("registered");
                yield http.send(admin, "GET", in("/api/3.0/cairn/webhooks/$toldWebhook/deliveries"), "")
                        .json()
                        .at("/deliveries/0/delivery_id")
                        .asString();
            }
            case "identifier", "governedName" -> make("unique").replace('-', '_');
            case "catalog" ->
                post("2.1/unity-catalog/catalogs", in("{'name':'$identifier'}"))
                        .at("/name")
                        .asString();
            case "ownSchema" ->
                post("2.1/unity-catalog/schemas", in("{'catalog_name':'main','name':'$identifier'}"))
                        .at("/name")
                        .asString();
            case "governed" ->
                post(
                                "2.1/unity-catalog/models",
                                in("{'catalog_name':'main','schema_name':'default','name':'$governedName'}"))
                        .at("/full_name")
                        .asString();
            case "governedOwn" -> {
                get("governed");
                yield get("governedName");
            }
            case "governedPending" -> {
                get("governed");
                post(
                        "2.0/mlflow/unity-catalog/model-versions/create",
                        in("{'name':'$governed','source':'models:/$model','model_id':'$model'}"));
                yield get("governedName");
            }
            case "governedSent" -> {
                get("governedPending");
                http.send(admin, "PUT", in("/api/2.0/fs/files/Models/main/default/$governedName/1/a.txt"), "text");
                yield get("governedName");
            }
            case "governedReady" -> {
                get("governedSent");
                post("2.0/mlflow/unity-catalog/model-versions/finalize", in("{'name':'$governed','version':'1'}"));
                yield get("governedName");
            }
            case "governedVersion" -> {
                get("governedReady");
                post(
                        "2.0/mlflow/unity-catalog/registered-models/alias",
                        in("{'name':'$governed','alias':'a','version':'1'}"));
                yield get("governed");
            }
            case "governedPrompt" -> {
                String prompt = post(
                                "2.0/mlflow/unity-catalog/prompts",
                                in("{'name':'main.default.$governedName','prompt':{}}"))
                        .at("/name")
                        .asString();
                post(
                        "2.0/mlflow/unity-catalog/prompts/" + prompt + "/versions",
                        "{\"prompt_version\":{\"template\":\"\\\"t\\\"\"}}");
                post("2.0/mlflow/unity-catalog/prompts/" + prompt + "/aliases/a", in("{'version':'1'}"));
                yield prompt;
            }
            case "governedTagged" -> {
                post(
                        "2.0/mlflow/unity-catalog/registered-models/set-tag",
                        in("{'name':'$governed','key':'k','value':'v'}"));
                yield get("governed");
            }
            case "view" ->
                post(
                                "3.0/cairn/views/create",
                                in(
                                        "{'name':'v','screen':'runs','experiment_id':'$experiment','state':'{}','shared':true}"))
                        .at("/view/view_id")
                        .asString();
            case "viewExperiment" -> {
                get("view");
                yield get("experiment");
            }
            default -> throw new IllegalArgumentException("There is no thing $" + name);
        };
    }

    private String run(String experiment) {
        String run = post("2.0/mlflow/runs/create", "{'experiment_id':'%s'}".formatted(experiment))
                .at("/run/info/run_id")
                .asString();
        post(
                "2.0/mlflow/runs/log-batch",
                "{'run_id':'%s','metrics':[{'key':'m','value':1,'timestamp':1,'step':0}],'params':[{'key':'p','value':'1'}],'tags':[{'key':'k','value':'v'}]}"
                        .formatted(run));
        return run;
    }

    private void put(String path) {
        requireDone(http.send(admin, "PUT", "/api/2.0/mlflow-artifacts/artifacts/" + path, "text"), path);
    }

    private JsonNode post(String path, String body) {
        return send("POST", path, body);
    }

    /// @param body with ' in place of ", and \' in place of \"
    private JsonNode send(String method, String path, String body) {
        return requireDone(http.send(admin, method, "/api/" + path, body.replace('\'', '"')), path)
                .json();
    }

    private static Http.Answer requireDone(Http.Answer answer, String path) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(path + " " + answer);
        }
        return answer;
    }

    /// The model has no files, so that it is soon given up.
    private void awaitUpdate(String endpoint) {
        String state;
        do {
            state = http.send(admin, "GET", "/api/2.0/serving-endpoints/" + endpoint, "")
                    .json()
                    .at("/state/config_update")
                    .asString();
            LockSupport.parkNanos(20_000_000);
        } while (state.equals("IN_PROGRESS"));
    }
}
