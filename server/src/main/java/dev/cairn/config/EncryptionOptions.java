package dev.cairn.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of encryption at rest.
final class EncryptionOptions {
    /// No flag, since other users of the machine can read the flags of a process.
    static final String KEY_VARIABLE = "CAIRN_KEY";

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "The key that protects all that is encrypted, 32 bytes in base64; the variable CAIRN_KEY may hold"
                            + " it instead. Default: keys/cairn.key in the data folder, made when it is first needed.")
    private @Nullable Path keyFile;

    @Option(
            names = "--kms-key",
            paramLabel = "ARN",
            description =
                    "The key of AWS KMS that protects all that is encrypted, in place of a local one. Of several with"
                            + " commas between them the first one is used from the next `./cairn keys rotate` on; 'local' is"
                            + " the local key.")
    private @Nullable String kmsKey;

    @Option(
            names = "--encrypt-artifacts",
            paramLabel = "true|false|only",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description =
                    "Whether new files of the artifact store are encrypted. Clients then move none under signed URLs."
                            + " `./cairn keys encrypt-artifacts` encrypts those that are there; 'only' then refuses files"
                            + " that are not encrypted. Default: ${DEFAULT-VALUE}.")
    private String artifacts = "false";

    @Option(
            names = "--encrypt-contents",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description =
                    "Whether what people send is encrypted in the database from now on: inputs, outputs and attributes of"
                            + " spans, previews, texts of assessments, records of evaluation data sets. Searches by them are"
                            + " refused then. Default: ${DEFAULT-VALUE}.")
    private boolean contents;

    EncryptionConfig config(Path data) {
        String key = System.getenv(KEY_VARIABLE);
        boolean hasKey = key != null && !key.isBlank();
        if (keyFile != null && hasKey) {
            throw new IllegalArgumentException("Both --key-file and CAIRN_KEY are there: take one of them away.");
        }
        KeyPlace place = keyFile != null
                ? new KeyPlace.File(keyFile)
                : hasKey
                        ? new KeyPlace.Text(key)
                        : EncryptionConfig.managed(data).key();
        return new EncryptionConfig(kmsKey == null ? place : KeyPlace.Kms.parse(kmsKey, place), files(), contents);
    }

    private EncryptionConfig.Files files() {
        return switch (artifacts) {
            case "false" -> EncryptionConfig.Files.PLAIN;
            case "true" -> EncryptionConfig.Files.ENCRYPTED;
            case "only" -> EncryptionConfig.Files.ONLY_ENCRYPTED;
            default -> throw new IllegalArgumentException("--encrypt-artifacts is true, false or only.");
        };
    }
}
