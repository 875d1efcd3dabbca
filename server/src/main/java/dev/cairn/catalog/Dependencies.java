package dev.cairn.catalog;

import static dev.cairn.protocol.lineage.LineageDirection.UPSTREAM;

import dev.cairn.lineage.Told;
import dev.cairn.protocol.catalog.CatalogDependency;
import dev.cairn.protocol.catalog.CreateCatalogVersion;
import dev.cairn.protocol.catalog.CreateGovernedVersion;
import dev.cairn.protocol.catalog.GovernedDependency;
import dev.cairn.protocol.lineage.LineageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What clients say that a new version comes from, beside its run: what they run in, what was read,
/// and what the version needs when it is asked.
final class Dependencies {
    private Dependencies() {}

    static List<Told> of(CreateGovernedVersion request) {
        List<Told> told = new ArrayList<>(Told.header(request.lineageIdentifier(), UPSTREAM));
        request.modelVersionDependencies().stream().flatMap(Dependencies::told).forEach(told::add);
        return told;
    }

    static List<Told> of(CreateCatalogVersion request) {
        List<Told> told = new ArrayList<>(Told.header(request.lineageIdentifier(), UPSTREAM));
        Stream.ofNullable(request.modelVersionDependencies())
                .flatMap(all -> all.dependencies().stream())
                .flatMap(Dependencies::told)
                .forEach(told::add);
        return told;
    }

    /// Of the types that are known here.
    private static Stream<Told> told(GovernedDependency dependency) {
        return switch (Objects.requireNonNullElse(dependency.type(), "")) {
            case "DATABRICKS_TABLE" -> told(LineageKind.TABLE, dependency.name());
            case "DATABRICKS_VECTOR_INDEX" -> told(LineageKind.INDEX, dependency.name());
            case "DATABRICKS_UC_FUNCTION" -> told(LineageKind.FUNCTION, dependency.name());
            case "DATABRICKS_UC_CONNECTION" -> told(LineageKind.CONNECTION, dependency.name());
            case "DATABRICKS_MODEL_ENDPOINT", "DATABRICKS_UC_MODEL_SERVICE" ->
                told(LineageKind.ENDPOINT, dependency.name());
            default -> Stream.empty();
        };
    }

    private static Stream<Told> told(CatalogDependency dependency) {
        return Stream.of(
                        Stream.ofNullable(dependency.table())
                                .flatMap(table -> told(LineageKind.TABLE, table.tableFullName())),
                        Stream.ofNullable(dependency.function())
                                .flatMap(function -> told(LineageKind.FUNCTION, function.functionFullName())),
                        Stream.ofNullable(dependency.connection())
                                .flatMap(connection -> told(LineageKind.CONNECTION, connection.connectionName())))
                .flatMap(all -> all);
    }

    private static Stream<Told> told(LineageKind kind, @Nullable String name) {
        return Told.of(UPSTREAM, kind, name, null);
    }
}
