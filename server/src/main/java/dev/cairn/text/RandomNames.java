package dev.cairn.text;

import java.util.List;
import java.util.random.RandomGenerator;

/// Names for runs and models that were given none: two words and a number, at most 20 characters.
public final class RandomNames {
    private static final List<String> FIRST = List.of(
            "amber", "bold", "brave", "bright", "calm", "clear", "clever", "cool", "crisp", "deep", "eager", "early",
            "fair", "fleet", "fond", "fresh", "gentle", "glad", "golden", "grand", "happy", "high", "honest", "keen",
            "kind", "light", "lively", "lucky", "mellow", "merry", "mighty", "neat", "noble", "open", "patient",
            "proud", "quick", "quiet", "rapid", "ready", "silent", "silver", "smooth", "steady", "still", "strong",
            "sunny", "swift", "tidy", "vivid", "warm", "wild", "wise", "witty");
    private static final List<String> SECOND = List.of(
            "ash", "bay", "beech", "birch", "brook", "cairn", "cliff", "cloud", "cove", "crane", "dale", "deer", "dune",
            "eagle", "elm", "fern", "finch", "fjord", "fox", "glade", "grove", "hare", "hawk", "heron", "hill", "isle",
            "kite", "lake", "lark", "lynx", "maple", "marsh", "meadow", "moor", "moss", "oak", "otter", "owl", "peak",
            "pine", "pond", "reef", "ridge", "river", "robin", "seal", "shore", "stone", "stork", "swan", "trail",
            "trout", "vale", "whale", "wren", "yew");
    private static final int NUMBERS = 1_001;

    private RandomNames() {}

    public static String random(RandomGenerator random) {
        return FIRST.get(random.nextInt(FIRST.size())) + "-" + SECOND.get(random.nextInt(SECOND.size())) + "-"
                + random.nextInt(NUMBERS);
    }
}
