package org.tokenwright.tokenizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.SequenceTemplate.Kind;
import org.tokenwright.tokenizers.SequenceTemplate.Part;

/** Truncates one or two encoded sequences and puts special tokens around them. Immutable. */
final class RowMaker {
    /*
     * The rules are those of Hugging Face's tokenizers, with which the golden rows in the test resources were made. A truncated
     * sequence becomes windows, the first of which is what is kept; each begins (from the side that is not cut) so many tokens
     * behind the one before as a window has, less the stride; the last is the one that reaches the other end, and may be
     * shorter.
     */
    /** Tokens of a sequence that stand in one row. */
    private record Window(int start, int end) {}

    private final SequenceTemplate template;
    private final @Nullable Truncation truncation;
    private final boolean overflow;

    RowMaker(SequenceTemplate template, @Nullable Truncation truncation, boolean overflow) {
        this.template = template;
        this.truncation = truncation;
        this.overflow = overflow;
    }

    /** The row of a sample, and its rows of overflow. */
    List<BatchRow> rows(int sample, TokenSequence first, @Nullable TokenSequence second) {
        List<Part> parts = second == null ? template.single() : template.pair();
        int firstLength = first.ids.length;
        int secondLength = second == null ? 0 : second.ids.length;
        int[] kept = truncation == null
                ? new int[] {firstLength, secondLength}
                : kept(truncation, parts, firstLength, secondLength, second != null);
        List<Window> firstWindows = windows(firstLength, kept[0]);
        List<Window> secondWindows = windows(secondLength, kept[1]);
        boolean turned = parts.stream()
                .filter(part -> part.kind() != Kind.SPECIAL)
                .findFirst()
                .map(part -> part.kind() == Kind.SECOND)
                .orElse(false);
        List<BatchRow> rows = new ArrayList<>();
        for (int[] pair : pairs(
                turned ? secondWindows.size() : firstWindows.size(),
                turned ? firstWindows.size() : secondWindows.size())) {
            Window a = firstWindows.get(pair[turned ? 1 : 0]);
            Window b = secondWindows.get(pair[turned ? 0 : 1]);
            rows.add(row(sample, parts, first, a, second, b));
        }
        return rows;
    }

    /** The order of rows: numbers of windows of the sequence that stands first in the template, and of the other. */
    private static List<int[]> pairs(int outer, int inner) {
        List<int[]> pairs = new ArrayList<>();
        pairs.add(new int[] {0, 0});
        for (int a = 1; a < outer; a++) {
            for (int b = 0; b < inner; b++) {
                pairs.add(new int[] {a, b});
            }
        }
        for (int b = 1; b < inner; b++) {
            pairs.add(new int[] {0, b});
        }
        return pairs;
    }

    /** How many tokens of each sequence stay. */
    private static int[] kept(Truncation truncation, List<Part> parts, int first, int second, boolean pair) {
        int added =
                (int) parts.stream().filter(part -> part.kind() == Kind.SPECIAL).count();
        int room = truncation.maxLength() - added;
        if (room < 0) {
            throw new IllegalArgumentException("the template adds " + added + " tokens to rows of at most "
                    + truncation.maxLength() + ": expected a greater maximum length");
        }
        long surplus = (long) first + second - room;
        if (surplus <= 0) {
            return new int[] {first, second};
        }
        if (room == 0) {
            return new int[] {0, 0};
        }
        return switch (truncation.strategy()) {
            case LONGEST_FIRST -> pair ? longestFirst(first, second, room) : new int[] {room, 0};
            case ONLY_FIRST -> new int[] {rest("first", first, surplus), second};
            case ONLY_SECOND -> {
                if (!pair) {
                    throw new IllegalArgumentException(
                            "the second sequence is to be truncated, but there is only one, of " + first
                                    + " tokens for " + room);
                }
                yield new int[] {first, rest("second", second, surplus)};
            }
        };
    }

    private static int rest(String which, int length, long surplus) {
        if (length <= surplus) {
            throw new IllegalArgumentException("the " + which + " sequence has " + length + " tokens and " + surplus
                    + " are to be taken off: expected a longer one, or another strategy");
        }
        return (int) (length - surplus);
    }

    private static int[] longestFirst(int first, int second, int room) {
        int shorter = Math.min(first, second);
        int longer = Math.max(shorter, room - shorter);
        if (shorter > room - longer) {
            shorter = room / 2;
            longer = room - shorter;
        }
        return first <= second ? new int[] {shorter, longer} : new int[] {longer, shorter};
    }

    private List<Window> windows(int length, int kept) {
        if (truncation == null || kept == length) {
            return List.of(new Window(0, length));
        }
        boolean fromStart = truncation.side() == Side.RIGHT;
        if (!overflow || kept == 0) {
            return List.of(fromStart ? new Window(0, kept) : new Window(length - kept, length));
        }
        if (truncation.stride() >= kept) {
            throw new IllegalArgumentException("the stride is " + truncation.stride() + ", expected less than " + kept
                    + ", what is left of a sequence of " + length + " tokens");
        }
        List<Window> windows = new ArrayList<>();
        int passed = 0;
        for (int last = 0; last < length; passed += kept - truncation.stride()) {
            last = (int) Math.min((long) passed + kept, length);
            windows.add(fromStart ? new Window(passed, last) : new Window(length - last, length - passed));
        }
        return windows;
    }

    private static BatchRow row(
            int sample, List<Part> parts, TokenSequence first, Window a, @Nullable TokenSequence second, Window b) {
        int length = specials(parts) + a.end() - a.start() + b.end() - b.start();
        BatchRow row = new BatchRow(sample, length, first.starts != null);
        for (Part part : parts) {
            switch (part.kind()) {
                case SPECIAL -> row.addSpecial(part.id(), part.typeId());
                case FIRST -> row.add(first, a.start(), a.end(), part.typeId(), (byte) 0);
                case SECOND -> row.add(Objects.requireNonNull(second), b.start(), b.end(), part.typeId(), (byte) 1);
            }
        }
        return row;
    }

    private static int specials(List<Part> parts) {
        return (int) parts.stream().filter(part -> part.kind() == Kind.SPECIAL).count();
    }
}
