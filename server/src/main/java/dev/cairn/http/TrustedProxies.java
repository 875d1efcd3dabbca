package dev.cairn.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The proxies in front whose word about the client is taken, by their addresses.
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<Block> blocks;

    private TrustedProxies(List<Block> blocks) {
        this.blocks = blocks;
    }

    /// Those of a setting.
    ///
    /// @param texts addresses, or blocks of them such as `10.0.0.0/8` and `fd00::/8`
    /// @throws IllegalArgumentException with a sentence for the user
    public static TrustedProxies parse(List<String> texts) {
        return new TrustedProxies(texts.stream().map(Block::parse).toList());
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /// Whether an address is that of one of them.
    public boolean includes(String address) {
        if (blocks.isEmpty()) {
            return false;
        }
        @Nullable InetAddress parsed = literal(address);
        return parsed != null && blocks.stream().anyMatch(block -> block.includes(parsed.getAddress()));
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
            if (literal(hop) == null) {
                return client; // no address: whoever sent this one is as far as one can see
            }
            client = hop;
            if (!includes(hop)) {
                return client;
            }
        }
        return client;
    }

    private static @Nullable InetAddress literal(String address) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /// Addresses that begin with the same bits.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares blocks
    private record Block(byte[] address, int bits) {
        static Block parse(String text) {
            int slash = text.indexOf('/');
            @Nullable InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
            if (address != null) {
                int all = address.getAddress().length * Byte.SIZE;
                int bits = slash < 0 ? all : number(text.substring(slash + 1));
                if (bits >= 0 && bits <= all) {
                    return new Block(address.getAddress(), bits);
                }
            }
            throw new IllegalArgumentException(
                    "--trusted-proxies takes addresses and blocks such as 10.0.0.0/8; got '%s'.".formatted(text));
        }

        private static int number(String text) {
            return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
        }

        boolean includes(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if ((address[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
