package org.tokenwright.tokenizers.slow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tokenwright.tokenizers.slow.SlowSinglePassTrainer.Event;
import org.tokenwright.tokenizers.slow.SlowSinglePassTrainer.Kind;

/**
 * A plain model of how models of {@link SlowSinglePassTrainer} encode: one clock for a whole text; of the events that apply
 * anywhere in it, the first behind the last one used is applied everywhere. Of several deletions of a token the last one
 * counts, as in the reference.
 */
public final class SlowSinglePassEncoder {
    private final Map<List<String>, Integer> merges = new HashMap<>();
    private final Map<String, Integer> deletions = new HashMap<>();
    private final Map<List<String>, Integer> supermerges = new HashMap<>();
    private final Map<String, List<String>> parts = new HashMap<>();

    /**
     * Creates an encoder.
     *
     * @param events the events of the training
     * @param intoBytes whether deleted tokens fall into bytes, or into the operands of their first merge
     */
    public SlowSinglePassEncoder(List<Event> events, boolean intoBytes) {
        for (int time = 0; time < events.size(); time++) {
            Event event = events.get(time);
            List<String> pair = List.of(event.left(), event.right());
            switch (event.kind()) {
                case MERGE -> {
                    merges.put(pair, time);
                    parts.putIfAbsent(event.left() + event.right(), pair);
                }
                case DELETION -> deletions.put(event.left(), time);
                case SUPERMERGE -> supermerges.put(pair, time);
            }
        }
        if (intoBytes) {
            parts.replaceAll((token, pair) -> Arrays.asList(token.split("")));
        }
    }

    /** Something that applies: when, and to what. */
    private record Applicable(int time, Kind kind, List<String> tokens) {}

    /**
     * {@return the tokens of a text}
     *
     * @param pretokens its pretokens
     */
    public List<String> encode(List<String> pretokens) {
        List<List<String>> text = new ArrayList<>();
        pretokens.forEach(pretoken -> text.add(Arrays.asList(pretoken.split(""))));
        List<List<String>> now = text;
        Applicable applied = new Applicable(-1, Kind.MERGE, List.of());
        while (true) {
            applied = next(now, applied.time());
            if (applied.tokens().isEmpty()) {
                return now.stream().flatMap(List::stream).toList();
            }
            now = apply(applied, now);
        }
    }

    private Applicable next(List<List<String>> text, int clock) {
        Applicable next = new Applicable(Integer.MAX_VALUE, Kind.MERGE, List.of());
        for (int i = 0; i < text.size(); i++) {
            List<String> pretoken = text.get(i);
            for (int j = 0; j < pretoken.size(); j++) {
                next = earlier(next, deletions.get(pretoken.get(j)), clock, Kind.DELETION, pretoken.subList(j, j + 1));
                if (j + 1 < pretoken.size()) {
                    List<String> pair = pretoken.subList(j, j + 2);
                    next = earlier(next, merges.get(pair), clock, Kind.MERGE, pair);
                }
            }
            if (i + 1 < text.size() && pretoken.size() == 1 && text.get(i + 1).size() == 1) {
                List<String> pair = List.of(pretoken.get(0), text.get(i + 1).get(0));
                next = earlier(next, supermerges.get(pair), clock, Kind.SUPERMERGE, pair);
            }
        }
        return next;
    }

    private static Applicable earlier(Applicable best, Integer time, int clock, Kind kind, List<String> tokens) {
        return time != null && time > clock && time < best.time()
                ? new Applicable(time, kind, List.copyOf(tokens))
                : best;
    }

    private List<List<String>> apply(Applicable event, List<List<String>> text) {
        List<List<String>> result = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            List<String> pretoken = text.get(i);
            switch (event.kind()) {
                case MERGE -> result.add(SlowEncoder.merge(pretoken, event.tokens()));
                case DELETION -> {
                    List<String> split = new ArrayList<>();
                    for (String token : pretoken) {
                        split.addAll(token.equals(event.tokens().get(0)) ? parts.get(token) : List.of(token));
                    }
                    result.add(split);
                }
                case SUPERMERGE -> {
                    boolean pair = i + 1 < text.size()
                            && pretoken.equals(event.tokens().subList(0, 1))
                            && text.get(i + 1).equals(event.tokens().subList(1, 2));
                    result.add(pair ? List.of(String.join("", event.tokens())) : pretoken);
                    i += pair ? 1 : 0;
                }
            }
        }
        return result;
    }
}
