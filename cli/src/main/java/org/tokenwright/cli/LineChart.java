package org.tokenwright.cli;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A line chart in SVG. Its colours are those of the classes {@code grid}, {@code tick}, {@code line} and the ones of the
 * series, which the page defines.
 */
final class LineChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 340;
    private static final int LEFT = 60;
    private static final int RIGHT = 136;
    private static final int TOP = 16;
    private static final int BOTTOM = 48;
    private static final int STEPS = 5;
    private static final int LABEL_HEIGHT = 16;
    private static final int MOST_DOTS = 16;
    private static final int LONGEST_NAME = 18;

    private final StringBuilder svg = new StringBuilder();
    private final Axis x;
    private final Axis y;

    /**
     * A point.
     *
     * @param x its place on the horizontal axis
     * @param y its place on the vertical axis
     */
    record Point(double x, double y) {}

    /**
     * A line.
     *
     * @param name what stands at its end
     * @param cssClass its class
     * @param points at least one, by ascending x
     */
    record Series(String name, String cssClass, List<Point> points) {}

    /** How values become places. */
    enum Scale {
        /** From 0, in steps of 1, 2, 2.5 or 5 times a power of ten. */
        LINEAR,
        /** Logarithmic, with ticks at the doublings of the least value. */
        DOUBLINGS,
        /** Logarithmic, with ticks at the powers of ten. */
        DECADES
    }

    /** An axis from its first tick to its last tick or the highest value, whichever is higher. */
    private record Axis(Scale scale, double low, double high, double highest, List<Double> ticks) {
        static Axis of(Scale scale, double[] values) {
            double low = scale == Scale.LINEAR ? 0 : Double.MAX_VALUE;
            double high = scale == Scale.LINEAR ? 1e-9 : 0;
            for (double value : values) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            List<Double> ticks = new ArrayList<>();
            switch (scale) {
                case LINEAR -> {
                    double step = roundUp(high / STEPS);
                    int steps = (int) Math.ceil(high / step - 1e-9);
                    for (int i = 0; i <= steps; i++) {
                        ticks.add(i * step);
                    }
                }
                case DOUBLINGS -> {
                    for (double tick = low; tick <= high; tick *= 2) {
                        ticks.add(tick);
                    }
                }
                case DECADES -> {
                    double decade = Math.floor(Math.log10(low));
                    do {
                        ticks.add(Math.pow(10, decade++));
                    } while (ticks.getLast() < high);
                }
            }
            return new Axis(scale, ticks.getFirst(), Math.max(ticks.getLast(), high), high, ticks);
        }

        /** {@return the same axis, ending at the highest value} */
        Axis toHighest() {
            return new Axis(
                    scale,
                    low,
                    highest,
                    highest,
                    ticks.stream().filter(tick -> tick <= highest).toList());
        }

        /** {@return the smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is not below a value} */
        private static double roundUp(double value) {
            double power = Math.pow(10, Math.floor(Math.log10(value)));
            for (double factor : new double[] {1, 2, 2.5, 5}) {
                if (factor * power >= value) {
                    return factor * power;
                }
            }
            return 10 * power;
        }

        double share(double value) {
            if (high == low) {
                return 0;
            }
            return scale == Scale.LINEAR ? (value - low) / (high - low) : Math.log(value / low) / Math.log(high / low);
        }
    }

    private LineChart(String xTitle, List<Series> series, Scale xScale, Scale yScale) {
        List<Point> all =
                series.stream().flatMap(line -> line.points().stream()).toList();
        x = Axis.of(xScale, all.stream().mapToDouble(Point::x).toArray()).toHighest();
        y = Axis.of(yScale, all.stream().mapToDouble(Point::y).toArray());
        drawGrid(xTitle);
        List<Series> ordered = highestEndFirst(series);
        double[] labels = labelPlaces(ordered);
        for (int i = 0; i < ordered.size(); i++) {
            draw(ordered.get(i));
            append(
                    "<text class=\"label %s\" x=\"%d\" y=\"%.1f\">%s</text>%n",
                    ordered.get(i).cssClass(),
                    WIDTH - RIGHT + 10,
                    labels[i],
                    Html.escape(shortened(ordered.get(i).name())));
        }
    }

    /** Labels stand beside the ends of their lines, if need be lower, so as not to overlap, or higher, so as to be inside. */
    private double[] labelPlaces(List<Series> ordered) {
        double[] places = new double[ordered.size()];
        double above = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(placeY(ordered.get(i).points().getLast().y()) + 4, above + LABEL_HEIGHT);
            above = places[i];
        }
        double below = HEIGHT - BOTTOM + 4 + LABEL_HEIGHT;
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = Math.min(places[i], below - LABEL_HEIGHT);
            below = places[i];
        }
        return places;
    }

    private static List<Series> highestEndFirst(List<Series> series) {
        return series.stream()
                .sorted(Comparator.comparingDouble(
                                (Series line) -> line.points().getLast().y())
                        .reversed())
                .toList();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "\u2026";
    }

    /**
     * {@return the chart as an {@code svg} element}
     *
     * @param label what it shows, for those who do not see it
     * @param xTitle what stands under the horizontal axis
     * @param series the lines
     * @param x the scale of the horizontal axis
     * @param y the scale of the vertical axis
     */
    static String of(String label, String xTitle, List<Series> series, Scale x, Scale y) {
        return "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"" + Html.escape(label)
                + "\">\n" + new LineChart(xTitle, series, x, y).svg + "</svg>";
    }

    private void drawGrid(String xTitle) {
        for (double value : y.ticks()) {
            append(
                    "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
                            + "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT, placeY(value), WIDTH - RIGHT, placeY(value), LEFT - 8, placeY(value) + 4, number(value));
        }
        for (double value : x.ticks()) {
            append(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    placeX(value), HEIGHT - BOTTOM + 18, number(value));
        }
        append(
                "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, Html.escape(xTitle));
    }

    private void draw(Series series) {
        StringBuilder points = new StringBuilder();
        for (Point point : series.points()) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", placeX(point.x()), placeY(point.y())));
        }
        append(
                "<polyline class=\"line %s\" points=\"%s\"/>%n",
                series.cssClass(), points.toString().strip());
        if (series.points().size() <= MOST_DOTS) {
            for (Point point : series.points()) {
                append(
                        "<circle class=\"dot %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s: %s</title></circle>%n",
                        series.cssClass(), placeX(point.x()), placeY(point.y()), number(point.x()), number(point.y()));
            }
        }
    }

    private double placeX(double value) {
        return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
    }

    private double placeY(double value) {
        return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM);
    }

    @FormatMethod
    private void append(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private static String number(double value) {
        if (value >= 1e5 && value % 1e3 == 0) {
            return value >= 1e6 && value % 1e6 == 0
                    ? String.format(Locale.ROOT, "%,.0fM", value / 1e6)
                    : String.format(Locale.ROOT, "%,.0fk", value / 1e3);
        }
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value < 0.01 ? "%.0e" : "%.2f", value);
    }
}
