package dev.cairn.webhooks;

import static dev.cairn.access.Resource.REGISTERED_MODEL;
import static dev.cairn.access.Resource.WORKSPACE;

import dev.cairn.access.Permission;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.webhooks.CreateRegistryWebhook;
import dev.cairn.protocol.webhooks.CreateWebhook;
import dev.cairn.protocol.webhooks.DeleteRegistryWebhook;
import dev.cairn.protocol.webhooks.DeleteWebhook;
import dev.cairn.protocol.webhooks.DeliverAgain;
import dev.cairn.protocol.webhooks.GetWebhook;
import dev.cairn.protocol.webhooks.ListDeliveries;
import dev.cairn.protocol.webhooks.ListRegistryWebhooks;
import dev.cairn.protocol.webhooks.ListWebhooks;
import dev.cairn.protocol.webhooks.TestRegistryWebhook;
import dev.cairn.protocol.webhooks.TestWebhook;
import dev.cairn.protocol.webhooks.UpdateRegistryWebhook;
import dev.cairn.protocol.webhooks.UpdateWebhook;

/// The routes of webhooks. Those with secrets in them, and those that wait for somebody else, take no idempotency key.
final class WebhooksApi {
    private static final Permission MANAGE = Permission.manage(REGISTERED_MODEL);

    private WebhooksApi() {}

    static void mlflow(Routes routes, MlflowWebhooks rules) {
        Routes.Api api = routes.api("2.0/mlflow");
        Permission manage = Permission.manage(WORKSPACE);
        api.keyless(Method.POST, "webhooks", manage, CreateWebhook.class, rules::create);
        api.get("webhooks", manage, ListWebhooks.class, rules::list);
        api.get("webhooks/{webhook_id}", manage, GetWebhook.class, rules::get);
        api.keyless(Method.PATCH, "webhooks/{webhook_id}", manage, UpdateWebhook.class, rules::update);
        api.delete("webhooks/{webhook_id}", manage, DeleteWebhook.class, rules::delete);
        api.keyless(Method.POST, "webhooks/{webhook_id}/test", manage, TestWebhook.class, rules::test);
    }

    static void managed(Routes routes, ManagedWebhooks rules) {
        Routes.Api api = routes.api("2.0/mlflow");
        api.keyless(Method.POST, "registry-webhooks/create", MANAGE, CreateRegistryWebhook.class, rules::create);
        api.get(
                "registry-webhooks/list",
                Permission.filtered(REGISTERED_MODEL),
                ListRegistryWebhooks.class,
                rules::list);
        api.keyless(Method.PATCH, "registry-webhooks/update", MANAGE, UpdateRegistryWebhook.class, rules::update);
        api.delete("registry-webhooks/delete", MANAGE, DeleteRegistryWebhook.class, rules::delete);
        api.keyless(Method.POST, "registry-webhooks/test", MANAGE, TestRegistryWebhook.class, rules::test);
    }

    static void log(Routes routes, Deliveries rules) {
        Routes.Api api = routes.api("3.0/cairn");
        api.get("webhooks/{webhook_id}/deliveries", MANAGE, ListDeliveries.class, rules::list);
        api.post("webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver", MANAGE, DeliverAgain.class, rules::again);
    }
}
