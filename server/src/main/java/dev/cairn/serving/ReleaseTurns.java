package dev.cairn.serving;

import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.remote.ClusterModels;
import dev.cairn.remote.Wanted;
import dev.cairn.serving.variables.Variables;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Tells the cluster again and again which releases endpoints need: of what they serve and of what they are to serve.
record ReleaseTurns(Database database, ModelSource source, ClusterModels cluster) {

    /// A version in the cluster that an entity of a configuration needs.
    static Wanted wanted(EntityVersion needed) {
        StoredEndpoint endpoint = needed.endpoint();
        ServedEntity entity = needed.entity();
        return new Wanted(
                new Wanted.Endpoint(endpoint.workspace(), endpoint.name(), endpoint.id()),
                entity,
                needed.version(),
                needed.made(),
                Variables.refersToSecrets(entity) ? needed.config().secretsOf() : 0);
    }

    /// A turn of one thread at a time.
    void turn() {
        Map<StoredEndpoint, List<StoredConfig>> stored = database.read(tx -> {
            Map<Long, List<StoredConfig>> configs =
                    new ConfigStore(tx).needed().stream().collect(Collectors.groupingBy(StoredConfig::endpoint));
            return new EndpointStore(tx)
                    .all().stream()
                            .collect(Collectors.toMap(
                                    Function.identity(), endpoint -> configs.getOrDefault(endpoint.id(), List.of())));
        });
        Set<Wanted> needed = new HashSet<>();
        try {
            stored.forEach((endpoint, configs) -> configs.forEach(config -> needed.addAll(neededBy(endpoint, config))));
        } catch (ApiException unknown) {
            return; // as nothing is removed while it is not known what is needed
        }
        cluster.keep(needed);
    }

    /// The versions that its entities mean now, and those that answered last.
    private Set<Wanted> neededBy(StoredEndpoint endpoint, StoredConfig config) {
        List<ServedEntity> entities = config.config().servedEntities();
        Stream<EntityVersion> meant = IntStream.range(0, entities.size())
                .filter(i -> ClusterModels.areOf(entities.get(i)))
                .boxed()
                .flatMap(i -> source.findVersion(endpoint.workspace(), entities.get(i)).stream()
                        .map(version -> new EntityVersion(endpoint, config, i, version)));
        Stream<EntityVersion> last = IntStream.range(0, config.served().size())
                .filter(i -> ClusterModels.areOf(entities.get(i)))
                .mapToObj(i ->
                        new EntityVersion(endpoint, config, i, config.served().get(i)));
        return Stream.concat(meant, last).map(ReleaseTurns::wanted).collect(Collectors.toSet());
    }
}
