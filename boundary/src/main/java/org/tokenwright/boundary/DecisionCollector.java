package org.tokenwright.boundary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects all decisions on a text. For one thread. */
final class DecisionCollector implements BoundarySink {
    private final List<Decision> decisions = new ArrayList<>();

    @Override
    public void boundary(int end, double confidence) {}

    @Override
    public Detail detail() {
        return Detail.EVIDENCE;
    }

    @Override
    public void decision(Decision decision) {
        decisions.add(decision);
    }

    List<Decision> decisions() {
        decisions.sort(Comparator.comparingInt(Decision::candidate));
        return List.copyOf(decisions);
    }
}
