package org.tokenwright.tokenizers.slow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** A model of PickyBPE with random merges and deletions, its file, and its encoding as plainly as can be. */
public final class SlowPickyBpe {
    private final List<Event> events = new ArrayList<>();
    private final Set<String> present = new LinkedHashSet<>();
    private final Map<String, List<String>> makers = new LinkedHashMap<>();
    private final List<String> tokens = new ArrayList<>(List.of("<PAD>", "<UNK>", "<BOS>", "<EOS>"));

    private record Event(boolean isMerge, String token, List<String> parts) {}

    /**
     * Makes up a model.
     *
     * @param random chooses
     * @param characters the characters that it knows
     * @param steps number of merges and deletions
     */
    public SlowPickyBpe(SplittableRandom random, List<String> characters, int steps) {
        tokens.addAll(characters);
        present.addAll(characters);
        for (int i = 0; i < steps; i++) {
            List<String> there = new ArrayList<>(present);
            if (random.nextInt(4) == 0) {
                there.removeAll(characters);
                if (!there.isEmpty()) {
                    String token = there.get(random.nextInt(there.size()));
                    present.remove(token);
                    events.add(new Event(false, token, parts(token)));
                }
                continue;
            }
            String left = there.get(random.nextInt(there.size()));
            String right = there.get(random.nextInt(there.size()));
            if (left.length() + right.length() < 12) {
                events.add(new Event(true, left + right, List.of(left, right)));
                present.add(left + right);
                if (makers.putIfAbsent(left + right, List.of(left, right)) == null) {
                    tokens.add(left + right);
                }
            }
        }
    }

    private List<String> parts(String token) {
        if (present.contains(token)) {
            return List.of(token);
        }
        List<String> parts = new ArrayList<>(parts(makers.get(token).get(0)));
        parts.addAll(parts(makers.get(token).get(1)));
        return parts;
    }

    /**
     * {@return the ids of a word}
     *
     * @param word the word with its mark
     */
    public List<Integer> encode(String word) {
        List<String> all = present.contains(word)
                ? List.of(word)
                : new ArrayList<>(
                        word.codePoints().mapToObj(Character::toString).toList());
        for (Event event : present.contains(word) ? List.<Event>of() : events) {
            for (int i = 0; i < all.size(); i++) {
                if (!event.isMerge && all.get(i).equals(event.token)) {
                    all.remove(i);
                    all.addAll(i, event.parts);
                    i += event.parts.size() - 1;
                } else if (event.isMerge
                        && i + 1 < all.size()
                        && all.get(i).equals(event.parts.get(0))
                        && all.get(i + 1).equals(event.parts.get(1))) {
                    all.set(i, event.token);
                    all.remove(i + 1);
                }
            }
        }
        Map<String, Integer> ids = ids();
        return all.stream().map(token -> ids.getOrDefault(token, 1)).toList();
    }

    private Map<String, Integer> ids() {
        Map<String, Integer> ids = new HashMap<>();
        for (String token : tokens) {
            if (isPresent(token)) {
                ids.put(token, ids.size());
            }
        }
        return ids;
    }

    private boolean isPresent(String token) {
        return present.contains(token) || token.matches("<[A-Z]{3}>");
    }

    /** {@return the file} */
    public String json() {
        List<String> parts = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (int id = 0; id < tokens.size(); id++) {
            parts.add(token(tokens.get(id)));
            if (isPresent(tokens.get(id))) {
                known.add("\"" + id + "\": " + known.size());
            }
        }
        List<String> merges = new ArrayList<>();
        List<String> splits = new ArrayList<>();
        for (int id = 0; id < events.size(); id++) {
            Event event = events.get(id);
            String listed = "["
                    + String.join(", ", event.parts.stream().map(this::token).toList()) + "]";
            if (event.isMerge) {
                merges.add("{\"id\": " + id + ", \"pair\": " + listed + ", \"new_token\": " + token(event.token) + "}");
            } else {
                splits.add("{\"id\": " + id + ", \"token\": " + token(event.token) + ", \"split\": " + listed + "}");
            }
        }
        return "{\"tokens\": [" + String.join(", ", parts) + "],\n\"id2int\": {" + String.join(", ", known)
                + "},\n\"int2id\": {},\n\"merges\": [" + String.join(",\n", merges) + "],\n\"splits\": ["
                + String.join(",\n", splits) + "]}";
    }

    private String token(String token) {
        return "{\"id\": " + tokens.indexOf(token) + ", \"str\": \"" + token + "\", \"freq\": 0, \"special\": "
                + token.startsWith("<") + ", \"present\": " + isPresent(token)
                + ", \"left\": null, \"right\": null, \"split\": []}";
    }
}
