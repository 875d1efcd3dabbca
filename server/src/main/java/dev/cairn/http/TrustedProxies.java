package dev.cairn.http;

import dev.cairn.addresses.AddressBlock;
import java.util.Arrays;
import java.util.List;

/// The proxies in front whose word about the client is taken, by their addresses.
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<AddressBlock> blocks;

    private TrustedProxies(List<AddressBlock> blocks) {
        this.blocks = blocks;
    }

    /// Those of a setting.
    ///
    /// @param texts addresses, or blocks of them such as `10.0.0.0/8` and `fd00::/8`
    /// @throws IllegalArgumentException with a sentence for the user
    public static TrustedProxies parse(List<String> texts) {
        return new TrustedProxies(texts.stream().map(TrustedProxies::block).toList());
    }

    private static AddressBlock block(String text) {
        return AddressBlock.find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--trusted-proxies takes addresses and blocks such as 10.0.0.0/8; got '%s'.".formatted(text)));
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /// Whether an address is that of one of them.
    public boolean includes(String address) {
        return !blocks.isEmpty()
                && AddressBlock.address(address)
                        .filter(parsed -> blocks.stream().anyMatch(block -> block.includes(parsed)))
                        .isPresent();
    }

    /// The address of the client: the last one, on the way from here, that is none of these proxies. What stands before
    /// it is what the client says.
    ///
    /// @param peer      who sent the request
    /// @param forwarded the header `X-Forwarded-For`, all of its lines
    String client(String peer, List<String> forwarded) {
        if (!includes(peer)) {
            return peer;
        }
        List<String> hops = forwarded.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        String client = peer;
        for (String hop : hops.reversed()) {
            if (AddressBlock.address(hop).isEmpty()) {
                return client; // no address: whoever sent this one is as far as one can see
            }
            client = hop;
            if (!includes(hop)) {
                return client;
            }
        }
        return client;
    }
}
