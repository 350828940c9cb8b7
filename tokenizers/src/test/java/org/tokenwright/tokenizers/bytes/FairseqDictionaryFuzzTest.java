package org.tokenwright.tokenizers.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.tokenwright.text.CorruptInputException;

class FairseqDictionaryFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void anyFileIsRefusedOrReadForWhatItSays(byte[] file) throws CorruptInputException {
        FairseqDictionary dictionary;
        try {
            dictionary = FairseqDictionary.parse(file, "dict.txt");
        } catch (CorruptInputException e) {
            return;
        }
        FairseqDictionary again = FairseqDictionary.parse(dictionary.toBytes(), "dict.txt");
        assertArrayEquals(dictionary.toBytes(), again.toBytes());
        assertArrayEquals(dictionary.ids(), again.ids());
        assertEquals(
                dictionary.size(),
                ByteTokenizers.fairseq(dictionary).vocabulary().size() + madeUp(dictionary));
    }

    /** The number of ids that are no bytes. */
    private static int madeUp(FairseqDictionary dictionary) {
        int count = 4;
        for (int id = 4; id < dictionary.size(); id++) {
            count += dictionary.symbol(id).startsWith("madeupword") ? 1 : 0;
        }
        return count;
    }
}
