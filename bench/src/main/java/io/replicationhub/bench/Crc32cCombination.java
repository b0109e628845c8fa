package io.replicationhub.bench;

/** The CRC-32C of two pieces put together, from the CRCs of each (the matrix method of zlib's crc32_combine). */
final class Crc32cCombination {
    private static final int REFLECTED_POLYNOMIAL = 0x82F63B78;

    private Crc32cCombination() {}

    static int of(int first, int second, long secondLength) {
        if (secondLength == 0) {
            return first;
        }
        int[] odd = new int[32];
        odd[0] = REFLECTED_POLYNOMIAL;
        for (int i = 1; i < 32; i++) {
            odd[i] = 1 << (i - 1);
        }
        int[] even = squared(odd);
        int[] operator = squared(even);
        int crc = first;
        for (long left = secondLength; left != 0; left >>>= 1) {
            operator = squared(operator);
            if ((left & 1) != 0) {
                crc = times(operator, crc);
            }
        }
        return crc ^ second;
    }

    private static int times(int[] matrix, int vector) {
        int sum = 0;
        for (int i = 0, rest = vector; rest != 0; i++, rest >>>= 1) {
            if ((rest & 1) != 0) {
                sum ^= matrix[i];
            }
        }
        return sum;
    }

    private static int[] squared(int[] matrix) {
        int[] square = new int[32];
        for (int i = 0; i < 32; i++) {
            square[i] = times(matrix, matrix[i]);
        }
        return square;
    }
}
