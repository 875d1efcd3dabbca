package dev.cairn;

import dev.cairn.approvals.Approvals;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.audit.Audit;
import dev.cairn.background.Background;
import dev.cairn.catalog.Catalog;
import dev.cairn.config.ArtifactConfig;
import dev.cairn.config.PythonModelConfig;
import dev.cairn.config.ServerConfig;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.encryption.Keys;
import dev.cairn.groups.Groups;
import dev.cairn.health.Health;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.Route;
import dev.cairn.http.Routes;
import dev.cairn.identity.Identity;
import dev.cairn.importing.Stores;
import dev.cairn.inference.InferenceTables;
import dev.cairn.live.Live;
import dev.cairn.permissions.Permissions;
import dev.cairn.remote.ClusterModels;
import dev.cairn.scim.Scim;
import dev.cairn.secrets.Secrets;
import dev.cairn.serving.Serving;
import dev.cairn.trash.Trash;
import dev.cairn.webhooks.Webhooks;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How much of the reference's API a server answers to, area by area. The reference's routes are those of
/// `api/routes.tsv`, without the few that it answers with 404 itself or that another of its routes hides.
final class Coverage {
    private static final String TABLE = "/api/routes.tsv";

    private final Map<String, Area> areas = new TreeMap<>();

    private Coverage(List<Route> served) throws IOException {
        Set<RouteShape> shapes = RouteShape.of(served);
        for (Declared route : declared()) {
            areas.computeIfAbsent(route.area(), Area::new).add(route, shapes);
        }
    }

    static Coverage of(List<Route> served) throws IOException {
        return new Coverage(served);
    }

    /// The tables of the server that this program would start.
    static String report() throws IOException {
        List<Route> served = ownRoutes();
        return "%s%n%s".formatted(of(served).text(), ManagedCoverage.of(served).text());
    }

    /// The route table of a server that has an empty folder and does not listen.
    static List<Route> ownRoutes() throws IOException {
        Path folder = Files.createTempDirectory("cairn-endpoints");
        DatabaseUrl url = new DatabaseUrl.Sqlite(folder.resolve("cairn.db"));
        ServerConfig config = new ServerConfig(
                new HttpConfig("127.0.0.1", 0, HttpConfig.LOOPBACK),
                folder,
                url,
                ArtifactConfig.folder(folder.resolve("artifacts")),
                "mlflow-artifacts:/");
        try (Artifacts artifacts = Server.artifacts(config.artifacts());
                Database plain = Database.open(url)) {
            Keys dataKeys = Server.keys(config, plain);
            Audit audit = Server.audit(config, plain, dataKeys);
            Database database = audit.database();
            Live live = new Live(database, InstantSource.system());
            PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            Stores stores = Server.stores(config, database, artifacts, live);
            Trash trash = Server.trash(config, stores, database, live);
            Health health = Server.health(config, database, artifacts, new Background(), meters);
            Permissions permissions = new Permissions(database);
            Catalog catalog = Server.catalog(config, stores, database);
            Routes routes = Server.routes(
                    stores,
                    catalog,
                    new Approvals(database, stores.registry(), live, InstantSource.system()),
                    permissions,
                    audit,
                    trash,
                    health,
                    database,
                    meters);
            InstantSource clock = InstantSource.system();
            Identity identity = new Identity(database, permissions, clock);
            identity.register(routes, true);
            dataKeys.register(routes, database);
            new Webhooks(database, dataKeys, config.webhooks(), clock).register(routes);
            Secrets secrets = new Secrets(database, dataKeys, audit, clock);
            secrets.register(routes);
            new Serving(
                            database,
                            stores.tracking(),
                            stores.registry(),
                            catalog,
                            artifacts,
                            secrets,
                            Path.of("models"),
                            PythonModelConfig.OFF,
                            new ClusterModels(config.cluster(), dataKeys),
                            new InferenceTables(database, artifacts, meters, clock),
                            clock)
                    .register(routes, StatusApi.VERSION);
            new Scim(database, identity.provisioning(), new Groups(database, clock)).register(routes);
            return routes.all();
        } finally {
            delete(folder);
        }
    }

