package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;

class HuggingFacePartsFuzzTest {
    private static final String AB = "'vocab':{'a':0,'b':1,'ab':2,'?':3,' ':4,'aa':5,'▁':6,'<0xC3>':7,'<0xA9>':8}";

    private static final List<String> NORMALIZERS = List.of(
            "null",
            "{'type':'NFC'}",
            "{'type':'NFKD'}",
            "{'type':'Lowercase'}",
            "{'type':'Nmt'}",
            "{'type':'StripAccents'}",
            "{'type':'Strip','strip_left':true,'strip_right':true}",
            "{'type':'Prepend','prepend':'▁'}",
            "{'type':'ByteLevel'}",
            "{'type':'Replace','pattern':{'String':' '},'content':'▁'}",
            "{'type':'Replace','pattern':{'Regex':'a*'},'content':''}",
            "{'type':'BertNormalizer','clean_text':true,'handle_chinese_chars':true,'strip_accents':null,'lowercase':true}");
    private static final List<String> PRE_TOKENIZERS = List.of(
            "null",
            "{'type':'BertPreTokenizer'}",
            "{'type':'Whitespace'}",
            "{'type':'WhitespaceSplit'}",
            "{'type':'Digits','individual_digits':false}",
            "{'type':'UnicodeScripts'}",
            "{'type':'FixedLength','length':2}",
            "{'type':'Punctuation','behavior':'Contiguous'}",
            "{'type':'CharDelimiterSplit','delimiter':'a'}",
            "{'type':'ByteLevel','add_prefix_space':true}",
            "{'type':'Metaspace','replacement':'▁','prepend_scheme':'first'}",
            "{'type':'Split','pattern':{'Regex':'a*'},'behavior':'MergedWithNext','invert':true}",
            "{'type':'Split','pattern':{'String':'b'},'behavior':'MergedWithPrevious','invert':false}");
    private static final List<String> MODELS = List.of(
            "{'type':'BPE'," + AB + ",'merges':['a b','a a']}",
            "{'type':'BPE','unk_token':'?','fuse_unk':true,'byte_fallback':true," + AB + ",'merges':[['a','b']]}",
            "{'type':'BPE','dropout':0.3,'unk_token':'?'," + AB + ",'merges':['a b','a a']}",
            "{'type':'BPE','unk_token':'?','end_of_word_suffix':'b','ignore_merges':true," + AB + ",'merges':['a b']}",
            "{'type':'WordPiece','unk_token':'?'," + AB + "}",
            "{'type':'WordLevel','unk_token':'?'," + AB + "}",
            "{'type':'Unigram','unk_id':0,'vocab':[['?',0],['a',-1],['ab',-1.5],['▁',-3]]}");
    private static final List<String> DECODERS = List.of(
            "null",
            "{'type':'ByteLevel'}",
            "{'type':'Replace','pattern':{'String':'aa'},'content':'b'}",
            "{'type':'ByteFallback'}",
            "{'type':'Fuse'}",
            "{'type':'Strip','content':'a','start':1,'stop':2}",
            "{'type':'WordPiece','prefix':'##','cleanup':true}",
            "{'type':'BPEDecoder','suffix':'b'}",
            "{'type':'CTC','pad_token':'?','word_delimiter_token':'b','cleanup':true}",
            "{'type':'Metaspace','replacement':'▁'}");

    @FuzzTest(maxDuration = "60s")
    void anyPartsGoTogether(FuzzedDataProvider data) throws IOException {
        StringBuilder json = new StringBuilder(
                "{'added_tokens':[{'id':20,'content':'<x>','special':true,'lstrip':%b,'normalized':%b}]"
                        .formatted(data.consumeBoolean(), data.consumeBoolean()));
        json.append(",'normalizer':").append(sequence(data, "normalizers", NORMALIZERS));
        json.append(",'pre_tokenizer':").append(sequence(data, "pretokenizers", PRE_TOKENIZERS));
        json.append(",'decoder':").append(sequence(data, "decoders", DECODERS));
        json.append(",'model':").append(data.pickValue(MODELS)).append('}');
        HuggingFaceFormatFuzzTest.readOrRefuse(
                json.toString().replace('\'', '"').getBytes(UTF_8));
    }

    private static String sequence(FuzzedDataProvider data, String field, List<String> parts) {
        if (data.consumeBoolean()) {
            return data.pickValue(parts);
        }
        StringBuilder json = new StringBuilder("{'type':'Sequence','" + field + "':[");
        String comma = "";
        for (int i = data.consumeInt(0, 4); i > 0; i--) {
            json.append(comma).append(data.pickValue(parts.subList(1, parts.size())));
            comma = ",";
        }
        return json.append("]}").toString();
    }
}
