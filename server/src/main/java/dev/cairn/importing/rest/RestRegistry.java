package dev.cairn.importing.rest;

import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Place;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.Source;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.registry.RegisteredModelCopy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes registered models on an MLflow server, by its REST API, with the same numbers of versions.
final class RestRegistry {
    private static final Pattern OF_RUN = Pattern.compile("runs:/([^/]+)(/.*)?");
    private static final Pattern OF_MODEL = Pattern.compile("models:/(m-[0-9a-f]+)(/.*)?");

    private static final Pattern OF_VERSION = Pattern.compile("models:/([^/@]+)/(\\d{1,18})");

    /// The source of versions that only take a number.
    private static final String NOWHERE = "s3://cairn/deleted-version";

    /// Numbers that are taken one behind the other to reach the next that is needed.
    private static final long MAX_GAP = 10_000;

    private final MlflowServer server;
    private final Function<Owner, Optional<RestExport.Made>> made;
    private final Report report;

    /// @param made runs and models there, by what they are here
    RestRegistry(MlflowServer server, Function<Owner, Optional<RestExport.Made>> made, Report report) {
        this.server = server;
        this.made = made;
        this.report = report;
    }

    void export(Source source, Consumer<String> exported) {
        source.registeredModels(Source.Selection.all(), copy -> {
            try {
                if (model(copy)) {
                    exported.accept(copy.model().name());
                }
            } catch (MlflowServer.Refused refused) {
                report.problem("Registered model '%s' was not exported whole: %s"
                        .formatted(copy.model().name(), refused.getMessage()));
            }
        });
    }

    private boolean model(RegisteredModelCopy copy) {
        String name = copy.model().name();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("name", name);
        request.put("description", copy.model().description());
        List<Tag> tags = new ArrayList<>(copy.model().tags());
        tags.add(new Tag(RestExport.WHOLE, "false"));
        request.put("tags", tags);
        SortedSet<Long> there = new TreeSet<>();
        try {
            server.post("registered-models/create", request);
        } catch (MlflowServer.Refused taken) {
            if (!taken.code().equals("RESOURCE_ALREADY_EXISTS")) {
                throw taken;
            }
            Optional<String> mark = mark(name);
            if (mark.isEmpty()) {
                report.note("The registered model '%s' is there already, and is left as it is.".formatted(name));
                return false;
            }
            if (!mark.get().equals("false")) {
                report.done("registered models that were there already", 1);
                return false;
            }
            there = versions(name);
        }
        versions(copy, there);
        for (RegisteredModelAlias alias : copy.model().aliases()) {
            server.post(
                    "registered-models/alias",
                    Map.of("name", name, "alias", alias.alias(), "version", alias.version()));
        }
        server.post("registered-models/set-tag", Map.of("name", name, "key", RestExport.WHOLE, "value", "true"));
        return true;
    }

    /// What an earlier export says of the model that it made: `true` if it is whole, `false` if it was cut off.
    private Optional<String> mark(String name) {
        JsonNode there = server.get("registered-models/get", Map.of("name", name));
        for (JsonNode tag : there.at("/registered_model/tags")) {
            if (tag.path("key").asString("").equals(RestExport.WHOLE)) {
                return Optional.of(tag.path("value").asString(""));
            }
        }
        return Optional.empty();
    }

    /// Makes the versions that are not there, under their numbers. Numbers of versions that were deleted here are taken
    /// there by versions that are deleted as well, those behind the last one too.
    private void versions(RegisteredModelCopy copy, SortedSet<Long> there) {
        String name = copy.model().name();
        Set<Long> wanted = new HashSet<>();
        for (RegisteredModelCopy.Version version : copy.versions()) {
            long number = Long.parseLong(version.version().version());
            wanted.add(number);
            if (!there.contains(number)) {
                if (!isNear(number - 1, there)) {
                    throw new MlflowServer.Refused(
                            "version %d is more than %,d numbers behind the one before".formatted(number, MAX_GAP));
                }
                reserve(name, number - 1, there);
                long given = create(request(version), there);
                if (given != number) {
                    wanted.add(given);
                    report.problem("Version %d of registered model '%s' is version %d there, which had more of them."
                            .formatted(number, name, given));
                }
            }
            transition(version.version());
        }
        if (isNear(copy.lastVersion(), there)) {
            reserve(name, copy.lastVersion(), there);
        } else {
            report.problem(
                    "Registered model '%s' had versions up to %d, which are deleted; their numbers are given again there."
                            .formatted(name, copy.lastVersion()));
        }
        there.stream().filter(number -> !wanted.contains(number)).forEach(number -> delete(name, number));
    }

