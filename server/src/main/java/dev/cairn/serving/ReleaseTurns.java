package dev.cairn.serving;

import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.remote.ClusterModels;
import dev.cairn.remote.Wanted;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Tells the cluster again and again which releases endpoints need: of what they serve and of what they are to serve.
record ReleaseTurns(Database database, ModelSource source, ClusterModels cluster) {

    /// A version in the cluster that an entity of a configuration needs.
    static Wanted wanted(StoredEndpoint endpoint, StoredConfig config, ServedEntity entity, String version, long made) {
        return new Wanted(
                new Wanted.Endpoint(endpoint.workspace(), endpoint.name(), endpoint.id()),
                entity,
                version,
                made,
                Variables.refersToSecrets(entity) ? config.secretsOf() : 0);
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
        Set<Wanted> needed = new HashSet<>();
        List<ServedEntity> entities = config.config().servedEntities();
        for (int i = 0; i < entities.size(); i++) {
            ServedEntity entity = entities.get(i);
            if (ClusterModels.areOf(entity)) {
                long made = config.models().get(i);
                version(endpoint, entity)
                        .ifPresent(version -> needed.add(wanted(endpoint, config, entity, version, made)));
                if (!config.served().isEmpty()) {
                    needed.add(wanted(endpoint, config, entity, config.served().get(i), made));
                }
            }
        }
        return needed;
    }

    private Optional<String> version(StoredEndpoint endpoint, ServedEntity entity) {
        try {
            return Optional.of(source.version(endpoint.workspace(), entity));
        } catch (ApiException refused) {
            if (refused.code() == ErrorCode.TEMPORARILY_UNAVAILABLE) {
                throw refused;
            }
            return Optional.empty(); // as its model or its alias is gone
        }
    }
}
