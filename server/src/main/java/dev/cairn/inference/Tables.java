package dev.cairn.inference;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.inference.AiGatewayConfig;
import dev.cairn.protocol.inference.GetInferenceTable;
import dev.cairn.protocol.inference.InferenceTable;
import dev.cairn.protocol.inference.InferenceTableConfig;
import dev.cairn.protocol.inference.PutAiGateway;
import dev.cairn.protocol.inference.SetInferenceTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What endpoints keep, and who says so.
final class Tables {
    private final Database database;
    private final CapturedEndpoints endpoints;

    Tables(Database database, CapturedEndpoints endpoints) {
        this.database = database;
        this.endpoints = endpoints;
    }

    InferenceTable get(Caller caller, GetInferenceTable request) {
        return database.read(tx -> new TableStore(tx)
                .find(endpoints.get(tx, caller, request.name()))
                .map(Tables::shown)
                .orElseGet(() -> new InferenceTable(false, null, null, null, null, List.of(), null, null, null)));
    }

    InferenceTable set(Caller caller, SetInferenceTable request) {
        InferenceTable whole = Settings.whole(request.table());
        return database.write(tx -> {
            long endpoint = endpoints.locked(tx, caller, request.name());
            return shown(set(tx, endpoints, caller, endpoint, whole));
        });
    }

    AiGatewayConfig put(Caller caller, PutAiGateway request) {
        AiGatewayConfig asked = request.config();
        checkNothingElse(asked);
        InferenceTableConfig table = asked.inferenceTableConfig() == null
                ? new InferenceTableConfig(null, null, null, false)
                : asked.inferenceTableConfig();
        return database.write(tx -> {
            long endpoint = endpoints.locked(tx, caller, request.name());
            return AiGatewayConfig.of(platform(set(tx, endpoints, caller, endpoint, table)));
        });
    }

    /// Refuses what this server has not of a gateway.
    static void checkNothingElse(AiGatewayConfig asked) {
        if (!asked.rateLimits().isEmpty()
                || asked.guardrails() != null
                || isOn(asked.usageTrackingConfig())
                || isOn(asked.fallbackConfig())) {
            throw ApiException.invalid(
                    "This server has the `inference_table_config` of `ai_gateway` alone: no rate limits, guardrails, usage tracking or fallbacks.");
        }
    }

    private static boolean isOn(@Nullable Map<String, Object> config) {
        return config != null && !Boolean.FALSE.equals(config.get("enabled"));
    }

    /// What somebody asks for in the managed platform's words; what they cannot say stays as it is.
    static StoredTable set(
            Transaction tx, CapturedEndpoints endpoints, Caller caller, long endpoint, InferenceTableConfig asked) {
        Optional<InferenceTable> before = new TableStore(tx).find(endpoint).map(StoredTable::settings);
        return set(tx, endpoints, caller, endpoint, Settings.whole(asked, before));
    }

    private static StoredTable set(
            Transaction tx, CapturedEndpoints endpoints, Caller caller, long endpoint, InferenceTable whole) {
        TableStore store = new TableStore(tx);
        store.set(endpoint, newFolder(), whole);
        endpoints.changed(tx, caller, endpoint, whole.enabled());
        return store.find(endpoint).orElseThrow();
    }

    /// In a workspace that nobody sees, so that nobody's experiment lies above it.
    private static String newFolder() {
        return "workspaces/%s/inference/%s".formatted(Workspace.CATALOGUE.name(), UUID.randomUUID());
    }

    private static InferenceTable shown(StoredTable table) {
        InferenceTable settings = table.settings();
        return new InferenceTable(
                settings.enabled(),
                settings.catalogName(),
                settings.schemaName(),
                settings.tableNamePrefix(),
                settings.samplingFraction(),
                settings.redacted(),
                settings.retentionDays(),
                settings.maxBodyBytes(),
                table.folder());
    }

    static InferenceTableConfig platform(StoredTable table) {
        InferenceTable settings = table.settings();
        return new InferenceTableConfig(
                settings.catalogName(), settings.schemaName(), settings.tableNamePrefix(), settings.enabled());
    }
}
