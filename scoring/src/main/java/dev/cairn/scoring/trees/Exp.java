package dev.cairn.scoring.trees;

import java.math.BigDecimal;
import java.math.MathContext;

/// The exponential in 64 bits as the C library computes it that LightGBM runs on, to the last bit: glibc's `exp` on a
/// processor with fused multiply-add, which is that of ARM's optimized-routines (e^x = 2^(k/128) · e^r, with a table
/// for the first and a polynomial of the fifth degree for the second). Its last bit is not always that of the exact
/// value.
final class Exp {
    private static final int TABLE = 128;
    private static final int TABLE_BITS = 7;
    private static final double SCALE = 0x1.71547652b82fep0 * TABLE;
    private static final double STEP_HIGH = -0x1.62e42fefa0000p-8;
    private static final double STEP_LOW = -0x1.cf79abc9e3b39p-47;
    /// Adding it leaves a whole number in the last bits.
    private static final double SHIFT = 0x1.8p52;

    private static final double C2 = 0x1.ffffffffffdbdp-2;
    private static final double C3 = 0x1.555555555543cp-3;
    private static final double C4 = 0x1.55555cf172b91p-5;
    private static final double C5 = 0x1.1111167a4d017p-7;

    private static final double TINY = 0x1p-54;
    private static final double OVERFLOW = 1024;
    /// Beyond which a power of two may not fit into the exponent.
    private static final double LARGE = 512;

    /// 2^(i/128), and by which part of it the rounded number is too small.
    private static final double[] POWERS = new double[TABLE];
    private static final double[] REST = new double[TABLE];

    static {
        MathContext digits = new MathContext(60);
        BigDecimal root = BigDecimal.TWO;
        for (int i = 0; i < TABLE_BITS; i++) {
            root = root.sqrt(digits);
        }
        BigDecimal power = BigDecimal.ONE;
        for (int i = 0; i < TABLE; i++) {
            BigDecimal rounded = new BigDecimal(power.doubleValue());
            POWERS[i] = power.doubleValue();
            REST[i] = power.subtract(rounded).divide(rounded, digits).doubleValue();
            power = power.multiply(root, digits);
        }
    }

    private Exp() {}

    static double of(double x) {
        double size = Math.abs(x);
        if (size < TINY) {
            return 1 + x;
        } else if (!(size < OVERFLOW)) {
            return Double.isNaN(x) ? x : x < 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        double whole = Math.fma(SCALE, x, SHIFT) - SHIFT;
        double r = Math.fma(whole, STEP_LOW, Math.fma(whole, STEP_HIGH, x));
        int i = Math.floorMod((int) whole, TABLE);
        int exponent = Math.floorDiv((int) whole, TABLE);
        double squared = r * r;
        double low = Math.fma(squared, Math.fma(r, C3, C2), REST[i] + r);
        double rest = Math.fma(squared * squared, Math.fma(r, C5, C4), low);
        if (size < LARGE) {
            return product(Math.scalb(POWERS[i], exponent), rest);
        }
        return exponent >= 0 ? huge(POWERS[i], exponent, rest) : minute(POWERS[i], exponent, rest);
    }

    private static double product(double power, double rest) {
        return Math.fma(power, rest, power);
    }

    private static double huge(double power, int exponent, double rest) {
        return 0x1p1009 * product(Math.scalb(power, exponent - 1009), rest);
    }

    /// Rounds once where the result has fewer bits than others. Its product is rounded too, unlike that of others.
    private static double minute(double power, int exponent, double rest) {
        double scaled = Math.scalb(power, exponent + 1022);
        double more = scaled * rest;
        double y = scaled + more;
        if (y < 1) {
            double lost = scaled - y + more;
            double whole = 1 + y;
            y = whole + (1 - whole + y + lost) - 1;
        }
        return 0x1p-1022 * y;
    }
}
