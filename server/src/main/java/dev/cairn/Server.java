package dev.cairn;

import dev.cairn.approvals.Approvals;
import dev.cairn.artifacts.ArtifactStore;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.artifacts.SealedStore;
import dev.cairn.artifacts.azure.AzureContainer;
import dev.cairn.artifacts.bucket.BucketStore;
import dev.cairn.artifacts.gcs.GcsBucket;
import dev.cairn.artifacts.managed.ManagedAnswers;
import dev.cairn.artifacts.managed.ManagedFiles;
import dev.cairn.artifacts.quota.Quotas;
import dev.cairn.artifacts.s3.S3Bucket;
import dev.cairn.audit.Audit;
import dev.cairn.background.Background;
import dev.cairn.catalog.Catalog;
import dev.cairn.config.ArtifactConfig;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.config.EncryptionConfig;
import dev.cairn.config.ServerConfig;
import dev.cairn.config.SignOnConfig;
import dev.cairn.db.Database;
import dev.cairn.encryption.KeySource;
import dev.cairn.encryption.Keys;
import dev.cairn.evaluation.Evaluation;
import dev.cairn.graphql.Graphql;
import dev.cairn.groups.Groups;
import dev.cairn.grpc.Grpc;
import dev.cairn.health.Health;
import dev.cairn.http.HttpServer;
import dev.cairn.http.OpenApi;
import dev.cairn.http.Routes;
import dev.cairn.idempotency.IdempotencyKeys;
import dev.cairn.identity.Identity;
import dev.cairn.images.RunImages;
import dev.cairn.importing.Stores;
import dev.cairn.inference.InferenceTables;
import dev.cairn.limits.Limits;
import dev.cairn.lineage.Lineage;
import dev.cairn.live.Live;
import dev.cairn.permissions.Permissions;
import dev.cairn.registry.Registry;
import dev.cairn.registry.RegistryListener;
import dev.cairn.remote.ClusterModels;
import dev.cairn.review.Review;
import dev.cairn.scim.Scim;
import dev.cairn.secrets.Secrets;
import dev.cairn.serving.Serving;
import dev.cairn.tables.RunTables;
import dev.cairn.traces.Traces;
import dev.cairn.tracking.Tracking;
import dev.cairn.tracking.TrackingConfig;
import dev.cairn.trash.Trash;
import dev.cairn.ui.Ui;
import dev.cairn.views.Views;
import dev.cairn.webhooks.Webhooks;
import dev.cairn.workspaces.Workspaces;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The composition root: every object of a server is made here, top to bottom.
public final class Server implements AutoCloseable {
    private final Database database;
    private final Artifacts artifacts;
    private final Live live;
    private final Webhooks webhooks;
    private final Serving serving;
    private final Background background;
    private final HttpServer http;
    private final Optional<String> setUpToken;

    private Server(
            Database database,
            Artifacts artifacts,
            Live live,
            Webhooks webhooks,
            Serving serving,
            Background background,
            HttpServer http,
            Optional<String> setUpToken) {
        this.database = database;
        this.artifacts = artifacts;
        this.live = live;
        this.webhooks = webhooks;
        this.serving = serving;
        this.background = background;
        this.http = http;
        this.setUpToken = setUpToken;
    }

    /// Opens the stores and listens; the server answers once this returns.
    public static Server start(ServerConfig config) throws IOException {
        return start(config, Identity::new);
    }

    /// Makes who asks for people's names.
    @FunctionalInterface
    interface IdentityMaker {
        Identity make(Database database, Permissions permissions, SignOnConfig settings, InstantSource clock);
    }

    static Server start(ServerConfig config, IdentityMaker identities) throws IOException {
        Database database = Database.open(config.database());
        try {
            Keys dataKeys = keys(config, database);
            Audit audit = audit(config, database, dataKeys);
            Quotas quotas = quotas(config, database);
            return start(config, identities, quotas, artifacts(config, dataKeys, quotas), dataKeys, audit);
        } catch (RuntimeException | IOException failure) {
            database.close();
            throw failure;
        }
    }

