package dev.cairn.identity;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.identity.CreateProgramToken;
import dev.cairn.protocol.identity.CreateToken;
import dev.cairn.protocol.identity.DeleteManagedToken;
import dev.cairn.protocol.identity.GetManagedToken;
import dev.cairn.protocol.identity.ListManagedTokens;

/// The tokens of everybody, for administrators, as the managed platform's SDKs ask for them.
final class ManagedTokens {
    private final Database database;
    private final Tokens tokens;

    ManagedTokens(Database database, Tokens tokens) {
        this.database = database;
        this.tokens = tokens;
    }

    /// For a program, which has no page where it could make one itself; people make their own.
    CreateProgramToken.Response create(Caller caller, CreateProgramToken request) {
        CreateToken wanted = new CreateToken(request.comment(), request.lifetimeSeconds(), null);
        return database.write(tx -> {
            Account program = new UserStore(tx)
                    .find(request.applicationId())
                    .filter(Account::isProgram)
                    .orElseThrow(
                            () -> ApiException.missing("There is no service principal with the application id '%s'."
                                    .formatted(request.applicationId())));
            CreateToken.Response made = tokens.make(tx, program.user().username(), wanted);
            return new CreateProgramToken.Response(made.tokenValue(), made.tokenInfo());
        });
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
