package dev.cairn.encryption;

import static dev.cairn.access.Resource.SERVER;

import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.keys.DataKeyInfo;
import dev.cairn.protocol.keys.ListKeys;
import dev.cairn.protocol.keys.RotateKeys;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// The routes of keys, for administrators of the server. They tell names and times, never a key.
final class KeysApi {
    private final Keys keys;
    private final KeySource source;
    private final Database watched;

    KeysApi(Keys keys, KeySource source, Database watched) {
        this.keys = keys;
        this.source = source;
        this.watched = watched;
    }

    void register(Routes routes) {
        Routes.Api api = routes.api("3.0/cairn");
        Permission admin = Permission.manage(SERVER);
        api.get("keys/list", admin, ListKeys.class, this::list);
        api.keyless(Method.POST, "keys/rotate", admin, RotateKeys.class, this::rotate);
    }

    private ListKeys.Response list(Caller caller, ListKeys request) {
        return told(() -> {
            List<DataKeyInfo> all = keys.states().stream()
                    .map(key -> new DataKeyInfo(key.id(), key.purpose(), key.kek(), key.created(), key.retired()))
                    .toList();
            return new ListKeys.Response(source.place(), all.isEmpty() ? null : source.id(), all);
        });
    }

    private Empty rotate(Caller caller, RotateKeys request) {
        return told(() -> {
            keys.rotate(watched);
            return Empty.EMPTY;
        });
    }

    /// What is wrong with a key is for whoever asks here to know.
    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (KeyException wrong) {
            throw ApiException.invalidState(Objects.requireNonNullElse(wrong.getMessage(), ""));
        }
    }
}
