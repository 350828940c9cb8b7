"""Trains small SentencePiece models and writes down what SentencePiece makes of texts.

Needs the Python module sentencepiece, version 0.1.97. Run it in this folder; see README.md.
"""

import gzip
import json
import os
import random
import sys

import sentencepiece

SYMBOLS = ["<sep>", "hero", "heron", "\u2581the", "x y", "\u00e9\u00e9", "(", "\u6f22\u5b57"]

MODELS = {
    "bpe_bytes": dict(
        model_type="bpe", vocab_size=900, byte_fallback=True, user_defined_symbols=SYMBOLS,
        control_symbols=["<ctl>"], normalization_rule_name="nmt_nfkc"),
    "bpe_plain": dict(
        model_type="bpe", vocab_size=600, normalization_rule_name="identity", add_dummy_prefix=False,
        remove_extra_whitespaces=False, split_by_whitespace=False,
        split_by_number=False, split_by_unicode_script=False, unk_surface=" ?? "),
    "bpe_suffix": dict(
        model_type="bpe", vocab_size=600, normalization_rule_tsv="rules.tsv", treat_whitespace_as_suffix=True,
        user_defined_symbols=["hero", "heron"], unk_id=3, bos_id=0, eos_id=1, pad_id=2),
    "bpe_unused": dict(
        model_type="bpe", vocab_size=600, normalization_rule_tsv="rules.tsv", allow_whitespace_only_pieces=True,
        remove_extra_whitespaces=False),
    "bpe_cuts": dict(
        model_type="bpe", vocab_size=900, byte_fallback=True, normalization_rule_tsv="rules.tsv"),
    "uni_bytes": dict(
        model_type="unigram", vocab_size=900, byte_fallback=True, user_defined_symbols=SYMBOLS,
        normalization_rule_name="identity"),
    "uni_plain": dict(
        model_type="unigram", vocab_size=600, normalization_rule_name="nfkc_cf", add_dummy_prefix=False,
        remove_extra_whitespaces=False, allow_whitespace_only_pieces=True),
    "uni_suffix": dict(
        model_type="unigram", vocab_size=600, normalization_rule_tsv="rules.tsv", treat_whitespace_as_suffix=True,
        split_by_whitespace=False),
    "uni_unused": dict(model_type="unigram", vocab_size=600, normalization_rule_tsv="rules.tsv"),
    # Not trained, but written by SentencePieceWriter; see SentencePieceWriterTest.
    "written": None,
}

COMMON = dict(character_coverage=0.98, hard_vocab_limit=False, num_threads=1, minloglevel=2, max_sentence_length=100000)

# Replaced characters, as hexadecimal code points: several for one, one for several, for a space, for nothing.
RULES = ["9 20", "A 20", "D A 20", "1", "DF 73 73", "65 301 E9", "65 301 301 45", "61 62 63 78", "3000 20 20", "2588 2581"]