    /// Takes the numbers up to one, which then is the last.
    private void reserve(String name, long last, SortedSet<Long> there) {
        while (last(there) < last) {
            create(Map.of("name", name, "source", NOWHERE), there);
        }
    }

    private static boolean isNear(long last, SortedSet<Long> there) {
        return last - last(there) <= MAX_GAP;
    }

    private static long last(SortedSet<Long> there) {
        return there.isEmpty() ? 0 : there.last();
    }

    /// Makes a version, whose number must be behind all that are there, so that numbers come to an end.
    private long create(Map<String, ?> version, SortedSet<Long> there) {
        JsonNode number = server.post("model-versions/create", version).at("/model_version/version");
        long given = number.asLong(0);
        if (given <= last(there)) {
            throw new MlflowServer.Refused("the server gave a version the number '%s', and not one behind %d"
                    .formatted(number.asString(""), last(there)));
        }
        there.add(given);
        return given;
    }

    private void delete(String name, long number) {
        server.send("DELETE", "model-versions/delete", Map.of("name", name, "version", Long.toString(number)));
    }

    private SortedSet<Long> versions(String name) {
        SortedSet<Long> versions = new TreeSet<>();
        String filter = "name = '" + name.replace("'", "''") + "'";
        String token = "";
        do {
            JsonNode page = server.get(
                    "model-versions/search", Map.of("filter", filter, "max_results", "10000", "page_token", token));
            for (JsonNode version : page.path("model_versions")) {
                versions.add(version.path("version").asLong(0));
            }
            token = page.path("next_page_token").asString("");
        } while (!token.isEmpty());
        return versions;
    }

    private Map<String, Object> request(RegisteredModelCopy.Version copy) {
        ModelVersion version = copy.version();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("name", version.name());
        there(Owner.run(version.runId())).ifPresent(run -> request.put("run_id", run.id()));
        Optional.ofNullable(version.modelId())
                .flatMap(id -> there(Owner.model(id)))
                .ifPresent(model -> request.put("model_id", model.id()));
        put(request, copy);
        request.put("description", version.description());
        request.put("run_link", version.runLink());
        request.put("tags", version.tags());
        return request;
    }

    /// Puts the source there into a request: the same place with the run or the model that has a new id, which the
    /// request must name if the source is a folder of it.
    private void put(Map<String, Object> request, RegisteredModelCopy.Version copy) {
        String source = copy.version().source();
        Matcher ofRun = OF_RUN.matcher(source);
        Matcher ofModel = OF_MODEL.matcher(source);
        Optional<Place> place = Place.parse(copy.location());
        if (ofRun.matches()) {
            request.put(
                    "source",
                    renamed("runs:/", Owner.run(ofRun.group(1)), ofRun.group(2)).orElse(source));
        } else if (ofModel.matches()) {
            request.put(
                    "source",
                    renamed("models:/", Owner.model(ofModel.group(1)), ofModel.group(2))
                            .orElse(source));
        } else if (place.isPresent() && !isMadeBefore(source, copy.version())) {
            Owner owner = place.get().owner();
            Optional<RestExport.Made> there = there(owner);
            request.put(
                    "source",
                    there.map(it -> place.get().below(it.artifactUri())).orElse(source));
            there.ifPresent(it -> request.put(owner.kind() == Owner.Kind.RUN ? "run_id" : "model_id", it.id()));
        } else {
            request.put("source", source);
        }
    }

    private Optional<String> renamed(String scheme, Owner owner, @Nullable String path) {
        return there(owner).map(it -> scheme + it.id() + Objects.requireNonNullElse(path, ""));
    }

    /// Whether a source is a version of a model that is made before, in the order of names and numbers.
    private static boolean isMadeBefore(String source, ModelVersion version) {
        Matcher other = OF_VERSION.matcher(source);
        if (!other.matches()) {
            return false;
        }
        int order = other.group(1).compareTo(version.name());
        return order < 0 || (order == 0 && Long.parseLong(other.group(2)) < Long.parseLong(version.version()));
    }

    private void transition(ModelVersion version) {
        if (!version.currentStage().equals("None")) {
            server.post(
                    "model-versions/transition-stage",
                    Map.of(
                            "name", version.name(),
                            "version", version.version(),
                            "stage", version.currentStage(),
                            "archive_existing_versions", false));
        }
    }

    private Optional<RestExport.Made> there(Owner owner) {
        return made.apply(owner);
    }
}