    private static Server start(
            ServerConfig config,
            IdentityMaker identities,
            Quotas quotas,
            Artifacts artifacts,
            Keys dataKeys,
            Audit audit) {
        InstantSource clock = InstantSource.system();
        Database database = audit.database();
        Background background = new Background();
        Live live = new Live(database, clock);
        List<Runnable> begun = new ArrayList<>(List.of(live::close));
        try {
            PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            Stores stores = stores(config, database, artifacts, live);
            Trash trash = trash(config, stores, database, live);
            IdempotencyKeys keys = new IdempotencyKeys(database, clock);
            Health health = health(config, database, artifacts, background, meters);
            Permissions permissions = new Permissions(database, Approvals.permissionListeners(live, clock));
            Identity identity = identities.make(database, permissions, config.signOn(), clock);
            boolean hasAccounts = hasAccounts(config, identity);
            Catalog catalog = catalog(config, stores, database);
            Approvals approvals = new Approvals(database, stores.registry(), live, clock);
            Routes routes = routes(stores, catalog, approvals, permissions, audit, trash, health, database, meters);
            Limits limits = new Limits(config.limits(), meters);
            artifacts.limitedBy(limits.uploads());
            live.limitedBy(limits.streams());
            identity.register(routes, hasAccounts);
            dataKeys.register(routes, database);
            Webhooks webhooks = new Webhooks(database, dataKeys, config.webhooks(), clock);
            begun.add(webhooks::close);
            webhooks.register(routes);
            Secrets secrets = new Secrets(database, dataKeys, audit, clock);
            secrets.register(routes);
            Serving serving = new Serving(
                    database,
                    stores.tracking(),
                    stores.registry(),
                    catalog,
                    artifacts,
                    secrets,
                    config.data().resolve("models"),
                    config.python().decided(isPrivate(config, hasAccounts)),
                    new ClusterModels(config.cluster(), dataKeys),
                    new InferenceTables(database, artifacts, meters, clock),
                    clock);
            begun.add(serving::close);
            serving.register(routes, StatusApi.VERSION);
            new Scim(database, identity.provisioning(), new Groups(database, clock)).register(routes);
            audit.start(background, config.upkeep().auditRetention());
            identity.start(background);
            live.start(background);
            artifacts.start(background, clock);
            quotas.start(background, config.limits().storageBytes());
            stores.tracking().start(background);
            stores.traces().start(background);
            trash.start(background);
            catalog.start(background);
            keys.start(background);
            dataKeys.start(background);
            webhooks.start(background);
            serving.start(background);
            HttpServer http = HttpServer.start(
                    config.http(),
                    routes.all(),
                    limits.at(new ManagedAnswers(
                            identity.doorkeeper(hasAccounts),
                            uri -> artifacts.resolve(uri).isPresent())),
                    keys,
                    audit,
                    meters);
            http.speakGrpc(serving.grpc(StatusApi.VERSION).routes(), Grpc::refuse);
            return new Server(
                    database,
                    artifacts,
                    live,
                    webhooks,
                    serving,
                    background,
                    http,
                    hasAccounts ? identity.setUpToken() : Optional.empty());
        } catch (RuntimeException failure) {
            background.close();
            begun.reversed().forEach(each -> leave(each, failure));
            artifacts.close();
            throw failure;
        }
    }

    /// The log of what is done in a database, which stores contents as the settings say.
    static Audit audit(ServerConfig config, Database database, Keys keys) {
        return new Audit(database.storing(keys.contents(config.encryption().contents())), keys, InstantSource.system());
    }

