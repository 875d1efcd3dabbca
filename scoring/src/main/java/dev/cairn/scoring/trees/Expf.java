package dev.cairn.scoring.trees;

/// The exponential in 32 bits as the C library computes it that XGBoost runs on, to the last bit: glibc's `expf`, which
/// is that of ARM's optimized-routines (e^x = 2^(k/32) · 2^(r/32), with a table for the first and a polynomial of the
/// third degree for the second). Its last bit is not always that of the exact value.
final class Expf {
    private static final int TABLE = 32;
    private static final double SCALE = 0x1.71547652b82fep+0 * TABLE;
    private static final double C0 = 0x1.c6af84b912394p-5 / TABLE / TABLE / TABLE;
    private static final double C1 = 0x1.ebfce50fac4f3p-3 / TABLE / TABLE;
    private static final double C2 = 0x1.62e42ff0c52d6p-1 / TABLE;
    private static final float OVERFLOW = 0x1.62e42ep6f;
    private static final float UNDERFLOW = -0x1.9fe368p6f;
    private static final double[] POWERS = new double[TABLE];

    static {
        for (int i = 0; i < TABLE; i++) {
            POWERS[i] = StrictMath.pow(2, (double) i / TABLE);
        }
    }

    private Expf() {}

    static float of(float x) {
        if (Float.isNaN(x)) {
            return x;
        } else if (x > OVERFLOW) {
            return Float.POSITIVE_INFINITY;
        } else if (x < UNDERFLOW) {
            return 0;
        }
        double z = SCALE * x;
        double whole = Math.rint(z);
        double rest = z - whole;
        int k = (int) whole;
        double power = Math.scalb(POWERS[Math.floorMod(k, TABLE)], Math.floorDiv(k, TABLE));
        double high = C0 * rest + C1;
        double low = C2 * rest + 1;
        return (float) ((high * (rest * rest) + low) * power);
    }
}
