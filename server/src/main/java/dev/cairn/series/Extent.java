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

    /// The whole numbers that a part of an axis may show, whose ends may be infinite or lie between two of them. Beyond
    /// 2^53 a double stands for more than one of them, all of which are inside.
    public static Extent around(double from, double to) {
        return new Extent((long) Math.floor(Math.nextDown(from)), (long) Math.ceil(Math.nextUp(to)));
    }
}
