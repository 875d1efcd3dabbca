package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which addresses are those of proxies, and which address is the client's.
final class TrustedProxiesTest {
    private static final TrustedProxies PROXIES =
            TrustedProxies.parse(List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8", "172.16.0.0/12"));

    @ParameterizedTest
    @CsvSource({
        "10.255.0.1, true",
        "11.0.0.1, false",
        "192.0.2.7, true",
        "192.0.2.6, false",
        "fd12::1, true",
        "fe80::1, false",
        "172.31.255.255, true",
        "172.32.0.0, false",
        "::ffff:10.0.0.1, true",
        "localhost, false",
        "'', false"
    })
    void aBlockIncludesItsAddresses(String address, boolean isIncluded) {
        assertThat(PROXIES.includes(address)).isEqualTo(isIncluded);
    }

    @Test
    void theClientIsTheLastThatIsNoProxy() {
        assertThat(PROXIES.client("10.0.0.1", List.of("203.0.113.9, 10.2.0.1"))).isEqualTo("203.0.113.9");
        assertThat(PROXIES.client("10.0.0.1", List.of("8.8.8.8", "203.0.113.9")))
                .isEqualTo("203.0.113.9");
        assertThat(PROXIES.client("10.0.0.1", List.of("8.8.8.8, unknown, 10.2.0.1")))
                .isEqualTo("10.2.0.1");
        assertThat(PROXIES.client("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
    }

    @Test
    void whoIsNoProxySaysNothingOfOthers() {
        assertThat(PROXIES.client("203.0.113.9", List.of("8.8.8.8"))).isEqualTo("203.0.113.9");
        assertThat(TrustedProxies.NONE.client("10.0.0.1", List.of("8.8.8.8"))).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "", "fd00::/129", "10.0.0.0/08x"
            })
    void whatIsNoBlockIsRefused(String text) {
        assertThatThrownBy(() -> TrustedProxies.parse(List.of(text))).hasMessageContaining("--trusted-proxies");
    }
}
