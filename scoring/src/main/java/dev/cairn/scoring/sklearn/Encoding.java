package dev.cairn.scoring.sklearn;

import dev.cairn.scoring.limits.TimeLimit;
import dev.cairn.scoring.text.PythonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Transformers that make numbers of categories.
sealed interface Encoding extends Step {

    /// A column for each category, with 1 where it is.
    ///
    /// @param dropped the category of each column that has none of its own, -1 for none
    record OneHot(Inputs inputs, List<Categories> categories, List<Integer> dropped, Unknown unknown)
            implements Encoding {
        static OneHot of(Item encoder) {
            List<Categories> categories = Categories.of(encoder);
            List<Integer> dropped = new ArrayList<>();
            Item drops = encoder.get("_drop_idx_after_grouping");
            for (int i = 0; i < categories.size(); i++) {
                dropped.add(-1);
            }
            if (!drops.isNone()) {
                List<Item> places = drops.list();
                for (int i = 0; i < Math.min(places.size(), dropped.size()); i++) {
                    int place = places.get(i).isNone() ? -1 : places.get(i).integer();
                    if (place < -1 || place >= categories.get(i).count()) {
                        throw drops.wrong("places of categories");
                    }
                    dropped.set(i, place);
                }
            } else if (encoder.has("drop")) {
                throw new OnlyPythonException("drops categories as older versions of scikit-learn do");
            }
            Unknown unknown = Unknown.of(encoder.get("handle_unknown").text());
            return new OneHot(checked(Inputs.of(encoder), categories), categories, dropped, unknown);
        }

        @Override
        public Table apply(Table table, TimeLimit limit) {
            inputs.any(table);
            int width = 0;
            for (int i = 0; i < categories.size(); i++) {
                width += categories.get(i).count() - (dropped.get(i) < 0 ? 0 : 1);
            }
            Numbers encoded = Numbers.room(table.rows(), width);
            int first = 0;
            for (int i = 0; i < categories.size(); i++) {
                Categories known = categories.get(i);
                int drop = dropped.get(i);
                Values column = table.column(i);
                for (int row = 0; row < table.rows(); row++) {
                    int place = unknown.place(known, column.key(row), i);
                    if (place >= 0 && place != drop) {
                        int at = drop >= 0 && place > drop ? place - 1 : place;
                        encoded.values[row * width + first + at] = 1;
                    }
                }
                first += known.count() - (drop < 0 ? 0 : 1);
            }
            return encoded;
        }
    }

    /// The place of each category.
    ///
    /// @param unseen what stands for a category that is not known
    /// @param missing what stands for a missing value that is a category
    record Ordinal(Inputs inputs, List<Categories> categories, Unknown unknown, double unseen, double missing)
            implements Encoding {
        static Ordinal of(Item encoder) {
            List<Categories> categories = Categories.of(encoder);
            if (categories.stream().anyMatch(each -> each.rare() >= 0)) {
                throw new OnlyPythonException("has an OrdinalEncoder that puts rare categories together");
            }
            Unknown unknown = Unknown.of(encoder.get("handle_unknown").text());
            return new Ordinal(
                    checked(Inputs.of(encoder), categories),
                    categories,
                    unknown,
                    unknown == Unknown.ENCODED ? encoder.get("unknown_value").number() : 0,
                    encoder.has("encoded_missing_value")
                            ? encoder.get("encoded_missing_value").number()
                            : Double.NaN);
        }

        @Override
        public Table apply(Table table, TimeLimit limit) {
            inputs.any(table);
            Numbers encoded = Numbers.room(table.rows(), table.width());
            for (int i = 0; i < categories.size(); i++) {
                Values column = table.column(i);
                boolean nan = categories.get(i).hasNan();
                for (int row = 0; row < table.rows(); row++) {
                    Object key = column.key(row);
                    int place = unknown.place(categories.get(i), key, i);
                    encoded.values[row * encoded.width + i] = place < 0 ? unseen : key == null && nan ? missing : place;
                }
            }
            return encoded;
        }
    }

    /// What is done with a category that is not known.
    enum Unknown {
        REFUSED,
        IGNORED,
        RARE,
        ENCODED;

        static Unknown of(String handle) {
            return switch (handle) {
                case "error" -> REFUSED;
                case "ignore" -> IGNORED;
                case "infrequent_if_exist", "warn" -> RARE;
                case "use_encoded_value" -> ENCODED;
                default -> throw new OnlyPythonException("handles unknown categories by '%s'".formatted(handle));
            };
        }

        /// The place of a value, -1 for one that is not known.
        int place(Categories categories, @Nullable Object key, int column) {
            int place = categories.place(key);
            if (place < 0 && this == REFUSED) {
                throw new RefusedRowsException(
                        "Found unknown categories [%s] in column %d during transform".formatted(shown(key), column));
            }
            return place < 0 && this == RARE ? categories.rare() : place;
        }

        private static String shown(@Nullable Object key) {
            return switch (key) {
                case null -> "nan";
                case Double number -> PythonText.number(number);
                case Object text -> PythonText.quoted(text.toString());
            };
        }
    }

    private static Inputs checked(Inputs inputs, List<Categories> categories) {
        if (categories.size() != inputs.features()) {
            throw new SkopsFormatException(
                    "has categories of %d columns in an encoder of %d".formatted(categories.size(), inputs.features()));
        }
        return inputs;
    }
}
