package org.tokenwright.boundary.punkt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.tokenwright.text.CorruptInputException;

class PunktBinaryFuzzTest {
    /** The body of a binary model, behind a header that is right. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnyBinary(byte[] data) throws IOException {
        byte[] file = new byte[10 + data.length];
        file[0] = 'N';
        file[1] = 'P';
        file[2] = 'K';
        file[3] = 'T';
        file[4] = 1;
        for (int i = 0; i < 4; i++) {
            file[6 + i] = (byte) (data.length >> (8 * i));
        }
        System.arraycopy(data, 0, file, 10, data.length);
        try {
            PunktBinary.read("any", file);
        } catch (CorruptInputException e) {
            assertEquals("any", e.source());
        }
    }
}
