package dev.cairn.scoring.invocation;

/// The double nearest to a decimal number, without the long way of the JDK for nearly all that requests hold.
final class Decimals {
    /// Not found: the JDK must say.
    static final double UNKNOWN = Double.NaN;

    /// Up to here each long is a double.
    private static final long EXACT = 1L << 53;
    /// All powers of ten that are doubles.
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /// Eight times what the roundings of a rest amount to, as a part of it.
    private static final double DOUBT = 0x1p-50;

    private Decimals() {}

    /// The double nearest to `digits` (not negative, at most 18 of them) times ten to the power of `exponent`;
    /// `UNKNOWN` for an exponent beyond ±22 and where the number is all but halfway between two doubles.
    static double nearest(long digits, int exponent) {
        if (exponent < -(POWERS.length - 1) || exponent >= POWERS.length) {
            return UNKNOWN;
        } else if (digits <= EXACT) {
            // one operation on two exact numbers rounds once
            return exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
        }
        return exponent > 0 ? UNKNOWN : quotient(digits, POWERS[-exponent]);
    }

    /// The digits are the sum of two doubles, and so is the quotient: the double below and a rest, which is known but
    /// for three roundings. If the sum is the same with a little more and a little less of the rest, it is right.
    private static double quotient(long digits, double divisor) {
        double high = digits;
        double low = digits - (long) high;
        double quotient = high / divisor;
        double rest = (Math.fma(-quotient, divisor, high) + low) / divisor;
        double doubt = Math.abs(rest) * DOUBT;
        double least = quotient + (rest - doubt);
        return least == quotient + (rest + doubt) ? least : UNKNOWN;
    }
}
