package dev.cairn.serving.variables;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.protocol.serving.ServedReason.Finding;
import dev.cairn.protocol.serving.ServedReason.Finding.Code;
import dev.cairn.protocol.serving.ServedReason.Kind;
import dev.cairn.secrets.Secrets;
import dev.cairn.serving.reasons.NotLoaded;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts secrets into the variables of entities, in the name of who configured the endpoint, when a version is loaded.
public record SecretVariables(Secrets secrets) {
    /// What a system takes of one variable, with its name.
    private static final int MOST_BYTES = 120 << 10;

    /// Refuses references to secrets that the caller may not read.
    public void check(Caller caller, ServedEntity entity) {
        entity.environmentVars()
                .forEach((name, value) ->
                        Variables.Reference.of(value).ifPresent(secret -> check(caller, name, secret)));
    }

    private void check(Caller caller, String name, Variables.Reference secret) {
        try {
            secrets.requireReadable(caller, secret.scope(), secret.key());
        } catch (ApiException refused) {
            throw new ApiException(
                    refused.code(), "The environment variable %s: %s".formatted(name, refused.getMessage()));
        }
    }

    /// The variables of an entity with the secrets as they are now.
    ///
    /// @param creator  who configured the endpoint
    /// @param endpoint its name
    public Environment of(String creator, Workspace workspace, String endpoint, ServedEntity entity) throws NotLoaded {
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> hidden = new ArrayList<>();
        for (Map.Entry<String, String> one : entity.environmentVars().entrySet()) {
            var reference = Variables.Reference.of(one.getValue());
            if (reference.isEmpty()) {
                variables.put(one.getKey(), one.getValue());
            } else {
                String value = value(creator, workspace, endpoint, one.getKey(), reference.get());
                variables.put(one.getKey(), value);
                hidden.add(value);
            }
        }
        return new Environment(variables, hidden);
    }

    private String value(String creator, Workspace workspace, String endpoint, String name, Variables.Reference secret)
            throws NotLoaded {
        byte[] value;
        try {
            value = secrets.read(creator, workspace, secret.scope(), secret.key(), "endpoint=" + endpoint);
        } catch (ApiException refused) {
            throw notLoaded(
                    name,
                    "%s It is read in the name of %s, who configured the endpoint."
                            .formatted(sentence(refused), creator),
                    Finding.quoting(Code.SECRET_UNREADABLE, refused.getMessage()));
        }
        String text = text(value, name);
        if (text.indexOf('\0') >= 0 || name.length() + value.length > MOST_BYTES) {
            throw notLoaded(
                    name,
                    "its secret has a NUL in it, or more than %d KiB, which no variable has."
                            .formatted(MOST_BYTES >> 10),
                    new Finding(Code.SECRET_NO_VARIABLE, (long) MOST_BYTES >> 10, null));
        }
        return text;
    }

    private static String sentence(ApiException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.endsWith(".") || message.endsWith("!") ? message : message + ".";
    }

    private static String text(byte[] value, String name) throws NotLoaded {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException noText) {
            throw notLoaded(name, "its secret is no text in UTF-8.", Finding.of(Code.SECRET_NO_TEXT));
        }
    }

    private static NotLoaded notLoaded(String name, String detail, Finding found) {
        return new NotLoaded(
                ServedReason.named(Kind.VARIABLE, name, null, detail).found(found));
    }
}
