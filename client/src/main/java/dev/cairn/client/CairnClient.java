package dev.cairn.client;

/// A tracking server, and what is on it. It needs no closing: its connections end by themselves.
public final class CairnClient {
    private final Experiments experiments;
    private final Runs runs;
    private final LoggedModels loggedModels;
    private final RegisteredModels registeredModels;
    private final ModelVersions modelVersions;
    private final Approvals approvals;
    private final Locations locations;

    CairnClient(Transport transport) {
        this.experiments = new Experiments(transport);
        this.runs = new Runs(transport);
        this.loggedModels = new LoggedModels(transport, runs);
        this.registeredModels = new RegisteredModels(transport);
        this.modelVersions = new ModelVersions(transport, registeredModels);
        this.approvals = new Approvals(transport);
        this.locations = new Locations(transport, runs, loggedModels, modelVersions);
    }

    /// The server at an address such as `http://localhost:5000`, which asks nobody to sign in.
    public static CairnClient connect(String url) {
        return at(url).build();
    }

    /// The server at an address, with settings.
    public static ClientBuilder at(String url) {
        return new ClientBuilder(url);
    }

    /// The server that `MLFLOW_TRACKING_URI` names, with `MLFLOW_TRACKING_TOKEN`, or `MLFLOW_TRACKING_USERNAME` and
    /// `MLFLOW_TRACKING_PASSWORD`, and `MLFLOW_WORKSPACE`, as the Python client reads them.
    public static CairnClient fromEnvironment() {
        return environment().build();
    }

    /// The same, to be given further settings.
    public static ClientBuilder environment() {
        return ClientBuilder.of(System.getenv());
    }

    public Experiments experiments() {
        return experiments;
    }

    public Runs runs() {
        return runs;
    }

    public LoggedModels loggedModels() {
        return loggedModels;
    }

    public RegisteredModels registeredModels() {
        return registeredModels;
    }

    public ModelVersions modelVersions() {
        return modelVersions;
    }

    public Approvals approvals() {
        return approvals;
    }

    /// What `models:/NAME/VERSION`, `models:/NAME@ALIAS`, `models:/NAME/STAGE` or `models:/MODEL_ID` stands for now.
    ///
    /// @throws IllegalArgumentException for a text of no such form
    public ResolvedModel resolve(String modelUri) {
        return locations.resolve(modelUri);
    }

    /// The files at a `runs:/RUN/PATH`, `models:/…` or `mlflow-artifacts:/…` URI.
    public ArtifactFolder artifacts(String uri) {
        return locations.folder(uri);
    }
}
