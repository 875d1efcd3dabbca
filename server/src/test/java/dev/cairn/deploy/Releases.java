package dev.cairn.deploy;

import java.util.Map;
import java.util.Optional;

/// Releases to try things with.
final class Releases {
    static final Placement PLACE = new Placement("ml", "fraud");

    private static final String CHAMPION = "models:/fraud@champion";

    private Releases() {}

    /// One whose image has the model.
    static Release whole(Kind kind, String replicas) {
        return of(
                kind,
                replicas,
                new PodModel(CHAMPION, "registry.example.org/fraud:3", Optional.of("registry"), Optional.empty()));
    }

    /// One whose pods fetch the model.
    static Release fetched(Kind kind) {
        PodModel.Source source = new PodModel.Source(
                "models:/fraud/3", "https://cairn.example.org", Optional.of(SecretKey.parse("tracking:reader")));
        return of(
                kind,
                "3",
                new PodModel(CHAMPION, "registry.example.org/cairn:1", Optional.empty(), Optional.of(source)));
    }

    /// One of a server, whose model has variables.
    static Release ofServer() {
        Release fetched = fetched(Kind.DEPLOYMENT);
        return new Release(
                PLACE,
                Kind.DEPLOYMENT,
                fetched.model(),
                fetched.size(),
                new Additions(
                        Optional.of(new Additions.Owner("0123456789abcdef", "Fraud_now")),
                        Map.of("KEY", "nobody else may know")));
    }

    private static Release of(Kind kind, String replicas, PodModel model) {
        return new Release(PLACE, kind, model, new Size(Replicas.parse(replicas), "500m", "1Gi"));
    }
}
