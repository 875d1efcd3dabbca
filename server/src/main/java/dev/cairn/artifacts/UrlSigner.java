package dev.cairn.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs the URLs of a folder that this server answers itself (HMAC-SHA256). The key lies beside the files, so that
/// servers that share the folder share the key, and a restart invalidates nothing.
final class UrlSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;

    /// @param file of the key; made when the first URL is signed
    UrlSigner(Path file) {
        this.file = file;
    }

    String signature(String text) throws IOException {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    boolean isRight(String signature, String text) throws IOException {
        return MessageDigest.isEqual(signature.getBytes(UTF_8), signature(text).getBytes(UTF_8));
    }

    private byte[] key() throws IOException {
        if (!isWhole()) {
            make();
        }
        return Files.readAllBytes(file);
    }

    private boolean isWhole() throws IOException {
        return Files.exists(file) && Files.size(file) == KEY_BYTES;
    }

    /// Whole, and on the disk, before it has its name; of two servers that make it at the same time, the first one's
    /// stays. One of another length is none: it was cut off when the machine stopped.
    private synchronized void make() throws IOException {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        Path made = file.resolveSibling(UUID.randomUUID().toString());
        try {
            OwnerOnly.newFile(made);
            Files.write(made, key, StandardOpenOption.DSYNC);
            if (Files.exists(file) && !isWhole()) {
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            } else {
                name(made);
            }
        } catch (FileAlreadyExistsException another) {
            // is as good
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private void name(Path made) throws IOException {
        try {
            Files.createLink(file, made);
        } catch (FileAlreadyExistsException another) {
            throw another;
        } catch (FileSystemException | UnsupportedOperationException noLinksHere) {
            Files.move(made, file);
        }
    }
}
