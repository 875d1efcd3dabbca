package dev.cairn.serving;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Resource;
import dev.cairn.db.Database;
import dev.cairn.hosting.Histogram;
import dev.cairn.hosting.MetricsText;
import dev.cairn.hosting.ServerLoad;
import dev.cairn.hosting.VersionFigures;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.inference.InferenceTables;
import dev.cairn.protocol.serving.GetServedModelBuildLogs;
import dev.cairn.protocol.serving.GetServedModelLogs;
import dev.cairn.protocol.serving.GetServingMetricsHistory;
import dev.cairn.protocol.serving.GetShadowReport;
import dev.cairn.protocol.serving.ServedModelLogs;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this server tells of how endpoints do: figures, lines, and what their models take.
final class Watching {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

    private final Database database;
    private final Fleet fleet;
    private final InferenceTables tables;
    private final InstantSource clock;

    Watching(Database database, Fleet fleet, InferenceTables tables, InstantSource clock) {
        this.database = database;
        this.fleet = fleet;
        this.tables = tables;
        this.clock = clock;
    }

    /// `GET serving-endpoints/{name}/metrics`.
    void metrics(Exchange exchange) {
        String name = exchange.pathParameter("name");
        MetricsText.send(
                exchange,
                name,
                shares(endpoint(exchange.caller(), name)).map(Watching::figures).toList());
    }

    /// What was kept, and how it is now.
    GetServingMetricsHistory.Response history(Caller caller, GetServingMetricsHistory request) {
        long now = clock.millis();
        ServerLoad server = ServerLoad.now();
        return new GetServingMetricsHistory.Response(
                Histogram.ends(),
                shares(endpoint(caller, request.name()))
                        .map(share -> new GetServingMetricsHistory.Entity(
                                share.name(),
                                share.watched().history().with(figures(share).moment(now, server))))
                        .toList());
    }

    /// Keeps how all entities do now.
    void keep() {
        long now = clock.millis();
        ServerLoad server = ServerLoad.now();
        fleet.all().stream().flatMap(Watching::shares).forEach(share -> keep(share, now, server));
    }

    /// What fails for one entity keeps no other from being kept.
    private static void keep(Traffic.Share share, long now, ServerLoad server) {
        try {
            share.watched().history().add(figures(share).moment(now, server));
        } catch (RuntimeException failure) {
            LOG.warn("entity={} could not be looked at; its metrics have a gap", share.name(), failure);
        }
    }

    private static Stream<Traffic.Share> shares(LiveEndpoint endpoint) {
        return endpoint.traffic().stream().flatMap(traffic -> traffic.shares().stream());
    }

    private static MetricsText.Entity figures(Traffic.Share share) {
        VersionFigures figures = share.watched().figures();
        figures.of(share.version()); // which may have had no request
        return share.served().figures(share.name(), share.version(), Concurrency.of(share.entity()), figures);
    }

    /// `GET serving-endpoints/{name}/openapi`.
    void openApi(Exchange exchange) {
        String name = exchange.pathParameter("name");
        Traffic traffic = endpoint(exchange.caller(), name)
                .traffic()
                .orElseThrow(() -> ApiException.invalidState("The endpoint '%s' serves nothing yet.".formatted(name)));
        exchange.sendJson(RequestForms.of(name, traffic, exchange.origin()));
    }

    /// Examples hold what others asked, which is for who manages the endpoint, and for nobody where its table redacts.
    GetShadowReport.Response shadowReport(Caller caller, GetShadowReport request) {
        LiveEndpoint endpoint = endpoint(caller, request.name());
        boolean manages = caller.rights()
                .level(Resource.SERVING_ENDPOINT, Long.toString(endpoint.id()))
                .includes(Level.MANAGE);
        boolean isWhole = manages && !tables.redacts(endpoint.id());
        return new GetShadowReport.Response(endpoint.shadowsNow().stream()
                .map(shadow -> shadow.report(isWhole))
                .toList());
    }

    ServedModelLogs logs(Caller caller, GetServedModelLogs request) {
        return lines(caller, request.name(), request.servedModelName(), Watchers.Watched::serving);
    }

    ServedModelLogs buildLogs(Caller caller, GetServedModelBuildLogs request) {
        return lines(caller, request.name(), request.servedModelName(), Watchers.Watched::building);
    }

    private ServedModelLogs lines(
            Caller caller, String name, String entity, Function<Watchers.Watched, Journal> which) {
        Watchers.Watched watched = endpoint(caller, name)
                .watchers()
                .find(entity)
                .orElseThrow(
                        () -> ApiException.missing("The endpoint '%s' serves no entity '%s'.".formatted(name, entity)));
        return new ServedModelLogs(which.apply(watched).text());
    }

    private LiveEndpoint endpoint(Caller caller, String name) {
        StoredEndpoint stored = database.read(tx -> new EndpointStore(tx).find(caller, name))
                .orElseThrow(() -> Endpoints.missing(name));
        return fleet.find(stored).orElseThrow(LiveEndpoint::notReady);
    }
}
