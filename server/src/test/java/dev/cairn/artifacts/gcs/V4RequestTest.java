package dev.cairn.artifacts.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Signed URLs against those that Google publishes (googleapis/conformance-tests, storage/v1/v4_signatures.json): each
/// signature of theirs is one of what is signed here.
final class V4RequestTest {
    private static final String EMAIL = "test-iam-credentials@dummy-project-id.iam.gserviceaccount.com";
    private static final String HOST = "storage.googleapis.com";
    private static final Instant FEBRUARY = Instant.parse("2019-02-01T09:00:00Z");

    /// Of the key that their URLs are signed with; its exponent is 65537.
    private static final String MODULUS = """
            rD8zIqyKLbX0Nq8o0Jj1qHEhHhqO3+0OP7TEFx5Vxc6PdwBoFNrfnJRI/S+ZaDYS1avr5Pqpp8g8+UNOMvI1VsjGM8xjTaxkVv8mmKp6
            pSmQstTt25pzY1exA2wv4xNWSwWNFNx2kh35+kvTQ/DF3YA9P7pUU1sKur1PP8OoubWLFO59iy5UE5dX0O/3pjvZ2HAhSXsx2VWtB5nl
            rHR8FrKJNLJMEGEDSMz9yRfQaUeYCU9oDYHuiqKQ3rCXi6C82l+3FJw5/ggJ5y7iw8MErCFSslcYQRbBVz6ZYKWkEcJhs8BG3/16bfaq
            NusNlDIJ99I7DmipUngF/HEulYhfrQ==""";

    @Test
    void aDownload() throws GeneralSecurityException {
        requireSigned(request("GET", "/test-bucket/test-object", Map.of(), FEBRUARY, 10), """
                95e6a13d43a1d1962e667f17397f2b80ac9bdd1669210d5e08e0135df9dff4e56113485dbe429ca2266487b9d1796ebdee2d7cf6
                82a6ef3bb9fbb4c351686fba90d7b621cf1c4eb1fdf126460dd25fa0837dfdde0a9fd98662ce60844c458448fb2b352c203d9969
                cb74efa4bdb742287744a4f2308afa4af0e0773f55e32e92973619249214b97283b2daa14195244444e33f938138d1e5f561088c
                e8011f4986dda33a556412594db7c12fc40e1ff3f1bedeb7a42f5bcda0b9567f17f65855f65071fabb88ea12371877f3f77f10e1
                466fff6ff6973b74a933322ff0949ce357e20abe96c3dd5cfab42c9c83e740a4d32b9e11e146f0eb3404d2e975896f74""");
    }

    @Test
    void anUpload() throws GeneralSecurityException {
        requireSigned(request("PUT", "/test-bucket/test-object", Map.of(), FEBRUARY, 10), """
                8adff1d4285739e31aa68e73767a46bc5511fde377497dbe08481bf5ceb34e29cc9a59921748d8ec3dd4085b7e9b7772a952afed
                fcdaecb3ae8352275b8b7c867f204e3db85076220a3127a8a9589302fc1181eae13b9b7fe41109ec8cdc93c1e8bac2d7a0cc32a1
                09ca02d06957211326563ab3d3e678a0ba296e298b5fc5e14593c99d444c94724cc4be97015dbff1dca377b508fa0cb7169195de
                98d0e4ac96c42b918d28c8d92d33e1bd125ce0fb3cd7ad2c45dae65c22628378f6584971b8bf3945b26f2611eb651e9b6a864897
                0c1ecf386bb71327b082e7296c4e1ee2fc0bdd8983da80af375c817fb1ad491d0bc22c0f51dba0d66e2cffbc90803e47""");
    }

    @Test
    void anotherTimeAndLife() throws GeneralSecurityException {
        requireSigned(
                request("GET", "/test-bucket/test-object", Map.of(), Instant.parse("2019-03-01T09:00:00Z"), 20), """
                9669ed5b10664dc594c758296580662912cf4bcc5a4ba0b6bf055bcbf6f34eed7bdad664f534962174a924741a0c273a4f67bc18
                47cef20192a6beab44223bd9d4fbbd749c407b79997598c30f82ddc269ff47ec09fa3afe74e00616d438df0d96a7d8ad0adacfad
                1dc3286f864d924fe919fb0dce45d3d975c5afe8e13af2db9cc37ba77835f92f7669b61e94c6d562196c1274529e76cfff1564cc
                2cad7d5387dc8e12f7a5dfd925685fe92c30b43709eee29fa2f66067472cee5423d1a3a4182fe8cea75c9329d181dc6acad7c393
                cd04f8bf5bc0515127d8ebd65d80c08e19ad03316053ea60033fd1b1fd85a69c576415da3bf0a3718d9ea6d03e0d66f0""");
    }

