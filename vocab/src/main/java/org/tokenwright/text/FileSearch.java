package org.tokenwright.text;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.tokenwright.text.Input.FileInput;

/** Finds the files that a path or a pattern names. Immutable. */
final class FileSearch {
    private static final String WILDCARDS = "*?[{\\";

    private final String given;
    private final Path folder;
    private final int depth;
    private final PathMatcher matcher;

    private FileSearch(String given, Path folder, int depth, PathMatcher matcher) {
        this.given = given;
        this.folder = folder;
        this.depth = depth;
        this.matcher = matcher;
    }

    /**
     * {@return the file, or the files below the folder}
     *
     * @param path a file or folder
     */
    static List<FileInput> files(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isDirectory()) {
            return List.of(new FileInput(path, attributes.isRegularFile() ? attributes.size() : -1));
        }
        return new FileSearch(path.toString(), path, Integer.MAX_VALUE, file -> true).walk();
    }

    /**
     * {@return the search for a pattern}
     *
     * @param pattern the pattern
     * @throws java.util.regex.PatternSyntaxException if it is not a pattern
     */
    static FileSearch glob(String pattern) {
        int name = startOfVariablePart(pattern);
        String variable = pattern.substring(name);
        int depth = variable.contains("**")
                ? Integer.MAX_VALUE
                : 1 + (int) variable.chars().filter(c -> c == '/').count();
        return new FileSearch(
                pattern,
                Path.of(pattern.substring(0, name)),
                depth,
                FileSystems.getDefault().getPathMatcher("glob:" + letFoldersBeAbsent(variable)));
    }

    /** Index behind the last slash before the first wildcard. */
    private static int startOfVariablePart(String pattern) {
        int start = 0;
        for (int i = 0; i < pattern.length() && WILDCARDS.indexOf(pattern.charAt(i)) < 0; i++) {
            if (pattern.charAt(i) == '/') {
                start = i + 1;
            }
        }
        return start;
    }

    /** The JDK's {@code **}{@code /} stands for at least one folder; ours, as in shells, also for none. */
    private static String letFoldersBeAbsent(String pattern) {
        StringBuilder result = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (braces == 0 && pattern.startsWith("**/", i) && (i == 0 || pattern.charAt(i - 1) == '/')) {
                result.append("{**/,}");
                i += 2;
                continue;
            }
            result.append(c);
            if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                result.append(pattern.charAt(i));
            }
            braces += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return result.toString();
    }

    /**
     * {@return the files that the pattern names, in the order of their names}
     */
    List<FileInput> matches() throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(given, null, "there is no folder " + folder);
        }
        List<FileInput> files = walk();
        if (files.isEmpty()) {
            throw new NoSuchFileException(given, null, "the pattern names no file");
        }
        return files;
    }

    private List<FileInput> walk() throws IOException {
        List<Found> found = new ArrayList<>();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new Visitor(found));
        found.sort(Comparator.comparing(Found::key));
        return found.stream().map(Found::file).toList();
    }

    /** A file, and its path below the folder with separators that sort before all characters of names. */
    private record Found(FileInput file, String key) {}

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final List<Found> found;

        Visitor(List<Found> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return isHidden(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            Path below = folder.relativize(path);
            if (isHidden(path) || !matcher.matches(below)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink()) {
                throw new NoSuchFileException(path.toString(), null, "the symbolic link leads nowhere");
            }
            if (attributes.isRegularFile()) {
                found.add(new Found(
                        new FileInput(path, attributes.size()), below.toString().replace(File.separatorChar, '\0')));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
            if (isHidden(path)) {
                return FileVisitResult.CONTINUE;
            }
            if (failure instanceof FileSystemLoopException) {
                throw new FileSystemException(
                        path.toString(), null, "the symbolic link leads back to a folder that holds it");
            }
            throw failure;
        }

        private boolean isHidden(Path path) {
            return !path.equals(folder) && path.getFileName().toString().startsWith(".");
        }
    }
}
