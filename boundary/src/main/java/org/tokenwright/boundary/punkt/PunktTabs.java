package org.tokenwright.boundary.punkt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;

/** The four files of a folder of NLTK's package "punkt_tab", which hold one entry a line. */
final class PunktTabs {
    private static final String ABBREVIATIONS = "abbrev_types.txt";
    private static final String COLLOCATIONS = "collocations.tab";
    private static final String STARTERS = "sent_starters.txt";
    private static final String CONTEXTS = "ortho_context.tab";

    private PunktTabs() {}

    static PunktModel read(Path folder) throws IOException {
        PunktModel.Builder model = PunktModel.builder();
        read(folder.resolve(ABBREVIATIONS), 1, fields -> model.abbreviation(fields[0]));
        read(folder.resolve(COLLOCATIONS), 2, fields -> model.collocation(fields[0], fields[1]));
        read(folder.resolve(STARTERS), 1, fields -> model.sentenceStarter(fields[0]));
        read(folder.resolve(CONTEXTS), 2, fields -> model.orthographicContext(fields[0], context(fields[1])));
        return model.build();
    }

    static void write(PunktModel model, Path folder) throws IOException {
        model.checkTypes(type -> type.indexOf('\t') < 0 && type.indexOf('\n') < 0, "holds a tab or a line feed");
        List<String> collocations = new ArrayList<>();
        for (PunktModel.Collocation pair : model.collocations()) {
            collocations.add(pair.first() + "\t" + pair.second());
        }
        List<String> contexts = new ArrayList<>();
        model.orthographicContexts().forEach((type, context) -> contexts.add(type + "\t" + context));
        Files.createDirectories(folder);
        write(folder.resolve(ABBREVIATIONS), model.abbreviations());
        write(folder.resolve(COLLOCATIONS), collocations);
        write(folder.resolve(STARTERS), model.sentenceStarters());
        write(folder.resolve(CONTEXTS), contexts);
    }

    private static void write(Path file, List<String> lines) throws IOException {
        AtomicFile.write(file, out -> {
            for (String line : lines) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
        });
    }

    /** Takes the fields of a line. */
    private interface Entry {
        void accept(String[] fields);
    }

    private static void read(Path file, int count, Entry entry) throws IOException {
        TextSource source =
                TextSource.builder().path(file).format(TextFormat.LINES).build();
        try (DocumentReader reader = source.open()) {
            for (Document line; (line = reader.next()) != null; ) {
                String[] fields = line.text().split("\t", -1);
                String position = "line " + line.line();
                if (fields.length != count) {
                    throw new CorruptInputException(
                            file.toString(), position, fields.length + " fields", count + " parted by a tab");
                }
                try {
                    entry.accept(fields);
                } catch (IllegalArgumentException e) {
                    throw new CorruptInputException(
                            file.toString(), position, String.join(" ", fields), String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private static int context(String number) {
        if (!number.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("an integer with bits of " + PunktModel.CONTEXTS);
        }
        return Integer.parseInt(number);
    }
}
