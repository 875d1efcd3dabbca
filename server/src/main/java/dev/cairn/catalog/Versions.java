package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.lineage.Lineage;
import dev.cairn.lineage.Told;
import dev.cairn.protocol.lineage.LineageDirection;
import dev.cairn.protocol.registry.CreateModelVersion;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.ModelVersionStatus;
import dev.cairn.protocol.registry.SearchModelVersions;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.registry.GovernedModels;
import dev.cairn.search.Page;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Versions of the catalogue's models: begun, filled by the client, finished, and found by number or alias.
final class Versions {
    /// Clients name the folder of a logged model, and leave out of which it is.
    private static final Pattern LOGGED_MODEL =
            Pattern.compile("(?:models:|.*/models)/(m-[^/@]+)(?:/artifacts(?:/.*)?)?");
    private static final Pattern OTHER_VERSION = Pattern.compile("models:/([^/@.]+\\.[^/@.]+\\.[^/@.]+)/(\\d{1,9})");
    private static final int ALL_NAMES = 100_000;

    private final Database database;
    private final GovernedModels registry;
    private final Lineage lineage;
    private final Folders folders;
    private final InstantSource clock;

    Versions(Database database, GovernedModels registry, Lineage lineage, Folders folders, InstantSource clock) {
        this.database = database;
        this.registry = registry;
        this.lineage = lineage;
        this.folders = folders;
        this.clock = clock;
    }

    /// Begins a version, which is pending until the client says that all its files are there.
    Version create(Caller caller, NewVersion wanted) {
        return begin(caller, wanted, (gate, location) -> add(gate, wanted, location));
    }

    /// Begins a version that this server fills with the files of another one.
    ///
    /// @param reader who was seen to read the other one, in its workspace
    Version createCopy(Caller caller, Caller reader, NewVersion wanted) {
        return begin(
                caller,
                wanted,
                (gate, location) ->
                        registry.addCopy(Metastore.at(caller), reader, request(wanted, null, null), location));
    }