    @Test
    void moreParametersInTheirOrder() throws GeneralSecurityException {
        requireSigned(
                request(
                        "GET",
                        "/test-bucket/test-object",
                        Map.of("prefix", "/foo", "X-Goog-Meta-Foo", "bar"),
                        FEBRUARY,
                        10),
                """
                a07745e1b3d59b85cbe11aa766df72c22468959e7217615dccb7f030234f66b60b37e480f30725ed51f29816362ca8286c619ebb
                66448ff1d370be2a4a48aacf20d3d2d6200ed17341a5791baf2ee5cd9c2823adacc6264f66c8a54fa887e1bce3c55cf78fb2f6a5
                2618cf09d6f945f63d148052a7b66a75e075ff5065828a806b84bdc49a42399be7483225c720d5e18a6160f79d815f433e792169
                4fe1d041099851793c2581db0e5ca503cfb566e414f900ceede5f9b22030edd32ab20b6f7f9fb2afba89098b9364e03397c03a94
                eac3a140c99979b8786844fb4f6c62c1985378939dd1bbaea8e41b9100dda85a27733171cc78d96ee362ea2c3432f4d8""");
    }

    @Test
    void parametersThatHaveToBeEncoded() throws GeneralSecurityException {
        requireSigned(request("GET", "/test-bucket/test-object", Map.of("soufflé", "=%-_.~"), FEBRUARY, 10), """
                38dd9ca622b80bca10f405e7d9ba0f0fbea719ca84d66078a484c5b54b1ce98e3fa8a0d2065216ed6ac03179be69312dabf428f8
                171b95994bdafe465a6f7893bacc7213a7bf4054ce2d78d4b60c34df24cc43e509ad7c81be47148d43a0e67d50d8fe38c85b0c63
                f9a51149b4f3335315946fef8ab34315ce3f6ce01f1831abb3eda5e7e211823855ed1767c65a8c7aeec357de096e3406897acfe0
                92fead51bbea7df83e25a6180f80c8a0871e4901c370f77f5675f2405be7ccd55fd6dd22a87cf0adfafdb3f6fa99974fcf6c947b
                62294eebd7954e546c28f5490a6c50694c0e4882fcfe0d4a4ae8891a92579d6099a9b4c84d9f033a3b339163b6670b7e""");
    }

    @Test
    void theQueryHasAllButTheSignature() {
        assertThat(request("GET", "/test-bucket/test-object", Map.of("soufflé", "=%-_.~"), FEBRUARY, 10)
                        .query())
                .isEqualTo("X-Goog-Algorithm=GOOG4-RSA-SHA256"
                        + "&X-Goog-Credential=test-iam-credentials%40dummy-project-id.iam.gserviceaccount.com"
                        + "%2F20190201%2Fauto%2Fstorage%2Fgoog4_request&X-Goog-Date=20190201T090000Z&X-Goog-Expires=10"
                        + "&X-Goog-SignedHeaders=host&souffl%C3%A9=%3D%25-_.~");
    }

    private static V4Request request(String method, String path, Map<String, String> more, Instant from, int seconds) {
        return new V4Request(
                new V4Request.Target(method, path),
                new TreeMap<>(Map.of("host", HOST)),
                more,
                new V4Request.Grant(EMAIL, from, Duration.ofSeconds(seconds)));
    }

    private static void requireSigned(V4Request request, String signature) throws GeneralSecurityException {
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(1, Base64.getMimeDecoder().decode(MODULUS)), BigInteger.valueOf(65_537))));
        check.update(request.text().getBytes(UTF_8));

        assertThat(check.verify(HexFormat.of().parseHex(signature.replace("\n", ""))))
                .as(request.text())
                .isTrue();
    }
}
