package dev.cairn.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where requests may go that somebody else names (security.md, class 10).
final class DestinationsTest {
    private static final Destinations STRICT = new Destinations(List.of("https"), Networks.NONE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://localhost/",
                "https://2130706433/",
                "https://0.0.0.0/",
                "https://10.1.2.3/",
                "https://172.31.0.1/",
                "https://192.168.1.1:8443/x",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://192.0.0.192/",
                "https://198.18.0.1/",
                "https://203.0.113.9/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:a9fe:a9fe]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[64:ff9b:1::a00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[2001:0:7f00:1::]/",
                "https://[2001:db8::1]/",
                "https://[fe80::1]/",
                "https://[fec0::1]/",
                "https://[fd00::1]/",
                "https://[ff02::1]/"
            })
    void whatIsNotTheInternetIsRefused(String url) {
        assertThatThrownBy(() -> STRICT.find(url))
                .isInstanceOf(BadDestination.class)
                .hasMessageStartingWith("Webhook URL must not resolve to a non-public IP address. '");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://8.8.8.8/",
                "ftp://8.8.8.8/",
                "file:///etc/passwd",
                "gopher://8.8.8.8/",
                "8.8.8.8",
                "//8.8.8.8/"
            })
    void onlyTheSchemesOfTheServerAreTaken(String url) {
        assertThatThrownBy(() -> STRICT.find(url))
                .hasMessageStartingWith("Invalid webhook URL scheme: '")
                .hasMessageEndingWith("Allowed schemes are: https.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://",
                "https:///path",
                "https:8.8.8.8",
                "https://user:password@8.8.8.8/",
                "https://127.0.0.1@8.8.8.8/",
                "https://127.1/",
                "https://0x7f.1/",
                "https://8.8.8.8:0/",
                "https://8.8.8.8:70000/",
                "https://8.8.8.8/a b",
                "https://8.8.8.8/\r\nX: y",
                "https://8.8.8.8\\@127.0.0.1/",
                "https://no-such-host.invalid/"
            })
    void whatIsNoAddressOfTheWebIsRefused(String url) {
        assertThatThrownBy(() -> STRICT.find(url)).isInstanceOf(BadDestination.class);
    }

    @Test
    void theInternetIsReached() throws BadDestination {
        assertThat(STRICT.find("HTTPS://8.8.8.8/x").addresses()).containsExactly(InetAddress.ofLiteral("8.8.8.8"));
        assertThat(STRICT.find("https://[2606:4700::1111]:8443").port()).isEqualTo(8443);
        assertThat(STRICT.find("https://[2606:4700::1111]?a=b").target()).isEqualTo("/?a=b");
    }

    @Test
    void networksOfTheOperatorAreReachedAndNoOthers() throws BadDestination {
        Destinations some = new Destinations(List.of("http"), Networks.parse(List.of("10.1.0.0/16", "fd00::/8")));

        assertThat(some.find("http://10.1.2.3/").isTls()).isFalse();
        assertThat(some.find("http://[fd12::1]/").name()).isEqualTo("fd12::1");
        assertThatThrownBy(() -> some.find("http://10.2.0.1/")).isInstanceOf(BadDestination.class);
        assertThatThrownBy(() -> some.find("http://127.0.0.1/")).isInstanceOf(BadDestination.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "office", "10.0.0.0/-1", ""})
    void aNetworkIsABlockOfAddresses(String text) {
        assertThatThrownBy(() -> Networks.parse(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }
}