    private Version begin(Caller caller, NewVersion wanted, BiFunction<Gate, String, ModelVersion> add) {
        return database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            Gate.Seen model = gate.find(wanted.model()).needs(Privilege.CREATE_MODEL_VERSION);
            if (GovernedModels.isPrompt(
                    registry.get(Metastore.at(caller), wanted.model().toString()))) {
                throw Gate.missing(wanted.model());
            }
            String folder = Folders.newFolder();
            ModelVersion version = add.apply(gate, Folders.uri(folder));
            long now = clock.millis();
            new FactStore(tx)
                    .insert(new Facts(
                            model.thing().id(),
                            Long.parseLong(version.version()),
                            ModelVersionStatus.PENDING_REGISTRATION,
                            folder,
                            wanted.trackingServer(),
                            now,
                            caller.user(),
                            now,
                            caller.user()));
            lineage.tell(tx, Metastore.at(caller), version.name(), version.version(), wanted.lineage());
            return get(gate, model, version.version());
        });
    }

    /// A version may be made of another one of the catalogue, which one may read then; or of what the registry takes.
    private ModelVersion add(Gate gate, NewVersion wanted, String location) {
        Caller caller = gate.caller();
        Matcher other = OTHER_VERSION.matcher(wanted.source());
        if (other.matches()) {
            FullName name = FullName.parse(Securable.MODEL, other.group(1));
            Gate.Seen seen = gate.find(name).needs(Privilege.EXECUTE);
            get(gate, seen, other.group(2));
            return registry.addCopy(Metastore.at(caller), Metastore.at(caller), request(wanted, null, null), location);
        }
        Matcher logged = LOGGED_MODEL.matcher(wanted.source());
        String modelId = wanted.modelId() == null && logged.matches() ? logged.group(1) : wanted.modelId();
        return registry.addVersion(Metastore.at(caller), caller, request(wanted, wanted.runId(), modelId), location);
    }

    private static CreateModelVersion request(NewVersion wanted, @Nullable String runId, @Nullable String modelId) {
        return new CreateModelVersion(
                wanted.model().toString(), wanted.source(), runId, wanted.tags(), null, wanted.description(), modelId);
    }

    Version get(Caller caller, FullName name, String version) {
        return database.read(tx -> {
            Gate gate = new Gate(tx, caller);
            return get(gate, gate.find(name), version);
        });
    }

    private Version get(Gate gate, Gate.Seen model, String version) {
        ModelVersion registered =
                registry.version(Metastore.at(gate.caller()), model.name().toString(), version);
        Facts facts = new FactStore(gate.tx())
                .find(model.thing().id(), Long.parseLong(registered.version()))
                .orElseThrow(() -> missing(model.name(), version));
        return new Version(registered, facts, folders.location(facts.folder()));
    }

    Version describe(Caller caller, FullName name, String version, @Nullable String description) {
        return database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            Gate.Seen model = gate.find(name).needs(Privilege.MANAGE);
            Version known = get(gate, model, version);
            if (description != null) {
                registry.describeVersion(Metastore.at(caller), name.toString(), version, description);
                touch(gate, known.facts());
            }
            return get(gate, model, version);
        });
    }

    void delete(Caller caller, FullName name, String version) {
        database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            Facts facts =
                    get(gate, gate.find(name).needs(Privilege.MANAGE), version).facts();
            registry.deleteVersion(Metastore.at(caller), name.toString(), version);
            new FactStore(tx).delete(facts.securable(), facts.version());
            return true;
        });
    }

    /// Ends the registration: from now on the version is read, and its files stay as they are.
    Version finish(Caller caller, FullName name, String version) {
        Facts before = writable(caller, name, version);
        if (before.status() == ModelVersionStatus.READY) {
            return get(caller, name, version);
        }
        if (!folders.hasFiles(before.folder())) {
            throw ApiException.invalidState(
                    "No file of version %s of '%s' has arrived: send its files first. Clients of uc: write them to a folder of this machine; others use the registry databricks-uc."
                            .formatted(version, name));
        }
        return database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            Gate.Seen model = gate.find(name).needs(Privilege.CREATE_MODEL_VERSION);
            boolean isEnded = new FactStore(tx)
                    .end(before.securable(), before.version(), ModelVersionStatus.READY, clock.millis(), caller.user());
            Version now = get(gate, model, version);
            if (!isEnded && now.facts().status() != ModelVersionStatus.READY) {
                throw notPending(name, now.facts());
            }
            return now;
        });
    }

    /// Ends the registration of a version whose files will not come, if nothing else ended it, and has its folder
    /// emptied: a file may have come after that of a version that was deleted meanwhile.
    void fail(Caller caller, Facts facts) {
        database.write(tx -> {
            FactStore store = new FactStore(tx);
            store.end(
                    facts.securable(),
                    facts.version(),
                    ModelVersionStatus.FAILED_REGISTRATION,
                    clock.millis(),
                    caller.user());
            if (store.find(facts.securable(), facts.version())
                    .filter(now -> now.status() == ModelVersionStatus.READY)
                    .isEmpty()) {
                store.discard(facts);
            }
            return true;
        });
    }

    /// A version whose files the caller may send, or has sent.
    private Facts writable(Caller caller, FullName name, String version) {
        return database.read(tx -> {
            Gate gate = new Gate(tx, caller);
            Facts facts = get(gate, gate.find(name).needs(Privilege.CREATE_MODEL_VERSION), version)
                    .facts();
            if (facts.status() == ModelVersionStatus.FAILED_REGISTRATION) {
                throw notPending(name, facts);
            }
            return facts;
        });
    }

    /// The folder of a version, to send files there while it is pending.
    String folderToWrite(Caller caller, FullName name, String version) {
        Facts facts = writable(caller, name, version);
        if (facts.status() != ModelVersionStatus.PENDING_REGISTRATION) {
            throw notPending(name, facts);
        }
        return facts.folder();
    }

    /// The folder of a version, to read its files.
    String folderToRead(Caller caller, FullName name, String version) {
        return database.read(tx -> {
            Gate gate = new Gate(tx, caller);
            Facts facts =
                    get(gate, gate.find(name).needs(Privilege.EXECUTE), version).facts();
            requireReady(name, facts);
            return facts.folder();
        });
    }

    /// Keeps what somebody says made a version, which takes to register versions, or uses it,
    /// which takes to load it.
    void tell(Caller caller, FullName name, String version, List<Told> told) {
        if (told.isEmpty()) {
            get(caller, name, version);
            return;
        }
        boolean isUse = told.stream().allMatch(one -> one.direction() == LineageDirection.DOWNSTREAM);
        database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            Gate.Seen model = gate.find(name).needs(isUse ? Privilege.EXECUTE : Privilege.CREATE_MODEL_VERSION);
            ModelVersion registered = get(gate, model, version).registered();
            lineage.tell(tx, Metastore.at(caller), registered.name(), registered.version(), told);
            return true;
        });
    }

    void setAlias(Caller caller, FullName name, String alias, String version) {
        database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            Facts facts =
                    get(gate, gate.find(name).needs(Privilege.MANAGE), version).facts();
            requireReady(name, facts);
            registry.setAlias(Metastore.at(caller), name.toString(), alias, version);
            return true;
        });
    }

    void deleteAlias(Caller caller, FullName name, String alias) {
        database.writeWhole(tx -> {
            new Gate(tx, caller).find(name).needs(Privilege.MANAGE);
            registry.deleteAlias(Metastore.at(caller), name.toString(), alias);
            return true;
        });
    }

    Version byAlias(Caller caller, FullName name, String alias) {
        return database.read(tx -> {
            Gate gate = new Gate(tx, caller);
            Gate.Seen model = gate.find(name);
            return get(
                    gate,
                    model,
                    registry.byAlias(Metastore.at(caller), name.toString(), alias)
                            .version());
        });
    }

    void tag(Caller caller, FullName name, String version, List<Tag> set, List<String> removed) {
        database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            Facts facts = get(gate, gate.find(name).needs(Privilege.APPLY_TAG), version)
                    .facts();
            Caller at = Metastore.at(caller);
            set.forEach(tag -> registry.setVersionTag(at, name.toString(), version, tag));
            removed.forEach(key -> registry.deleteVersionTag(at, name.toString(), version, key));
            touch(gate, facts);
            return true;
        });
    }

    /// Those of one model, the newest first.
    Page<Version> list(Caller caller, FullName name, int size, @Nullable String token) {
        return database.read(tx -> {
            new Gate(tx, caller).find(name);
            return search(
                    tx,
                    caller,
                    null,
                    new SearchModelVersions(
                            "name = '%s'".formatted(name), (long) size, List.of("version_number DESC"), token));
        });
    }

    /// Those of all models that the caller sees.
    Page<Version> search(Caller caller, @Nullable String filter, @Nullable Long maxResults, @Nullable String token) {
        SearchModelVersions request = new SearchModelVersions(filter, maxResults, List.of(), token);
        return database.read(tx -> search(tx, caller, caller.isAdmin() ? null : seen(tx, caller), request));
    }

    private static List<String> seen(Transaction tx, Caller caller) {
        return new SeenQuery(tx, caller)
                .find(SeenQuery.Asked.of(Securable.MODEL, "", null), 0, ALL_NAMES).stream()
                        .map(StoredSecurable::fullName)
                        .toList();
    }

    private Page<Version> search(
            Transaction tx, Caller caller, @Nullable List<String> names, SearchModelVersions request) {
        SearchModelVersions.Response found = registry.search(Metastore.at(caller), names, request);
        Map<String, Map<Long, Facts>> facts = new FactStore(tx)
                .of(found.modelVersions().stream()
                        .map(ModelVersion::name)
                        .distinct()
                        .toList());
        List<Version> versions = new ArrayList<>();
        for (ModelVersion version : found.modelVersions()) {
            Facts known = facts.getOrDefault(version.name(), Map.of()).get(Long.parseLong(version.version()));
            if (known != null) {
                versions.add(new Version(version, known, folders.location(known.folder())));
            }
        }
        return new Page<>(versions, found.nextPageToken());
    }

    private void touch(Gate gate, Facts facts) {
        new FactStore(gate.tx())
                .touch(
                        facts.securable(),
                        facts.version(),
                        clock.millis(),
                        gate.caller().user());
    }

    private static void requireReady(FullName name, Facts facts) {
        if (facts.status() != ModelVersionStatus.READY) {
            throw ApiException.invalidState("Version %d of '%s' is not READY but %s: it cannot be used."
                    .formatted(facts.version(), name, facts.status()));
        }
    }

    private static ApiException notPending(FullName name, Facts facts) {
        return ApiException.invalidState(
                "Version %d of '%s' is %s, so that its files stay as they are: register another version."
                        .formatted(facts.version(), name, facts.status()));
    }

    private static ApiException missing(FullName name, String version) {
        return ApiException.missing(
                "Model Version (name=%s, version=%s) not found".formatted(name, Objects.toString(version)));
    }
}