    /// The routes of an area that the server lacks, as `GET /path`; for an unknown area all of nothing.
    List<String> missing(String area) {
        Area known = areas.get(area);
        return known == null ? List.of() : known.missingRoutes();
    }

    Set<String> areas() {
        return Set.copyOf(areas.keySet());
    }

    String text() {
        StringBuilder text = new StringBuilder("%-36s %10s %12s%n".formatted("area", "operations", "routes"));
        Area total = new Area("TOTAL");
        areas.values().forEach(area -> {
            text.append(area.line());
            total.addAll(area);
        });
        text.append(total.line());
        areas.values().stream()
                .filter(area -> !area.missingRoutes().isEmpty())
                .forEach(area -> text.append("%n%s%n".formatted(area.name)).append(area.missingLines()));
        return text.toString();
    }

    private static List<Declared> declared() throws IOException {
        return RouteShape.lines(TABLE).stream()
                .map(Declared::of)
                .filter(Declared::isAnswered)
                .toList();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// A line of the table.
    private record Declared(String area, String method, String path, boolean isAnswered) {
        static Declared of(String line) {
            String[] cells = line.split("\t", -1);
            return new Declared(cells[0], cells[1], cells[2], cells[7].equals("yes") && cells[8].isEmpty());
        }

        /// The path without the prefix that its twins differ in.
        String operation() {
            return path.replaceFirst("^/(ajax-)?api/", "");
        }
    }

    private static final class Area {
        private final String name;
        private final Map<String, List<RouteShape>> operations = new TreeMap<>();
        private final Map<String, List<RouteShape>> missing = new TreeMap<>();

        private Area(String name) {
            this.name = name;
        }

        private void add(Declared route, Set<RouteShape> served) {
            RouteShape shape = RouteShape.of(route.method(), route.path());
            String operation = "%-6s  %s".formatted(route.method(), route.operation());
            put(operations, operation, shape);
            if (!served.contains(shape)) {
                put(missing, operation, shape);
            }
        }

        private void addAll(Area other) {
            other.operations.forEach((operation, shapes) -> shapes.forEach(shape -> put(operations, operation, shape)));
            other.missing.forEach((operation, shapes) -> shapes.forEach(shape -> put(missing, operation, shape)));
        }

        private static void put(Map<String, List<RouteShape>> to, String operation, RouteShape shape) {
            List<RouteShape> shapes = to.computeIfAbsent(operation, key -> new ArrayList<>());
            if (!shapes.contains(shape)) {
                shapes.add(shape);
            }
        }

        private String line() {
            return "%-36s %4d / %3d %5d / %4d%n"
                    .formatted(
                            name,
                            operations.size() - missing.size(),
                            operations.size(),
                            count(operations) - count(missing),
                            count(operations));
        }

        private String missingLines() {
            return missing.entrySet().stream()
                    .map(entry -> "  %s%s%n".formatted(entry.getKey(), where(entry.getKey(), entry.getValue())))
                    .collect(Collectors.joining());
        }

        /// Which of its prefixes an operation lacks, when it has some.
        private String where(String operation, List<RouteShape> lacking) {
            return lacking.size()
                            == operations.getOrDefault(operation, List.of()).size()
                    ? ""
                    : lacking.stream().map(RouteShape::path).collect(Collectors.joining(", ", "  (only ", ")"));
        }

        private List<String> missingRoutes() {
            return missing.values().stream()
                    .flatMap(List::stream)
                    .map(shape -> shape.method() + " " + shape.path())
                    .toList();
        }

        private static int count(Map<String, List<RouteShape>> operations) {
            return operations.values().stream().mapToInt(List::size).sum();
        }
    }
}
