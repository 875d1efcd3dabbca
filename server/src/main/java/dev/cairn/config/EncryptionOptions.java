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
                    "The key that protects all that is encrypted, 32 bytes in base64; the variable CAIRN_KEY may hold it instead. Default: keys/cairn.key in the data folder, made when it is first needed.")
    private @Nullable Path keyFile;

    EncryptionConfig config(Path data) {
        String key = System.getenv(KEY_VARIABLE);
        boolean hasKey = key != null && !key.isBlank();
        if (keyFile != null && hasKey) {
            throw new IllegalArgumentException("Both --key-file and CAIRN_KEY are there: take one of them away.");
        }
        if (keyFile != null) {
            return new EncryptionConfig(new KeyPlace.File(keyFile));
        }
        return hasKey ? new EncryptionConfig(new KeyPlace.Text(key)) : EncryptionConfig.managed(data);
    }
}
