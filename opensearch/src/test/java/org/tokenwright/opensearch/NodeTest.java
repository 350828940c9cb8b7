package org.tokenwright.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole node of OpenSearch starts with the plugin, and finds documents by its tokens. */
class NodeTest {
    @TempDir
    Path home;

    @Test
    @Tag("long")
    void nodeSearchesByOurTokens() throws Exception {
        List<String> printed = PluginHome.install(home)
                .run(NodeHost.class, List.of("Who finds the gate of the garden?", "the gate of the"));
        assertTrue(printed.contains("token: gate of the"), printed.toString());
        assertEquals("hit: Who finds the gate of the garden?", printed.getLast(), printed.toString());
        assertEquals(
                1, printed.stream().filter(line -> line.startsWith("hit: ")).count(), printed.toString());
    }
}
