package dev.cairn.serving;

import static dev.cairn.access.Resource.SERVING_ENDPOINT;

import dev.cairn.access.Level;
import dev.cairn.access.Permission;
import dev.cairn.hosting.InferenceModels;
import dev.cairn.hosting.InferenceRoutes;
import dev.cairn.http.ApiException;
import dev.cairn.http.Audited;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.serving.AbortRollout;
import dev.cairn.protocol.serving.CreateServingEndpoint;
import dev.cairn.protocol.serving.DeleteServingEndpoint;
import dev.cairn.protocol.serving.ExportServingMetrics;
import dev.cairn.protocol.serving.GetRollout;
import dev.cairn.protocol.serving.GetServedModelBuildLogs;
import dev.cairn.protocol.serving.GetServedModelLogs;
import dev.cairn.protocol.serving.GetServingEndpoint;
import dev.cairn.protocol.serving.GetServingMetricsHistory;
import dev.cairn.protocol.serving.GetServingOpenApi;
import dev.cairn.protocol.serving.GetShadowReport;
import dev.cairn.protocol.serving.ListServingConfigs;
import dev.cairn.protocol.serving.ListServingEndpoints;
import dev.cairn.protocol.serving.ListServingEvents;
import dev.cairn.protocol.serving.PatchEndpointTags;
import dev.cairn.protocol.serving.PromoteRollout;
import dev.cairn.protocol.serving.RollBackServing;
import dev.cairn.protocol.serving.StartRollout;
import dev.cairn.protocol.serving.UpdateServingConfig;

/// The routes of endpoints: those that manage them, and those that ask what they serve.
final class EndpointsApi {
    private static final Permission READ = Permission.read(SERVING_ENDPOINT);
    private static final Permission MANAGE = Permission.manage(SERVING_ENDPOINT);
    private static final Permission QUERY = new Permission.Needs(Level.USE, SERVING_ENDPOINT);

    /// Of the Open Inference Protocol.
    static final InferenceModels.Terms TERMS = new InferenceModels.Terms(READ, QUERY, Invocations.MAX_BODY_BYTES);

    private EndpointsApi() {}

    static void managed(Routes routes, Endpoints rules) {
        Routes.Api api = routes.api("2.0");
        api.post("serving-endpoints", Permission.create(SERVING_ENDPOINT), CreateServingEndpoint.class, rules::create);
        api.get("serving-endpoints", Permission.filtered(SERVING_ENDPOINT), ListServingEndpoints.class, rules::list);
        api.get("serving-endpoints/{name}", READ, GetServingEndpoint.class, rules::get);
        api.delete("serving-endpoints/{name}", MANAGE, DeleteServingEndpoint.class, rules::delete);
        api.put("serving-endpoints/{name}/config", MANAGE, UpdateServingConfig.class, rules::update);
        api.patch("serving-endpoints/{name}/tags", MANAGE, PatchEndpointTags.class, rules::patchTags);
    }

    /// What the managed platform's clients may ask, and this server has not: they are told so, and what there is
    /// instead.
    static void refused(Routes routes) {
        Routes.Api api = routes.api("2.0");
        String endpoint = "serving-endpoints/{name}/";
        refuse(
                api,
                Method.PATCH,
                endpoint + "notifications",
                MANAGE,
                "This server sends no mail. What happens to an endpoint is told by GET"
                        + " /api/3.0/cairn/serving-endpoints/NAME/events.");
        refuse(
                api,
                Method.PATCH,
                endpoint + "telemetry-config",
                MANAGE,
                "This server writes no telemetry of endpoints into tables of a catalogue. Their figures are at GET"
                        + " /api/2.0/serving-endpoints/NAME/metrics, their requests in inference tables.");
        String tokens = "This server has no models by provisioned throughput. An entity of an endpoint is sized by"
                + " `workload_size`, or `min_provisioned_concurrency` and `max_provisioned_concurrency`.";
        refuse(api, Method.POST, "serving-endpoints/pt", Permission.create(SERVING_ENDPOINT), tokens);
        refuse(api, Method.PUT, "serving-endpoints/pt/{name}/config", MANAGE, tokens);
        refuse(
                api,
                Method.POST,
                "external-function",
                Permission.create(SERVING_ENDPOINT),
                "This server has no connections to services elsewhere: a model that needs Python may ask them, with"
                        + " `environment_vars` that name secrets.");
    }

    private static void refuse(Routes.Api api, Method method, String path, Permission permission, String why) {
        api.raw(method, path, permission, _ -> {
            throw ApiException.notImplemented(why);
        });
    }

    static void watching(Routes routes, Watching watching) {
        Routes.Api api = routes.api("2.0");
        api.raw(Method.GET, "serving-endpoints/{name}/metrics", READ, ExportServingMetrics.class, watching::metrics);
        api.raw(Method.GET, "serving-endpoints/{name}/openapi", READ, GetServingOpenApi.class, watching::openApi);
        String model = "serving-endpoints/{name}/served-models/{served_model_name}/";
        // what a model prints may be of what others asked it
        api.get(model + "logs", MANAGE, GetServedModelLogs.class, watching::logs);
        api.get(model + "build-logs", READ, GetServedModelBuildLogs.class, watching::buildLogs);
        Routes.Api own = routes.api("3.0/cairn");
        own.get("serving-endpoints/{name}/metrics-history", READ, GetServingMetricsHistory.class, watching::history);
        own.get("serving-endpoints/{name}/shadow-report", READ, GetShadowReport.class, watching::shadowReport);
    }

    static void own(Routes routes, Endpoints rules) {
        Routes.Api api = routes.api("3.0/cairn");
        api.get("serving-endpoints/{name}/configs", READ, ListServingConfigs.class, rules::configs);
        api.get("serving-endpoints/{name}/events", READ, ListServingEvents.class, rules::events);
        api.post("serving-endpoints/{name}/rollback", MANAGE, RollBackServing.class, rules::rollBack);
    }

    static void rollouts(Routes routes, Rollouts rules) {
        Routes.Api api = routes.api("3.0/cairn");
        api.post("serving-endpoints/{name}/rollout", MANAGE, StartRollout.class, rules::start);
        api.get("serving-endpoints/{name}/rollout", READ, GetRollout.class, rules::get);
        api.post("serving-endpoints/{name}/rollout/abort", MANAGE, AbortRollout.class, rules::abort);
        api.post("serving-endpoints/{name}/rollout/promote", MANAGE, PromoteRollout.class, rules::promote);
    }

    static void invocations(Routes routes, Invocations invocations) {
        Routes.Api root = routes.root().audited(Audited.OFTEN);
        root.raw(Method.POST, "serving-endpoints/{name}/invocations", QUERY, invocations::any);
        root.raw(Method.POST, "serving-endpoints/{name}/served-models/{entity}/invocations", QUERY, invocations::one);
        for (String path : new String[] {"chat/completions", "completions", "responses"}) {
            root.raw(Method.POST, "serving-endpoints/" + path, QUERY, invocations::openAi);
        }
        root.raw(Method.POST, "serving-endpoints/embeddings", QUERY, invocations::embeddings);
    }

    static void inferences(Routes routes, InferenceModels models, String version) {
        InferenceRoutes.register(routes.root().audited(Audited.OFTEN), models, TERMS, version);
    }
}
