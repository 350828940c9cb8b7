package org.tokenwright.tokenizers.train;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merges the most frequent pair of neighbouring tokens in weighted sequences, again and again. The words of a corpus are one
 * lane (units are bytes), its runs of pretokens another (units are pretokens). For one thread.
 */
final class Lane {
    /*
     * One merge (a, b) -> c visits the occurrences of the pair from left to right and rewrites them one by one. Each rewriting
     * changes the counts of the pairs to its left and right, given how the sequence looks at that moment; the changes of all
     * rewritings add up to the difference between before and after, so nothing has to be counted anew. Only rows of equal
     * tokens need care, since of a row of n only floor(n / 2) pairs count (in STANDARD counting): where a row becomes shorter
     * or longer by one, whether its count changes depends on whether n is even. A row that grows product by product ("ababab")
     * is followed by a running length, so that no row is measured more than twice a merge and the work stays linear.
     *
     * Pairs with a count up to `floor` are never stored: counts fall, so they cannot become the best pair of a caller who stops
     * at counts up to the floor. The one exception is a product whose bytes are a token of the lane already, for its pairs may
     * gain; a lane with a floor then reports that it is no longer exact, and the caller begins again without one.
     */
    /**
     * How long tokens may become.
     *
     * @param bytes the most bytes
     * @param units the most units
     */
    record Limits(int bytes, int units) {}

    private final Cells cells;
    private final Tokens tokens;
    private final long floor;
    private final boolean standard;
    private final Limits limits;
    private final PairTable pairs;
    private final PairQueue queue;
    private final Neighbours lefts = new Neighbours();
    private final Neighbours rights = new Neighbours();
    private boolean exact = true;
    private boolean completing;
    private long merged;
    private long[] tokenCounts;
    private @Nullable Places places;

    Lane(Cells cells, Tokens tokens, long floor, Counting counting) {
        this(
                cells,
                tokens,
                cells.countTokens(tokens.size()),
                floor,
                counting,
                new Limits(TrainerOptions.MAX_TOKEN_BYTES, Integer.MAX_VALUE),
                1);
    }

    /**
     * Creates a lane.
     *
     * @param tokenCounts weighted occurrences of every token, by id, those included that stand in sequences left out since
     *     they have no pair of interest; every token that occurs is a unit
     * @param floor the count above which pairs are of interest
     * @param threads how many threads count the pairs at first
     */
    Lane(Cells cells, Tokens tokens, long[] tokenCounts, long floor, Counting counting, Limits limits, int threads) {
        this.cells = cells;
        this.tokens = tokens;
        this.floor = floor;
        this.limits = limits;
        this.tokenCounts = tokenCounts;
        for (int token = 0; token < tokenCounts.length; token++) {
            if (tokenCounts[token] > 0) {
                cells.declareUnit(token);
            }
        }
        this.standard = counting == Counting.STANDARD;
        pairs = new PairIndexer(cells, tokens.size(), floor, standard).index(threads);
        queue = new PairQueue(standard ? this::bytesBefore : this::idsBefore);
        for (int pair = 0; pair < pairs.size(); pair++) {
            queue.append(pair, pairs.count(pair));
        }
        queue.order();
    }

    /** Lets tokens that are made from now on be split. */
    void allowSplits() {
        places = new Places();
    }

    /** Finds the best pair; false if no pair above the floor is left. */
    boolean findBest() {
        while (!queue.isEmpty()) {
            long count = pairs.count(queue.top());
            if (count <= floor || count > queue.topCount() || isTooLong(queue.top())) {
                queue.removeTop();
            } else if (count < queue.topCount()) {
                queue.lowerTop(count);
            } else {
                return true;
            }
        }
        return false;
    }

    private boolean isTooLong(int pair) {
        int left = pairs.left(pair);
        int right = pairs.right(pair);
        return tokens.length(left) + tokens.length(right) > limits.bytes()
                || cells.declaredSpan(left) + (long) cells.declaredSpan(right) > limits.units();
    }

    int bestLeft() {
        return pairs.left(queue.top());
    }

    int bestRight() {
        return pairs.right(queue.top());
    }

    long bestCount() {
        return queue.topCount();
    }

    /** Weighted occurrences of a token. */
    long tokenCount(int token) {
        return tokenCounts[token];
    }

    /** Weighted occurrences of every token, by id. */
    long[] tokenCounts() {
        return Arrays.copyOf(tokenCounts, tokens.size());
    }

    /** Whether no pair has been left out that could matter. */
    boolean isExact() {
        return exact;
    }

    /** Whether the last merge turned some sequence into a single token. */
    boolean wasCompleting() {
        return completing;
    }

    Cells cells() {
        return cells;
    }

    /** Merges the pair that {@link #findBest} found and returns the product. */
    int mergeBest() {
        int pair = queue.top();
        queue.removeTop();
        int left = pairs.left(pair);
        int right = pairs.right(pair);
        int product = tokens.concatenate(left, right);
        boolean madeBefore = cells.hasHeld(product);
        exact &= !madeBefore || floor == 0;
        cells.declare(product, left, right);
        lefts.ensure(tokens.size());
        rights.ensure(tokens.size());
        if (product >= tokenCounts.length) {
            tokenCounts = Arrays.copyOf(tokenCounts, product * 2);
        }
        rewrite(pair, left, right, product);
        tokenCounts[left] -= merged;
        tokenCounts[right] -= merged;
        tokenCounts[product] += merged;
        store(lefts, product, madeBefore, true);
        store(rights, product, madeBefore, false);
        subtract(lefts, left, true);
        subtract(rights, right, false);
        pairs.exhaust(pair);
        lefts.clear();
        rights.clear();
        return product;
    }

