package dev.cairn.scoring.trees;

import java.util.Arrays;

/// Numbers of which it is not known how many will come. Used by one thread.
final class NumberList {
    private static final int FIRST_CAPACITY = 16;

    private double[] numbers = new double[FIRST_CAPACITY];
    private int size;

    void add(double number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    int size() {
        return size;
    }

    double[] toArray() {
        return Arrays.copyOf(numbers, size);
    }
}
