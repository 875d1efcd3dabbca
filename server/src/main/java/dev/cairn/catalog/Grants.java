package dev.cairn.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.catalog.EffectivePrivilege;
import dev.cairn.protocol.catalog.EffectivePrivilegeAssignment;
import dev.cairn.protocol.catalog.GetEffectiveGrants;
import dev.cairn.protocol.catalog.GetGrants;
import dev.cairn.protocol.catalog.PrivilegeAssignment;
import dev.cairn.protocol.catalog.PrivilegesChange;
import dev.cairn.protocol.catalog.UpdateGrants;
import dev.cairn.search.Page;
import dev.cairn.search.PageToken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may do what: privileges on things of the catalogue, which hold for all that lies in these. Who may manage a
/// thing sees what everybody is granted on it; others see what they and their groups are.
final class Grants {
    private static final int MAX_CHANGES = 1_000;

    private final Database database;

    Grants(Database database) {
        this.database = database;
    }

    GetGrants.Response get(Caller caller, GetGrants request) {
        FullName name = name(request.securableType(), request.fullName());
        List<PrivilegeAssignment> all = database.read(
                tx -> assignments(told(new Gate(tx, caller), name, List.of(name.toString()), request.principal())));
        Page<PrivilegeAssignment> page = page(all, request.maxResults(), request.pageToken());
        return new GetGrants.Response(page.rows(), page.next());
    }

    /// Also what is granted on what the thing lies in, and to a principal that is asked for by way of its groups.
    GetEffectiveGrants.Response effective(Caller caller, GetEffectiveGrants request) {
        FullName name = name(request.securableType(), request.fullName());
        List<EffectivePrivilegeAssignment> all = database.read(tx -> {
            List<PrivilegeStore.Granted> told =
                    told(new Gate(tx, caller), name, name.path(), request.principal()).stream()
                            .filter(granted -> granted.privilege().isOn(name.kind())
                                    || granted.privilege() == Privilege.ALL_PRIVILEGES)
                            .toList();
            Map<String, List<EffectivePrivilege>> byName = told.stream()
                    .collect(groupingBy(
                            granted -> request.principal() == null ? granted.name() : request.principal(),
                            LinkedHashMap::new,
                            mapping(granted -> effective(granted, name), toList())));
            return byName.entrySet().stream()
                    .map(entry -> new EffectivePrivilegeAssignment(
                            entry.getKey(), entry.getValue().stream().distinct().toList()))
                    .toList();
        });
        Page<EffectivePrivilegeAssignment> page = page(all, request.maxResults(), request.pageToken());
        return new GetEffectiveGrants.Response(page.rows(), page.next());
    }

    /// All of what somebody has on a page; all pages at once to who asks for none.
    private static <T> Page<T> page(List<T> all, @Nullable Long maxResults, @Nullable String token) {
        long offset = Math.min(PageToken.offset(token), all.size());
        List<T> rest = all.subList((int) offset, all.size());
        return maxResults == null
                ? new Page<>(rest, null)
                : Page.of(offset, Things.page(maxResults), most -> rest.subList(0, Math.min(most, rest.size())));
    }

    UpdateGrants.Response update(Caller caller, UpdateGrants request) {
        FullName name = name(request.securableType(), request.fullName());
        if (request.changes().size() > MAX_CHANGES) {
            throw ApiException.invalid("At most %d `changes` are made at a time.".formatted(MAX_CHANGES));
        }
        return database.write(tx -> {
            Gate gate = new Gate(tx, caller);
            Gate.Seen seen = gate.find(name).needsManage();
            request.changes().forEach(change -> change(tx, seen.thing(), change));
            return new UpdateGrants.Response(assignments(told(gate, name, List.of(name.toString()), null)));
        });
    }

    private static void change(Transaction tx, StoredSecurable thing, PrivilegesChange change) {
        PrivilegeStore store = new PrivilegeStore(tx);
        long principal = Things.principal(tx, change.principal());
        Act.isAbout("principal", change.principal());
        change.add().forEach(word -> Act.isAbout("granted", word));
        change.remove().forEach(word -> Act.isAbout("revoked", word));
        change.add().forEach(word -> store.grant(thing.id(), principal, Privilege.of(word, thing.kind())));
        change.remove().forEach(word -> store.revoke(thing.id(), principal, Privilege.of(word, thing.kind())));
    }

    private static List<PrivilegeStore.Granted> told(
            Gate gate, FullName name, List<String> path, @Nullable String principal) {
        Gate.Seen seen = gate.find(name);
        PrivilegeStore store = new PrivilegeStore(gate.tx());
        boolean isManager = seen.held().has(Privilege.MANAGE);
        Set<Long> own = isManager ? Set.of() : store.withGroups(gate.caller());
        Set<Long> asked = principal == null || principal.isEmpty()
                ? Set.of()
                : path.size() == 1
                        ? Set.of(Things.principal(gate.tx(), principal))
                        : store.withGroups(Things.principal(gate.tx(), principal));
        return store.on(path).stream()
                .filter(granted -> isManager || own.contains(granted.principal()))
                .filter(granted -> asked.isEmpty() || asked.contains(granted.principal()))
                .toList();
    }

    private static List<PrivilegeAssignment> assignments(List<PrivilegeStore.Granted> granted) {
        Map<String, List<String>> byName = granted.stream()
                .collect(groupingBy(
                        PrivilegeStore.Granted::name,
                        LinkedHashMap::new,
                        mapping(one -> one.privilege().name(), toList())));
        return byName.entrySet().stream()
                .map(entry -> new PrivilegeAssignment(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static EffectivePrivilege effective(PrivilegeStore.Granted granted, FullName on) {
        boolean isOwn = granted.kind() == on.kind();
        return new EffectivePrivilege(
                granted.privilege().name(),
                isOwn ? null : granted.kind().wireName(),
                isOwn ? null : granted.kind() == Securable.METASTORE ? Metastore.ID : granted.fullName());
    }

    private static FullName name(String type, String fullName) {
        Securable kind = Securable.of(type);
        if (kind != Securable.METASTORE) {
            return FullName.parse(kind, fullName);
        }
        Metastore.requireThis(fullName);
        return FullName.of();
    }
}
