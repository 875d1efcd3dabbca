import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/// Prints the key file of a service account of nobody.
final class ServiceAccount {
    private ServiceAccount() {}

    public static void main(String[] arguments) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        String key = Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        System.out.printf("""
                {"type": "service_account", "client_email": "cairn-tests@nowhere.iam.gserviceaccount.com",
                 "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}
                """, key);
    }
}
