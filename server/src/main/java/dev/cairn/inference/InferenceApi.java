package dev.cairn.inference;

import static dev.cairn.access.Resource.SERVING_ENDPOINT;

import dev.cairn.access.Permission;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.inference.GetDrift;
import dev.cairn.protocol.inference.GetInferenceTable;
import dev.cairn.protocol.inference.GetPayload;
import dev.cairn.protocol.inference.ListPayloadFiles;
import dev.cairn.protocol.inference.ListPayloads;
import dev.cairn.protocol.inference.PutAiGateway;
import dev.cairn.protocol.inference.PutRateLimits;
import dev.cairn.protocol.inference.SetInferenceTable;

/// The routes of inference tables. What others asked an endpoint is for who manages it.
final class InferenceApi {
    private static final Permission READ = Permission.read(SERVING_ENDPOINT);
    private static final Permission MANAGE = Permission.manage(SERVING_ENDPOINT);
    private static final String ENDPOINT = "serving-endpoints/{name}";

    private InferenceApi() {}

    static void tables(Routes routes, Tables rules) {
        Routes.Api managed = routes.api("2.0");
        managed.put(ENDPOINT + "/ai-gateway", MANAGE, PutAiGateway.class, rules::put);
        managed.put(ENDPOINT + "/rate-limits", MANAGE, PutRateLimits.class, rules::limit);
        Routes.Api api = routes.api("3.0/cairn");
        api.get(ENDPOINT + "/inference-table", READ, GetInferenceTable.class, rules::get);
        api.put(ENDPOINT + "/inference-table", MANAGE, SetInferenceTable.class, rules::set);
    }

    static void drift(Routes routes, Drift rules, Baselines baselines) {
        Routes.Api api = routes.api("3.0/cairn");
        api.get(ENDPOINT + "/drift", MANAGE, GetDrift.class, rules::get);
        api.raw(Method.PUT, ENDPOINT + "/baseline", MANAGE, baselines::give);
        api.raw(Method.DELETE, ENDPOINT + "/baseline", MANAGE, baselines::forget);
    }

    static void payloads(Routes routes, Payloads rules) {
        Routes.Api api = routes.api("3.0/cairn");
        api.get(ENDPOINT + "/payloads", MANAGE, ListPayloads.class, rules::list);
        api.get(ENDPOINT + "/payload-files", MANAGE, ListPayloadFiles.class, rules::files);
        api.raw(Method.GET, ENDPOINT + "/payload-files/{id}", MANAGE, rules::file);
        api.get(ENDPOINT + "/payloads/{id}", MANAGE, GetPayload.class, rules::get);
    }
}
