package dev.cairn.protocol;

/// Reads protobuf enums, which come by name or by number.
public final class WireEnum {
    private WireEnum() {}

    /// The constant of a name or a number.
    ///
    /// @param first the protobuf number of the first constant
    /// @throws IllegalArgumentException for a value that the enum does not have
    public static <E extends Enum<E>> E of(Class<E> type, int first, Object wire) {
        String text = wire.toString();
        int number = first;
        for (E constant : type.getEnumConstants()) {
            if (text.equals(constant.name()) || text.equals(Integer.toString(number))) {
                return constant;
            }
            number++;
        }
        throw new IllegalArgumentException("No such " + type.getSimpleName() + ": " + text);
    }
}
