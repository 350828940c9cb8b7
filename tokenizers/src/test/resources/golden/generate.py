#!/usr/bin/env python3
"""Writes the models, encodings and pretokens of this folder with the reference program, fastboundlessbpe.

usage: generate.py FOLDER    FOLDER holds the package "boundlessbpe": python/ in a checkout of the program
"""

import contextlib
import io
import json
import os
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MEADOW = os.path.join(HERE, "meadow.jsonl")
STRINGS = os.path.join(HERE, "strings.jsonl")
SPECIAL = ["<|endoftext|>"]
SIZE = 700


def records(path):
    with open(path, encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines]


def patterns():
    from boundlessbpe import regexconstants as constants

    parts = list(constants.ULTIMATE_PATTERN_PARTS)
    parts[7] = " ?" + parts[7]
    return {"gpt2": constants.GPT2_REGEX, "gpt4o": constants.GPT4O_REGEX, "ultimate2": "|".join(parts)}


def rules():
    from boundlessbpe import regexconstants as constants

    return {"simple": constants.SIMPLE_MERGE_PATTERN, "improved": constants.IMPROVED_MERGE_PATTERN}


def train(corpus, pattern, rule, tau, blowup, size, second, prefix, special=None):
    """Trains both passes on a corpus; leaves prefix.word.model and prefix.model."""
    from boundlessbpe.pretokenize import Pretokenizer
    from boundlessbpe.train import BoundlessBpeTrainer, BpeTrainer, SuperBpeTrainer

    def save(trainer, path):
        trainer.register_special_tokens(SPECIAL if special is None else special)
        trainer.save(path)

    count = len(records(corpus))
    with tempfile.TemporaryDirectory() as scratch, contextlib.redirect_stdout(io.StringIO()):
        out = os.path.join(scratch, "model")
        first = BpeTrainer(Pretokenizer(main_regex=pattern, merge_pattern=rule))
        first.train(tau, corpus, out, count, size, 0, blowup, checkpoint_iterations=0, verbose=False)
        save(first, prefix + ".word")
        if second is None:
            return
        pretokenizer = Pretokenizer(main_regex=pattern, merge_pattern=rule)
        if second == "boundless":
            trainer = BoundlessBpeTrainer(pretokenizer)
            trainer.train(corpus, out, count, 0, prefix + ".word.model", checkpoint_iterations=0, verbose=False)
        else:
            trainer = SuperBpeTrainer(pretokenizer)
            trainer.train(corpus, out, count, int(second), 0, prefix + ".word.model", checkpoint_iterations=0,
                          verbose=False)
        save(trainer, prefix)


def encode(model, strings, out):
    from boundlessbpe.inference import Tokenizer
    from boundlessbpe.util import frombytes

    with contextlib.redirect_stdout(io.StringIO()):
        tokenizer = Tokenizer()
        tokenizer.load(model)
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        for record in strings:
            tokens = tokenizer.encode_ordinary_chunks(record["text"])
            ids = tokenizer.encode_ordinary(record["text"])
            line = {"id": record["id"], "tokens": [frombytes(token) for token in tokens], "ids": ids}
            file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def pretokenize(pattern, texts, out):
    from boundlessbpe.pretokenize import Pretokenizer

    pretokenizer = Pretokenizer(main_regex=pattern)
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        for number, text in enumerate(texts):
            pretokens = pretokenizer.pretokenize(text)
            assert "".join(pretokens) == text
            line = {"id": number, "lengths": [len(pretoken.encode("utf-8")) for pretoken in pretokens]}
            file.write(json.dumps(line, separators=(",", ":")) + "\n")


def main():
    sys.path.insert(0, sys.argv[1])
    documents = [record["text"] for record in records(MEADOW)]
    strings = records(STRINGS)
    with tempfile.TemporaryDirectory() as scratch:
        for pattern, rule, second, name in [
            ("gpt4o", "simple", "boundless", "gpt4o_simple"),
            ("gpt4o", "improved", "boundless", "gpt4o_improved"),
            ("gpt2", "simple", "boundless", "gpt2_simple"),
            ("ultimate2", "improved", "boundless", "ultimate2_improved"),
            ("gpt4o", "simple", "60", "gpt4o_superbpe"),
        ]:
            prefix = os.path.join(scratch, name)
            train(MEADOW, patterns()[pattern], rules()[rule], 1.1, True, SIZE if second == "boundless" else SIZE - 300,
                  second, prefix)
            kept = [name, name + ".word"] if name == "gpt4o_simple" else [name]
            for model in kept:
                shutil.copy(os.path.join(scratch, model + ".model"), HERE)
                encode(os.path.join(HERE, model + ".model"), strings, os.path.join(HERE, model + ".encoded.jsonl"))
    for name, pattern in patterns().items():
        pretokenize(pattern, documents, os.path.join(HERE, "meadow." + name + ".jsonl"))
        pretokenize(pattern, [record["text"] for record in strings], os.path.join(HERE, "strings." + name + ".jsonl"))


if __name__ == "__main__":
    main()
