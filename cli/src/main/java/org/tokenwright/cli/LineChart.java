package org.tokenwright.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * A line chart in SVG. Its colours are those of the classes {@code grid}, {@code tick}, {@code line} and the ones of the
 * series, which the page defines.
 */
final class LineChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 340;
    private static final int LEFT = 56;
    private static final int RIGHT = 118;
    private static final int TOP = 16;
    private static final int BOTTOM = 48;
    private static final int STEPS = 5;
    private static final int LABEL_HEIGHT = 16;

    private final StringBuilder svg = new StringBuilder();
    private final String xTitle;
    private final Axis x;
    private final Axis y;
    private final double yStep;

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

    /** How a value becomes a place. */
    private record Axis(double low, double high, DoubleUnaryOperator scale) {
        double share(double value) {
            double from = scale.applyAsDouble(low);
            double to = scale.applyAsDouble(high);
            return to == from ? 0 : (scale.applyAsDouble(value) - from) / (to - from);
        }
    }

    private LineChart(String xTitle, List<Series> series, boolean logarithmic) {
        this.xTitle = xTitle;
        List<Point> all =
                series.stream().flatMap(line -> line.points().stream()).toList();
        double lowX = logarithmic ? all.stream().mapToDouble(Point::x).min().orElse(1) : 0;
        double highX = all.stream().mapToDouble(Point::x).max().orElse(1);
        x = new Axis(lowX, highX, logarithmic ? Math::log : DoubleUnaryOperator.identity());
        double highY = Math.max(1, all.stream().mapToDouble(Point::y).max().orElse(1));
        yStep = roundUp(highY / STEPS);
        y = new Axis(0, yStep * Math.ceil(highY / yStep), DoubleUnaryOperator.identity());
        drawGrid(logarithmic);
        double labelY = Double.NEGATIVE_INFINITY;
        for (Series line : series) {
            draw(line);
            Point last = line.points().getLast();
            labelY = Math.max(placeY(last.y()) + 4, labelY + LABEL_HEIGHT);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"label %s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                    line.cssClass(),
                    placeX(last.x()) + 10,
                    labelY,
                    line.name()));
        }
    }

    /**
     * {@return the chart as an {@code svg} element}
     *
     * @param label what it shows, for those who do not see it
     * @param xTitle what stands under the horizontal axis
     * @param series the lines, that which ends highest first
     * @param logarithmic whether the horizontal axis is logarithmic; its ticks are then doublings
     */
    static String of(String label, String xTitle, List<Series> series, boolean logarithmic) {
        return "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"" + label + "\">\n"
                + new LineChart(xTitle, series, logarithmic).svg
                + "</svg>";
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

    private void drawGrid(boolean logarithmic) {
        for (int i = 0; i * yStep <= y.high(); i++) {
            double value = i * yStep;
            double at = placeY(value);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
                            + "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT,
                    at,
                    WIDTH - RIGHT,
                    at,
                    LEFT - 8,
                    at + 4,
                    number(value)));
        }
        double step = logarithmic ? 0 : roundUp(x.high() / STEPS);
        for (double value = logarithmic ? x.low() : 0;
                value <= x.high();
                value = logarithmic ? 2 * value : value + step) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    placeX(value),
                    HEIGHT - BOTTOM + 18,
                    number(value)));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                (LEFT + WIDTH - RIGHT) / 2.0,
                HEIGHT - 8,
                xTitle));
    }

    private void draw(Series series) {
        StringBuilder points = new StringBuilder();
        for (Point point : series.points()) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", placeX(point.x()), placeY(point.y())));
        }
        svg.append("<polyline class=\"line ").append(series.cssClass()).append("\" points=\"");
        svg.append(points.toString().strip()).append("\"/>\n");
        if (series.points().size() <= 16) {
            series.points()
                    .forEach(point -> svg.append(String.format(
                            Locale.ROOT,
                            "<circle class=\"dot %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s: %s</title></circle>%n",
                            series.cssClass(),
                            placeX(point.x()),
                            placeY(point.y()),
                            number(point.x()),
                            number(point.y()))));
        }
    }

    private double placeX(double value) {
        return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
    }

    private double placeY(double value) {
        return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