    private void rewrite(int pair, int left, int right, int product) {
        completing = false;
        merged = 0;
        int rowEnd = -1;
        int row = 0;
        for (int index = pairs.start(pair); index < pairs.end(pair); index++) {
            int from = pairs.position(index);
            if (cells.token(from) != left) {
                continue;
            }
            int seam = from + cells.span(from);
            if (cells.token(seam) != right) {
                continue;
            }
            int to = seam + cells.span(seam);
            long weight = cells.weight(from);
            merged += weight;
            int before = cells.tokenBefore(from);
            int after = cells.token(to);
            int productsBefore = from == rowEnd ? row : before == product ? cells.runTo(from) : 0;
            int productsAfter = after == product ? cells.runFrom(to) : 0;
            if (before >= 0) {
                boolean shortensRow = before == left && left != right;
                lefts.lose(before, !shortensRow || endsPair(cells.runTo(seam)) ? weight : 0);
                if (before != product) {
                    lefts.gain(before, weight, from - cells.spanBefore(from));
                }
            }
            if (after >= 0) {
                boolean shortensRow = after == right && left != right;
                rights.lose(after, !shortensRow || endsPair(cells.runFrom(seam)) ? weight : 0);
                if (after != product) {
                    rights.gain(after, weight, from);
                }
            }
            if (productsBefore + productsAfter > 0) {
                long joined = rowCount(productsBefore + 1 + productsAfter)
                        - rowCount(productsBefore)
                        - rowCount(productsAfter);
                gainEqual(product, joined * weight, from, productsBefore > 0, productsAfter > 0);
            }
            completing |= cells.isWholeSequence(from, to);
            cells.join(from, seam, to, product);
            if (places != null) {
                places.add(product, from);
            }
            row = productsBefore + 1 + productsAfter;
            rowEnd = productsAfter == 0 ? to : cells.runEnd(to);
        }
    }

    /**
     * Puts parts in the place of all occurrences of a token. Only in lanes that {@linkplain #allowSplits allow} it, of bytes,
     * in standard counting and with the floor 0.
     */
    void split(int token, int[] parts) {
        Places all = Objects.requireNonNull(places, "splits are not allowed");
        new Split(cells, pairs, queue, all).run(token, parts);
        for (int part : parts) {
            tokenCounts[part] += tokenCounts[token];
        }
        tokenCounts[token] = 0;
    }

    private void gainEqual(int product, long weight, int from, boolean before, boolean after) {
        if (before) {
            lefts.gain(product, weight, from - cells.spanBefore(from));
        }
        if (after) {
            lefts.gain(product, before ? 0 : weight, from);
        }
    }

    /** How many pairs count in a row of equal tokens. */
    private long rowCount(int length) {
        return standard ? length / 2 : Math.max(0, length - 1);
    }

    /** Whether a row of equal tokens loses a pair with its last token. */
    private boolean endsPair(int length) {
        return rowCount(length) > rowCount(length - 1);
    }

    private void store(Neighbours side, int product, boolean madeBefore, boolean onLeft) {
        for (int i = 0; i < side.touchedCount(); i++) {
            int token = side.touched(i);
            int occurrences = side.occurrences(token);
            if (occurrences == 0) {
                continue;
            }
            long gain = side.gain(token);
            int left = onLeft ? token : product;
            int right = onLeft ? product : token;
            int known = madeBefore ? pairs.find(left, right) : PairTable.NONE;
            int target = -1;
            if (known != PairTable.NONE) {
                target = pairs.extend(known, gain, occurrences);
                queue.add(known, pairs.count(known));
            } else if (gain > floor) {
                int added = pairs.add(left, right, gain, occurrences);
                target = pairs.start(added);
                queue.add(added, gain);
            }
            side.setTarget(token, target);
        }
        side.fill(pairs);
        if (madeBefore) {
            for (int i = 0; i < side.touchedCount(); i++) {
                int token = side.touched(i);
                int pair = onLeft ? pairs.find(token, product) : pairs.find(product, token);
                if (pair != PairTable.NONE && side.occurrences(token) > 0) {
                    pairs.sortPositions(pair);
                }
            }
        }
    }

    private void subtract(Neighbours side, int operand, boolean onLeft) {
        for (int i = 0; i < side.touchedCount(); i++) {
            int token = side.touched(i);
            if (side.loss(token) > 0) {
                int pair = onLeft ? pairs.find(token, operand) : pairs.find(operand, token);
                if (pair != PairTable.NONE) {
                    pairs.addCount(pair, -side.loss(token));
                }
            }
        }
    }

    private boolean bytesBefore(int pair, int other) {
        int byLeft = tokens.compare(pairs.left(pair), pairs.left(other));
        return byLeft != 0 ? byLeft < 0 : tokens.compare(pairs.right(pair), pairs.right(other)) < 0;
    }

    private boolean idsBefore(int pair, int other) {
        int byLeft = Integer.compare(huggingFaceId(pairs.left(pair)), huggingFaceId(pairs.left(other)));
        return byLeft != 0 ? byLeft < 0 : huggingFaceId(pairs.right(pair)) < huggingFaceId(pairs.right(other));
    }

    /** Bytes are numbered by the characters that print them: the printable ones stand for themselves and come first. */
    private static int huggingFaceId(int token) {
        if (token > 255) {
            return token;
        }
        boolean printable = (token >= 33 && token <= 126) || (token >= 161 && token <= 172) || token >= 174;
        return printable ? token - 256 : token;
    }
}
