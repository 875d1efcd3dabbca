package dev.cairn.addresses;

import java.net.InetAddress;
import java.util.Optional;

/// IP addresses that begin with the same bits, such as `10.0.0.0/8`; one address is a block of its own.
@SuppressWarnings("ArrayRecordComponent") // nobody compares blocks
public record AddressBlock(byte[] address, int bits) {

    /// The block of a text, an address or a block; empty for another text.
    public static Optional<AddressBlock> find(String text) {
        int slash = text.indexOf('/');
        return address(slash < 0 ? text : text.substring(0, slash)).flatMap(address -> {
            int all = address.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? all : number(text.substring(slash + 1));
            return bits >= 0 && bits <= all
                    ? Optional.of(new AddressBlock(address.getAddress(), bits))
                    : Optional.empty();
        });
    }

    /// The address that a text is; empty for another text. No name is looked up.
    public static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    /// Whether an address is one of these; one of the other family is not.
    public boolean includes(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((address[bit / Byte.SIZE] & mask) != (bytes[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
