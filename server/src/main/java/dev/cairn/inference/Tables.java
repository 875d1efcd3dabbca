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
import dev.cairn.protocol.inference.PutRateLimits;
import dev.cairn.protocol.inference.RateLimit;
import dev.cairn.protocol.inference.SetInferenceTable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What endpoints keep, how often they may be called, and who says so.
final class Tables {
    private static final InferenceTableConfig OFF = new InferenceTableConfig(null, null, null, false);

    private final Database database;
    private final CapturedEndpoints endpoints;
    private final Runnable changed;

    /// @param changed has this server do at once what it would do soon
    Tables(Database database, CapturedEndpoints endpoints, Runnable changed) {
        this.database = database;
        this.endpoints = endpoints;
        this.changed = changed;
    }

    InferenceTable get(Caller caller, GetInferenceTable request) {
        return database.read(tx -> new TableStore(tx)
                .find(endpoints.get(tx, caller, request.name()))
                .map(Tables::shown)
                .orElseGet(() -> new InferenceTable(false, null, null, null, null, List.of(), null, null, null)));
    }

    InferenceTable set(Caller caller, SetInferenceTable request) {
        InferenceTable whole = Settings.whole(request.table());
        InferenceTable answer = database.write(tx -> {
            long endpoint = endpoints.locked(tx, caller, request.name());
            return shown(set(tx, endpoints, caller, endpoint, whole));
        });
        changed.run();
        return answer;
    }

    AiGatewayConfig put(Caller caller, PutAiGateway request) {
        AiGatewayConfig asked = request.config();
        checkNothingElse(asked);
        InferenceTableConfig table = Objects.requireNonNullElse(asked.inferenceTableConfig(), OFF);
        AiGatewayConfig answer = database.write(tx -> {
            long endpoint = endpoints.locked(tx, caller, request.name());
            set(tx, endpoints, caller, endpoint, table);
            return gateway(limit(tx, endpoints, caller, endpoint, asked.rateLimits()));
        });
        changed.run();
        return answer;
    }

    PutRateLimits.Response limit(Caller caller, PutRateLimits request) {
        List<RateLimit> limits = RateLimits.whole(request.rateLimits());
        database.write(tx -> limit(tx, endpoints, caller, endpoints.locked(tx, caller, request.name()), limits));
        changed.run();
        return new PutRateLimits.Response(limits);
    }

    /// Has an endpoint be called as often as somebody asks for.
    static StoredTable limit(
            Transaction tx, CapturedEndpoints endpoints, Caller caller, long endpoint, List<RateLimit> asked) {
        List<RateLimit> limits = RateLimits.whole(asked);
        TableStore store = new TableStore(tx);
        Optional<StoredTable> before = store.find(endpoint);
        InferenceTable table = before.map(StoredTable::settings).orElseGet(() -> Settings.whole(OFF, Optional.empty()));
        store.set(endpoint, newFolder(), table, limits);
        List<RateLimit> were = before.map(StoredTable::rateLimits).orElse(List.of());
        if (!were.equals(limits)) {
            endpoints.limited(tx, caller, endpoint, RateLimits.words(were), RateLimits.words(limits));
        }
        return store.find(endpoint).orElseThrow();
    }

    /// Refuses what this server has not of a gateway.
    static void checkNothingElse(AiGatewayConfig asked) {
        if (asked.guardrails() != null || isOn(asked.usageTrackingConfig()) || isOn(asked.fallbackConfig())) {
            throw ApiException.invalid(
                    "This server has `inference_table_config` and `rate_limits` of `ai_gateway`: no guardrails, usage tracking or fallbacks.");
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
        List<RateLimit> limits =
                store.find(endpoint).map(StoredTable::rateLimits).orElse(List.of());
        store.set(endpoint, newFolder(), whole, limits);
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

    /// What stands before an endpoint, in the managed platform's words.
    static AiGatewayConfig gateway(StoredTable table) {
        return AiGatewayConfig.of(platform(table), table.rateLimits());
    }

    private static InferenceTableConfig platform(StoredTable table) {
        InferenceTable settings = table.settings();
        return new InferenceTableConfig(
                settings.catalogName(), settings.schemaName(), settings.tableNamePrefix(), settings.enabled());
    }
}