    /// So that nobody waits for a server that never was.
    private static void leave(Runnable closing, RuntimeException failure) {
        try {
            closing.run();
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /// Whether whoever reaches the server is its owner.
    private static boolean isPrivate(ServerConfig config, boolean hasAccounts) {
        return !hasAccounts
                && !config.http().isForOthers()
                && config.http().proxies().isEmpty();
    }

    private static boolean hasAccounts(ServerConfig config, Identity identity) {
        return switch (config.accounts()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> config.http().isForOthers() || identity.hasAdmin();
        };
    }

    /// All that a server answers to but who comes in, with everything behind it.
    static Routes routes(
            Stores stores,
            Catalog catalog,
            Approvals approvals,
            Permissions permissions,
            Audit audit,
            Trash trash,
            Health health,
            Database database,
            PrometheusMeterRegistry meters) {
        Artifacts artifacts = stores.artifacts();
        Routes routes = new Routes();
        new StatusApi(database, artifacts, meters).register(routes);
        artifacts.register(routes);
        permissions.register(routes);
        audit.register(routes);
        new Workspaces(database, InstantSource.system()).register(routes);
        stores.tracking().register(routes);
        new RunTables(database, stores.tracking().finder()).register(routes);
        new RunImages(database, artifacts, stores.tracking().finder()).register(routes);
        stores.traces().register(routes);
        stores.evaluation().register(routes);
        stores.review().register(routes);
        stores.registry().register(routes);
        catalog.register(routes);
        new ManagedFiles(artifacts, List.of(catalog.files(), stores.tracking().files())).register(routes);
        new Lineage(database, InstantSource.system()).register(routes, Catalog::sees);
        approvals.register(routes);
        trash.register(routes);
        health.register(routes);
        new Graphql(routes.all()).register(routes);
        new Views(database, stores.tracking(), InstantSource.system()).register(routes);
        new Ui().register(routes);
        OpenApi.register(routes, StatusApi.API_VERSION);
        return routes;
    }

    /// What imports and exports work with, which routes build upon.
    static Stores stores(ServerConfig config, Database database, Artifacts artifacts, Live live) {
        InstantSource clock = InstantSource.system();
        TrackingConfig settings = new TrackingConfig(config.artifactRoot(), config.upkeep());
        Tracking tracking = new Tracking(database, artifacts, live, settings, clock);
        Traces traces = new Traces(database, artifacts, tracking, clock);
        return new Stores(
                tracking,
                new Registry(database, artifacts, tracking, listeners(live, clock), clock),
                traces,
                new Evaluation(database, tracking, clock),
                new Review(database, tracking, traces, clock),
                artifacts,
                config.artifacts().folder());
    }

    /// The catalogue over those stores. Clients on this machine write to its folder by themselves where nobody else can
    /// ask and nothing is encrypted.
    static Catalog catalog(ServerConfig config, Stores stores, Database database) {
        boolean isShared =
                !config.http().isForOthers() && config.encryption().artifacts() == EncryptionConfig.Files.PLAIN;
        Optional<Path> shared = Optional.ofNullable(config.artifacts().folder()).filter(folder -> isShared);
        InstantSource clock = InstantSource.system();
        Lineage lineage = new Lineage(database, clock);
        return new Catalog(
                database, stores.registry(), lineage, stores.artifacts(), shared, stores.traces()::linkPrompts, clock);
    }

    /// Who is told what is done to models. What refuses comes first.
    private static List<RegistryListener> listeners(Live live, InstantSource clock) {
        List<RegistryListener> all = new ArrayList<>(Approvals.listeners(live, clock));
        all.add(Webhooks.outbox(clock));
        all.add(Lineage.listener());
        return all;
    }

    /// What empties the trash of those stores.
    static Trash trash(ServerConfig config, Stores stores, Database database, Live live) {
        return new Trash(
                database,
                stores.artifacts(),
                stores.tracking(),
                stores.traces(),
                live,
                config.upkeep(),
                InstantSource.system());
    }

    /// The keys of all that is encrypted in that database, or beside it.
    static Keys keys(ServerConfig config, Database database) {
        return Keys.open(database, KeySource.of(config.encryption().key()), InstantSource.system());
    }

    /// What tells how such a server is.
    static Health health(
            ServerConfig config,
            Database database,
            Artifacts artifacts,
            Background background,
            PrometheusMeterRegistry meters) {
        Health.Versions versions = new Health.Versions(StatusApi.VERSION, StatusApi.API_VERSION);
        return new Health(versions, config, database, artifacts, background, meters);
    }

    /// What workspaces may use of a server's own artifact store.
    ///
    /// @param database in which the audit log is not told of it
    static Quotas quotas(ServerConfig config, Database database) throws IOException {
        return new Quotas(database, store(config.artifacts().destination()), InstantSource.system());
    }

    /// A server's own artifact store.
    ///
    /// @param quotas of the store
    static Artifacts artifacts(ServerConfig config, Keys keys, Quotas quotas) {
        ArtifactConfig place = config.artifacts();
        EncryptionConfig.Files files = config.encryption().artifacts();
        return new Artifacts(
                new SealedStore(quotas.store(), keys.files("artifacts"), files),
                place.direct() && files == EncryptionConfig.Files.PLAIN,
                place.destination().uris());
    }

    /// Another place of artifacts, in which nothing of this server is.
    static Artifacts artifacts(ArtifactConfig config) throws IOException {
        return new Artifacts(
                store(config.destination()),
                config.direct(),
                config.destination().uris());
    }

    private static ArtifactStore store(ArtifactDestination destination) throws IOException {
        return switch (destination) {
            case ArtifactDestination.Folder folder -> new LocalStore(folder.path());
            case ArtifactDestination.S3 s3 -> new BucketStore(S3Bucket.open(s3), s3.prefix());
            case ArtifactDestination.Azure azure -> new BucketStore(AzureContainer.open(azure), azure.prefix());
            case ArtifactDestination.Gcs gcs -> new BucketStore(GcsBucket.open(gcs), gcs.prefix());
        };
    }

    public int port() {
        return http.port();
    }

    /// Empty where it does not speak gRPC.
    public Optional<Integer> grpcPort() {
        return http.grpcPort();
    }

    /// With which the first administrator is made, where there is none and callers sign in.
    public Optional<String> setUpToken() {
        return setUpToken;
    }

    /// Finishes what is under way by itself and the requests that are under way, then closes the stores.
    @Override
    public void close() {
        background.close();
        webhooks.close();
        live.endStreams();
        http.close();
        serving.close();
        live.close();
        database.close();
        artifacts.close();
    }
}
