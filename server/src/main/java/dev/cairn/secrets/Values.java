package dev.cairn.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.secrets.AclPermission;
import dev.cairn.protocol.secrets.DeleteSecret;
import dev.cairn.protocol.secrets.GetSecret;
import dev.cairn.protocol.secrets.ListSecrets;
import dev.cairn.protocol.secrets.PutSecret;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;

/// Secrets: put, read, listed without their values, and deleted.
record Values(Database database, Seals seals, InstantSource clock) {
    private static final int MOST = 1_000;
    private static final int MOST_BYTES = 128 << 10;

    /// What is put is sealed between two transactions, since a data key may have to be made for it.
    Empty put(Caller caller, PutSecret request) {
        Act.isAbout("secret_key", request.key());
        Names.checkKey(request.key());
        byte[] value = value(request);
        Scope scope = database.read(tx -> new Gate(tx, caller).find(request.scope(), AclPermission.WRITE));
        String sealed = seals.seal(value, scope.id(), request.key());
        return database.write(tx -> {
            SecretStore store = locked(tx, caller, request.scope());
            if (!store.scope().equals(scope.id())) {
                throw ApiException.missing("Scope %s does not exist!".formatted(request.scope()));
            }
            store.put(request.key(), sealed, clock.millis());
            if (store.count() > MOST) {
                throw new ApiException(
                        ErrorCode.RESOURCE_LIMIT_EXCEEDED, "A scope has at most %,d secrets.".formatted(MOST));
            }
            return Empty.EMPTY;
        });
    }

    GetSecret.Response get(Caller caller, GetSecret request) {
        Act.isAbout("secret_key", request.key());
        Found found = database.read(tx -> find(tx, caller, request.scope(), request.key()));
        return new GetSecret.Response(
                found.secret().key(), Base64.getEncoder().encodeToString(seals.open(found.scope(), found.secret())));
    }

    /// A secret that the caller may read, sealed.
    ///
    /// @param scope the id of its scope
    record Found(String scope, SecretStore.Stored secret) {}

    /// Refuses a caller who may not read a secret, or where there is none.
    void require(Caller caller, String scope, String key) {
        database.read(tx -> find(tx, caller, scope, key));
    }

    static Found find(Transaction tx, Caller caller, String name, String key) {
        Scope scope = new Gate(tx, caller).find(name, AclPermission.READ);
        return new SecretStore(tx, scope.id())
                .find(key)
                .map(secret -> new Found(scope.id(), secret))
                .orElseThrow(() -> missing(name, key));
    }

    ListSecrets.Response list(Caller caller, ListSecrets request) {
        return new ListSecrets.Response(database.read(tx -> {
            Scope scope = new Gate(tx, caller).find(request.scope(), AclPermission.READ);
            return new SecretStore(tx, scope.id()).list();
        }));
    }

    Empty delete(Caller caller, DeleteSecret request) {
        Act.isAbout("secret_key", request.key());
        return database.write(tx -> {
            if (!locked(tx, caller, request.scope()).delete(request.key())) {
                throw missing(request.scope(), request.key());
            }
            return Empty.EMPTY;
        });
    }

    private static SecretStore locked(Transaction tx, Caller caller, String scope) {
        return new SecretStore(
                tx, new Gate(tx, caller).locked(scope, AclPermission.WRITE).id());
    }

    private static byte[] value(PutSecret request) {
        if ((request.stringValue() == null) == (request.bytesValue() == null)) {
            throw ApiException.invalid("A secret has either a `string_value` or a `bytes_value`.");
        }
        byte[] value = request.stringValue() == null
                ? bytes(Objects.requireNonNull(request.bytesValue()))
                : request.stringValue().getBytes(UTF_8);
        if (value.length > MOST_BYTES) {
            throw ApiException.invalid("A secret has at most %d KiB.".formatted(MOST_BYTES >> 10));
        }
        return value;
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw ApiException.invalid("`bytes_value` is not base64.");
        }
    }

    private static ApiException missing(String scope, String key) {
        return ApiException.missing("Secret does not exist with scope: %s and key: %s".formatted(scope, key));
    }
}
