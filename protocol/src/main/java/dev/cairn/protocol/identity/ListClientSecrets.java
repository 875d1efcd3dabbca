package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;
import java.util.List;

/// `GET servicePrincipals/{id}/credentials/secrets`: the secrets of a program, newest first.
public record ListClientSecrets(Long servicePrincipalId) {
    public ListClientSecrets {
        Require.present("service_principal_id", servicePrincipalId);
    }

    public record Response(List<ClientSecret> secrets) {}
}
