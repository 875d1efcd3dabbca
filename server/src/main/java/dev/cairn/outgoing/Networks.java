package dev.cairn.outgoing;

import dev.cairn.addresses.AddressBlock;
import java.net.InetAddress;
import java.util.List;

/// Blocks of addresses.
public final class Networks {
    public static final Networks NONE = new Networks(List.of());

    /// All of IPv4 that is not the internet: IANA's registry of special purposes, and what sends to many.
    private static final Networks SPECIAL = parse(List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20"));

    /// All that is given out of IPv6. IPv4 in other clothes (mapped, compatible, by NAT64) is outside of it.
    private static final Networks GIVEN_OUT = parse(List.of("2000::/3", "0.0.0.0/0"));

    private final List<AddressBlock> blocks;

    private Networks(List<AddressBlock> blocks) {
        this.blocks = blocks;
    }

    /// Those of a setting.
    ///
    /// @param texts addresses, or blocks of them such as `10.0.0.0/8` and `fd00::/8`
    /// @throws IllegalArgumentException with a sentence for the user
    public static Networks parse(List<String> texts) {
        return new Networks(texts.stream().map(Networks::block).toList());
    }

    private static AddressBlock block(String text) {
        return AddressBlock.find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "A network is an address or a block of them such as 10.0.0.0/8; got '%s'.".formatted(text)));
    }

    /// Whether an address is one of the internet, and of no machine or network of somebody.
    static boolean isPublic(InetAddress address) {
        return GIVEN_OUT.include(address) && !SPECIAL.include(address);
    }

    boolean include(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.includes(address));
    }
}