def read(name):
    with open(os.path.join("..", name), encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def unuse(model, every):
    """Makes some pieces of a serialized model unused."""
    out = bytearray()
    at = 0
    number = 0
    while at < len(model):
        start = at
        tag, at = varint(model, at)
        length, at = varint(model, at)
        body = model[at:at + length]
        at += length
        if tag == 0x0A:
            number += 1
            if number % every == 0 and b"\x18" not in body[-2:]:
                body += b"\x18\x05"
                out += b"\x0a" + bytes([len(body)]) + body
                continue
        out += model[start:at]
    return bytes(out)


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return value, at


def random_text(rand, words):
    parts = []
    for _ in range(rand.randrange(1, 30)):
        kind = rand.randrange(16)
        if kind < 5:
            parts.append(" " + rand.choice(words))
        elif kind == 5:
            parts.append(rand.choice([" ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u3000", "\u2581", " \u2581", "\u2581\u2581", "\u200b"]))
        elif kind == 6:
            parts.append(rand.choice(SYMBOLS + ["<s>", "</s>", "<unk>", "<ctl>", "<0x41>", "\u2047", "\u2588"]))
        elif kind == 7:
            parts.append(chr(rand.randrange(1, 0x180)))
        elif kind == 8:
            parts.append(rand.choice(["e\u0301", "e\u0301\u0301", "o\u0308", "\u0301", "\u1112\u1161\u11ab", "\uff21\uff22", "\ufb01", "\u00df", "\u00bd"]))
        elif kind == 9:
            parts.append(rand.choice("aehnrst ") * rand.randrange(1, 40))
        elif kind == 10:
            parts.append("".join(rand.choice("abchenorst") for _ in range(rand.randrange(1, 12))))
        elif kind == 11:
            parts.append(rand.choice(["\U0001f600", "\U0001f469\u200d\U0001f469", "\u6f22", "\u6f22\u5b57", "\u304c", "\u0e44\u0e17\u0e22", "\ufffd"]))
        elif kind == 12:
            parts.append(chr(rand.choice([rand.randrange(0x180, 0xD800), rand.randrange(0xE000, 0x30000)])))
        elif kind == 13:
            word = rand.choice(words)
            parts.append(word[:rand.randrange(len(word) + 1)])
        elif kind == 14:
            parts.append(rand.choice([" x y ", "abc", " abcabc ", "heroheron", "the the", "THE"]))
        else:
            parts.append(str(rand.randrange(10000)))
    return "".join(parts)


def random_bytes(rand):
    pieces = [b" the", b"\xe2\x96", b"\xe2\x96\x81", b"\xff", b"\xc3", b"\xc3\xa9", b"\x80", b" ", b"\xed\xa0\x80", b"\xf0\x9f", b"heron", b"\xc0\x80", b"\xf4\x90\x80\x80"]
    return b"".join(rand.choice(pieces) for _ in range(rand.randrange(1, 10)))


def main():
    meadow = read("meadow.jsonl")
    words = sorted({word for text in meadow for word in text.split()})
    with open("rules.tsv", "w", encoding="utf-8") as rules:
        for rule in RULES:
            source, target = split_rule(rule)
            rules.write(source + "\t" + target + "\n")
    for name, options in MODELS.items():
        rand = random.Random(name)
        if options is not None:
            train(name, options, meadow)
        encode(name, rand, meadow, words)
        if os.path.getsize(name + ".model") > 100000:
            compress(name + ".model")
    os.remove("rules.tsv")


def train(name, options, meadow):
    sentences = [line for text in meadow for line in text.split("\n") if line.strip()]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences), model_prefix=name, **COMMON, **options)
    with open(name + ".model", "rb") as file:
        model = file.read()
    if name.endswith("_unused"):
        model = unuse(model, 4)
    with open(name + ".model", "wb") as file:
        file.write(model)
    os.remove(name + ".vocab")


def encode(name, rand, meadow, words):
    processor = sentencepiece.SentencePieceProcessor(model_file=name + ".model")
    texts = meadow + read("strings.jsonl") + ["", " ", "  ", "\u2581", "a", " a", "a ", "\u0001", " \u0001", "a \u0001 "]
    texts += [random_text(rand, words) for _ in range(250)]
    with open(name + ".encoded.jsonl", "w", encoding="ascii") as out:
        for text in texts:
            if "\0" in text:
                continue
            proto = processor.encode_as_immutable_proto(text)
            ids = [piece.id for piece in proto.pieces]
            write(out, text=text, ids=ids, begins=[piece.begin for piece in proto.pieces],
                  ends=[piece.end for piece in proto.pieces], decoded=processor.decode(ids))
        for _ in range(40):
            data = random_bytes(rand)
            write(out, hex=data.hex(), ids=processor.encode(data))
        for _ in range(150):
            ids = random_ids(rand, processor)
            write(out, ids=ids, decoded=processor.decode(ids))
    compress(name + ".encoded.jsonl")


def compress(name):
    with open(name, "rb") as file:
        content = file.read()
    with open(name + ".gz", "wb") as file:
        file.write(gzip.compress(content, 9, mtime=0))
    os.remove(name)


def split_rule(rule):
    """The last code points of a rule are what it gives, as many as RESULT says."""
    codes = rule.split()
    results = {"1": 0, "DF 73 73": 2, "3000 20 20": 2}.get(rule, 1)
    split = len(codes) - results
    return " ".join(codes[:split]), " ".join(codes[split:])


def random_ids(rand, processor):
    size = processor.get_piece_size()
    ids = []
    for _ in range(rand.randrange(1, 12)):
        kind = rand.randrange(4)
        if kind == 0 and processor.is_byte(processor.piece_to_id("<0x41>")):
            start = rand.choice(["<0xE2>", "<0xC3>", "<0xF0>", "<0x80>", "<0x41>", "<0xED>", "<0xA9>", "<0x96>", "<0x81>", "<0xFF>"])
            ids.append(processor.piece_to_id(start))
        elif kind == 1:
            ids.append(rand.choice([0, 1, 2, 3]))
        else:
            ids.append(rand.randrange(size))
    return ids


def write(out, **fields):
    out.write(json.dumps(fields) + "\n")


if __name__ == "__main__":
    sys.exit(main())
