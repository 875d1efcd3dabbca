package dev.cairn.series;

/// From the least to the greatest of some numbers, both included.
public record Extent(long least, long greatest) {

    static Extent at(long number) {
        return new Extent(number, number);
    }

    Extent with(long number) {
        return number >= least && number <= greatest
                ? this
                : new Extent(Math.min(least, number), Math.max(greatest, number));
    }

    Extent with(Extent other) {
        return new Extent(Math.min(least, other.least), Math.max(greatest, other.greatest));
    }

    /// The whole numbers of a part of an axis, whose ends may be infinite or lie between two of them.
    public static Extent around(double from, double to) {
        return new Extent((long) Math.floor(from), (long) Math.ceil(to));
    }
}
