package dev.cairn.identity;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.identity.DeleteManagedToken;
import dev.cairn.protocol.identity.GetManagedToken;
import dev.cairn.protocol.identity.ListManagedTokens;

/// The tokens of everybody, for administrators, as the managed platform's SDKs ask for them.
final class ManagedTokens {
    private final Database database;

    ManagedTokens(Database database) {
        this.database = database;
    }

    ListManagedTokens.Response list(Caller caller, ListManagedTokens request) {
        String username = request.createdByUsername();
        return new ListManagedTokens.Response(database.read(
                tx -> username == null ? new TokenStore(tx).all() : new TokenStore(tx).allOf(Caller.key(username))));
    }

    GetManagedToken.Response get(Caller caller, GetManagedToken request) {
        return new GetManagedToken.Response(database.read(tx -> new TokenStore(tx).find(request.tokenId()))
                .orElseThrow(() -> noSuchToken(request.tokenId())));
    }

    Empty delete(Caller caller, DeleteManagedToken request) {
        return database.write(tx -> {
            if (!new TokenStore(tx).delete(request.tokenId())) {
                throw noSuchToken(request.tokenId());
            }
            return Empty.EMPTY;
        });
    }

    private static ApiException noSuchToken(String id) {
        return ApiException.missing("There is no token with id '%s'.".formatted(id));
    }
}
