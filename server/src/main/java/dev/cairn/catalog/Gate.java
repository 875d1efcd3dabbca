package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import java.util.Arrays;
import java.util.Locale;

/// Asks, wherever something of the catalogue is read or changed, whether the caller may. What one does not see is
/// answered as if it were not there.
record Gate(Transaction tx, Caller caller) {
    /// Something that the caller sees.
    Seen find(FullName name) {
        Held held = held(name);
        return new SecurableStore(tx)
                .find(name.kind(), name.toString())
                .filter(thing -> held.sees(name.kind()))
                .map(thing -> new Seen(thing, name, held))
                .orElseThrow(() -> missing(name));
    }

    Seen metastore() {
        return find(FullName.of());
    }

    Held held(FullName name) {
        return caller.isAdmin() ? Held.ALL : new PrivilegeStore(tx).held(Caller.key(caller.user()), name.path());
    }

    static ApiException missing(FullName name) {
        return ApiException.missing(
                "%s '%s' does not exist.".formatted(name.kind().words(), name));
    }

    /// Something that is there, with what the caller holds on it.
    record Seen(StoredSecurable thing, FullName name, Held held) {
        /// That they may use what it lies in, and have one of these privileges on it.
        Seen needs(Privilege... any) {
            require(Securable.CATALOG, Privilege.USE_CATALOG);
            require(Securable.SCHEMA, Privilege.USE_SCHEMA);
            if (!held.hasAny(any)) {
                throw denied(
                        String.join(
                                " or ", Arrays.stream(any).map(Privilege::name).toList()),
                        name);
            }
            return this;
        }

        /// That it is theirs, or as good as that.
        Seen needsManage() {
            if (!held.has(Privilege.MANAGE)) {
                throw denied("MANAGE", name);
            }
            return this;
        }

        private void require(Securable kind, Privilege use) {
            if (name.kind().isWithin(kind) && !held.has(use)) {
                throw denied(use.name(), new FullName(name.names().subList(0, kind.names())));
            }
        }

        private static ApiException denied(String privileges, FullName on) {
            return ApiException.denied("This takes %s on the %s: ask who owns it."
                    .formatted(
                            privileges,
                            on.kind() == Securable.METASTORE
                                    ? "metastore"
                                    : on.kind().words().toLowerCase(Locale.ROOT) + " '" + on + "'"));
        }
    }
}
