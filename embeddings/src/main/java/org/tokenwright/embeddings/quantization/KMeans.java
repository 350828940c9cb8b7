package org.tokenwright.embeddings.quantization;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Finds centroids of points by Lloyd's iterations from a k-means++ start. For one thread. */
final class KMeans {
    /*
     * The start is the greedy one of Arthur and Vassilvitskii, "k-means++: The Advantages of Careful Seeding" (SODA 2007),
     * section 6: each centroid is a point drawn with a chance in proportion to its squared distance from the nearest centroid so
     * far, the best of a few that are drawn. A centroid that an iteration leaves without points is put on the point that is
     * farthest from its own centroid: it splits the cluster that costs most there. Sums are in double, in the order of the
     * points, so that the result depends on the points, the seed and nothing else.
     *
     * Cost: points * centroids * components for each iteration, and about 7 times that for the start of 256 centroids.
     */
    private final float[] points;
    private final int size;
    private final int n;
    private final int k;
    private final float[] centroids;
    private final int[] nearest;
    private final float[] distances;

    /**
     * Takes points.
     *
     * @param points the points, one after the other, at least one
     * @param size number of components of each
     * @param k how many centroids there are to be
     */
    KMeans(float[] points, int size, int k) {
        this.points = points;
        this.size = size;
        this.n = points.length / size;
        this.k = k;
        centroids = new float[k * size];
        nearest = new int[n];
        distances = new float[n];
    }

    /** Chooses points as centroids. */
    KMeans start(SplittableRandom random) {
        int candidates = 2 + (int) Math.log(k);
        float[] best = new float[n];
        float[] trial = new float[n];
        Arrays.fill(distances, Float.POSITIVE_INFINITY);
        take(0, random.nextInt(n));
        double cost = reduced(0, distances, best);
        System.arraycopy(best, 0, distances, 0, n);
        for (int centroid = 1; centroid < k; centroid++) {
            double least = Double.POSITIVE_INFINITY;
            int chosen = 0;
            for (int i = 0; i < candidates; i++) {
                int point = cost > 0 ? draw(random.nextDouble() * cost) : random.nextInt(n);
                take(centroid, point);
                double reduced = reduced(centroid, distances, trial);
                if (reduced < least) {
                    least = reduced;
                    chosen = point;
                    float[] other = best;
                    best = trial;
                    trial = other;
                }
            }
            take(centroid, chosen);
            System.arraycopy(best, 0, distances, 0, n);
            cost = least;
        }
        return this;
    }

    /** Begins with the centroids of an earlier run. */
    KMeans start(Codebook earlier) {
        System.arraycopy(earlier.rows(), 0, centroids, 0, centroids.length);
        return this;
    }

    /** {@return the centroids after some iterations, or after fewer if nothing changes any more} */
    Codebook run(int iterations) {
        Codebook book = new Codebook(centroids.clone(), size);
        Arrays.fill(nearest, -1);
        for (int i = 0; i < iterations && assign(book); i++) {
            move();
            book = new Codebook(centroids.clone(), size);
        }
        return book;
    }

    private void take(int centroid, int point) {
        System.arraycopy(points, point * size, centroids, centroid * size, size);
    }

    /** Writes the least squared distances with a centroid added, and {@return their sum}. */
    private double reduced(int centroid, float[] before, float[] after) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            float distance = 0;
            for (int j = 0; j < size; j++) {
                float difference = points[i * size + j] - centroids[centroid * size + j];
                distance += difference * difference;
            }
            float least = Math.min(before[i], distance);
            after[i] = least;
            sum += least;
        }
        return sum;
    }

    private int draw(double target) {
        double sum = 0;
        int last = 0;
        for (int i = 0; i < n; i++) {
            if (distances[i] > 0) {
                sum += distances[i];
                last = i;
                if (sum > target) {
                    break;
                }
            }
        }
        return last;
    }

    /** Gives each point its nearest centroid. {@return whether any has another one than before} */
    private boolean assign(Codebook book) {
        float[] scratch = new float[k];
        boolean changed = false;
        for (int i = 0; i < n; i++) {
            int found = book.nearest(points, i * size, scratch);
            changed |= found != nearest[i];
            nearest[i] = found;
            distances[i] = scratch[found];
        }
        return changed;
    }

    private void move() {
        int[] counts = new int[k];
        for (int centroid : nearest) {
            counts[centroid]++;
        }
        split(counts);
        double[] sums = new double[k * size];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < size; j++) {
                sums[nearest[i] * size + j] += points[i * size + j];
            }
        }
        for (int centroid = 0; centroid < k; centroid++) {
            for (int j = 0; j < size && counts[centroid] > 0; j++) {
                centroids[centroid * size + j] = (float) (sums[centroid * size + j] / counts[centroid]);
            }
        }
    }

    /** Gives each centroid without points the point that is farthest from its own; a point at its centroid stays there. */
    private void split(int[] counts) {
        for (int centroid = 0; centroid < k; centroid++) {
            if (counts[centroid] == 0) {
                int farthest = 0;
                for (int i = 1; i < n; i++) {
                    farthest = distances[i] > distances[farthest] ? i : farthest;
                }
                if (distances[farthest] == 0) {
                    return;
                }
                counts[nearest[farthest]]--;
                counts[centroid] = 1;
                nearest[farthest] = centroid;
                distances[farthest] = 0;
            }
        }
    }
}
