package dev.cairn;

import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.Database;
import dev.cairn.http.Exchange;
import dev.cairn.http.Exposition;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What tells whether the server is there, and what it can do.
final class StatusApi {
    /// The version of the reference whose API this is; the stock clients compare it.
    static final String API_VERSION = "3.17.2";

    /// Of this server.
    static final String VERSION = "0.1.0";

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";

    private final Database database;
    private final Artifacts artifacts;
    private final PrometheusMeterRegistry meters;

    StatusApi(Database database, Artifacts artifacts, PrometheusMeterRegistry meters) {
        this.database = database;
        this.artifacts = artifacts;
        this.meters = meters;
    }

    void register(Routes routes) {
        Routes.Api root = routes.root();
        root.raw(Method.GET, "health", Permission.open(), exchange -> send(exchange, TEXT, "OK"));
        root.raw(Method.GET, "version", Permission.open(), exchange -> send(exchange, HTML, API_VERSION));
        root.raw(Method.GET, "ready", Permission.open(), this::ready);
        root.raw(Method.GET, "metrics", Permission.read(Resource.SERVER), this::metrics);
        telemetry(routes.uiApi("3.0/mlflow"));
        routes.api("3.0/mlflow").raw(Method.GET, "server-info", Permission.open(), this::serverInfo);
    }

    /// The UI is told to send nothing about its use; what an old page sends all the same is dropped unread.
    private static void telemetry(Routes.Api ui) {
        Permission permission = Permission.read(Resource.SERVER);
        ui.raw(
                Method.GET,
                "ui-telemetry",
                permission,
                exchange -> send(
                        exchange,
                        JSON,
                        "{\"disable_ui_events\":[],\"disable_ui_telemetry\":true,\"ui_rollout_percentage\":0}"));
        ui.raw(Method.POST, "ui-telemetry", permission, exchange -> send(exchange, JSON, "{\"status\":\"disabled\"}"));
    }

    /// Ready once the database answers; the process may be alive before that.
    private void ready(Exchange exchange) {
        database.read(tx -> tx.number("SELECT 1"));
        send(exchange, TEXT, "OK");
    }

    private void metrics(Exchange exchange) {
        String type = Exposition.of(exchange).type();
        send(exchange, type, meters.scrape(type));
    }

    private void serverInfo(Exchange exchange) {
        boolean direct = artifacts.takesDirectUploads();
        exchange.sendJson(Map.of(
                "store_type",
                "SqlStore",
                "workspaces_enabled",
                true,
                "trace_archival_enabled",
                false,
                "multipart_uploads_enabled",
                direct,
                "multipart_downloads_enabled",
                artifacts.offersDirectDownloads(),
                "presigned_upload_run_id_supported",
                direct,
                "presigned_upload_model_id_supported",
                direct,
                "features_enabled",
                Map.of("gateway", false),
                "idempotency_keys_enabled",
                true));
    }

    private static void send(Exchange exchange, String type, String text) {
        exchange.send(200, type, text.getBytes(StandardCharsets.UTF_8));
    }
}
