package dev.cairn.scoring.trees;

/// Sets of categories as bits in one array: set *i* has the words from `starts[i]` to `starts[i + 1]`, and category *c*
/// is bit `c % 32` of word `c / 32`. Categories are the
/// numbers above `floor`, cut to whole ones.
final class CategorySets {
    private final int[] words;
    private final int[] starts;
    private final double floor;
    private final boolean bounded;

    private CategorySets(Builder from) {
        words = from.words.toArray();
        starts = from.starts.toArray();
        floor = from.floor;
        bounded = from.bounded;
    }

    /// Whether a set has no say on a value, which then goes where missing ones go.
    boolean leavesOut(int set, double value) {
        return bounded && !(value > floor && value < (double) (starts[set + 1] - starts[set]) * Integer.SIZE);
    }

    boolean contains(int set, double value) {
        if (!(value > floor)) {
            return false;
        }
        int category = (int) value;
        int word = starts[set] + (category >> 5);
        return word < starts[set + 1] && word >= 0 && (words[word] >>> category & 1) != 0;
    }

    private static final int MAX_CATEGORY = 1 << 24;
    /// A set of one great category has many words.
    private static final int MAX_WORDS = 1 << 24;

    /// Collects sets. Used by one thread.
    static final class Builder {
        private final IntList words = new IntList();
        private final IntList starts = new IntList();
        private final double floor;
        private final boolean bounded;

        Builder(double floor) {
            this(floor, false);
        }

        /// @param bounded whether what is no category, or beyond the last word of a set, is missing for it
        Builder(double floor, boolean bounded) {
            this.floor = floor;
            this.bounded = bounded;
            starts.add(0);
        }

        /// Adds a set by its words; returns its number.
        int add(int[] words, int from, int to) {
            for (int i = from; i < to; i++) {
                this.words.add(words[i]);
            }
            starts.add(this.words.size());
            return starts.size() - 2;
        }

        /// Adds a set by its members, which are no more than 2^24 (as XGBoost's are); returns its number.
        int add(int[] members) {
            int last = -1;
            for (int member : members) {
                if (member < 0 || member > MAX_CATEGORY) {
                    throw new BoosterFormatException("has a category %d".formatted(member));
                }
                last = Math.max(last, member);
            }
            if (words.size() + last / Integer.SIZE >= MAX_WORDS) {
                throw new BoosterFormatException("has sets of categories of more than %d words".formatted(MAX_WORDS));
            }
            int[] bits = new int[(last + Integer.SIZE) / Integer.SIZE];
            for (int member : members) {
                bits[member >> 5] |= 1 << member;
            }
            return add(bits, 0, bits.length);
        }

        CategorySets build() {
            return new CategorySets(this);
        }
    }
}
