package dev.cairn.deploy;

import java.util.regex.Pattern;

/// Where in a namespace a secret text lies: a `Secret`, and the key in it.
public record SecretKey(String secret, String key) {
    private static final String USUAL_KEY = "token";
    private static final Pattern SECRET = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

    public SecretKey {
        if (!SECRET.matcher(secret).matches() || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "--token-secret takes the name of a Secret, or NAME:KEY; got '%s:%s'.".formatted(secret, key));
        }
    }

    /// Reads `NAME`, whose key is `token`, or `NAME:KEY`.
    public static SecretKey parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new SecretKey(text, USUAL_KEY)
                : new SecretKey(text.substring(0, colon), text.substring(colon + 1));
    }
}
