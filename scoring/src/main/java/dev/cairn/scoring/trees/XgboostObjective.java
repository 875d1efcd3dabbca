package dev.cairn.scoring.trees;

import java.util.function.DoubleUnaryOperator;

/// What an objective of XGBoost makes of sums, in 32 bits as the library does.
///
/// @param margin the sum that stands for a `base_score`, which is written as a prediction
/// @param link the predictions of sums
/// @param labels whether a row has one prediction, the number of its class, whatever its outputs
record XgboostObjective(DoubleUnaryOperator margin, Link link, boolean labels) {
    /// Beyond which the exponential overflows 32 bits.
    private static final float MAX_EXPONENT = 88.7f;

    /// How near to 0 and 1 a probability gets that is written as a `base_score`.
    private static final float LEAST_PROBABILITY = 1e-6f;

    static XgboostObjective of(String name, XgboostVersion version) {
        return switch (name) {
            case "reg:squarederror",
                    "reg:linear",
                    "reg:squaredlogerror",
                    "reg:pseudohubererror",
                    "reg:absoluteerror",
                    "reg:quantileerror",
                    "reg:expectileerror",
                    "rank:pairwise",
                    "rank:ndcg",
                    "rank:map" -> plain(DoubleUnaryOperator.identity(), Link.IDENTITY);
            case "reg:logistic", "binary:logistic" ->
                plain(
                        version.boundsProbabilities()
                                ? score -> logit(bounded((float) score))
                                : XgboostObjective::logit,
                        Link.each(
                                version.overflowsSigmoids()
                                        ? sum -> 1f / (Expf.of((float) -sum) + 1f)
                                        : sum -> sigmoid((float) sum)));
            case "binary:logitraw" ->
                plain(
                        version.startsRawAtProbability() ? XgboostObjective::logit : DoubleUnaryOperator.identity(),
                        Link.IDENTITY);
            case "binary:hinge" -> plain(DoubleUnaryOperator.identity(), Link.each(sum -> sum > 0 ? 1 : 0));
            case "count:poisson", "reg:gamma", "reg:tweedie", "survival:cox" ->
                plain(XgboostObjective::log, Link.each(sum -> Expf.of((float) sum)));
            case "survival:aft" ->
                plain(XgboostObjective::log, Link.each(sum -> (float) Math.exp(sum))); // of 64 bits, then rounded
            case "multi:softprob" -> plain(DoubleUnaryOperator.identity(), XgboostObjective::softmax);
            case "multi:softmax" -> new XgboostObjective(DoubleUnaryOperator.identity(), Link::greatest, true);
            default ->
                throw new BoosterFormatException(
                        "has the objective '%s', whose predictions are not known here".formatted(name));
        };
    }

    private static XgboostObjective plain(DoubleUnaryOperator margin, Link link) {
        return new XgboostObjective(margin, link, false);
    }

    private static float sigmoid(float sum) {
        return 1f / (Expf.of(Math.min(-sum, MAX_EXPONENT)) + 1f);
    }

    private static double[] softmax(double[] sums, int outputs) {
        for (int from = 0; from < sums.length; from += outputs) {
            double greatest = sums[from];
            for (int i = 1; i < outputs; i++) {
                greatest = Math.max(greatest, sums[from + i]);
            }
            double total = 0;
            for (int i = from; i < from + outputs; i++) {
                sums[i] = Expf.of((float) (sums[i] - greatest));
                total += sums[i];
            }
            for (int i = from; i < from + outputs; i++) {
                sums[i] = (float) sums[i] / (float) total;
            }
        }
        return sums;
    }

    private static float bounded(float probability) {
        return Math.clamp(probability, LEAST_PROBABILITY, 1f - LEAST_PROBABILITY);
    }

    private static double logit(double score) {
        return -log(1f / (float) score - 1f);
    }

    private static double log(double value) {
        return (float) Math.log((float) value);
    }
}
